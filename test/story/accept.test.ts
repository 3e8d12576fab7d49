import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { mergeGroupEvent } from "../support/github-events.ts";
import { BAD, POOR, REWORDED } from "../support/stage/prompts.ts";
import { writes } from "../support/stage/requests.ts";
import type { StageOptions } from "../support/stage/stage.ts";
import {
  ACCEPTING,
  aJudgedPull,
  PEOPLE,
  PROMPT,
  REASON,
  reactions,
  say,
} from "./support/asking.ts";
import { aStage } from "./support/stage.ts";

const SUPPORT = { key: "support" };

describe("/converra accept", () => {
  test("lets the gate pass for this commit, with who, why and the figures, and leaves the verdict", async () => {
    const { stage, pull, gate, again } = await aJudgedPull();
    expect(gate.outputs.gate).toBe("fail");
    const run = await say(stage, ACCEPTING);

    expect(run.exitCode).toBe(0);
    expect(writes(run)).toEqual([]);
    expect(reactions(stage)).toEqual(["eyes", "+1"]);
    expect(stage.github.reruns).toEqual([1]);
    const reply = stage.comment();
    expect(reply).toMatch(
      /✅ The drop of support is accepted at [0-9a-f]{7}: task completion by \d+\.\d points/u,
    );
    expect(reply).toContain(`Reason: ${REASON}.`);
    expect(reply).toContain("Run again: workflow run 1.");

    const second = await again();
    expect(second.exitCode).toBe(0);
    expect(writes(second)).toEqual([]);
    expect(second.outputs).toMatchObject({ gate: "pass", regressed: '["support"]' });
    const [agent] = second.report?.agents ?? [];
    expect(agent?.verdict).toEqual(gate.report?.agents[0]?.verdict);
    expect(agent?.accepted).toMatchObject({ by: "octocat", reason: REASON });
    expect(agent?.accepted?.metrics[0]).toMatchObject({ metric: "taskCompletion" });
    const [comment] = stage.github.comments(7);
    expect(comment?.body).toContain(`head":"${pull.head}`);
    expect(comment?.body).toContain("1\u00a0regressed, 1\u00a0drop accepted");
    expect(comment?.body).toMatch(
      /accepted for this commit by octocat on \d{4}-\d\d-\d\d \(task completion by/u,
    );
    expect(comment?.body).toContain(`who says: ${REASON}`);
    expect(comment?.body).not.toContain("Restore what the prompt lost");
  });

  test("does not cover another head, and says so", async () => {
    const { stage, pull } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const next = stage.pushCommit(pull, { [PROMPT]: `${BAD}\nBe brief.\n` });
    const run = await stage.runPull(next);

    expect(run.outputs.gate).toBe("fail");
    expect(stage.github.comments(7)[0]?.body).toMatch(
      /What octocat accepted does not cover the drop of support: it was of commit [0-9a-f]{7}, and this is [0-9a-f]{7}/u,
    );
  });

  test("holds in a merge queue, which merges the head that was judged", async () => {
    const { stage, pull } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const merged = stage.commit(stage.base, { [PROMPT]: BAD, "other.md": "of another pull" });
    const run = await stage.runEvent(
      mergeGroupEvent({ head: merged.sha, base: stage.base.sha }),
      merged,
    );
    expect(run.outputs).toMatchObject({ gate: "pass", regressed: '["support"]' });

    stage.pushCommit(pull, { [PROMPT]: `${BAD}\nBe brief.\n` });
    const later = await stage.runEvent(
      mergeGroupEvent({ head: merged.sha, base: stage.base.sha }),
      merged,
    );
    expect(later.outputs.gate).toBe("fail");
  });

  test("is no more once its comment is deleted", async () => {
    const { stage, again } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const record = stage.github.comments(7).at(-1);
    if (record !== undefined) record.body = "(deleted)";

    expect((await again()).outputs.gate).toBe("fail");
  });

  test("says to press re-run where the token may not, with the lines to add", async () => {
    const { stage, again } = await aJudgedPull(BAD, { github: { denied: ["actions: write"] } });
    const run = await say(stage, ACCEPTING);

    expect(run.exitCode).toBe(0);
    expect(stage.comment()).toContain("press re-run on its check");
    expect(stage.comment()).toContain("  actions: write");
    expect((await again()).outputs.gate).toBe("pass");
  });

  test.each<[string, string, string, StageOptions, Parameters<typeof say>[2]]>([
    ["a person who may not write", ACCEPTING, "visitor may not write", {}, { login: "visitor" }],
    ["no reason", "/converra accept support", "Say why, on the same line", {}, {}],
    ["a long reason", `${ACCEPTING}${" x".repeat(150)}`, "at most 300 are kept", {}, {}],
    ["another agent", "/converra accept sales why", "There is no agent sales", {}, {}],
    ["a policy", ACCEPTING, "gate.accept is false", { config: { gate: { accept: false } } }, {}],
    [
      "a breached floor",
      ACCEPTING,
      "below its minimum of 80, and a minimum holds for everybody",
      { config: { gate: { metrics: { taskCompletion: { min: 80 } } } } },
      {},
    ],
    [
      "a report that came after the comment",
      ACCEPTING,
      "The report has changed since you wrote",
      {},
      { createdAt: "2020-01-01T00:00:00Z" },
    ],
    ["no time", ACCEPTING, "The report has changed since you wrote", {}, { createdAt: "" }],
  ])("is refused with %s", async (_, body, words, options, facts) => {
    const { stage, again } = await aJudgedPull(BAD, options);
    const run = await say(stage, body, facts);

    expect(run.exitCode).toBe(1);
    expect(reactions(stage)).toEqual(["eyes", "-1"]);
    expect(stage.comment()).toContain(words);
    expect(stage.github.reruns).toEqual([]);
    expect((await again()).outputs.gate).toBe("fail");
  });

  test("is refused where nothing got worse, or nothing was proven", async () => {
    const { stage } = await aJudgedPull(REWORDED);
    await say(stage, ACCEPTING);
    expect(stage.comment()).toContain("the verdict is unchanged, and only a proven drop");

    const unpaid = await aJudgedPull(BAD, { config: { budget: { "max-runs": 0 } } });
    await say(unpaid.stage, ACCEPTING);
    expect(unpaid.stage.comment()).toContain("the verdict is incomplete, and only a proven drop");
  });

  test("is refused for a head without a report, and on a fork", async () => {
    const { stage, pull } = await aJudgedPull();
    stage.pushCommit(pull, { [PROMPT]: `${BAD}\nBe brief.\n` });
    await say(stage, ACCEPTING);
    expect(stage.comment()).toContain("The report is of ");

    const other = await aStage({ github: { people: PEOPLE } });
    other.openPullRequest({ changes: { [PROMPT]: BAD }, fork: "stranger/support" });
    const run = await say(other, ACCEPTING);
    expect(run.exitCode).toBe(1);
    expect(other.comment()).toContain("This pull request comes from a fork");
  });

  test("covers one agent: another's drop still fails", async () => {
    const stage = await aStage({
      agents: [SUPPORT, { key: "sales" }],
      config: { budget: { "max-runs": 30 } },
      github: { people: PEOPLE },
    });
    const pull = stage.openPullRequest({
      changes: { [PROMPT]: BAD, "prompts/sales.md": POOR },
    });
    await stage.runPull(pull);
    await say(stage, ACCEPTING);
    const run = await stage.runPull(pull);

    expect(run.outputs.gate).toBe("fail");
    expect(run.report?.agents.map(({ accepted }) => accepted?.by)).toEqual(["octocat", undefined]);
  });
});
