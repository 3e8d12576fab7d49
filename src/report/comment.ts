/** The pull-request comment and the job summary: one document, the answer first, each within GitHub's limit for it. */
import { fullestWithin, ladderFrom } from "./detail.ts";
import { documentGroups, sandboxBlocks } from "./document.ts";
import { oneLine } from "./escape.ts";
import { duration, plural } from "./format.ts";
import { heading, type Inline, link, paragraph, small, strong, table } from "./markdown.ts";
import { shortCommit } from "./measured.ts";
import type { Report, RunningProgress, RunningReport } from "./model.ts";
import { serialise } from "./serialise.ts";

/** GitHub refuses longer bodies; counted in bytes to be safe with any script. */
export const COMMENT_MAX_BYTES = 65_536;
/** GitHub drops a step's summary above this: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const SUMMARY_MAX_BYTES = 1_048_576;

const EVERYTHING = {
  agents: "all",
  sections: true,
  quietSections: true,
  promptDiffs: true,
  winnerDiffs: true,
} as const;
/** Folded: people read it in the pull request. */
const COMMENT_STEPS = ladderFrom({
  ...EVERYTHING,
  diffLines: 80,
  scoreColumns: 6,
  rows: 12,
  reasons: 4,
  generous: false,
});
const SUMMARY_STEPS = ladderFrom({
  ...EVERYTHING,
  diffLines: 400,
  scoreColumns: 12,
  rows: 100,
  reasons: 100,
  generous: true,
});
const RUNNING_ROWS = 20;
const STATE_MAX = 160;

export function renderComment(report: Report, budgetBytes = COMMENT_MAX_BYTES): string {
  return fullestWithin(COMMENT_STEPS, budgetBytes, (detail) => documentGroups(report, detail));
}

export function renderSummary(report: Report): string {
  return fullestWithin(SUMMARY_STEPS, SUMMARY_MAX_BYTES, (detail) =>
    documentGroups(report, detail),
  );
}

/** The comment while the gate waits. */
export function renderRunningComment(running: RunningReport): string {
  const { agents, context, spending, progress } = running;
  const shown = agents.slice(0, RUNNING_ROWS);
  const hidden = agents.length - shown.length;
  const footer: Inline[] = [
    context.commit === undefined ? "" : `Commit ${shortCommit(context.commit)} · `,
    "this comment is replaced when the gate has its answer",
    progress === undefined ? "" : ` · ${lowerFirst(oneLine(spending, 600)).replace(/\.$/, "")}`,
    context.runUrl === undefined ? "" : [" · ", link(context.runUrl, "watch the run")],
  ];
  const rows = shown.map(({ key, state }) => [strong(oneLine(key)), oneLine(state, STATE_MAX)]);
  return serialise([
    heading(
      3,
      `⏳ Converra gate is measuring: ${plural(new Set(agents.map(({ key }) => key)).size, "agent")}`,
    ),
    ...sandboxBlocks(context),
    paragraph(progress === undefined ? oneLine(spending, 600) : progressWords(progress)),
    ...(rows.length === 0 ? [] : [table(["left", "left"], ["Agent", "State"], rows)]),
    ...(hidden > 0 ? [paragraph(`And ${plural(hidden, "more agent")}.`)] : []),
    small(...footer),
  ]);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function progressWords({ ended, total, asOf, expectedEnd }: RunningProgress): string {
  const done = `${ended} of ${plural(total, "run")} ${total === 1 ? "has" : "have"} ended`;
  const now = Date.parse(asOf);
  const left = expectedEnd === undefined ? Number.NaN : Date.parse(expectedEnd) - now;
  if (Number.isNaN(left)) return `${done}; no earlier run tells how long this takes.`;
  if (left <= 0) return `${done}; it takes longer than usual.`;
  const time = new Date(now + left).toISOString().slice(11, 16);
  return `${done}; by what earlier runs took, the end is about ${duration(left)} away, at ${time} UTC.`;
}
