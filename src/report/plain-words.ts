/** What a change did to an agent, in words that need no statistics: the score that moved, and the section that was touched. */
import type { MetricComparison } from "../domain.ts";
import { directed, isLoss, metricLabel } from "../verdict/metric.ts";
import { oneLine } from "./escape.ts";
import { capital, decimal, plural, range, sentence, sentenceList } from "./format.ts";
import { emphasis, type Inline, prose } from "./markdown.ts";
import type { AgentReport } from "./model.ts";
import { replacesPrompt } from "./prompt-diff.ts";
import { changedSections, type SectionChange } from "./prompt-sections.ts";
import { decidingMetric, decidingModel, isByDecline } from "./scores.ts";

const NAMED_MAX = 3;
const HEADING_MAX = 60;
const REASON_MAX = 600;
/** A smaller change would read as none without its decimal. */
const WHOLE_POINTS = 3;

/** "Task completion fell from 92 to 73.", for one agent or for several that share a cause; the reason where no score tells. */
export function movement(agents: readonly AgentReport[]): Inline {
  const [first] = agents;
  const verdict = first?.verdict;
  if (first === undefined || verdict === undefined) return "";
  if (isByDecline(first)) return reasonOf(verdict.reason);
  const metric = verdict.deciding === undefined ? undefined : decidingMetric(first);
  if (metric === undefined || metric.candidate.n === 0) return reasonOf(verdict.reason);
  const model = decidingModel(first);
  const of = model === undefined ? "" : ` of ${oneLine(model.model)}`;
  const name = `${capital(oneLine(metricLabel(metric.metric)))}${of}`;
  const between = agents.length === 1 ? fromTo(metric) : byPoints(agents);
  switch (metric.finding) {
    case "regressed":
      return `${name} ${verb(metric, "past")} ${between}.${others(first, agents.length)}`;
    case "improved":
      return `${name} ${verb(metric, "past")} ${between}.`;
    case "below-min":
      return belowMin(name, metric, agents.length);
    default:
      if (metric.delta === undefined || metric.delta >= 0) return reasonOf(verdict.reason);
      return `${name} may have ${verb(metric, "perfect")}, ${between}; noise alone could do that.`;
  }
}

function reasonOf(reason: string): Inline {
  return reason === "" ? "" : prose(sentence(reason), REASON_MAX);
}

/** As the service gives the score: where lower is better, worse is a rise. */
function verb({ delta = 0, direction }: MetricComparison, tense: "past" | "perfect"): string {
  const isDown = direction === "lower" ? delta > 0 : delta < 0;
  if (tense === "perfect") return isDown ? "fallen" : "risen";
  return isDown ? "fell" : "rose";
}

function fromTo({ baseline, candidate, delta = 0, direction }: MetricComparison): string {
  const shown = (mean: number) => {
    const score = directed(mean, direction);
    return Math.abs(delta) < WHOLE_POINTS ? decimal(score) : String(Math.round(score));
  };
  const to = `to ${shown(candidate.mean)}`;
  return `${baseline === undefined ? to : `from ${shown(baseline.mean)} ${to}`}${note(direction)}`;
}

function note(direction: MetricComparison["direction"]): string {
  return direction === "lower" ? " (lower is better)" : "";
}

function byPoints(agents: readonly AgentReport[]): string {
  const sizes = agents.map((agent) => Math.abs(decidingMetric(agent)?.delta ?? 0));
  const isOne = Math.round(Math.max(...sizes)) === 1;
  const size = range(sizes, (points) => String(Math.round(points)));
  return `by ${size}${"\u00A0"}${isOne ? "point" : "points"} in each`;
}

function belowMin(name: string, metric: MetricComparison, count: number): string {
  const { candidate, min = 0, direction } = metric;
  if (count > 1) return `${name} is below its minimum in each.`;
  if (direction === "lower") {
    return `${name} is ${decimal(100 - candidate.mean)}, above the ${decimal(100 - min)} that the rules allow.`;
  }
  return `${name} is ${decimal(candidate.mean)}, below its minimum of ${decimal(min)}.`;
}

function others(agent: AgentReport, count: number): string {
  const worse = (agent.verdict?.metrics ?? []).filter(
    ({ metric, finding }) => isLoss(finding) && metric !== agent.verdict?.deciding,
  );
  if (worse.length === 0 || count > 1) return "";
  const names = worse
    .slice(0, NAMED_MAX)
    .map((one) => `${oneLine(metricLabel(one.metric))} ${verb(one, "past")} ${fromTo(one)}`);
  const more = worse.length - names.length;
  return ` ${capital(sentenceList([...names, ...(more > 0 ? [plural(more, "more score")] : [])]))}${more > 0 ? " got worse" : ""}.`;
}

/** "The model was changed from gpt-4o to gpt-4.1.", where that was all that changed. */
export function modelWords({ benchmark }: AgentReport): Inline {
  const from = benchmark?.replaces?.model;
  const to = benchmark?.models.find(({ model }) => model !== from)?.model;
  if (from === undefined || to === undefined) return "";
  return `The model was changed from ${oneLine(from)} to ${oneLine(to)}.`;
}

/** "The section Refunds was removed."; nothing where no heading tells. */
export function sectionWords(agent: AgentReport): Inline {
  if (!replacesPrompt(agent)) return "";
  const changes = changedSections(agent.promptBefore, agent.promptAfter);
  if (changes.length === 0) return "";
  const kinds = ["removed", "emptied", "cut", "changed", "renamed", "added"] as const;
  const clauses = kinds.flatMap((kind) => clausesOf(kind, changes));
  return [
    "The ",
    joined(clauses.map((words, index) => (index === 0 ? words : ["the ", words]))),
    ".",
  ];
}

function clausesOf(kind: SectionChange["change"], changes: readonly SectionChange[]): Inline[] {
  const some = changes.filter(({ change }) => change === kind);
  const named = some.filter(({ heading }) => heading !== undefined);
  const names = named
    .slice(0, NAMED_MAX)
    .map(
      ({ heading, formerly }): Inline =>
        formerly === undefined
          ? headingWords(heading)
          : [headingWords(formerly), " (now ", headingWords(heading), ")"],
    );
  const more = named.length - names.length;
  if (more > 0) names.push(`${more} more`);
  const lines = named.length === 1 ? named[0]?.lines : undefined;
  const much = lines === undefined ? "" : ` from ${plural(lines[0], "line")} to ${lines[1]}`;
  const section: Inline =
    named.length === 1
      ? ["section ", joined(names), ` was ${kind}${much}`]
      : ["sections ", joined(names), ` were ${kind}`];
  return [
    ...(some.length > named.length ? [`text before the first heading was ${kind}`] : []),
    ...(named.length === 0 ? [] : [section]),
  ];
}

function headingWords(heading: string | undefined): Inline {
  return emphasis(
    heading === undefined || heading === "" ? "(no name)" : oneLine(heading, HEADING_MAX),
  );
}

/** With commas and a last "and". */
export function joined(parts: readonly Inline[]): Inline {
  return parts.flatMap((part, index) => [
    index === 0 ? "" : index === parts.length - 1 ? " and " : ", ",
    part,
  ]);
}
