import { expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };
const EARLIER_RUNS = { runs: [{ daysAgo: 9 }, { daysAgo: 6 }, { daysAgo: 2 }] };

/** What copies lack is said beside them. */
function warningsOf({ report }: StageRun) {
  return report?.notices.filter(({ level }) => level !== "notice");
}

test("without the permission to comment everything else is complete, and one notice has the lines to add", async () => {
  const stage = await aStage({ github: { denied: ["pull-requests: write"] } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(run.outputs["comment-url"] ?? "").toBe("");
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([{ verdict: "unchanged" }]);
  // It is refused once and not tried again for the final text.
  expect(gitHubWrites(run)).toEqual(["POST /issues/7/comments 403"]);
  expect(stage.github.comments(7)).toEqual([]);
  expect(warningsOf(run)).toHaveLength(1);
  // Beside it: that there is no history yet, and what copies lack.
  const levels = run.annotations.map(({ level }) => level).sort();
  expect(levels).toEqual(["notice", "notice", "warning"]);
  expect(run.summary).toContain("Converra gate passed: 1 unchanged");
  expect(run.summary).toContain("permissions:\n    contents: read\n    pull-requests: write");
});

test("a token that may read nothing but the code still gets a verdict", async () => {
  const agents = [{ key: "support", seed: EARLIER_RUNS }, { key: "billing" }];
  const stage = await aStage({ agents, github: { denied: ["pull-requests: read"] } });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.regressed).toBe('["support"]');
  expect(gitHubWrites(run)).toEqual([]);
  expect(warningsOf(run)).toHaveLength(1);
  expect(run.summary).toContain("pull-requests: write");
  expect(run.report?.agents[1]?.verdict?.verdict).toBe("skipped");
});

test("a token that may do nothing at all still gets a verdict", async () => {
  const stage = await aStage({ github: { denied: ["contents: read", "pull-requests: read"] } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(run.stdout).toContain("comparing with the live agents instead");
});

test("with comment: never nothing is asked of the pull request's comments", async () => {
  const stage = await aStage({ github: { denied: ["pull-requests: write"] } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { inputs: { comment: "never" } });

  expect(run.exitCode).toBe(0);
  expect(run.gitHubRequests.filter(({ path }) => path.includes("/issues/"))).toEqual([]);
  expect(warningsOf(run)).toEqual([]);
});
