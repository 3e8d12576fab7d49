/** Dot plots of an agent's scores, side by side. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Finding } from "../../domain.ts";
import { oneLine } from "../escape.ts";
import { decimal, deltaWithInterval, fromTo } from "../format.ts";
import type { Drawing } from "./drawing.ts";
import { findingBadge, type Html } from "./elements.ts";
import { describeFigure, type Lane, type ScoreFigure } from "./score-figures.ts";

const WIDTH = 340;
const LANE = 22;
const LABEL_MAX = 15;
const MARGIN = { left: 98, right: 40, top: 20, bottom: 22 };

const COLOUR: Readonly<Record<Finding, string>> = {
  regressed: "var(--bad)",
  "below-min": "var(--bad)",
  inconclusive: "var(--warn)",
  improved: "var(--good)",
  unchanged: "var(--fg)",
};

export function scoreCharts(drawing: Drawing, figures: readonly ScoreFigure[]): Html {
  return html`<div class="charts">${figures.map((figure) => scoreChart(drawing, figure))}</div>`;
}

function scoreChart(drawing: Drawing, figure: ScoreFigure): Html {
  return html`<figure><figcaption><b>${figure.name}</b> ${findingBadge(figure.finding)}<br>${change(figure)}</figcaption>
${svg(drawing, figure)}</figure>
`;
}

function change({ comparison }: ScoreFigure): Html {
  const { baseline, candidate, delta, interval } = comparison;
  if (candidate.n === 0) return html`no score of the candidate`;
  if (baseline === undefined) return html`<b>${decimal(candidate.mean)}</b> (no baseline)`;
  const [from, to] = fromTo(baseline.mean, candidate.mean);
  return delta === undefined
    ? html`${from}<b>${to}</b>`
    : html`${from}<b>${to}</b> (${deltaWithInterval(delta, interval)})`;
}

function svg(drawing: Drawing, figure: ScoreFigure): HtmlEscapedString {
  const { plot } = drawing;
  const { lanes, limit, min, domain, finding } = figure;
  const rows = lanes.map((lane, row) => ({ ...lane, row }));
  const label = new Map(rows.map(({ row, label }) => [row, oneLine(label, LABEL_MAX)]));
  const colour = ({ kind }: Lane) => (kind === "candidate" ? COLOUR[finding] : LANE_COLOUR[kind]);
  const at = { x: "score", y: "row" } as const;
  const of = (...kinds: Lane["kind"][]) => rows.filter(({ kind }) => kinds.includes(kind));
  return drawing.draw(
    {
      width: WIDTH,
      height: MARGIN.top + MARGIN.bottom + LANE * rows.length,
      marginLeft: MARGIN.left,
      marginRight: MARGIN.right,
      marginTop: MARGIN.top,
      marginBottom: MARGIN.bottom,
      x: { domain: [...domain], ticks: 5, tickSize: 0, label: null },
      y: { domain: rows.map(({ row }) => row), type: "band", axis: null },
      marks: [
        limit === undefined || limit <= domain[0]
          ? null
          : plot.rect([limit], {
              x1: domain[0],
              x2: limit,
              fill: "var(--bad)",
              fillOpacity: 0.08,
            }),
        rule(limit, "limit", { strokeDasharray: "4 3", stroke: "var(--bad)" }),
        rule(min, "min", { stroke: "var(--bad)" }),
        plot.ruleX(of("baseline"), { x: "score", stroke: "var(--muted)", strokeOpacity: 0.5 }),
        plot.ruleY(
          rows.filter(({ interval }) => interval !== undefined),
          {
            x1: ({ interval }: Lane) => interval?.[0],
            x2: ({ interval }: Lane) => interval?.[1],
            y: "row",
            stroke: colour,
            strokeWidth: 2.5,
            strokeLinecap: "round",
          },
        ),
        plot.dot(of("baseline"), {
          ...at,
          r: 5,
          stroke: colour,
          strokeWidth: 2,
          fill: "var(--bg)",
        }),
        plot.dot(of("candidate"), { ...at, r: 5.5, fill: colour }),
        plot.dot(of("variant"), {
          ...at,
          r: 4,
          symbol: "diamond",
          stroke: colour,
          fill: "var(--bg)",
        }),
        plot.dot(of("winner"), { ...at, r: 5, symbol: "star", fill: colour }),
        plot.text(rows, {
          y: "row",
          text: ({ row }: { row: number }) => label.get(row),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -10,
        }),
        plot.text(rows, {
          y: "row",
          text: ({ score }: Lane) => decimal(score),
          frameAnchor: "right",
          textAnchor: "start",
          dx: 8,
        }),
      ],
    },
    { title: `${figure.name}: scores of each prompt`, description: describeFigure(figure) },
  );

  function rule(
    value: number | undefined,
    name: string,
    style: { readonly stroke: string; readonly strokeDasharray?: string },
  ) {
    if (value === undefined || value < domain[0] || value > domain[1]) return null;
    return [
      plot.ruleX([value], style),
      plot.text([value], {
        x: (x: number) => x,
        frameAnchor: "top",
        dy: -13,
        text: (x: number) => `${name} ${decimal(x)}`,
        fill: "var(--bad)",
      }),
    ];
  }
}

const LANE_COLOUR: Readonly<Record<Exclude<Lane["kind"], "candidate">, string>> = {
  baseline: "var(--muted)",
  variant: "var(--muted)",
  winner: "var(--accent)",
};
