/** How an agent's scores went over time, with the moments at which a new prompt was synced. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { MetricComparison } from "../../domain.ts";
import { directed, own } from "../../verdict/metric.ts";
import { capital, decimal, plural } from "../format.ts";
import { declineWords } from "../history-chart.ts";
import { shortCommit } from "../measured.ts";
import type { AgentReport, DeclineReport } from "../model.ts";
import { decidingMetric, metricName } from "../scores.ts";
import type { Drawing } from "./drawing.ts";
import type { Html } from "./elements.ts";

/** Measurements of an agent's live prompts, oldest first or in any order. */
export interface AgentHistory {
  readonly key: string;
  readonly measurements: readonly {
    readonly completedAt: string;
    /** Points as the service gives them, the direction not applied. */
    readonly scores: Readonly<Record<string, number>>;
  }[];
  readonly syncs: readonly { readonly at: string; readonly commit?: string }[];
}

interface Point {
  readonly at: Date;
  readonly score: number;
}

const FEWEST_POINTS = 2;
const SIZE = { width: 340, height: 150 };
const SHORTEST_AXIS = 20;

/** The deciding metric's chart; undefined where there are too few measurements to show where it is heading. */
export function historyChart(
  drawing: Drawing,
  agent: AgentReport,
  history: AgentHistory | undefined,
): Html | undefined {
  const comparison = decidingMetric(agent);
  if (history === undefined || comparison === undefined) return undefined;
  const points = pointsOf(history, comparison);
  if (points.length < FEWEST_POINTS) return undefined;
  return html`<h3>Over time</h3>${chart(drawing, comparison, points, { history, decline: agent.decline })}`;
}

function pointsOf(history: AgentHistory, { metric, direction }: MetricComparison): Point[] {
  return history.measurements
    .flatMap(({ completedAt, scores }) => {
      const score = directed(own(scores, metric), direction);
      const at = new Date(completedAt);
      if (Number.isNaN(score) || Number.isNaN(at.getTime())) return [];
      return [{ at, score }];
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function chart(
  drawing: Drawing,
  comparison: MetricComparison,
  points: readonly Point[],
  { history, decline }: { readonly history: AgentHistory; readonly decline?: DeclineReport },
): Html {
  const name = capital(metricName(comparison));
  const lower = decline && declineWords(decline, comparison);
  const fall = lower === undefined ? "" : html`, ${lower}`;
  return html`<figure><figcaption><b>${name}</b>${fall}</figcaption>${svg()}</figure>`;

  function svg(): HtmlEscapedString {
    const { plot } = drawing;
    const [from, to] = [points[0]?.at ?? new Date(0), points.at(-1)?.at ?? new Date(0)];
    const syncs = history.syncs
      .map(({ at, commit }) => ({ at: new Date(at), commit }))
      .filter(({ at }) => at >= from && at <= to);
    const falls = lower === undefined ? [] : [{ at: new Date(decline?.since ?? "") }];
    const { baseline, maxDrop } = comparison;
    const limit = baseline === undefined ? [] : [baseline.mean - maxDrop];
    return drawing.draw(
      {
        ...SIZE,
        marginLeft: 36,
        marginTop: 22,
        x: { type: "utc", ticks: 4, tickSize: 0, label: null },
        y: {
          domain: axisOf([...points.map(({ score }) => score), ...limit]),
          ticks: 4,
          tickSize: 0,
          label: null,
          grid: true,
        },
        marks: [
          plot.ruleY(limit, { stroke: "var(--bad)", strokeDasharray: "4 3" }),
          plot.ruleX(syncs, { x: "at", stroke: "var(--accent)" }),
          plot.text(syncs, {
            x: "at",
            text: ({ commit }: { commit?: string }) =>
              commit === undefined ? "sync" : shortCommit(commit),
            frameAnchor: "top",
            dy: -13,
            fill: "var(--accent)",
          }),
          plot.ruleX(falls, { x: "at", stroke: "var(--bad)" }),
          plot.line(points, { x: "at", y: "score", stroke: "var(--muted)" }),
          plot.dot(points, { x: "at", y: "score", r: 3, fill: "var(--fg)" }),
        ],
      },
      { title: `${name} over time`, description: describe(points, syncs.length, limit[0], lower) },
    );
  }
}

function axisOf(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const length = Math.max(SHORTEST_AXIS, high - low + 4);
  const start = Math.max(0, Math.min((low + high - length) / 2, 100 - length));
  return [start, Math.min(100, start + length)];
}

function describe(
  points: readonly Point[],
  syncs: number,
  limit: number | undefined,
  lower: string | undefined,
): string {
  const day = (point: Point | undefined) => point?.at.toISOString().slice(0, 10) ?? "";
  const scores = points.map(({ score }) => score);
  return [
    `${plural(points.length, "measurement")} from ${day(points[0])} to ${day(points.at(-1))}`,
    `first ${decimal(scores[0] ?? 0)}, last ${decimal(scores.at(-1) ?? 0)}`,
    `lowest ${decimal(Math.min(...scores))}, highest ${decimal(Math.max(...scores))}`,
    `${plural(syncs, "prompt")} synced`,
    limit === undefined ? "" : `today's limit ${decimal(limit)}`,
    lower ?? "",
  ]
    .filter(Boolean)
    .join("; ");
}
