import { expect, test } from "vitest";
import { REWORDED } from "./support/prompts.ts";
import { gitHubWrites } from "./support/requests.ts";
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
  expect(run.report?.fault?.hint).toContain("Check the secret behind the api-key input");
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

test("a key that stops working while the run waits is a fault, and the post step cleans up", async () => {
  const stage = await aStage({ converra: { timeScale: 100 } });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  stage.converra.fault("GET /optimizations:3:status:401");

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.report?.fault?.message).toContain("Converra refused the API key");
  expect(run.outputs.verdicts).toBe("[]");
  // The comment that said what was started is not left standing.
  expect(stage.comment()).toContain("Converra refused the API key");

  const { state, workspace } = run;
  const post = await stage.runPull(pull, { phase: "post", state, workspace });

  expect(post.exitCode).toBe(0);
  expect(stage.converra.runs().map(({ phase }) => phase)).not.toContain("running");
});
