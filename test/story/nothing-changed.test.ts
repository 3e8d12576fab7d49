import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

test("a pull request that leaves every prompt alone starts nothing and passes", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "README.md": "# Larkfield\n" } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  // Not one call beyond the agents, and the drafts that a list may leave out: nothing is spent, and nobody has to be
  // asked what may be.
  expect(run.calls).toEqual(["GET /agents", "GET /agents"]);
  expect(gitHubWrites(run)).toEqual(["POST /issues/7/comments 201"]);
  expect(stage.comment()).toContain("1 skipped");
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([
    { key: "support", verdict: "skipped", action: "pass" },
  ]);
});

test("with comment: on-change it does not comment either", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "README.md": "# Larkfield\n" } });

  const run = await stage.runPull(pull, { inputs: { comment: "on-change" } });

  expect(run.exitCode).toBe(0);
  expect(gitHubWrites(run)).toEqual([]);
  expect(run.outputs["comment-url"] ?? "").toBe("");
  expect(run.stdout).toContain("No comment: nothing changed.");
});

test("with comment: on-change an earlier comment is not left to go stale", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  const inputs = { comment: "on-change" };
  await stage.runPull(pull, { inputs: { comment: "always" } });
  const back = stage.pushCommit(pull, stage.base.files);

  const run = await stage.runPull(back, { inputs });

  expect(writes(run)).toEqual([]);
  expect(gitHubWrites(run)).toEqual(["PATCH /issues/comments/1001 200"]);
  expect(stage.comment()).toContain("1 skipped");
});

test("line ends and white space at the end are no change of a prompt", async () => {
  const stage = await aStage();
  const prompt = stage.base.files["prompts/support.md"] ?? "";
  const windows = `${prompt.replaceAll("\n", "\r\n")}\r\n`;
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": windows } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(writes(run)).toEqual([]);
});

test("of two agents only the one that changed is measured", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
  const pull = stage.openPullRequest({ changes: { "prompts/billing.md": REWORDED } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(stage.converra.runs().map(({ agentId }) => agentId)).toEqual(["agent_3", "agent_4"]);
  const verdicts = JSON.parse(run.outputs.verdicts ?? "") as { key: string; verdict: string }[];
  expect(verdicts.find(({ key }) => key === "support")?.verdict).toBe("skipped");
});
