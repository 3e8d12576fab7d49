/** The job summary: the comment's content with everything open. */
import { fullestWithin, ladderFrom } from "./detail.ts";
import { documentGroups } from "./document.ts";
import type { Report } from "./model.ts";

/** GitHub drops a step's summary above this: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const SUMMARY_MAX_BYTES = 1_048_576;

const STEPS = ladderFrom({
  agents: "all",
  sections: true,
  promptDiffs: true,
  winnerDiffs: true,
  diffLines: 400,
  scoreColumns: 12,
  generous: true,
});

export function renderSummary(
  report: Report,
  options: { readonly budgetBytes?: number } = {},
): string {
  return fullestWithin(STEPS, options.budgetBytes ?? SUMMARY_MAX_BYTES, (detail) =>
    documentGroups(report, detail),
  );
}
