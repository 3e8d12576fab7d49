import { expect, test } from "vitest";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import { bodies, gitHubWrites, writes } from "../support/stage/requests.ts";
import type { Stage } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const OUR_TAG = /^converra-gate:[0-9a-f]{32}(@\d+)?$/u;

test("a push to the default branch creates what is missing and updates only what differs", async () => {
  const stage = await aStage({
    agents: [
      { key: "support", prompt: REWORDED, live: GOOD, seed: { tags: ["vip"] } },
      { key: "billing", live: false, settings: { temperature: 0.1, description: "Invoices" } },
      { key: "sales" },
    ],
  });
  const live = stage.liveId("support");

  const run = await stage.runPush(stage.base);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(writes(run)).toEqual([`PATCH /agents/${live}`, `PATCH /agents/${live}`, "POST /agents"]);
  // The tag alone goes first: that it is kept is what protects an edit from the next push.
  expect(bodies(run, "PATCH", `/agents/${live}`)).toEqual([
    { tags: ["vip", expect.stringMatching(OUR_TAG)] },
    { content: REWORDED.trimEnd(), tags: ["vip", expect.stringMatching(OUR_TAG)] },
  ]);
  expect(bodies(run, "POST", "/agents")).toEqual([
    {
      name: "billing",
      content: GOOD.trimEnd(),
      llmModel: "gpt-4o",
      description: "Invoices",
      temperature: 0.1,
      tags: [expect.stringMatching(OUR_TAG)],
    },
  ]);
  expect(gitHubWrites(run)).toEqual([]);
  expect(run.summary).toContain("| **support** | updated | `prompt` |");
  expect(run.summary).toContain("#### support");
  expect(run.summary).not.toContain("#### sales");
  expect(run.report?.agents.map(({ key, plan }) => [key, plan?.action])).toEqual([
    ["support", "update"],
    ["billing", "create"],
    ["sales", "unchanged"],
  ]);
});

test("a second push of the same text writes nothing", async () => {
  const stage = await aStage({
    agents: [{ key: "support", prompt: REWORDED, live: GOOD, settings: { temperature: 0.3 } }],
  });
  const first = await stage.runPush(stage.base);

  const second = await stage.runPush(stage.base);

  expect(writes(first)).toHaveLength(2);
  expect(second.calls).toEqual(["GET /agents"]);
  expect(second.exitCode).toBe(0);
});

/** A live agent that sync has written, and that somebody has edited since; the file has moved on too. */
async function aDriftedStage(onDrift: string): Promise<Stage> {
  const stage = await aStage({
    agents: [{ key: "support", live: POOR, seed: { tags: ["vip"] } }],
    config: { gate: { "on-drift": onDrift } },
  });
  await stage.runPush(stage.base);
  stage.converra.editAgent(stage.liveId("support"), BAD);
  return stage;
}

test("a live prompt that was edited elsewhere is left alone, and both texts are shown", async () => {
  const stage = await aDriftedStage("warn");
  const next = stage.commit(stage.base, { "prompts/support.md": REWORDED });

  const run = await stage.runPush(next);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(writes(run)).toEqual([]);
  expect(run.summary).toContain("edited elsewhere");
  expect(run.summary).toContain("nothing was written");
  expect(run.summary).toContain("Take the live text into prompts/support.md");
  expect(run.summary).toContain("+## Refunds");
  expect(run.report?.agents[0]).toMatchObject({
    plan: { action: "drifted", livePrompt: BAD },
    promptAfter: REWORDED.trimEnd(),
  });
  expect(run.annotations).toMatchObject([{ level: "warning", file: "prompts/support.md" }]);
});

test("an edit that is made while the agents before it are written is not written over", async () => {
  const edited = "Written in Converra a moment ago.";
  const stage = await aStage({
    agents: [
      { key: "support", prompt: REWORDED, live: GOOD },
      { key: "billing", prompt: REWORDED, live: GOOD },
    ],
    between:
      ({ emulator }) =>
      (service) =>
      async (request) => {
        const answer = await service(request);
        const isFirst = request.method === "PATCH" && request.url.endsWith("/agents/agent_1");
        if (isFirst) emulator.editAgent("agent_2", edited);
        return answer;
      },
  });

  const run = await stage.runPush(stage.base);

  const texts = ["support", "billing"].map(
    (key) => stage.converra.state.agents.get(stage.liveId(key))?.content,
  );
  expect(texts).toEqual([REWORDED.trim(), edited]);
  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain("agent_2 was edited while this ran: nothing was written to it");
});

test("with on-drift: fail the push fails and still writes nothing", async () => {
  const stage = await aDriftedStage("fail");
  const next = stage.commit(stage.base, { "prompts/support.md": REWORDED });

  const run = await stage.runPush(next);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(writes(run)).toEqual([]);
});

test("with on-drift: overwrite the file wins, and the user's tags stay", async () => {
  const stage = await aDriftedStage("overwrite");
  const next = stage.commit(stage.base, { "prompts/support.md": REWORDED });

  const run = await stage.runPush(next);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  const agent = stage.converra.state.agents.get(stage.liveId("support"));
  expect(agent?.content).toBe(REWORDED.trimEnd());
  expect(agent?.tags).toEqual(["vip", expect.stringMatching(OUR_TAG)]);
});

test("two live agents of one name are not guessed between, and the others are synced", async () => {
  const stage = await aStage({
    agents: [{ key: "support" }, { key: "billing", live: GOOD, prompt: REWORDED }],
  });
  stage.converra.seedAgent({ name: "support", content: POOR, model: "gpt-4o" });

  const run = await stage.runPush(stage.base);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(new Set(writes(run))).toEqual(new Set([`PATCH /agents/${stage.liveId("billing")}`]));
  expect(run.summary).toMatch(/2 agents are named.*write the id of one of them into the config/u);
});

test("a push to another branch only shows the plan", async () => {
  const stage = await aStage({ agents: [{ key: "support", prompt: REWORDED, live: GOOD }] });

  const run = await stage.runPush(stage.base, { branch: "reword" });

  expect(run.exitCode).toBe(0);
  // Copies that a clean would archive may be drafts, which are asked for on their own.
  expect(new Set(run.calls)).toEqual(new Set(["GET /agents", "GET /optimizations", "GET /usage"]));
  expect(run.calls.length).toBeLessThanOrEqual(5);
  expect(run.report?.command).toBe("plan");
  expect(run.summary).toContain("update");
  expect(run.summary).toMatch(
    /\d+ of \d+ optimizations are left this period: a scheduled run may start \d+ runs? tonight/u,
  );
});

test("a temperature that is taken out of the file stays on the live agent, and sync says so", async () => {
  const settings = { temperature: 0.3 };
  const stage = await aStage({ agents: [{ key: "support", live: REWORDED, settings }] });
  await stage.runPush(stage.base);
  const config = stage.base.files["converra.yml"]?.replace(/ +temperature: 0.3\n/u, "");
  const next = stage.commit(stage.base, { "converra.yml": config });

  const run = await stage.runPush(next);

  const kept = "the live agent keeps the temperature or max-tokens that it was given before";
  expect(run.report?.agents[0]?.plan?.reason).toContain(
    `updated our tag of agent agent_1; ${kept}`,
  );
  expect(run.report?.notices).toContainEqual({
    level: "warning",
    message: expect.stringContaining(`support: ${kept}`),
  });
  expect((await stage.runPush(next)).report?.agents[0]?.plan?.action).toBe("unchanged");
});

test.each([
  { selected: "all", agents: "" },
  { selected: "the new one alone", agents: "other" },
])(
  "a new agent does not take the live agent that is renamed, with $selected selected",
  async (chosen) => {
    const stage = await aStage({
      agents: [
        {
          key: "support",
          name: "support v2",
          settings: { id: "agent_1" },
          seed: { name: "support" },
        },
        { key: "other", name: "support", prompt: POOR, live: false },
      ],
    });
    const { agents } = chosen;

    const run = await stage.runPush(stage.base, { inputs: { agents } });

    expect(stage.converra.state.agents.get("agent_1")?.content).toBe(GOOD);
    const other = run.report?.agents.find(({ key }) => key === "other");
    expect(other?.plan?.liveAgentId).not.toBe("agent_1");
    if (agents === "") expect(other?.plan?.reason).toContain("created agent agent_2");
  },
);
