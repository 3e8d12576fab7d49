/** What a report says beside verdicts: the plan of a sync, a benchmark's recommendation, insights. */
import { html } from "hono/html";
import { accountCounts, accountLine } from "../account-content.ts";
import { changeText, FIGURES, figureText, headroomText } from "../benchmark-content.ts";
import type { BenchmarkReport } from "../benchmark-model.ts";
import { cleanedCounts, cleanedLine } from "../clean-content.ts";
import { oneLine } from "../escape.ts";
import { capital, decimal, grouped, plural, share } from "../format.ts";
import {
  hasNoInsights,
  healthWords,
  issueLine,
  NO_INSIGHTS,
  TRANSCRIPT_HEAD,
  TRANSCRIPTS,
  transcriptWords,
  unreadLines,
} from "../insights-content.ts";
import type { HealthShare, InsightsFigures, InsightsReport } from "../insights-model.ts";
import type { AgentReport, Report } from "../model.ts";
import { dataTable, fold, type Html, NAME_MAX, prose } from "./elements.ts";
import { promptCompare } from "./prompt-compare.ts";

/** The reason is said with the agent's name; a gate compares with the baseline instead. */
export function planPart({ plan, promptAfter, verdict }: AgentReport): Html | undefined {
  if (plan === undefined || verdict !== undefined) return undefined;
  const compared =
    plan.livePrompt === undefined
      ? undefined
      : promptCompare(plan.livePrompt, promptAfter, ["Live prompt", "Prompt in the repository"]);
  const changes = plan.changes.map((name) => oneLine(name, NAME_MAX)).join(", ");
  if (compared === undefined && changes === "") return undefined;
  return html`<h3>Sync</h3>${changes === "" ? "" : html`<p>Differs: ${changes}.</p>`}${compared ?? ""}`;
}

export function cleanedPart({ cleaned = [] }: Report): Html | undefined {
  const counts = cleanedCounts(cleaned);
  if (counts === undefined) return undefined;
  return html`<section aria-labelledby="cleaned"><h2 id="cleaned">Cleaned</h2><p>${counts}.</p><ul>${cleaned.map(
    (item) => html`<li>${prose(cleanedLine(item))}</li>
`,
  )}</ul></section>`;
}

export function accountPart({ account = [] }: Report): Html | undefined {
  const counts = accountCounts(account);
  if (counts === undefined) return undefined;
  return html`<section aria-labelledby="account"><h2 id="account">Account</h2><p>${counts}.</p><ul>${account.map(
    (entry) => html`<li>${prose(accountLine(entry))}</li>
`,
  )}</ul></section>`;
}

export function benchmarkPart({ benchmark }: AgentReport): Html | undefined {
  if (benchmark === undefined) return undefined;
  const earlier =
    changeText(benchmark) ??
    (benchmark.baselineId === undefined
      ? "It is the first of these models."
      : html`It is compared with <code>${oneLine(benchmark.baselineId, NAME_MAX)}</code>.`);
  const reference =
    benchmark.referenceId === undefined
      ? ""
      : html` The reference is <code>${oneLine(benchmark.referenceId, NAME_MAX)}</code>.`;
  const headroom = headroomText(benchmark);
  return html`<p>Benchmark <code>${oneLine(benchmark.benchmarkId, NAME_MAX)}</code>. ${earlier}${reference}${
    headroom === undefined ? "" : html` Headroom: ${prose(headroom)}`
  }${
    benchmark.recommendation === undefined
      ? ""
      : html` The service recommends: ${prose(benchmark.recommendation)}`
  }</p>${expenses(benchmark)}`;
}

function expenses({ models }: BenchmarkReport) {
  const figures = FIGURES.filter((name) => models.some((model) => model[name] !== undefined));
  if (figures.length === 0) return "";
  return dataTable(
    "What each model takes",
    ["Model", ...figures.map((name) => ({ numeric: capital(name) }))],
    models.map((model) => [
      oneLine(model.model, NAME_MAX),
      ...figures.map((name) => figureText(model[name])),
    ]),
  );
}

export function insightsPart({ insights }: AgentReport): Html | undefined {
  if (insights === undefined) return undefined;
  const { recent, usual, stepFailures, recommendations, issues = [], further = [] } = insights;
  return html`<h3>Real conversations</h3>${hasNoInsights(insights) ? html`<p>${NO_INSIGHTS}</p>` : ""}${figures(recent, usual)}${healthTable(insights)}${
    issues.length === 0 ? "" : fold(plural(issues.length, "issue"), bullets(issues.map(issueLine)))
  }${further.map(({ name, lines }) => fold(oneLine(name, NAME_MAX), bullets(lines)))}${unreadLines(
    insights,
  ).map((line) => html`<p>${prose(line)}</p>`)}${
    stepFailures.length === 0
      ? ""
      : dataTable(
          plural(stepFailures.length, "failing step"),
          ["Step", "Cause", { numeric: "Count" }],
          stepFailures.map(({ step, rootCause, count }) => [
            prose(step),
            rootCause === undefined ? "" : prose(rootCause),
            count === undefined ? "" : grouped(count),
          ]),
        )
  }${
    recommendations.length === 0
      ? ""
      : fold(
          plural(recommendations.length, "recommendation"),
          html`<ul>${recommendations.map((text) => html`<li>${prose(text)}</li>`)}</ul>`,
        )
  }${transcriptsPart(insights)}`;
}

function transcriptsPart({ transcripts }: InsightsReport): Html | "" {
  if (transcripts === undefined) return "";
  const { shown, notes } = transcripts;
  const rows = shown.map((one) => transcriptWords(one).map((words) => prose(words)));
  return html`<h3>${TRANSCRIPTS}</h3>${rows.length === 0 ? "" : dataTable("In Converra's words", TRANSCRIPT_HEAD, rows)}${notes.map(
    (note) => html`<p>${prose(note)}</p>`,
  )}`;
}

function bullets(lines: readonly string[]): Html {
  return html`<ul>${lines.map((line) => html`<li>${prose(line)}</li>`)}</ul>`;
}

function healthTable({ health = [] }: InsightsReport): Html | "" {
  if (health.length === 0) return "";
  const side = ({ percent, n }: HealthShare) => `${decimal(percent)} % of ${grouped(n)}`;
  return dataTable(
    "The last days against the weeks before them",
    ["Figure", "Before", "Now", "Finding"],
    health.map((one) => [one.figure, side(one.before), side(one.recent), healthWords(one)]),
  );
}

function figures(recent: InsightsFigures | undefined, usual: InsightsFigures | undefined) {
  const periods = [recent, usual].filter((period) => period !== undefined);
  if (periods.length === 0) return "";
  const text = <T>(value: T | undefined, show: (value: T) => string) =>
    value === undefined ? "" : show(value);
  const row = (name: string, cell: (period: InsightsFigures) => string) => [
    name,
    ...periods.map(cell),
  ];
  return dataTable(
    "Recent and usual figures",
    ["Figure", ...periods.map(({ days }) => ({ numeric: `Last ${plural(days, "day")}` }))],
    [
      row("Task completion", ({ taskCompletion }) => text(taskCompletion, decimal)),
      row("Completed", ({ completionRate }) => text(completionRate, share)),
      row("Abandoned", ({ abandonmentRate }) => text(abandonmentRate, share)),
      row("Conversations", ({ conversationCount }) => text(conversationCount, grouped)),
      row("Sentiment", ({ sentiment }) => text(sentiment, (word) => oneLine(word, NAME_MAX))),
    ],
  );
}
