import { expect, test } from "vitest";
import { forged, leaveReport, postReport } from "../support/stage/left-report.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

test("the built action posts what a fork's run left, and refuses what was forged", async () => {
  const stage = await aStage();
  const { pull, text } = await leaveReport(stage);
  const event = { headSha: pull.head };

  const refused = await postReport(stage, forged(text, { context: { commit: "f".repeat(40) } }), {
    event,
  });
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toContain("another commit than the run's");
  expect(stage.github.comments(7)).toEqual([]);

  const run = await postReport(stage, text, { event });
  expect(run.exitCode).toBe(0);
  expect(gitHubWrites(run)).toEqual(["POST /issues/7/comments 201"]);
  expect(stage.comment()).toContain("Unverified: Converra gate warns: 1 not evaluated");
  expect(run.outputs["comment-url"]).toMatch(/#issuecomment-\d+$/u);
});
