import { describe, expect, it } from "vitest";
import { placeCandidate, placeOf } from "../../../src/gate/place.ts";
import { aStage, type Stage, type StageOptions, theAgent } from "./stage.ts";

async function place(stage: Stage) {
  const { clock, evidence, scope, env } = stage;
  return clock.run(placeCandidate(theAgent(stage), evidence, scope, env));
}

const placing = async (options: StageOptions) => {
  const stage = await aStage(options);
  return { stage, placed: await place(stage) };
};

it.each([
  ["preview", "pull_request", "preview"],
  ["live", "pull_request", "live"],
  ["off", "pull_request", "nowhere"],
  ["preview", "schedule", "as-it-stands"],
  ["off", "schedule", "as-it-stands"],
] as const)("with sync %s on %s a candidate is measured: %s", (sync, event, expected) => {
  expect(placeOf(sync, event)).toBe(expected);
});

describe("a candidate", () => {
  it("is put on a draft with the live agent's conversations; the live agent is not touched", async () => {
    const { stage, placed } = await placing({ place: "preview" });
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_2", status: "draft" } });
    const copies = [...stage.emulator.state.conversations.values()];
    expect(copies.filter(({ agentId }) => agentId === "agent_2")).toHaveLength(1);
    expect(stage.calls()).not.toContain("PATCH /agents/agent_1");
  });

  it("is written to the live agent in live mode", async () => {
    const { stage, placed } = await placing({ place: "live" });
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_1" } });
    expect(stage.calls()).toContain("PATCH /agents/agent_1");
  });

  it("is not written to a live agent that another evaluation is using", async () => {
    const stage = await aStage({ place: "live" });
    const input = { agentId: "agent_1", mode: "exploratory", variantCount: 1 } as const;
    const { id } = await stage.clock.run(stage.converra.optimizations.create(input));
    const placed = await place(stage);
    expect(placed).toMatchObject({ kind: "blocked", verdict: "incomplete" });
    expect("reason" in placed && placed.reason).toContain(id);
    expect(stage.calls()).not.toContain("PATCH /agents/agent_1");
  });

  it("is not written to a live agent that somebody changed meanwhile", async () => {
    const stage = await aStage({ place: "live" });
    await stage.clock.run(stage.converra.agents.update("agent_1", { content: "Edited." }));
    const before = stage.calls().length;
    expect(await place(stage)).toMatchObject({ kind: "blocked" });
    expect(stage.calls().slice(before)).not.toContain("PATCH /agents/agent_1");
  });

  it("is the live prompt itself on a schedule, and nothing is written", async () => {
    const { stage, placed } = await placing({ place: "as-it-stands" });
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_1" } });
    expect(stage.calls().every((call) => call.startsWith("GET "))).toBe(true);
  });

  it("has no place with sync off", async () => {
    const { placed } = await placing({ place: "nowhere" });
    expect(placed).toEqual({ kind: "nowhere" });
  });

  it("has no place where the plan has no room, and the report says how to make some", async () => {
    const stage = await aStage({ place: "preview", emulator: { plan: "free" } });
    for (let n = 2; n <= 5; n += 1) {
      stage.emulator.seedAgent({ name: `Other ${n}`, content: "Help.", model: "gpt-4o" });
    }
    const placed = await place(stage);
    expect(placed).toMatchObject({ kind: "blocked", advice: expect.stringContaining("no room") });
  });
});
