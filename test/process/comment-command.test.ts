/**
 * Every command in a comment, once allowed and one of them refused, by the bundle in a process of its own. The stub's
 * requests and answers are held against GitHub's description; what else there is to tell is told by the stories in test/story.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commentEvent } from "../support/github-events.ts";
import { BAD, POOR } from "../support/stage/prompts.ts";
import type { PullRequest } from "../support/stage/repository.ts";
import { writes } from "../support/stage/requests.ts";
import type { RunOptions, Stage, StageRun } from "../support/stage/stage.ts";
import { aStage, until } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const PEOPLE = { octocat: "write", visitor: "read" } as const;

interface Said extends StageRun {
  readonly reply: string;
}

async function say(
  stage: Stage,
  body: string,
  { login = "octocat", ...options }: RunOptions & { readonly login?: string } = {},
): Promise<Said> {
  const author = { login, type: "User" } as const;
  const { id, createdAt } = stage.github.seedComment({ pullRequest: 7, body, author });
  const event = commentEvent({ id, body, login, createdAt });
  const run = await stage.runEvent(event, stage.base, { makesNoReport: true, ...options });
  return { ...run, reply: stage.comment() };
}

describe("on a pull request with a better prompt to offer, the bundle", { timeout: 60_000 }, () => {
  const closing: (() => Promise<void>)[] = [];
  let stage: Stage;
  let pull: PullRequest;
  beforeAll(async () => {
    stage = await aStage({
      agents: [{ key: "support", prompt: `${POOR}Old.\n` }],
      github: { people: PEOPLE },
      onTakeDown: (close) => closing.push(close),
    });
    pull = stage.openPullRequest({ changes: { [PROMPT]: POOR } });
    await stage.runPull(pull);
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  // Each of the commands is refused alike in test/story/comment-refusals.test.ts.
  test("refuses /converra apply support live to somebody who may not write", async () => {
    const command = "/converra apply support live";
    const { exitCode, calls, reply } = await say(stage, command, { login: "visitor" });

    expect(exitCode).toBe(1);
    expect(calls).toEqual([]);
    expect(reply).toContain("visitor may not write to this repository");
    expect(stage.github.branches.get("change-7")).toBe(pull.head);
    expect(stage.github.reruns).toEqual([]);
  });

  test.each([
    ["help", "/converra help", "`/converra accept <agent> <reason>`"],
    ["explain", "/converra explain support", "**support**: unchanged; the gate warns of it."],
    ["rerun", "/converra rerun", "Run again: workflow run 1."],
  ])("answers %s", async (_, command, words) => {
    const run = await say(stage, command);

    expect(run.exitCode).toBe(0);
    expect(run.reply).toContain(words);
    expect(writes(run)).toEqual([]);
  });

  test("applies the winner live where the workflow says so, then commits it", async () => {
    const options = { inputs: { sync: "live" }, writesToLive: true };
    const live = await say(stage, "/converra apply support live", options);
    expect(live.exitCode).toBe(0);
    expect(live.reply).toContain("was read back and says it now");

    const committed = await say(stage, "/converra apply support");
    expect(committed.exitCode).toBe(0);
    expect(committed.reply).toContain("Committed the winner");
    expect(stage.github.branches.get("change-7")).not.toBe(pull.head);
    const { content } = stage.converra.state.agents.get(stage.liveId("support")) ?? {};
    expect(stage.github.textAt("change-7", PROMPT)?.trim()).toBe(content?.trim());
  });
});

test("the bundle accepts a drop, and the gate passes when it is run again, at no cost", async () => {
  const stage = await aStage({ github: { people: PEOPLE, denied: ["actions: write"] } });
  const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
  const gate = await stage.runPull(pull);
  expect(gate.exitCode).toBe(1);
  const { exitCode, reply } = await say(stage, "/converra accept support known since May");
  expect(exitCode).toBe(0);
  expect(reply).toContain("The drop of support is accepted");
  expect(reply).toContain("press re-run on its check");

  const again = await stage.runPull(pull, { context: { runAttempt: 2 } });
  expect(again.exitCode).toBe(0);
  expect(writes(again)).toEqual([]);
  expect(again.report?.agents[0]?.verdict?.verdict).toBe("regressed");
  expect(again.report?.agents[0]?.accepted).toMatchObject({ reason: "known since May" });
});

test("the bundle stops what a pull request's gate is waiting for", async () => {
  const outcomes = [{ agent: "agent_2", kind: "never-ends" }] as const;
  const stage = await aStage({ github: { people: PEOPLE }, converra: { outcomes } });
  const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
  const gate = stage.runPull(pull);
  const isWaitedFor = () => stage.converra.runs().some(({ agentId }) => agentId === "agent_2");
  await until(isWaitedFor, "the run of the preview");
  const { exitCode, reply } = await say(stage, "/converra stop");

  expect(exitCode).toBe(0);
  expect(reply).toContain("Stopped: opt_");
  expect((await gate).outputs.gate).toBe("fail");
});
