import { describe, expect, it } from "vitest";
import { changedAgents } from "../../../src/gate/interference.ts";
import { measure, type Progress } from "../../../src/gate/measure.ts";
import { recheck } from "../../../src/gate/recheck.ts";
import { aStage, type Stage, type StageOptions, theAgent } from "./stage.ts";

async function measured(options: StageOptions) {
  const stage = await aStage(options);
  const { clock, evidence, scope, env, affordableFor } = stage;
  const progress = await clock.run(measure(affordableFor(evidence), evidence, scope, env));
  return { stage, progress };
}

async function stateAfter({ clock, scope, env }: Stage, progress: Progress) {
  const after = await clock.run(recheck(progress, scope, env.ports));
  return after.agents.get("support");
}

describe("what was measured", () => {
  it("stands where nobody touched the agents", async () => {
    const { stage, progress } = await measured({});
    expect(await stateAfter(stage, progress)).toMatchObject({ kind: "measured" });
  });

  it.each([
    ["agent_2", "agent agent_2, on which the candidate was measured, was changed"],
    ["agent_1", "the live agent agent_1 was changed"],
  ])("is void where %s says something else by now", async (id, reason) => {
    const { stage, progress } = await measured({});
    stage.emulator.editAgent(id, "Edited.");
    const state = await stateAfter(stage, progress);
    expect(state).toMatchObject({ kind: "blocked", verdict: "incomplete" });
    expect(state && "reason" in state && state.reason).toContain(reason);
    expect(progress.agents.get("support")).toMatchObject({ kind: "measured" });
  });

  it("is void where another evaluation used the live agent meanwhile", async () => {
    const { stage, progress } = await measured({ place: "live" });
    const input = { agentId: "agent_1", mode: "exploratory", variantCount: 1 } as const;
    const { id } = await stage.clock.run(stage.converra.optimizations.create(input));
    const state = await stateAfter(stage, progress);
    expect(state && "reason" in state && state.reason).toContain(`another evaluation (${id})`);
  });

  it("is no result where the service does not tell whether it stands", async () => {
    const { stage, progress } = await measured({});
    stage.emulator.fault("GET /agents:1:status:409");
    const state = await stateAfter(stage, progress);
    expect(state && "reason" in state && state.reason).toContain("could not be looked up");
  });
});

it("an agent that is gone counts as changed, however it is asked for", async () => {
  const stage = await aStage({});
  const { live } = theAgent(stage).planned;
  if (live === undefined) throw new Error("the stage has a live agent");
  const gone = { ...live, id: "agent_9" };
  for (const accountAgents of [1, Number.POSITIVE_INFINITY]) {
    const changed = changedAgents([live, gone], accountAgents, stage.env.ports);
    expect([...(await stage.clock.run(changed))]).toEqual(["agent_9"]);
  }
});
