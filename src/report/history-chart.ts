/** An agent's scores over time as a chart that GitHub draws from Mermaid. */
import type { MetricComparison } from "../domain.ts";
import { directed, own } from "../verdict/metric.ts";
import { meanOf } from "../verdict/noise.ts";
import { capital, dayOf, decimal, plural } from "./format.ts";
import { type Block, details, fence, paragraph } from "./markdown.ts";
import type { AgentReport, DeclineReport } from "./model.ts";
import { decidingMetric, lowestAllowed, metricName } from "./scores.ts";

const FEWEST = 3;
/** For the limit of a comment; the time before a decline shows what it is one from. */
const MOST = { usual: 30, decline: 60 };
const MARGIN = 4;

export interface Point {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Points, the direction applied. */
  readonly score: number;
}

/** What the live prompt scored in the metric, oldest first. */
export function historyOf(
  { history = [] }: AgentReport,
  { metric, direction }: MetricComparison,
): readonly Point[] {
  return history
    .flatMap(({ completedAt, scores }) => {
      const score = directed(own(scores, metric), direction);
      const at = Date.parse(completedAt);
      return Number.isNaN(score) || Number.isNaN(at) ? [] : [{ at, score }];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The deciding metric's last measurements against today's limit; nothing where there are too few to show a direction. */
export function historyBlocks(agent: AgentReport): Block[] {
  const metric = decidingMetric(agent);
  if (metric === undefined) return [];
  const points = historyOf(agent, metric).filter(({ score }) => isPoints(score));
  if (points.length < FEWEST) return [];
  const { decline } = agent;
  const lower = decline && declineWords(decline, metric);
  const shown = points.slice(-MOST[lower === undefined ? "usual" : "decline"]);
  const steps = lower === undefined ? [] : stepsOf(shown, Date.parse(decline?.since ?? ""));
  const limit = limitOf(metric);
  const [first, last] = [shown[0]?.score ?? 0, shown.at(-1)?.score ?? 0];
  const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(first)} to ${decimal(last)}`;
  const line = limit === undefined ? "" : `; the level line is today's limit of ${decimal(limit)}`;
  const means = steps.length === 0 ? "" : ": the line with a step has the means before and since";
  const fall = lower === undefined ? "" : ` ${capital(lower)}${means}.`;
  return details({ rest: "Scores over time" }, [
    paragraph(`${words}${line}.${fall}`),
    fence("mermaid", chart(metric, shown, { limit, steps })),
  ]);
}

/** "since about 12 November 6.2 points lower", of this metric; undefined where it is not lower. */
export function declineWords(
  { since, metrics }: DeclineReport,
  { metric }: MetricComparison,
): string | undefined {
  const points = own(metrics, metric) ?? 0;
  return points < 0.05 ? undefined : `since about ${dayOf(since)} ${decimal(points)} points lower`;
}

/** For each point the mean of those on its side of the moment; nothing where all are on one. */
function stepsOf(points: readonly Point[], since: number): readonly number[] {
  const means = [true, false].map((isBefore) => {
    const side = points.filter(({ at }) => at < since === isBefore);
    return meanOf(side.map(({ score }) => score));
  });
  if (means.some(Number.isNaN)) return [];
  return points.map(({ at }) => means[at < since ? 0 : 1] ?? 0);
}

function limitOf(metric: MetricComparison): number | undefined {
  const { min } = metric;
  const lowest = lowestAllowed(metric);
  const limit = lowest === undefined ? min : Math.max(lowest, min ?? 0);
  return limit === undefined || !isPoints(limit) ? undefined : limit;
}

/** A number beside the scale would have an exponent, which Mermaid does not read, or turn the axis around. */
function isPoints(value: number): boolean {
  return value >= 0 && value <= 100;
}

/** Of the default one the first colour is hardly seen. The other lines are told from it by their shape. */
const PALETTE =
  '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#0969da, #cf222e, #9a6700"}}}}%%';

function chart(
  metric: MetricComparison,
  points: readonly Point[],
  { limit, steps }: { readonly limit: number | undefined; readonly steps: readonly number[] },
): readonly string[] {
  const scores = points.map(({ score }) => score);
  const all = limit === undefined ? scores : [...scores, limit];
  const low = Math.max(0, Math.floor(Math.min(...all) - MARGIN));
  const high = Math.min(100, Math.ceil(Math.max(...all) + MARGIN));
  const [from, to] = [points[0], points.at(-1)].map((point) => dayOf(point?.at ?? 0));
  const lineOf = (values: readonly number[]) =>
    `  line [${values.map((value) => value.toFixed(1)).join(", ")}]`;
  return [
    PALETTE,
    "xychart-beta",
    `  title "${plainTitle(capital(metricName(metric)))}"`,
    `  x-axis "Measurements from ${from} to ${to}" 1 --> ${points.length}`,
    `  y-axis "Points" ${low} --> ${high}`,
    lineOf(scores),
    ...(limit === undefined ? [] : [lineOf(points.map(() => limit))]),
    ...(steps.length === 0 ? [] : [lineOf(steps)]),
  ];
}

/** Mermaid has no escape for what ends a title or begins a directive. */
function plainTitle(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N} \u2212.-]/gu, " ")
      .replace(/\s+/g, " ")
      .trim() || "Score"
  );
}
