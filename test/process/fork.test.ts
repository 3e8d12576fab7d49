import { expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

const AGENTS = [{ key: "support" }, { key: "billing" }];
/** What a workflow on a fork's pull request is given: no secrets, and a token that may only read. */
const GITHUB = { denied: ["pull-requests: write"] };

test("a fork's pull request is validated and never looks like a pass", async () => {
  const stage = await aStage({ agents: AGENTS, github: GITHUB });
  const changes = { "prompts/support.md": BAD };
  const pull = stage.openPullRequest({ changes, fork: "stranger/support" });

  const run = await stage.runPull(pull, { key: false });

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(run.calls).toEqual([]);
  const verdicts = JSON.parse(run.outputs.verdicts ?? "");
  expect(verdicts).toMatchObject([
    { key: "support", verdict: "not-evaluated", action: "warn" },
    { key: "billing", verdict: "skipped", action: "pass" },
  ]);
  expect(run.summary).toContain("a pull request from a fork is given no secrets");
  expect(run.summary).toContain("A maintainer can push the branch");
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ level: "warning", title: "support: not evaluated" }),
  );
});

test("a fork's mistake in the configuration is told on its line all the same", async () => {
  const stage = await aStage({ github: GITHUB });
  const config = `${stage.base.files["converra.yml"]}gates: {}\n`;
  const pull = stage.openPullRequest({
    changes: { "converra.yml": config },
    fork: "stranger/support",
  });

  const run = await stage.runPull(pull, { key: false });

  expect(run.exitCode).toBe(1);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ file: "converra.yml", level: "error" }),
  );
  expect(run.summary).toContain("Did you mean gate?");
});

test("a policy can make what was not evaluated fail", async () => {
  const config = { gate: { "on-not-evaluated": "fail" } };
  const stage = await aStage({ config, github: GITHUB });
  const changes = { "prompts/support.md": REWORDED };
  const pull = stage.openPullRequest({ changes, fork: "stranger/support" });

  const run = await stage.runPull(pull, { key: false });

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
});

test("a forgotten key in the repository's own workflow fails, with the fix", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });

  const run = await stage.runPull(pull, { key: false });

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(gitHubWrites(run)).toEqual(["POST /issues/7/comments 201"]);
  expect(stage.comment()).toContain("the input api-key is empty");
  expect(stage.comment()).toContain("secrets.CONVERRA_API_KEY");
});

test("Dependabot, which is given no secrets either, is told where to put the key", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });

  const run = await stage.runPull(pull, { key: false, context: { actor: "dependabot[bot]" } });

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(stage.comment()).toContain("Dependabot secrets");
});
