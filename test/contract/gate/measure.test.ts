import { describe, expect, it } from "vitest";
import { evidenceFor } from "../../../src/gate/evidence.ts";
import { measure } from "../../../src/gate/measure.ts";
import { placeOnTwin } from "../../../src/gate/place.ts";
import { readEvidence } from "../../../src/gate/read-evidence.ts";
import { aStage, type Stage, theAgent } from "./stage.ts";

async function measured(stage: Stage) {
  const { clock, evidence, scope, env, affordableFor } = stage;
  return clock.run(measure(affordableFor(evidence), evidence, scope, env));
}

describe("a round of runs", () => {
  it("gives evidence of both sides, and leaves what was known before as it was", async () => {
    const stage = await aStage({});
    const progress = await measured(stage);
    const one = theAgent(stage);
    expect(progress.agents.get("support")).toMatchObject({
      kind: "measured",
      on: { id: "agent_2" },
    });
    expect(evidenceFor(one, "candidate", progress.evidence)).toHaveLength(1);
    expect(evidenceFor(one, "baseline", progress.evidence)).toHaveLength(1);
    expect(stage.evidence.records).toEqual([]);
    expect(stage.evidence.outcomes).toEqual([]);
    expect(progress.budget.runs).toBe(4);
  });

  it("says of each agent whether it was measured or why not, and one does not stop the other", async () => {
    const stage = await aStage({
      keys: ["alpha", "beta"],
      emulator: { outcomes: [{ run: "opt_1", kind: "fail", reason: "model overloaded" }] },
    });
    const progress = await measured(stage);
    expect(progress.agents.get("alpha")).toMatchObject({
      kind: "blocked",
      verdict: "incomplete",
      reason: "The run of the candidate failed: model overloaded.",
    });
    expect(progress.agents.get("beta")).toMatchObject({ kind: "measured" });
  });

  it("pays for no baseline of a candidate that could not be put anywhere", async () => {
    const stage = await aStage({ emulator: { plan: "free" } });
    for (let n = 2; n <= 5; n += 1) {
      stage.emulator.seedAgent({ name: `Other ${n}`, content: "Help.", model: "gpt-4o" });
    }
    const progress = await measured(stage);
    expect(stage.starts()).toEqual([]);
    expect(progress.agents.get("support")).toMatchObject({
      kind: "blocked",
      reason: expect.stringContaining("could not be put where it can be measured"),
    });
  });

  it("in live mode measures the baseline before the candidate is written over it", async () => {
    const stage = await aStage({ place: "live" });
    await measured(stage);
    const order = stage
      .calls()
      .filter((call) => call === "POST /optimizations" || call.startsWith("PATCH"));
    expect(order).toEqual(["POST /optimizations", "PATCH /agents/agent_1", "POST /optimizations"]);
  });

  it("starts no candidate in live mode once the workflow is cancelled", async () => {
    const stage = await aStage({ place: "live" });
    void stage.clock.sleep(60_000).then(() => stage.abort.abort(new Error("cancelled")));
    const progress = await measured(stage);
    expect(stage.starts()).toEqual(["agent_1"]);
    expect(progress.agents.get("support")).toMatchObject({ kind: "blocked" });
  });

  it("on a schedule counts only a run of this night", async () => {
    const stage = await aStage({
      place: "as-it-stands",
      emulator: { outcomes: [{ kind: "fail", reason: "model overloaded" }] },
    });
    const progress = await measured(stage);
    expect(progress.agents.get("support")).toMatchObject({ kind: "blocked" });
  });

  it("waits for a run of the baseline's copy that is under way, and starts the candidate beside it", async () => {
    const stage = await aStage({});
    const twin = await stage.clock.run(placeOnTwin(theAgent(stage), stage.scope, stage.env));
    if (twin.kind !== "placed") throw new Error("there is room for a twin");
    await stage.clock.advance(60_000);
    const input = {
      agentId: twin.agent.id,
      mode: "validation",
      variantCount: 1,
      personas: [],
    } as const;
    const { id } = await stage.clock.run(stage.converra.optimizations.create(input));
    const scope = await stage.nextScope({});
    const evidence = await stage.clock.run(readEvidence(scope, stage.env.ports));
    const progress = await measured({ ...stage, scope, evidence });
    expect(stage.starts()).toEqual([twin.agent.id, "agent_3"]);
    expect(progress.evidence.outcomes.map(({ purpose, origin }) => [purpose, origin])).toEqual(
      expect.arrayContaining([
        ["baseline", "adopted"],
        ["candidate", "started"],
      ]),
    );
    const one = theAgent({ scope });
    expect(evidenceFor(one, "baseline", progress.evidence)).toMatchObject([
      { runId: id, origin: "adopted", place: "preview" },
    ]);
    expect(progress.agents.get("support")).toMatchObject({ kind: "measured" });
    expect(progress.budget.runs).toBe(5);
  });

  it("stops what it started once the workflow is cancelled, and says so of each agent", async () => {
    const stage = await aStage({});
    void stage.clock.sleep(60_000).then(() => stage.abort.abort(new Error("cancelled")));
    const progress = await measured(stage);
    expect(progress.agents.get("support")).toMatchObject({
      kind: "blocked",
      reason: "The run of the candidate was stopped: the gate was cancelled.",
    });
    expect(stage.emulator.runs().map(({ phase }) => phase)).toEqual(["stopped", "stopped"]);
  });

  it("says of a completed run why its results are not known", async () => {
    const stage = await aStage({});
    stage.emulator.fault("GET /optimizations/opt_1/variants:1:status:404");
    const progress = await measured(stage);
    const state = progress.agents.get("support");
    expect(state).toMatchObject({ kind: "blocked", verdict: "incomplete" });
    expect(state && "reason" in state && state.reason).toMatch(
      /^The run of the candidate is no evidence: its results could not be read: /,
    );
  });
});
