/** The issue about agents that are worse than they were: its title, its text, and what is said of changes. */
import { own } from "../verdict/metric.ts";
import { COMMENT_MAX_BYTES, renderComment } from "./comment.ts";
import { oneLine } from "./escape.ts";
import { plural, sentenceList } from "./format.ts";
import { list, paragraph, prose, strong } from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { serialise } from "./serialise.ts";

/** Room for the marker and the agents before the report. */
const HEAD_BYTES = 12_000;
const NAMED = 3;
const LISTED = 50;
const REASON_MAX = 300;

type WorseSince = Readonly<Record<string, string>>;

/** "Converra: support is worse than it was". */
export function issueTitle(worse: WorseSince): string {
  const keys = Object.keys(worse).toSorted();
  const first = keys.slice(0, NAMED).map((key) => oneLine(key));
  const more = keys.length - first.length;
  const who =
    more > 0 ? `${first.join(", ")} and ${plural(more, "more agent")}` : sentenceList(first);
  return `Converra: ${who} ${keys.length === 1 ? "is worse than it was" : "are worse than they were"}`;
}

export function issueBody(report: Report, worse: WorseSince): string {
  const items = Object.entries(worse)
    .slice(0, LISTED)
    .map(([key, since]) => {
      const reason = report.worse?.find((one) => one.key === key)?.reason;
      const why = reason ?? whyItStays(report.agents.find((one) => one.key === key));
      return [
        paragraph(strong(oneLine(key)), `, since ${since.slice(0, 10)}: `, prose(why, REASON_MAX)),
      ];
    });
  const head = serialise([
    paragraph(
      "Scheduled runs have proven these agents to be worse than they were. This text is kept up to date while that lasts; the issue is closed when all of them are as good as before.",
    ),
    list(items),
  ]);
  return `${head}\n${renderComment(report, COMMENT_MAX_BYTES - HEAD_BYTES)}`;
}

/** Undefined where the same agents are worse as before. */
export function changeText(before: WorseSince, now: WorseSince): string | undefined {
  const names = (of: WorseSince, not: WorseSince) =>
    Object.keys(of).filter((key) => !Object.hasOwn(not, key));
  const [more, fewer] = [names(now, before), names(before, now)];
  const parts = [
    ...(more.length > 0 ? [paragraph("Worse as well: ", strong(named(more)), ".")] : []),
    ...(fewer.length > 0
      ? [paragraph("As good as before again: ", strong(named(fewer)), ".")]
      : []),
  ];
  return parts.length === 0 ? undefined : serialise(parts);
}

function named(keys: readonly string[]): string {
  return sentenceList(keys.map((key) => oneLine(key)));
}

export const CLOSING_TEXT =
  "All of these agents are as good as before again, by the newest scheduled run.";

/**
 * Who is worse now: those the newest night has proven, and those of before that it has not judged or found no better. An
 * agent that the configuration no longer has is nobody's.
 */
export function worseNow(report: Report, before: WorseSince): WorseSince | undefined {
  const now: Record<string, string> = {};
  for (const agent of report.agents) {
    const { key, verdict } = agent;
    const isWorse = report.worse?.some((one) => one.key === key) ?? false;
    const since = own(before, key);
    const isGreen = verdict?.verdict === "unchanged" || verdict?.verdict === "improved";
    if (isWorse) now[key] = since ?? report.finishedAt;
    else if (since !== undefined && (!isGreen || isNoBetter(agent))) now[key] = since;
  }
  return Object.keys(now).length === 0 ? undefined : now;
}

/** What the last benchmark alone tells: that was as bad, so that no change since says that nothing is over. */
function isNoBetter({ verdict, benchmark }: AgentReport): boolean {
  const isReferred = benchmark?.referenceId !== undefined;
  return verdict?.verdict === "unchanged" && benchmark !== undefined && !isReferred;
}

function whyItStays(agent: AgentReport | undefined): string {
  return agent !== undefined && isNoBetter(agent)
    ? "no better than in the benchmark before. Without benchmark.reference only a rise tells that it is over; if it is to stay as it is, close this issue"
    : "not judged by the newest night, so it stays here";
}
