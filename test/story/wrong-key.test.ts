import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

test("a wrong key ends the run at the first call, with the reason and the fix everywhere", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });

  const run = await stage.runPull(pull, { key: "sk_live_of_somebody_else" });

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ gate: "fail", verdicts: "[]", regressed: "[]" });
  expect(run.calls).toEqual(["GET /agents"]);
  const message = /Converra refused the API key \(401/u;
  expect(run.report?.fault?.message).toMatch(message);
  expect(run.report?.fault?.hint).toContain("the secret behind `api-key`");
  expect(stage.comment()).toMatch(message);
  expect(run.summary).toMatch(message);
  expect(gitHubWrites(run)).toEqual(["POST /issues/7/comments 201"]);
  expect(run.annotations).toMatchObject([
    { level: "error", message: expect.stringMatching(message) },
  ]);
});

test("a push with a wrong key fails in the same way", async () => {
  const stage = await aStage({ agents: [{ key: "support", live: false }] });

  const run = await stage.runPush(stage.base, { key: "sk_live_of_somebody_else" });

  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain("Converra refused the API key");
  expect(run.calls).toEqual(["GET /agents"]);
});
