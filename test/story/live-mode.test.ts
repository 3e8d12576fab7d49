import { describe, expect, test } from "vitest";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import { bodies } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const LIVE = { inputs: { sync: "live" }, writesToLive: true } as const;

/** The live agent is one that sync has written: it carries the base's prompt with our tag. */
async function aSyncedStage(): Promise<Story> {
  const stage = await aStage({ agents: [{ key: "support", live: "Be brief." }] });
  await stage.runPush(stage.base);
  return stage;
}

function agentOf(run: StageRun) {
  return run.report?.agents[0];
}

describe("sync: live on a pull request", () => {
  test("measures the baseline before it writes the candidate, and holds the trial on copies of both", async () => {
    const stage = await aSyncedStage();
    const live = stage.liveId("support");
    const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }), LIVE);

    const writes = run.calls.filter((call) => !call.startsWith("GET "));
    expect(writes.slice(0, 3)).toEqual([
      "POST /optimizations",
      `PATCH /agents/${live}`,
      "POST /optimizations",
    ]);
    // Side by side the live agent could carry one of the two only.
    const copies = startsIn(run.requests).slice(2);
    expect(copies.map(({ agentId }) => agentId).slice(0, 2)).toEqual(["agent_2", "agent_3"]);
    expect(copies.map(({ agentId }) => agentId)).not.toContain(live);
    expect(run.outputs.gate).toBe("fail");
    expect(agentOf(run)?.measuredOn).toEqual({ kind: "live", agentId: live });
    expect(agentOf(run)?.baseline?.where).toBe("both");
  });

  test("a re-run does not take the prompt that the first run left there for the baseline", async () => {
    const stage = await aSyncedStage();
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const first = await stage.runPull(pull, LIVE);
    expect(first.outputs.gate).toBe("fail");

    const again = await stage.runPull(pull, LIVE);

    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(again.outputs.gate).toBe("fail");
    expect(agentOf(again)?.verdict?.verdict).toBe("regressed");
    expect(agentOf(again)?.promptBefore?.trim()).toBe(GOOD.trim());
  });

  test("the next pull request is held against its own base, not against another's text", async () => {
    const stage = await aSyncedStage();
    await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: POOR } }), LIVE);
    const second = stage.openPullRequest({ number: 8, changes: { [PROMPT]: BAD } });

    const run = await stage.runPull(second, LIVE);

    const onLive = startsIn(run.requests).filter(
      ({ agentId }) => agentId === stage.liveId("support"),
    );
    expect(onLive).toHaveLength(1);
    expect(agentOf(run)?.verdict?.verdict).toBe("regressed");
    expect(run.outputs.gate).toBe("fail");
  });

  test("without the base commit a prompt that stands there already proves nothing", async () => {
    const stage = await aStage({
      agents: [{ key: "support", live: "Be brief." }],
      config: { sync: { restore: false } },
      github: { denied: ["contents: read"] },
    });
    await stage.runPush(stage.base);
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    await stage.runPull(pull, LIVE);

    const again = await stage.runPull(pull, LIVE);

    expect(startsIn(again.requests)).toEqual([]);
    expect(agentOf(again)?.verdict?.verdict).toBe("not-evaluated");
    expect(agentOf(again)?.verdict?.advice).toContain("contents: read");
    expect(again.outputs.gate).toBe("warn");
  });
});

describe("the text that was there before", () => {
  async function measured(prompt: string, config = {}, edit = (_: Story) => {}) {
    const stage = await aStage({ agents: [{ key: "support", live: "Be brief." }], config });
    await stage.runPush(stage.base);
    const ending = stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: prompt } }), LIVE);
    edit(stage);
    const run = await ending;
    const live = stage.converra.state.agents.get(stage.liveId("support"));
    return { stage, run, text: live?.content.trim() };
  }
  const messages = (run: StageRun) => run.report?.notices.map(({ message }) => message).join("\n");

  test("is put back after a regression, and the report says who was answered by unmerged text", async () => {
    const { stage, run, text } = await measured(BAD);
    expect(run.outputs.gate).toBe("fail");
    expect(text).toBe(GOOD.trim());
    expect(messages(run)).toContain("answers the live agents' real customers");
    expect(messages(run)).toContain("says again what it said before");
    // The next push to the default branch finds what it has written.
    const pushed = await stage.runPush(stage.base);
    expect(pushed.report?.agents[0]?.plan?.action).toBe("unchanged");
  });

  test("is put back after a measurement that failed", async () => {
    const { run, text } = await measured(REWORDED, {}, (stage) =>
      stage.converra.script({ run: "opt_2", kind: "fail", reason: "no capacity" }),
    );
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    expect(text).toBe(GOOD.trim());
  });

  /** The config with these lines of the agent in place of its name. */
  const withLines = (stage: Story, lines: string) =>
    stage.base.files["converra.yml"]?.replace("name: support\n", `name: support\n${lines}`);

  test.each([
    { settings: { temperature: 0.3 }, prompt: BAD, back: { temperature: 0.3 } },
    { settings: { temperature: 0.3 }, prompt: GOOD, back: { temperature: 0.3 } },
    { settings: {}, prompt: BAD, back: {} },
  ])("is put back with its temperature: $settings", async ({ settings, prompt, back }) => {
    const stage = await aStage({ agents: [{ key: "support", live: "Be brief.", settings }] });
    await stage.runPush(stage.base);
    const config = withLines(stage, "    temperature: 1.9\n")?.replace(
      "    temperature: 0.3\n",
      "",
    );
    const changes = { [PROMPT]: prompt, "converra.yml": config };
    stage.converra.script({ run: "opt_2", kind: "fail", reason: "no capacity" });

    const run = await stage.runPull(stage.openPullRequest({ changes }), LIVE);

    const patches = bodies(run, "PATCH", `/agents/${stage.liveId("support")}`);
    expect(patches).toMatchObject([{ temperature: 1.9 }, back]);
    const isBack = "temperature" in back;
    expect(patches.at(-1)).not.toHaveProperty("temperature", 1.9);
    expect(messages(run)).toContain("says again what it said before");
    expect(messages(run)?.includes("keeps of it temperature 1.9")).toBe(!isBack);
    // Its tag says what stands there.
    const pushed = await stage.runPush(stage.base);
    expect(pushed.report?.agents[0]?.plan?.action).toBe(isBack ? "unchanged" : "update");
  });

  test("tells the temperature that an agent keeps of which sync has written nothing", async () => {
    const stage = await aStage();
    const changes = { [PROMPT]: BAD, "converra.yml": withLines(stage, "    temperature: 1.9\n") };
    stage.converra.script({ run: "opt_2", kind: "fail", reason: "no capacity" });

    const run = await stage.runPull(stage.openPullRequest({ changes }), LIVE);

    expect(run.report?.notices).toContainEqual({
      level: "warning",
      message: expect.stringContaining("keeps of it temperature 1.9: what was there before is not"),
      hint: expect.stringContaining("Set it in Converra on agent agent_1"),
    });
  });

  test("is not put back where the change is harmless, or where the config keeps the candidate", async () => {
    expect((await measured(REWORDED)).text).toBe(REWORDED.trim());
    expect((await measured(BAD, { sync: { restore: false } })).text).toBe(BAD.trim());
  });

  test("is not put back over what somebody has written since", async () => {
    const stage = await aSyncedStage();
    const ending = stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }), LIVE);
    const candidate = () => stage.converra.runs().some(({ prompt }) => prompt === BAD.trim());
    await stage.clock.until(candidate, "the candidate's run");
    stage.converra.editAgent(stage.liveId("support"), POOR);
    const run = await ending;

    expect(stage.converra.state.agents.get(stage.liveId("support"))?.content).toBe(POOR);
    expect(messages(run)).toContain("was edited meanwhile");
  });
});

describe("two pull requests in live mode on one agent", () => {
  test("started at the same time, none ends with a wrong verdict and each says what to do", async () => {
    const stage = await aSyncedStage();
    const better = stage.openPullRequest({ number: 8, changes: { [PROMPT]: REWORDED } });
    const worse = stage.openPullRequest({ number: 9, changes: { [PROMPT]: POOR } });

    const runs = await Promise.all([stage.runPull(better, LIVE), stage.runPull(worse, LIVE)]);

    // Each has measured the live prompt, and sees the other's run before it would write its own text.
    for (const run of runs) {
      expect(run.calls).not.toContain(`PATCH /agents/${stage.liveId("support")}`);
      expect(agentOf(run)?.verdict?.verdict).toBe("incomplete");
      expect(agentOf(run)?.verdict?.advice).toContain("Let one pull request at a time");
    }
  });

  test("the one that comes while the other's candidate is measured gives way at once", async () => {
    const stage = await aSyncedStage();
    const live = stage.liveId("support");
    const first = stage.openPullRequest({ number: 8, changes: { [PROMPT]: POOR } });
    const second = stage.openPullRequest({ number: 9, changes: { [PROMPT]: REWORDED } });
    // Only the second candidate's prompt is never asked for: the first's never ends until the second has gone.
    const ending = stage.runPull(first, LIVE);
    const measuring = () =>
      stage.converra
        .runs()
        .find(({ prompt, phase }) => prompt === POOR.trim() && phase === "running");
    await stage.clock.until(() => measuring() !== undefined, "the first candidate's run");
    const run = measuring();
    stage.converra.script({ run: run?.id ?? "", kind: "never-ends" });

    const loser = await stage.runPull(second, LIVE);

    expect(loser.calls).not.toContain(`PATCH /agents/${live}`);
    expect(startsIn(loser.requests)).toEqual([]);
    expect(agentOf(loser)?.verdict?.verdict).toBe("incomplete");
    expect(agentOf(loser)?.verdict?.reason).toContain(run?.id ?? "no run");
    expect(agentOf(loser)?.verdict?.advice).toContain("one pull request at a time");
    const entity = stage.converra.state.optimizations.get(run?.id ?? "");
    if (entity !== undefined) entity.outcome = undefined;
    const winner = await ending;
    expect(agentOf(winner)?.verdict?.verdict).toBe("regressed");
    expect(winner.outputs.gate).toBe("fail");
  });
});
