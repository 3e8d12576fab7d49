/** The base branch has moved on since the pull request left it, and the workflow checks the head out, not its merge. */
import { expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { repositoryFiles } from "../support/stage/repository.ts";
import type { StageOptions, StageRun } from "../support/stage/stage.ts";
import { PEOPLE, say } from "./support/asking.ts";
import { aStage, type Story } from "./support/stage.ts";

const verdicts = (run: StageRun) =>
  Object.fromEntries((run.report?.agents ?? []).map(({ key, verdict }) => [key, verdict?.verdict]));

/** Beta is mended on the base branch and on the service, and gamma is new there; the pull request's head has neither. */
async function aStageThatMovedOn(
  github: StageOptions["github"] = {},
): Promise<Story & { readonly moved: string }> {
  const agents = [{ key: "alpha" }, { key: "beta", prompt: BAD, live: GOOD }];
  const stage = await aStage({ agents, github });
  const { "converra.yml": config } = repositoryFiles([...agents, { key: "gamma" }], {});
  const changes = { "converra.yml": config, "prompts/gamma.md": GOOD, "prompts/beta.md": GOOD };
  return { ...stage, moved: stage.commit(stage.base, changes).sha };
}

test("blames the pull request for nothing that it leaves alone", async () => {
  const stage = await aStageThatMovedOn();
  const pull = stage.openPullRequest({
    ...{ base: stage.moved, mergeBase: stage.base.sha },
    changes: { "prompts/alpha.md": REWORDED },
  });

  const run = await stage.runPull(pull);

  expect(verdicts(run)).toMatchObject({ beta: "skipped" });
  expect(run.report?.agents[1]?.verdict?.reason).toContain("only the base branch has changed it");
  expect(run.calls.filter((call) => call === "POST /agents")).toHaveLength(2);
  expect(run.report?.rules?.removed).toEqual([]);
  expect(run.outputs.gate).toBe("pass");
});

test("tells whoever asks in a comment that it leaves an agent alone, and lets nothing of it be accepted", async () => {
  const stage = await aStageThatMovedOn({ people: PEOPLE });
  const pull = stage.openPullRequest({
    ...{ base: stage.moved, mergeBase: stage.base.sha },
    changes: { "prompts/alpha.md": REWORDED },
  });
  await stage.runPull(pull);
  const runs = stage.converra.state.optimizations.size;

  expect((await say(stage, "/converra explain beta")).exitCode).toBe(0);
  expect(stage.comment()).toContain("**beta**: skipped; the gate lets it pass.");
  expect(stage.comment()).toContain("only the base branch has changed it since");

  expect((await say(stage, "/converra accept beta known")).exitCode).toBe(1);
  expect(stage.comment()).toContain("Nothing of beta is accepted");
  expect(stage.converra.state.optimizations.size).toBe(runs);
});

test("tells of an agent that both have changed what the gate found", async () => {
  const stage = await aStageThatMovedOn({ people: PEOPLE });
  const pull = stage.openPullRequest({
    ...{ base: stage.moved, mergeBase: stage.base.sha },
    changes: { "prompts/beta.md": `${BAD}\nBe brief.\n` },
  });
  await stage.runPull(pull);
  await say(stage, "/converra explain beta");

  expect(stage.comment()).toContain("**beta**: regressed; the gate fails on it.");
});

test("measures what both have changed, and what a step of the workflow has written", async () => {
  const stage = await aStageThatMovedOn();
  const pull = stage.openPullRequest({
    ...{ base: stage.moved, mergeBase: stage.base.sha },
    changes: { "prompts/beta.md": `${BAD}\nBe brief.\n` },
  });
  const run = await stage.runPull(pull);
  expect(verdicts(run)).toMatchObject({ alpha: "skipped", beta: "regressed" });

  const other = stage.openPullRequest({
    ...{ number: 8, base: stage.moved, mergeBase: stage.base.sha },
    changes: { "README.md": "generated" },
  });
  const files = { ...other.files, "prompts/beta.md": `${BAD}\nWritten by a step.\n` };
  expect(verdicts(await stage.runPull({ ...other, files }))).toMatchObject({ beta: "regressed" });
});

test("measures an agent that takes its prompt from another file, which was there before", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "other", prompt: BAD }] });
  const before = stage.base.files["converra.yml"] ?? "";
  const config = before.replace("prompts/support.md", "prompts/other.md");
  const pull = stage.openPullRequest({ changes: { "converra.yml": config } });

  expect(verdicts(await stage.runPull(pull))).toMatchObject({ support: "regressed" });
});
