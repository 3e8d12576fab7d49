import { describe, expect, it } from "vitest";
import { placeCandidate, placeOf } from "../../../src/gate/place.ts";
import { aStage, type Stage, type StageOptions, theAgent } from "./stage.ts";

async function place(stage: Stage) {
  const { clock, evidence, scope, env } = stage;
  return clock.run(placeCandidate(theAgent(stage), evidence, scope, env, undefined));
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

  it("is the live prompt itself on a schedule, on one kept copy; the live agent is not written", async () => {
    const { stage, placed } = await placing({ place: "as-it-stands" });
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_2", status: "draft" } });
    const [twin, live] = ["agent_2", "agent_1"].map((id) => stage.emulator.state.agents.get(id));
    expect(twin?.content).toBe(live?.content);
    expect(twin?.tags).toContain("ref");
    expect(stage.calls().filter((call) => !call.startsWith("GET "))).toEqual([
      "POST /agents",
      "POST /conversations",
    ]);
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

  it("has no place where the live agent was edited elsewhere and is not to be overwritten", async () => {
    const stage = await aStage({ place: "live" });
    const one = theAgent(stage);
    const entry = { ...one.planned.entry, action: "drifted" } as const;
    const scope = { ...stage.scope, evaluated: [{ ...one, planned: { ...one.planned, entry } }] };
    const before = stage.calls().length;
    const placed = await place({ ...stage, scope });
    expect("reason" in placed && placed.reason).toContain(
      "edited elsewhere and is not overwritten",
    );
    expect(stage.calls().slice(before)).toEqual([]);
  });

  it("has no place where the service refuses the write, and the report says what it said", async () => {
    const stage = await aStage({ place: "preview" });
    stage.emulator.fault("POST /agents:1:status:422");
    const placed = await place(stage);
    expect(placed).toMatchObject({ kind: "blocked", verdict: "incomplete" });
    expect("reason" in placed && placed.reason).toContain("could not be put where it can be");
  });

  it("has no place with a key that is not accepted: that is a fault of the whole run", async () => {
    const stage = await aStage({ place: "preview" });
    stage.emulator.fault("POST /agents:1:status:401");
    await expect(place(stage)).rejects.toMatchObject({ kind: "unauthorized" });
  });
});

describe("a preview of an earlier commit", () => {
  /** The preview is made for the first commit; then the calls that the next one costs. */
  async function placingAgain(changes: Parameters<Stage["nextScope"]>[0]) {
    const stage = await aStage({ place: "preview" });
    await place(stage);
    const scope = await stage.nextScope(changes);
    const before = stage.calls().length;
    const placed = await place({ ...stage, scope });
    const written = stage
      .calls()
      .slice(before)
      .filter((call) => !call.startsWith("GET "));
    return { stage, placed, written };
  }

  it("is used as it is where it carries the candidate already", async () => {
    const { placed, written } = await placingAgain({});
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_2" } });
    expect(written).toEqual([]);
  });

  it("is brought up to a changed prompt, and keeps its conversations", async () => {
    const { placed, written } = await placingAgain({ prompt: "Another prompt." });
    expect(placed).toMatchObject({ agent: { id: "agent_2", content: "Another prompt." } });
    expect(written).toEqual(["PATCH /agents/agent_2"]);
  });

  it("is archived where the settings differ, since its tag speaks of every run on it", async () => {
    const { stage, placed, written } = await placingAgain({ temperature: 0.2 });
    expect(placed).toMatchObject({ agent: { id: "agent_3" } });
    expect(written).toEqual(["PATCH /agents/agent_2", "POST /agents", "POST /conversations"]);
    expect(stage.emulator.state.agents.get("agent_2")?.status).toBe("archived");
  });

  it("is not used again once it was archived", async () => {
    const stage = await aStage({ place: "preview" });
    await place(stage);
    await stage.clock.run(stage.converra.agents.update("agent_2", { status: "archived" }));
    const placed = await place({ ...stage, scope: await stage.nextScope({}) });
    expect(placed).toMatchObject({ kind: "placed", agent: { id: "agent_3", status: "draft" } });
  });
});
