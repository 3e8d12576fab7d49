/** What the service saw in production: recent days beside the usual, and the steps that fail. */
import type { Part } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { decimal, grouped, plural, share } from "./format.ts";
import { type Block, list, paragraph, strong, table } from "./markdown.ts";
import type { AgentReport, InsightsFigures, InsightsReport } from "./model.ts";

const NAME_MAX = 80;
const SENTENCE_MAX = 300;
const ROWS_MAX = 20;

export function insightsParts(agent: AgentReport): Part[] {
  const { insights } = agent;
  if (insights === undefined) return [];
  const blocks = [
    ...figureBlocks(insights),
    ...stepFailureBlocks(insights),
    ...recommendationBlocks(insights),
  ];
  if (blocks.length === 0) blocks.push(paragraph("The service has no insights of this agent yet."));
  return [{ name: "insights", blocks }];
}

function figureBlocks({ recent, usual }: InsightsReport): Block[] {
  const rows = figureRows(recent, usual).filter(([, now, before]) => now !== "" || before !== "");
  if (rows.length === 0) return [];
  return [
    paragraph(strong("Insights"), ", the last days against the usual"),
    table(
      ["left", "right", "right"],
      ["", daysHead(recent, "Recent"), daysHead(usual, "Usual")],
      rows,
    ),
  ];
}

function daysHead(figures: InsightsFigures | undefined, otherwise: string): string {
  return figures === undefined ? otherwise : `Last ${plural(figures.days, "day")}`;
}

type FigureRow = readonly [name: string, recent: string, usual: string];

function figureRows(
  recent: InsightsFigures | undefined,
  usual: InsightsFigures | undefined,
): FigureRow[] {
  const row = (name: string, show: (figures: InsightsFigures) => string): FigureRow => [
    name,
    recent === undefined ? "" : show(recent),
    usual === undefined ? "" : show(usual),
  ];
  const maybe = (value: number | undefined, show: (value: number) => string) =>
    value === undefined ? "" : show(value);
  return [
    row("Task completion", (f) => maybe(f.taskCompletion, decimal)),
    row("Completion rate", (f) => maybe(f.completionRate, share)),
    row("Abandonment rate", (f) => maybe(f.abandonmentRate, share)),
    row("Sentiment", (f) => oneLine(f.sentiment ?? "", NAME_MAX)),
    row("Conversations", (f) => maybe(f.conversationCount, grouped)),
  ];
}

function stepFailureBlocks({ stepFailures }: InsightsReport): Block[] {
  if (stepFailures.length === 0) return [];
  const hidden = stepFailures.length - ROWS_MAX;
  return [
    paragraph(strong("Steps that fail"), ", last 30 days"),
    table(
      ["left", "left", "right"],
      ["Step", "Root cause", "Count"],
      stepFailures
        .slice(0, ROWS_MAX)
        .map((failure) => [
          oneLine(failure.step, NAME_MAX),
          oneLine(failure.rootCause ?? "", SENTENCE_MAX),
          failure.count === undefined ? "" : grouped(failure.count),
        ]),
    ),
    ...(hidden > 0 ? [paragraph(`${plural(hidden, "more step")} in report.html.`)] : []),
  ];
}

function recommendationBlocks({ recommendations }: InsightsReport): Block[] {
  if (recommendations.length === 0) return [];
  return [
    paragraph(strong("Converra recommends")),
    list(recommendations.slice(0, ROWS_MAX).map((w) => [paragraph(oneLine(w, SENTENCE_MAX))])),
  ];
}
