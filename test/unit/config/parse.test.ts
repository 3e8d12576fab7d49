import { describe, expect, it } from "vitest";
import { configOf, SOUND } from "./support.ts";

describe("a configuration without mistakes", () => {
  it("has the documented defaults where it is silent", () => {
    const config = configOf(SOUND);
    expect(config).toMatchObject({
      files: ["converra.yml"],
      confidence: 0.95,
      sync: { pullRequest: "preview", conversations: 5, restore: true },
      policy: "base",
      budget: { maxRuns: 6, keep: 2, nights: 0.5 },
      wait: { intervalMs: 10_000, maxIntervalMs: 30_000 },
      health: { regenerate: false },
      report: { suggestion: false },
      promptFiles: [],
    });
    expect(config.agents[0]).toMatchObject({
      key: "support",
      id: undefined,
      name: "support",
      model: "gpt-4o",
      tags: [],
      benchmark: undefined,
      optimize: { mode: "validation", variants: 3, improve: [], personas: [] },
      gate: {
        maxDrop: 5,
        metrics: {},
        confirm: 2,
        baseline: "run",
        evidenceDays: 30,
        history: 3,
        scale: "auto",
        headroom: { minLift: 10, minConfidence: 0.95, action: "warn" },
        onInconclusive: "warn",
        onIncomplete: "fail",
        onNotEvaluated: "warn",
        onWinner: "none",
        onDrift: "warn",
        onRemoved: "warn",
        accept: true,
      },
    });
  });

  it("keeps the agents in the order of the file", () => {
    const entry = "{ model: m, prompt: p }";
    const { agents } = configOf(
      `version: 1\nagents: { z: ${entry}, a: ${entry}, "10": ${entry} }\n`,
    );
    expect(agents.map(({ key }) => key).toSorted()).toEqual(["10", "a", "z"]);
    expect(agents.map(({ key }) => key).filter((key) => key !== "10")).toEqual(["z", "a"]);
  });

  it("lays an agent's keys over those of defaults", () => {
    const { agents } = configOf(`version: 1
defaults: { model: gpt-4o, tags: [production], temperature: 0.2, max-tokens: 100, description: Bot }
agents:
  a: { prompt: p }
  b: { prompt: p, model: claude, tags: [], temperature: 0, max-tokens: 5, description: Other }
`);
    expect(agents[0]).toMatchObject({
      model: "gpt-4o",
      tags: ["production"],
      temperature: 0.2,
      maxTokens: 100,
      description: "Bot",
    });
    expect(agents[1]).toMatchObject({
      model: "claude",
      tags: [],
      temperature: 0,
      maxTokens: 5,
      description: "Other",
    });
  });

  it("lays gate rules over one another key by key, down to the keys of one metric", () => {
    const { agents } = configOf(`version: 1
gate:
  max-drop: 4
  metrics: { taskCompletion: { max-drop: 3, min: 60 }, verbosity: { direction: lower } }
  headroom: { min-lift: 20 }
defaults: { model: m, gate: { max-drop: 6, headroom: { action: pass } } }
agents:
  a: { prompt: p, gate: { metrics: { taskCompletion: { min: 70 } }, on-drift: overwrite } }
  b: { prompt: p, gate: { max-drop: 7, headroom: { action: fail } } }
`);
    expect(agents[0]?.gate).toMatchObject({
      maxDrop: 6,
      headroom: { minLift: 20, minConfidence: 0.95, action: "pass" },
      onWinner: "none",
      onDrift: "overwrite",
    });
    expect(agents[1]?.gate).toMatchObject({
      maxDrop: 7,
      headroom: { minLift: 20, minConfidence: 0.95, action: "fail" },
      onWinner: "none",
      onDrift: "warn",
    });
    expect({ ...agents[0]?.gate.metrics }).toEqual({
      taskCompletion: { maxDrop: 3, min: 70, direction: "higher", decides: true },
      verbosity: { maxDrop: undefined, min: undefined, direction: "lower", decides: true },
    });
  });

  it("finds no rule for a metric that is called like a member of every object", () => {
    expect(configOf(SOUND).agents[0]?.gate.metrics.toString).toBeUndefined();
  });

  it("has a benchmark where the agent or defaults name models", () => {
    const { agents } = configOf(`version: 1
defaults: { model: m, benchmark: { goal: cost } }
agents:
  a: { prompt: p }
  b: { prompt: p, benchmark: { models: [m, n] } }
`);
    expect(agents[0]?.benchmark).toBeUndefined();
    expect(agents[1]?.benchmark).toEqual({
      models: ["m", "n"],
      goal: "cost",
      maxTurns: 5,
      runsPerScenario: 3,
    });
  });

  it.each([
    ["{ interval-seconds: 0.05 }", { intervalMs: 50, maxIntervalMs: 30_000 }],
    ["{ interval-seconds: 60 }", { intervalMs: 60_000, maxIntervalMs: 60_000 }],
    ["{ max-interval-seconds: 5 }", { intervalMs: 5_000, maxIntervalMs: 5_000 }],
  ])("takes the other bound of wait along when only one is stated: %s", (wait, expected) => {
    expect(configOf(`${SOUND}wait: ${wait}\n`).wait).toEqual(expected);
  });

  it("says of a metric that it does not decide", () => {
    const { agents } = configOf(`${SOUND}gate: { metrics: { verbosity: { decides: false } } }\n`);
    expect(agents[0]?.gate.metrics.verbosity).toMatchObject({ decides: false });
  });
});
