import { expect, test } from "vitest";
import { renderComment, renderRunningComment } from "../../../src/report/comment.ts";
import { renderSummary } from "../../../src/report/summary.ts";
import { aRunningReport } from "../../support/report-builders.ts";
import { failingReport, passingReport } from "../../support/report-samples.ts";
import {
  benchmarkReport,
  faultReport,
  incompleteReport,
  planReport,
} from "../../support/report-samples-other.ts";

const MARKER = { key: "gate/converra.yml", head: "4f2c9d1" };

test.each([
  ["comment-fail", renderComment(failingReport(), { marker: MARKER })],
  ["comment-pass", renderComment(passingReport(), { marker: MARKER })],
  ["comment-incomplete", renderComment(incompleteReport(), { marker: MARKER })],
  ["comment-fault", renderComment(faultReport(), { marker: MARKER })],
  ["comment-plan", renderComment(planReport(), { marker: MARKER })],
  ["comment-running", renderRunningComment(aRunningReport(), { marker: MARKER })],
  ["summary-fail", renderSummary(failingReport())],
  ["summary-sync", renderSummary(planReport("sync"))],
  ["summary-benchmark", renderSummary(benchmarkReport())],
])("%s reads as it was looked at", async (name, markdown) => {
  await expect(markdown).toMatchFileSnapshot(`../../fixtures/report/${name}.md`);
});
