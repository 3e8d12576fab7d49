/** How an agent's scores went over time, and since when they are lower. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { MetricComparison } from "../../domain.ts";
import { capital, decimal, plural } from "../format.ts";
import { declineWords, historyOf, type Point } from "../history-chart.ts";
import type { AgentReport, DeclineReport } from "../model.ts";
import { decidingMetric, lowestAllowed, metricName } from "../scores.ts";
import type { Drawing } from "./drawing.ts";
import type { Html } from "./elements.ts";
import { axisFor } from "./score-figures.ts";

const FEWEST_POINTS = 2;
const SIZE = { width: 340, height: 150 };

/** The deciding metric's chart; undefined where there are too few measurements to show where it is heading. */
export function historyChart(drawing: Drawing, agent: AgentReport): Html | undefined {
  const comparison = decidingMetric(agent);
  const points = comparison === undefined ? [] : historyOf(agent, comparison);
  if (comparison === undefined || points.length < FEWEST_POINTS) return undefined;
  return html`<h3>Over time</h3>${chart(drawing, comparison, points, agent.decline)}`;
}

function chart(
  drawing: Drawing,
  comparison: MetricComparison,
  points: readonly Point[],
  decline: DeclineReport | undefined,
): Html {
  const name = capital(metricName(comparison));
  const lower = decline && declineWords(decline, comparison);
  const fall = lower === undefined ? "" : html`, ${lower}`;
  return html`<figure><figcaption><b>${name}</b>${fall}</figcaption>${svg()}</figure>`;

  function svg(): HtmlEscapedString {
    const { plot } = drawing;
    const rows = points.map(({ at, score }) => ({ at: new Date(at), score }));
    const falls = lower === undefined ? [] : [{ at: new Date(decline?.since ?? "") }];
    const limit = [lowestAllowed(comparison)].filter((score) => score !== undefined);
    return drawing.draw(
      {
        ...SIZE,
        marginLeft: 36,
        marginTop: 22,
        x: { type: "utc", ticks: 4, tickSize: 0, label: null },
        y: {
          domain: [...axisFor([...points.map(({ score }) => score), ...limit])],
          ticks: 4,
          tickSize: 0,
          label: null,
          grid: true,
        },
        marks: [
          plot.ruleY(limit, { stroke: "var(--bad)", strokeDasharray: "4 3" }),
          plot.ruleX(falls, { x: "at", stroke: "var(--bad)" }),
          plot.line(rows, { x: "at", y: "score", stroke: "var(--muted)" }),
          plot.dot(rows, { x: "at", y: "score", r: 3, fill: "var(--fg)" }),
        ],
      },
      { title: `${name} over time`, description: describe(points, limit[0], lower) },
    );
  }
}

function describe(
  points: readonly Point[],
  limit: number | undefined,
  lower: string | undefined,
): string {
  const day = (point: Point | undefined) => new Date(point?.at ?? 0).toISOString().slice(0, 10);
  const scores = points.map(({ score }) => score);
  return [
    `${plural(points.length, "measurement")} from ${day(points[0])} to ${day(points.at(-1))}`,
    `first ${decimal(scores[0] ?? 0)}, last ${decimal(scores.at(-1) ?? 0)}`,
    `lowest ${decimal(Math.min(...scores))}, highest ${decimal(Math.max(...scores))}`,
    limit === undefined ? "" : `today's limit ${decimal(limit)}`,
    lower ?? "",
  ]
    .filter(Boolean)
    .join("; ");
}
