/** Runs that are given no key: from forks, by Dependabot, and where it was forgotten. */
import { expect, test } from "vitest";
import { pushEvent } from "../support/github-events.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };
/** What a workflow on a fork's pull request is given: no secrets, and a token that may only read. */
const GITHUB = { denied: ["pull-requests: write"] };

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

test("the plan command works without a key and says what it could not compare", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { key: false, inputs: { command: "plan" } });

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(run.calls).toEqual([]);
  expect(run.report?.command).toBe("plan");
  expect(run.summary).toContain("1 not compared, 1 unchanged");
  expect(run.report?.agents.map(({ key, plan }) => [key, plan?.action])).toEqual([
    ["support", "not-compared"],
    ["billing", "unchanged"],
  ]);
  expect(run.summary).toContain("There is no API key, so it was not compared");
});

test("the sync command does not work without a key and says so", async () => {
  const stage = await aStage();

  const run = await stage.runEvent(pushEvent(), stage.base, { key: false });

  expect(run.exitCode).toBe(1);
  expect(run.report?.fault?.message).toContain("There is no API key, so sync could not");
  expect(run.report?.fault?.hint).toContain("secrets.CONVERRA_API_KEY");
});
