/** Whether a report of the pull request's newest commit stands: what is said or decided of another is nobody's. Pure. */
import type { StandingReport } from "../github/comments.ts";
import type { MadeBy } from "../github/sections.ts";
import type { PullRequestContext } from "../payload.ts";

export interface FinishedReport extends StandingReport {
  readonly made: MadeBy;
}

/** Who asked for something to be decided has to have seen what: a sentence where the report is younger than the comment. */
export function unseenWords(
  reports: readonly FinishedReport[],
  createdAt: string,
): string | undefined {
  return reports.every(({ updatedAt }) => Date.parse(updatedAt) <= Date.parse(createdAt))
    ? undefined
    : "The report has changed since you wrote: read it, and ask again.";
}

/** With an agent, those that may be about it. A sentence where there is none. */
export function finishedReports(
  reports: readonly StandingReport[],
  { headSha }: Pick<PullRequestContext, "headSha">,
  agent?: string,
): readonly FinishedReport[] | string {
  const short = headSha.slice(0, 7);
  const current = reports.filter(({ head }) => head === headSha);
  const finished = current.flatMap(({ made, ...report }) =>
    made === undefined ? [] : [{ ...report, made }],
  );
  const about = finished.filter(
    ({ made }) => agent === undefined || (made.agents?.includes(agent) ?? true),
  );
  if (about.length > 0) return about;
  const [other] = reports;
  if (other === undefined) {
    return "There is no report of Converra Gate on this pull request by this workflow's token: its gate has to end first, and the input comment of the gate must not be never.";
  }
  if (finished.length > 0) return `No report of ${short} is about the agent ${agent}.`;
  if (current.length > 0)
    return `The gate of ${short} is still at work: ask again when it has ended.`;
  return `The report is of ${other.head.slice(0, 7)}, and the pull request is at ${short} by now: ask again when the gate of that commit has ended.`;
}
