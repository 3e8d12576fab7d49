/** Scores in tables: the deciding one in a row, and all of an agent's metrics. */
import type { MetricComparison } from "../domain.ts";
import { metricLabel } from "../verdict/metric-label.ts";
import { oneLine } from "./escape.ts";
import { capital, decimal, deltaWithInterval, fromTo, probability } from "./format.ts";
import { comparisonLabel } from "./labels.ts";
import { type Block, type Inline, strong, table } from "./markdown.ts";
import type { AgentReport } from "./model.ts";

/** The metric that decided, else the one that moved most. */
export function decidingMetric(agent: AgentReport): MetricComparison | undefined {
  const metrics = agent.verdict?.metrics ?? [];
  const deciding = metrics.find((metric) => metric.metric === agent.verdict?.deciding);
  const size = (metric: MetricComparison) => Math.abs(metric.delta ?? 0);
  return deciding ?? metrics.toSorted((a, b) => size(b) - size(a))[0];
}

export function metricName(comparison: MetricComparison): string {
  const label = oneLine(metricLabel(comparison.metric));
  // Where lower is better the figures are those of 100 minus the score.
  return comparison.direction === "lower" ? `100 \u2212 ${label}` : label;
}

/** "74.2 → 61.8 (−12.4 ± 4.1)" with the candidate's score in bold. */
export function scoreChange(comparison: MetricComparison): Inline {
  const { candidate, baseline, delta, interval } = comparison;
  if (candidate.n === 0) {
    return baseline === undefined ? "no score" : `${decimal(baseline.mean)}, no score after it`;
  }
  if (baseline === undefined) return [strong(decimal(candidate.mean)), " (no baseline)"];
  const [from, to] = fromTo(baseline.mean, candidate.mean);
  return delta === undefined
    ? [from, strong(to)]
    : [from, strong(to), ` (${deltaWithInterval(delta, interval)})`];
}

/** The same without marks, for text that is no Markdown. */
export function scoreChangeText(comparison: MetricComparison): string {
  return plain(scoreChange(comparison));
}

function plain(part: Inline): string {
  if (typeof part === "string") return part;
  if ("type" in part) {
    if ("value" in part) return part.value;
    return "children" in part ? part.children.map(plain).join("") : "";
  }
  return part.map(plain).join("");
}

export function metricTable(metrics: readonly MetricComparison[]): Block {
  return table(
    ["left", "right", "right", "right", "right", "right", "right", "left"],
    ["Score", "Baseline", "Candidate", "Delta", "p", "Adjusted p", "Limit", "Finding"],
    metrics.map((metric) => [
      capital(metricName(metric)),
      sample(metric.baseline),
      sample(metric.candidate),
      metric.delta === undefined ? "" : deltaWithInterval(metric.delta, metric.interval),
      metric.p === undefined ? "" : probability(metric.p),
      metric.adjustedP === undefined ? "" : probability(metric.adjustedP),
      limit(metric),
      comparisonLabel(metric),
    ]),
  );
}

function sample(summary: MetricComparison["baseline"]): string {
  if (summary === undefined || summary.n === 0) return "none";
  return `${decimal(summary.mean)}\u00A0(n\u00A0=\u00A0${summary.n})`;
}

function limit({ maxDrop, min }: MetricComparison): string {
  const drop = `\u2212${decimal(maxDrop)}`;
  return min === undefined ? drop : `${drop}, min\u00A0${decimal(min)}`;
}
