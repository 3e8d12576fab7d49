/** Scores in tables: the deciding one in a row, and all of an agent's metrics. */
import { isDeepStrictEqual } from "node:util";
import type { MetricComparison } from "../domain.ts";
import { metricLabel } from "../verdict/metric.ts";
import type { BenchmarkModelReport } from "./benchmark-model.ts";
import { oneLine } from "./escape.ts";
import { capital, dayOf, decimal, deltaWithInterval, fromTo, share } from "./format.ts";
import { comparisonLabel } from "./labels.ts";
import { type Block, type Inline, strong, table } from "./markdown.ts";
import type { AgentReport } from "./model.ts";

const NBSP = "\u00A0";

/** The metric that decided, else the one that moved most. */
export function decidingMetric(agent: AgentReport): MetricComparison | undefined {
  const metrics = agent.verdict?.metrics ?? [];
  const deciding = metrics.find((metric) => metric.metric === agent.verdict?.deciding);
  const size = (metric: MetricComparison) => Math.abs(metric.delta ?? 0);
  return deciding ?? metrics.toSorted((a, b) => size(b) - size(a))[0];
}

/** What decided, for a row: the score with its model where several are compared, or what months show alone. */
export function decidingScore(agent: AgentReport): Inline | undefined {
  const { decline } = agent;
  if (decline !== undefined && isByDecline(agent)) {
    const what = decline.metric === undefined ? "the mean" : oneLine(metricLabel(decline.metric));
    const much = `\u2212${decimal(decline.points)}`;
    return [`${what} `, strong(much), ` since about ${dayOf(decline.since).replace(" ", NBSP)}`];
  }
  const metric = decidingMetric(agent);
  if (metric === undefined) return undefined;
  const model = decidingModel(agent);
  const of = model === undefined ? "" : `${oneLine(model.model)}: `;
  return [`${of}${metricName(metric)} `, scoreChange(metric)];
}

/** The same without marks; empty where there is none. */
export function decidingScoreText(agent: AgentReport): string {
  return plainText(decidingScore(agent) ?? "");
}

/** Of a benchmark on a schedule, the model whose scores the verdict rests on. */
export function decidingModel(agent: AgentReport): BenchmarkModelReport | undefined {
  const { benchmark } = agent;
  const metric = decidingMetric(agent);
  if (metric === undefined || benchmark === undefined || benchmark.replaces !== undefined) {
    return undefined;
  }
  return benchmark.models.find(({ metrics }) =>
    metrics.some((one) => isDeepStrictEqual(one, metric)),
  );
}

/** What months show alone: the newest runs against those before them say nothing of it. */
export function isByDecline({ decline, verdict }: AgentReport): boolean {
  return decline !== undefined && decline.explanation === verdict?.reason;
}

/** The lowest mean that is not too much of a drop; undefined where there is nothing to drop from. */
export function lowestAllowed({ baseline, maxDrop }: MetricComparison): number | undefined {
  return baseline === undefined || baseline.n === 0 ? undefined : baseline.mean - maxDrop;
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

/** Words without their marks. */
export function plainText(part: Inline): string {
  if (typeof part === "string") return part;
  if ("type" in part) {
    if ("value" in part) return part.value;
    return "children" in part ? part.children.map(plainText).join("") : "";
  }
  return part.map(plainText).join("");
}

export function metricTable(metrics: readonly MetricComparison[]): Block {
  return table(
    ["left", "right", "right", "right", "right", "right", "left"],
    ["Score", "Baseline", "Candidate", "Change", "Chance that noise alone does this", "Limit", ""],
    metrics.map((metric) => [
      capital(metricName(metric)),
      sample(metric.baseline),
      sample(metric.candidate),
      metric.delta === undefined ? "" : deltaWithInterval(metric.delta, metric.interval),
      chance(metric),
      limit(metric),
      comparisonLabel(metric),
    ]),
  );
}

/**
 * One-sided, in the direction seen, 0-1: the chance of a change this large if nothing changed. Undefined where there is
 * no change to speak of.
 */
export function chanceOfNoise({ p, delta, finding }: MetricComparison): number | undefined {
  if (p === undefined || (delta === undefined && finding !== "below-min")) return undefined;
  // The figures have the chance of a drop, which of a rise is nearly one.
  return finding === "below-min" ? p : Math.min(p, 1 - p);
}

function chance(metric: MetricComparison): string {
  const value = chanceOfNoise(metric);
  if (value === undefined) return "";
  if (value < 0.001) return `under${NBSP}0.1${NBSP}%`;
  return value < 0.1 ? `${(100 * value).toFixed(1)}${NBSP}%` : share(value);
}

function sample(summary: MetricComparison["baseline"]): string {
  if (summary === undefined || summary.n === 0) return "none";
  return `${decimal(summary.mean)}\u00A0(n\u00A0=\u00A0${summary.n})`;
}

function limit({ maxDrop, min }: MetricComparison): string {
  const drop = `\u2212${decimal(maxDrop)}`;
  return min === undefined ? drop : `${drop}, min\u00A0${decimal(min)}`;
}
