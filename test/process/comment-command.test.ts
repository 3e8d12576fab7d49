import { expect, test } from "vitest";
import { commentEvent } from "../support/github-events.ts";
import { POOR } from "../support/stage/prompts.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

/** The bundle's own way; what is allowed and what is refused is told by test/story/comment-commands.test.ts. */
const aPull = async () => {
  const stage = await aStage({
    agents: [{ key: "support", prompt: `${POOR}Old.\n` }],
    github: { people: { octocat: "write" } },
  });
  return { stage, pull: stage.openPullRequest({ changes: { "prompts/support.md": POOR } }) };
};

function say(stage: Stage, login: string): Promise<StageRun> {
  const body = "/converra apply support";
  const author = { login, type: "User" } as const;
  const { id } = stage.github.seedComment({ pullRequest: 7, body, author });
  return stage.runEvent(commentEvent({ id, body, login }), stage.base, { makesNoReport: true });
}

test("the bundle commits a winner when somebody who may write asks for it", async () => {
  const { stage, pull } = await aPull();
  await stage.runPull(pull);
  const run = await say(stage, "octocat");

  expect(run.exitCode).toBe(0);
  expect(stage.github.branches.get("change-7")).not.toBe(pull.head);
  expect(stage.comment()).toContain("Committed the winner");
}, 60_000);

test("the bundle commits nothing for somebody who may not write", async () => {
  const { stage, pull } = await aPull();
  const refused = await say(stage, "visitor");

  expect(refused.exitCode).toBe(1);
  expect(refused.calls).toEqual([]);
  expect(stage.github.branches.get("change-7")).toBe(pull.head);
  expect(stage.comment()).toContain("may not write");
});
