import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

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
