/** The base branch has moved on since the pull request left it, and the workflow checks the head out, not its merge. */
import { expect, test } from "vitest";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { repositoryFiles } from "../support/stage/repository.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const verdicts = (run: StageRun) =>
  Object.fromEntries((run.report?.agents ?? []).map(({ key, verdict }) => [key, verdict?.verdict]));

/** Beta is mended on the base branch and on the service, and gamma is new there; the pull request's head has neither. */
async function aStageThatMovedOn(): Promise<Stage & { readonly moved: string }> {
  const agents = [{ key: "alpha" }, { key: "beta", prompt: BAD, live: GOOD }];
  const stage = await aStage({ agents });
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
