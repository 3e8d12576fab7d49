import { expect, test } from "vitest";
import { BAD } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const AGENTS = [{ key: "support" }, { key: "billing" }];
/** What a workflow on a fork's pull request is given: no secrets, and a token that may only read. */
const GITHUB = { denied: ["pull-requests: write"] };

/** What follows else from a missing key is told by test/story/no-key.test.ts. */
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
