import { expect, test } from "vitest";
import { renderComment, renderRunningComment, renderSummary } from "../../../src/report/comment.ts";
import { aRunningReport } from "../../support/report-builders.ts";
import { manyAgentsReport } from "../../support/report-many.ts";
import { failingReport, passingReport } from "../../support/report-samples.ts";
import {
  decliningReport,
  insightsReport,
  suggestedReport,
  unverifiedReport,
  warningReport,
} from "../../support/report-samples-more.ts";
import {
  benchmarkReport,
  faultReport,
  forkReport,
  incompleteReport,
  planReport,
} from "../../support/report-samples-other.ts";

test.each([
  ["comment-fail", renderComment(failingReport())],
  ["comment-pass", renderComment(passingReport())],
  ["comment-incomplete", renderComment(incompleteReport())],
  ["comment-fault", renderComment(faultReport())],
  ["comment-plan", renderComment(planReport())],
  ["comment-fork", renderComment(forkReport())],
  ["comment-fifty", renderComment(manyAgentsReport(50))],
  ["comment-running", renderRunningComment(aRunningReport())],
  ["comment-warn", renderComment(warningReport())],
  ["comment-unverified", renderComment(unverifiedReport())],
  ["comment-suggestion", renderComment(suggestedReport())],
  ["comment-patch", renderComment(suggestedReport("patch"))],
  ["comment-sync", renderComment(planReport("sync"))],
  ["comment-benchmark", renderComment(benchmarkReport())],
  ["comment-insights", renderComment(insightsReport())],
  ["summary-fail", renderSummary(failingReport())],
  ["summary-sync", renderSummary(planReport("sync"))],
  ["summary-benchmark", renderSummary(benchmarkReport())],
  ["summary-decline", renderSummary(decliningReport())],
])("%s reads as it was looked at", async (name, markdown) => {
  await expect(markdown).toMatchFileSnapshot(`../../fixtures/report/${name}.md`);
});
