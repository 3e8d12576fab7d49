/** Two prompts side by side; on a phone one below the other. */
import { html } from "hono/html";
import { visible } from "../escape.ts";
import { plural } from "../format.ts";
import { promptDiff } from "../prompt-diff.ts";
import type { Html } from "./elements.ts";
import { type Row, type Segment, sideBySide } from "./side-by-side.ts";

/** Of each prompt, where two have nothing in common and are shown whole. */
const WHOLE_MAX = 100_000;

/** Undefined when nothing but line ends differ. `sides` names the prompts, for example "Baseline" and "Candidate". */
export function promptCompare(
  before: string,
  after: string,
  sides: readonly [before: string, after: string],
): Html | undefined {
  const diff = promptDiff(before, after);
  if (diff.tooDifferent) return apart(before, after, sides);
  if (diff.lines.length === 0) return undefined;
  const rows = sideBySide(diff.lines);
  const count = (sign: string) => diff.lines.filter((line) => line.startsWith(sign)).length;
  const counts = `${plural(count("-"), "line")} removed, ${plural(count("+"), "line")} added`;
  const note = diff.folded ? "; long paragraphs are broken at sentence ends" : "";
  return html`<table class="diff"><caption>${sides[0]} and ${sides[1]}: ${counts}${note}</caption>
<thead><tr><th scope="col">${sides[0]}</th><th scope="col">${sides[1]}</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table>`;
}

function row(row: Row): Html {
  if (row.kind === "gap") return html`<tr class="gap"><td colspan="2">${row.text}</td></tr>\n`;
  if (row.kind === "same") {
    const text = visible(row.text);
    return html`<tr class="same"><td>${text}</td><td>${text}</td></tr>\n`;
  }
  const { before, after } = row;
  // A line that has no counterpart needs no marks on its words.
  const alone = before === undefined || after === undefined ? " whole" : "";
  return html`<tr>${side(before, "del", alone)}${side(after, "ins", alone)}</tr>
`;
}

/** The elements say "deleted" and "inserted" to those who do not see the colours. */
function side(all: readonly Segment[] | undefined, kind: "del" | "ins", alone: string): Html {
  if (all === undefined) return html`<td class="none"></td>`;
  return html`<td class="${kind}${alone}">${all.map(({ text, marked }) => {
    const shown = visible(text);
    if (!marked) return shown;
    return kind === "del" ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
  })}</td>`;
}

function apart(before: string, after: string, sides: readonly [string, string]): Html {
  const cut = (text: string) =>
    visible(text.length > WHOLE_MAX ? `${text.slice(0, WHOLE_MAX)}…` : text);
  const long = before.length > WHOLE_MAX || after.length > WHOLE_MAX;
  const rest = long ? ` Shown are the first ${plural(WHOLE_MAX, "character")} of each.` : "";
  return html`<details><summary>The prompts differ too much for a comparison line by line. ${sides[0]} and ${sides[1]} in full</summary>
<p class="note">${rest}</p><table class="diff"><caption>${sides[0]} and ${sides[1]}</caption>
<thead><tr><th scope="col">${sides[0]}</th><th scope="col">${sides[1]}</th></tr></thead>
<tbody><tr><td>${cut(before)}</td><td>${cut(after)}</td></tr></tbody></table></details>`;
}
