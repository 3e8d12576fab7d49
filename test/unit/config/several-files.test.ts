import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/parse.ts";
import { ConfigError } from "../../../src/errors.ts";
import { mistakesIn, mistakesInAll, noFiles } from "./support.ts";

const file = (agents: string, rest = "") => `version: 1
defaults: { model: m }
agents:
${agents}${rest}`;

describe("agents that cannot be told apart", () => {
  it("are refused when two have one id", () => {
    expect(mistakesIn(file("  a: { id: x, prompt: p }\n  b: { id: x, prompt: p }\n"))).toEqual([
      "5:12 agents.b has the id of agents.a -> One agent on the service takes one entry.",
    ]);
  });

  it.each([
    ["by two names", "  a: { name: Bot, prompt: p }\n  b: { name: Bot, prompt: p }\n", "5:14"],
    ["by a name and a key", "  Bot: { prompt: p }\n  b: { name: Bot, prompt: p }\n", "5:14"],
    [
      "when only one has an id",
      "  a: { name: Bot, id: x, prompt: p }\n  Bot: { prompt: p }\n",
      "5:3",
    ],
  ])("are refused when they share a name: %s", (_, agents, place) => {
    const mistakes = mistakesIn(file(agents));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(
      new RegExp(`^${place} agents\\.\\w+ has the name of agents\\.\\w+`),
    );
  });

  it("may share a name when each has its id", () => {
    const agents = "  a: { name: Bot, id: x, prompt: p }\n  b: { name: Bot, id: y, prompt: p }\n";
    expect(mistakesIn(file(agents))).toEqual([]);
  });
});

it("the mistakes of several files are counted together", () => {
  const at = { line: 1, column: 1, message: "is wrong" };
  expect(new ConfigError([{ ...at, file: "a.yml" }]).message).toBe("a.yml has 1 mistake");
  const both = new ConfigError([
    { ...at, file: "a.yml" },
    { ...at, file: "b.yml" },
  ]);
  expect(both.message).toBe("a.yml, b.yml have 2 mistakes");
});

describe("several files of one run", () => {
  const a = file("  a: { prompt: p }\n", "budget: { max-runs: 3, keep: 1 }\n");

  it("are one configuration, with what only one of them states", () => {
    const texts = [
      { path: "one/converra.yml", text: a },
      { path: "two/converra.yml", text: file("  b: { prompt: p }\n", "gate: { max-drop: 9 }\n") },
    ];
    const result = parseConfig(texts, noFiles);
    expect(result).toMatchObject({
      ok: true,
      config: {
        files: ["one/converra.yml", "two/converra.yml"],
        agents: [
          { key: "a", gate: { maxDrop: 5 }, source: { file: "one/converra.yml" } },
          { key: "b", gate: { maxDrop: 9 }, source: { file: "two/converra.yml" } },
        ],
        budget: { maxRuns: 3, keep: 1, nights: 0.5 },
      },
    });
  });

  it("may not use one key twice", () => {
    expect(mistakesInAll({ "one.yml": a, "two.yml": file("  a: { prompt: p }\n") })).toEqual([
      "two.yml:4:3 the key a is taken by agents.a of one.yml -> Give one of them another key.",
    ]);
  });

  it.each([
    ["gate: { confidence: 0.9 }", "gate: { confidence: 0.99 }", "gate.confidence", "5:9"],
    ["sync: { conversations: 1 }", "sync: { conversations: 2 }", "sync", "5:1"],
    ["wait: { interval-seconds: 1 }", "wait: {}", "wait", "5:1"],
    ["health: { regenerate: true }", "health: { regenerate: false }", "health", "5:1"],
    ["report: { suggestion: true }", "report: { suggestion: false }", "report", "5:1"],
    ["policy: base", "policy: head", "policy", "5:1"],
    ["budget: { keep: 1 }", "budget: { keep: 2 }", "budget", "5:1"],
  ])("may not differ in what holds for the whole run: %s against %s", (one, two, path, place) => {
    const first = file("  a: { prompt: p }\n", `${one}\n`);
    const second = file("  b: { prompt: p }\n", `${two}\n`);
    expect(mistakesInAll({ "one.yml": first, "two.yml": second })).toEqual([
      `two.yml:${place} ${path} holds for the whole run and is stated differently in one.yml -> State it in one file only.`,
    ]);
    const same = file("  b: { prompt: p }\n", `${one}\n`);
    expect(mistakesInAll({ "one.yml": first, "two.yml": same })).toEqual([]);
  });

  it("report the mistakes of all of them, file by file", () => {
    const wrong = file("  a: { prompt: p }\n  b: {}\n", "x: 1\n");
    const places = mistakesInAll({ "b.yml": "a: [", "a.yml": wrong }).map((m) => m.split(" ")[0]);
    expect(places).toEqual(["b.yml:1:5", "a.yml:5:3", "a.yml:6:1"]);
  });
});
