/** What is refused alike, whichever command a comment has. */
import { expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { BAD } from "../support/stage/prompts.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { aMeasuredPull, PEOPLE, PROMPT, say } from "./support/asking.ts";
import { aStage } from "./support/stage.ts";

const COMMANDS = [
  "apply support",
  "apply support live",
  "accept support why not",
  "rerun",
  "stop",
] as const;
const WRITTEN = { inputs: { sync: "live" }, writesToLive: true };

test.each([...COMMANDS, "explain support", "help"])(
  "/converra %s is refused to somebody who may not write",
  async (command) => {
    const stage = await aStage({ github: { people: PEOPLE } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const run = await say(stage, `/converra ${command}`, { login: "visitor" }, WRITTEN);

    expect(run.exitCode).toBe(1);
    expect(run.calls).toEqual([]);
    expect(stage.comment()).toContain("visitor may not write to this repository");
    expect(stage.github.branches.get("change-7")).toBe(pull.head);
    expect(stage.github.reruns).toEqual([]);
  },
);

test.each(COMMANDS)("/converra %s is refused on a fork's pull request", async (command) => {
  const stage = await aStage({ github: { people: PEOPLE } });
  stage.openPullRequest({ changes: { [PROMPT]: BAD }, fork: "stranger/support" });
  const run = await say(stage, `/converra ${command}`, {}, WRITTEN);

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(stage.comment()).toContain("This pull request comes from a fork");
  expect(gitHubWrites(run).join()).not.toContain("PUT");
  expect(stage.github.reruns).toEqual([]);
});

test("once the winner is committed, what asks for its report is refused: it is of another head", async () => {
  const { stage, pull } = await aMeasuredPull();
  await say(stage, "/converra apply support");
  expect(stage.github.branches.get("change-7")).not.toBe(pull.head);

  for (const command of ["explain support", "rerun", "apply support live"]) {
    const late = await say(stage, `/converra ${command}`, {}, WRITTEN);
    expect(late.exitCode, command).toBe(1);
    expect(stage.comment(), command).toContain(`The report is of ${pull.head.slice(0, 7)}`);
    expect(writes(late), command).toEqual([]);
  }
});

test("where the answering workflow names another configuration, it is told which there is", async () => {
  const { stage } = await aMeasuredPull();
  const run = await say(stage, "/converra explain support", {}, { inputs: { config: "bots.yml" } });

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toContain("names bots.yml, and there is converra.yml");
});

test("to explain an agent that there is not is refused, with the keys there are", async () => {
  const { stage } = await aMeasuredPull();
  const run = await say(stage, "/converra explain sales");

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toContain("There is no agent sales");
  expect(writes(run)).toEqual([]);
});
