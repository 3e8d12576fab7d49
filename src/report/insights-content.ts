/** What the service saw in production: recent days beside the usual, and the steps that fail. */
import type { Part } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { decimal, grouped, plural, share, signed } from "./format.ts";
import {
  HEALTH_ALPHA,
  type HealthFinding,
  type HealthShare,
  type InsightsFigures,
  type InsightsReport,
  type TranscriptReport,
} from "./insights-model.ts";
import { type Block, code, list, paragraph, prose, strong, table } from "./markdown.ts";
import type { AgentReport } from "./model.ts";

const NAME_MAX = 80;
const SENTENCE_MAX = 300;
const ROWS_MAX = 20;

export function insightsParts(agent: AgentReport): Part[] {
  const { insights } = agent;
  if (insights === undefined) return [];
  const blocks = hasNoInsights(insights) ? [paragraph(NO_INSIGHTS)] : insightsBlocks(insights);
  return [{ name: "insights", blocks }];
}

export const NO_INSIGHTS = "The service has no insights of this agent yet.";

export function hasNoInsights(insights: InsightsReport): boolean {
  return insightsBlocks(insights).length === 0;
}

function insightsBlocks(insights: InsightsReport): Block[] {
  return [
    ...figureBlocks(insights),
    ...healthBlocks(insights),
    ...issueBlocks(insights),
    ...stepFailureBlocks(insights),
    ...recommendationBlocks(insights),
    ...furtherBlocks(insights),
    ...transcriptBlocks(insights),
    ...unreadLines(insights).map((line) => paragraph(prose(line, SENTENCE_MAX))),
  ];
}

/** One line an agent, before what is folded. */
export function insightsList(agents: readonly AgentReport[]): Block {
  return list(
    agents.map((agent) => [
      paragraph(strong(oneLine(agent.key)), `: ${oneLine(insightsLine(agent), 2 * SENTENCE_MAX)}`),
    ]),
  );
}

/** What a reader sees of an agent first. */
export function insightsLine({ insights }: AgentReport): string {
  if (insights === undefined) return "no insights";
  const { recent, usual, stepFailures, transcripts } = insights;
  const completion = (value: number | undefined) =>
    value === undefined ? "unknown" : decimal(value);
  const [now, before] = [recent, usual].map((one) => completion(one?.taskCompletion));
  const told = transcripts === undefined ? [] : [plural(transcripts.shown.length, "transcript")];
  const notes = [...(transcripts?.notes ?? []), ...unreadLines(insights)];
  return [
    ...(recent?.taskCompletion === undefined && usual?.taskCompletion === undefined
      ? ["no task completion yet"]
      : [`task completion ${now}`, now === before ? "as usual" : `usually ${before}`]),
    plural(stepFailures.length, "failing step"),
    ...told,
    ...notes.map((note) => oneLine(note, 2 * SENTENCE_MAX)),
  ].join(", ");
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

function healthBlocks({ health = [] }: InsightsReport): Block[] {
  if (health.length === 0) return [];
  const side = ({ percent, n }: HealthShare) => `${decimal(percent)} % of ${grouped(n)}`;
  return [
    paragraph(strong("Health"), ", the last days against the weeks before them"),
    table(
      ["left", "right", "right", "right", "left"],
      ["", "Before", "Now", "Points", "Finding"],
      health.map((one) => [
        oneLine(one.figure, NAME_MAX),
        side(one.before),
        side(one.recent),
        // As the two beside it differ: `change` is negative where a figure that should be low has risen.
        signed(one.recent.percent - one.before.percent),
        healthWords(one),
      ]),
    ),
  ];
}

/** A figure that should be low is worse where it rose. */
export function healthWords({ finding, p, before, recent }: HealthFinding): string {
  if (finding === "fell") return recent.percent > before.percent ? "rose" : "fell";
  if (p <= HEALTH_ALPHA) return "more than chance, and within what is allowed";
  return p < 0.05 ? "not more than chance over a year of nights" : "no more than chance";
}

/** "Late deliveries: 12 % of conversations, medium". */
export function issueLine({
  description,
  frequency,
  severity,
}: NonNullable<InsightsReport["issues"]>[number]): string {
  const facts = [
    frequency === undefined ? "" : `${share(frequency)} of conversations`,
    severity === undefined ? "" : oneLine(severity, NAME_MAX),
  ].filter(Boolean);
  const told = oneLine(description, SENTENCE_MAX);
  return facts.length === 0 ? told : `${told}: ${facts.join(", ")}`;
}

function issueBlocks({ issues = [] }: InsightsReport): Block[] {
  if (issues.length === 0) return [];
  const items = issues.slice(0, ROWS_MAX).map((issue) => [paragraph(issueLine(issue))]);
  return [paragraph(strong("What goes wrong"), ", in Converra's words"), list(items)];
}

function furtherBlocks({ further = [] }: InsightsReport): Block[] {
  return further.flatMap(({ name, lines }) => [
    paragraph(strong(oneLine(name, NAME_MAX)), ", as Converra gives it"),
    list(lines.slice(0, ROWS_MAX).map((line) => [paragraph(oneLine(line, SENTENCE_MAX))])),
  ]);
}

function transcriptBlocks({ transcripts }: InsightsReport): Block[] {
  if (transcripts === undefined) return [];
  const { shown, notes } = transcripts;
  const rows = shown.map((one) => {
    const [place = "", ...words] = transcriptWords(one);
    return [code(place), ...words.map((text) => oneLine(text, SENTENCE_MAX))];
  });
  return [
    paragraph(strong(TRANSCRIPTS), ", in Converra's words"),
    ...(rows.length === 0 ? [] : [table(rows[0]?.map(() => "left") ?? [], TRANSCRIPT_HEAD, rows)]),
    ...notes.map((note) => paragraph(prose(note, SENTENCE_MAX))),
  ];
}

export const TRANSCRIPTS = "The repository's transcripts";
export const TRANSCRIPT_HEAD = ["Transcript", "Task", "Sentiment", "Topics", "Summary"];

/** Under the heads, not escaped. */
export function transcriptWords(one: TranscriptReport): readonly string[] {
  const { file, line, taskCompleted, sentiment, sentimentScore, topics, summary } = one;
  const task = taskCompleted === undefined ? "" : taskCompleted ? "completed" : "not completed";
  const mood = [sentiment, sentimentScore].filter((part) => part !== undefined);
  return [
    line === 1 ? file : `${file}:${line}`,
    task,
    mood.join(", "),
    topics.join(", "),
    summary ?? "",
  ];
}

/** What could not be read, which is not the same as nothing; and what is under way. */
export function unreadLines({ unread = [], regenerated = false }: InsightsReport): string[] {
  return [
    ...unread.map((what) => `${what}, which is not in a shape that this version knows.`),
    ...(regenerated ? ["They were old, and are being made anew for the next report."] : []),
  ];
}
