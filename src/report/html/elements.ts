/**
 * The small pieces the page is made of. Everything goes through hono's `html`, which escapes what is put into it; the only
 * text that is taken as it stands is our own style sheet and the drawings, which their own serialiser has escaped.
 */
import { html } from "hono/html";
import type { Finding } from "../../domain.ts";
import { oneLine } from "../escape.ts";
import { agentLabel, findingLabel, gateActionOf } from "../labels.ts";
import type { AgentReport, Report } from "../model.ts";

/** A string that is escaped already. */
export type Html = ReturnType<typeof html>;

export const NAME_MAX = 80;
const SENTENCE_MAX = 1200;

/** A colour and a sign; neither ever stands without its word. */
export type Tone = "bad" | "warn" | "good" | "calm";

const SIGN: Readonly<Record<Tone, string>> = { bad: "✕", warn: "!", good: "✓", calm: "–" };

const FINDING_TONE: Readonly<Record<Finding, Tone>> = {
  regressed: "bad",
  "below-min": "bad",
  inconclusive: "warn",
  improved: "good",
  unchanged: "calm",
};

export function badge(tone: Tone, word: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGN[tone]}</span> ${word}</span>`;
}

export function findingBadge(finding: Finding): Html {
  return badge(FINDING_TONE[finding], findingLabel(finding));
}

/** What the gate does about the agent decides the colour, its verdict the word. */
function agentTone(report: Report, agent: AgentReport): Tone {
  const action = gateActionOf(report, agent.key);
  const verdict = agent.verdict?.verdict;
  const isLost = verdict === "regressed" && agent.accepted === undefined;
  if (action === "fail" || isLost) return "bad";
  if (action === "warn" || verdict === "regressed") return "warn";
  return verdict === "improved" ? "good" : "calm";
}

export function agentBadge(report: Report, agent: AgentReport): Html | "" {
  const word = agentLabel(agent);
  return word === undefined ? "" : badge(agentTone(report, agent), word);
}

/** A sentence from outside on one line; what stands in backticks is set as code. */
export function prose(text: string, max = SENTENCE_MAX): Html {
  const parts = oneLine(text, max).split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

export function anchored(href: string | undefined, label: unknown): Html {
  return href !== undefined && /^https?:\/\//i.test(href)
    ? html`<a href="${href}" rel="noreferrer">${label}</a>`
    : html`${label}`;
}

/** The head of a column; of one of numbers, which stand to the right, in an object. */
export type Column = string | { readonly numeric: string };

/** Wider tables than this scroll sideways on their own, by keyboard too. */
const COLUMNS_FIT = 4;

/** The first cell heads its row. */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
): Html {
  const headCell = (column: Column) =>
    typeof column === "string"
      ? html`<th scope="col">${column}</th>`
      : html`<th scope="col" class="n">${column.numeric}</th>`;
  const cell = (content: unknown, index: number) =>
    typeof columns[index + 1] === "object"
      ? html`<td class="n">${content}</td>`
      : html`<td>${content}</td>`;
  const table = html`<table class="data">
<caption>${caption}</caption>
<thead><tr>${columns.map(headCell)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map(cell)}</tr>
`,
  )}</tbody></table>`;
  return columns.length <= COLUMNS_FIT
    ? table
    : html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0">${table}</div>`;
}

export function fold(summary: unknown, content: unknown): Html {
  return html`<details><summary>${summary}</summary>
${content}</details>`;
}
