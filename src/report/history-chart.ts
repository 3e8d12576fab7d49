/** An agent's scores over time as a chart that GitHub draws from Mermaid. */
import type { MetricComparison } from "../domain.ts";
import { capital, decimal, plural } from "./format.ts";
import { type Block, details, fence, paragraph } from "./markdown.ts";
import type { AgentReport } from "./model.ts";
import { decidingMetric, metricName } from "./scores.ts";

const FEWEST = 3;
/** Beyond these the labels of the axis lie on each other. */
const MOST = 20;
const MARGIN = 4;

/** The deciding metric's last measurements against today's limit; nothing where there are too few to show a direction. */
export function historyBlocks(agent: AgentReport): Block[] {
  const metric = decidingMetric(agent);
  if (metric === undefined || agent.history === undefined) return [];
  const points = agent.history.flatMap(({ completedAt, scores }) => {
    const score = Object.hasOwn(scores, metric.metric) ? scores[metric.metric] : undefined;
    const at = Date.parse(completedAt);
    if (score === undefined || !Number.isFinite(score) || Number.isNaN(at)) return [];
    return [{ at, score: metric.direction === "lower" ? 100 - score : score }];
  });
  if (points.length < FEWEST) return [];
  const shown = points.toSorted((a, b) => a.at - b.at).slice(-MOST);
  const scores = shown.map(({ score }) => score);
  const limit = limitOf(metric);
  const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(scores[0] ?? 0)} to ${decimal(scores.at(-1) ?? 0)}`;
  const line =
    limit === undefined ? "." : `; the level line is today's limit of ${decimal(limit)}.`;
  return details({ rest: "Scores over time" }, [
    paragraph(`${words}${line}`),
    fence("mermaid", chart(metric, shown, limit)),
  ]);
}

function limitOf({ baseline, maxDrop, min }: MetricComparison): number | undefined {
  if (baseline === undefined || baseline.n === 0) return min;
  return Math.max(baseline.mean - maxDrop, min ?? 0);
}

function chart(
  metric: MetricComparison,
  points: readonly { readonly at: number; readonly score: number }[],
  limit: number | undefined,
): readonly string[] {
  const scores = points.map(({ score }) => score);
  const all = limit === undefined ? scores : [...scores, limit];
  const low = Math.max(0, Math.floor(Math.min(...all) - MARGIN));
  const high = Math.min(100, Math.ceil(Math.max(...all) + MARGIN));
  const days = points.map(
    ({ at }) => `"${new Date(at).toISOString().slice(5, 16).replace("T", " ")}"`,
  );
  const level =
    limit === undefined ? [] : [`  line [${points.map(() => limit.toFixed(1)).join(", ")}]`];
  return [
    "xychart-beta",
    `  title "${plainTitle(capital(metricName(metric)))}"`,
    `  x-axis [${days.join(", ")}]`,
    `  y-axis "Points" ${low} --> ${high}`,
    `  line [${scores.map((score) => score.toFixed(1)).join(", ")}]`,
    ...level,
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
