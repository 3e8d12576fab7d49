/** The difference of two prompts, readable when a prompt is one long paragraph. */
import { structuredPatch } from "diff";
import { plural } from "./format.ts";
import { type Block, fence, paragraph, small } from "./markdown.ts";
import type { AgentReport } from "./model.ts";

/** Longer lines are broken at sentence ends before they are compared, so that one word does not repaint a paragraph. */
const FOLD_ABOVE = 160;
const PIECE_MAX = 240;
const CONTEXT = 3;
/** Beyond this many differing lines a diff explains nothing, and the search for it is quadratic. */
const MAX_EDITS = 2000;

export interface PromptDiff {
  /** Unified lines: " ", "+", "-" or a "@@ line n @@" before a hunk; empty when nothing but line ends differ. */
  readonly lines: readonly string[];
  /** First and last line of the later prompt that a change touches, 1-based. */
  readonly changed?: { readonly from: number; readonly to: number };
  /** True when the prompts differ too much for a diff. */
  readonly tooDifferent: boolean;
  readonly folded: boolean;
}

type Sides = Pick<AgentReport, "promptBefore" | "promptAfter">;

/** Whether it replaces a prompt by another. */
export function replacesPrompt<T extends Sides>(
  agent: T,
): agent is T & { readonly promptBefore: string } {
  return agent.promptBefore !== undefined && agent.promptBefore !== agent.promptAfter;
}

interface Piece {
  readonly text: string;
  readonly line: number;
}

export function promptDiff(before: string, after: string): PromptDiff {
  const old = pieces(before);
  const fresh = pieces(after);
  const folded = isFolded(old) || isFolded(fresh);
  const patch = structuredPatch("", "", joined(old), joined(fresh), "", "", {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  });
  if (patch === undefined) {
    const to = fresh.at(-1)?.line ?? 1;
    return { lines: [], changed: { from: 1, to }, tooDifferent: true, folded };
  }

  const lines: string[] = [];
  const touched: number[] = [];
  const lineAt = (index: number) =>
    fresh[Math.min(Math.max(index, 0), fresh.length - 1)]?.line ?? 1;
  for (const hunk of patch.hunks) {
    let index = hunk.newStart - 1;
    if (lineAt(index) > 1) lines.push(`@@ line ${lineAt(index)} @@`);
    for (const line of hunk.lines) {
      lines.push(line);
      if (!line.startsWith(" ")) touched.push(lineAt(index));
      if (!line.startsWith("-")) index += 1;
    }
  }
  const from = touched[0];
  const to = touched.at(-1);
  const changed = from === undefined || to === undefined ? undefined : { from, to };
  return { lines, changed, tooDifferent: false, folded };
}

/** A fenced block of at most `maxLines`; nothing when both are the same text. */
export function diffBlocks(before: string, after: string, maxLines: number): Block[] {
  if (before === after) return [];
  const diff = promptDiff(before, after);
  if (diff.tooDifferent) {
    return [paragraph("The two prompts differ too much for a diff; both are in report.html.")];
  }
  if (diff.lines.length === 0) return [paragraph("Only line ends or empty last lines differ.")];
  const hidden = diff.lines.slice(maxLines).filter((line) => /^[+-]/.test(line)).length;
  const notes = [
    hidden > 0 ? `${plural(hidden, "more changed line")} in report.html.` : "",
    diff.folded ? "Long lines are broken at sentence ends here." : "",
  ].filter(Boolean);
  const block = fence("diff", diff.lines.slice(0, maxLines));
  return notes.length === 0 ? [block] : [block, small(notes.join(" "))];
}

function pieces(prompt: string): Piece[] {
  const text = prompt.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (text === "") return [];
  return text
    .split("\n")
    .flatMap((line, index) => foldLine(line).map((piece) => ({ text: piece, line: index + 1 })));
}

function foldLine(line: string): string[] {
  if (line.length <= FOLD_ABOVE) return [line];
  const sentences = line.split(/(?<=[.!?;:。!?]["'”’)]?)\s+/);
  return sentences.flatMap((sentence) => hardWrap(sentence));
}

function hardWrap(sentence: string): string[] {
  if (sentence.length <= PIECE_MAX) return [sentence];
  const wrapped: string[] = [];
  let rest = [...sentence];
  while (rest.length > PIECE_MAX) {
    const space = rest.lastIndexOf(" ", PIECE_MAX);
    const end = space > PIECE_MAX / 2 ? space + 1 : PIECE_MAX;
    wrapped.push(rest.slice(0, end).join("").trimEnd());
    rest = rest.slice(end);
  }
  return [...wrapped, rest.join("")];
}

function isFolded(all: readonly Piece[]): boolean {
  return all.some((piece, index) => piece.line === all[index + 1]?.line);
}

/** Ends with a line feed, so that the patch has no remark on a missing one. */
function joined(all: readonly Piece[]): string {
  return all.map((piece) => `${piece.text}\n`).join("");
}
