import { describe, expect, test } from "vitest";
import { pullRequestPayload } from "../../sandbox/github/payloads.ts";
import { BAD } from "../support/stage/prompts.ts";
import type { Commit, PullRequest } from "../support/stage/repository.ts";
import type { RunOptions, Stage } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

describe("Converra's labels", () => {
  const labels = ["converra:auto-pr"];

  test("on a pull request that a bot opened and pushed spare it the gate", async () => {
    const stage = await aStage();
    const facts = { labels, author: "Bot", sender: "Bot" } as const;
    const run = await stage.runPull(
      stage.openPullRequest({ changes: { [PROMPT]: BAD }, ...facts }),
    );

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("skipped");
    expect(run.exitCode).toBe(0);
  });

  test.each([
    ["a person opened", { author: "User", sender: "Bot" }],
    ["a person pushed to", { author: "Bot", sender: "User" }],
  ] as const)("count for nothing on one that %s", async (_name, facts) => {
    const stage = await aStage();
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD }, labels, ...facts });
    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(run.exitCode).toBe(1);
  });
});

describe("pull_request_target", () => {
  const runTarget = (
    stage: Stage,
    { files: _, ...facts }: PullRequest,
    checkedOut: Pick<Commit, "files">,
    options?: RunOptions,
  ) => {
    const payload = pullRequestPayload({ ...facts, repository: stage.github.repository });
    return stage.runEvent({ name: "pull_request_target", payload }, checkedOut, options);
  };

  test.each(["auto", "false"])(
    "with the base checked out is an error, changed-only %s",
    async (changedOnly) => {
      const stage = await aStage();
      const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
      const run = await runTarget(stage, pull, stage.base, {
        inputs: { "changed-only": changedOnly },
      });

      expect(run.exitCode).toBe(1);
      expect(run.report?.fault?.message).toContain("The checkout is not pull request #7's head");
      expect(run.report?.fault?.message).toContain(PROMPT);
      expect(run.report?.fault?.hint).toContain("Use the event pull_request");
      expect(run.calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
    },
  );

  test("with the head checked out measures it", async () => {
    const stage = await aStage();
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const run = await runTarget(stage, pull, pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    const trees = run.gitHubRequests.filter(({ path }) => path.includes("/git/trees/"));
    expect(trees).toHaveLength(2);
  });

  test("passes where the pull request leaves every prompt alone", async () => {
    const stage = await aStage();
    const pull = stage.openPullRequest({ changes: { "README.md": "# Larkfield\n" } });
    const run = await runTarget(stage, pull, stage.base);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("skipped");
    expect(run.exitCode).toBe(0);
  });

  test("does not pass where the head cannot be read", async () => {
    const stage = await aStage({ github: { denied: ["contents: read"] } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const run = await runTarget(stage, pull, stage.base);

    expect(run.exitCode).toBe(1);
    expect(run.report?.fault?.hint).toContain("contents: read");
  });
});
