/** The difference of two prompts as unified lines, readable when a prompt is one long paragraph. */
import { structuredPatch } from "diff";

/** Longer lines are broken at sentence ends before they are compared, so that one word does not repaint a paragraph. */
const FOLD_ABOVE = 160;
const PIECE_MAX = 240;
const CONTEXT = 3;
/** Beyond this many differing lines a diff explains nothing, and the search for it is quadratic. */
const MAX_EDITS = 2000;

export interface PromptDiff {
  /** Unified lines: " ", "+", "-" or a "@@ line n @@" before a hunk; empty when nothing but line ends differ. */
  readonly lines: readonly string[];
  readonly added: number;
  readonly removed: number;
  /** First and last line of the later prompt that a change touches, 1-based. */
  readonly changed?: { readonly from: number; readonly to: number };
  /** True when the prompts differ too much for a diff. */
  readonly tooDifferent: boolean;
  readonly folded: boolean;
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
    return {
      lines: [],
      added: 0,
      removed: 0,
      changed: { from: 1, to },
      tooDifferent: true,
      folded,
    };
  }

  const lines: string[] = [];
  const touched: number[] = [];
  let added = 0;
  let removed = 0;
  const lineAt = (index: number) =>
    fresh[Math.min(Math.max(index, 0), fresh.length - 1)]?.line ?? 1;
  for (const hunk of patch.hunks) {
    let index = hunk.newStart - 1;
    if (lineAt(index) > 1) lines.push(`@@ line ${lineAt(index)} @@`);
    for (const line of hunk.lines) {
      lines.push(line);
      if (line.startsWith("+")) added += 1;
      if (line.startsWith("-")) removed += 1;
      if (!line.startsWith(" ")) touched.push(lineAt(index));
      if (!line.startsWith("-")) index += 1;
    }
  }
  const from = touched[0];
  const to = touched.at(-1);
  const changed = from === undefined || to === undefined ? undefined : { from, to };
  return { lines, added, removed, changed, tooDifferent: false, folded };
}

/** The first `max` lines, and how many changed lines the rest holds. */
export function shorten(
  lines: readonly string[],
  max: number,
): { readonly lines: readonly string[]; readonly hidden: number } {
  const shown = lines.slice(0, max);
  const hidden = lines.slice(max).filter((line) => /^[+-]/.test(line)).length;
  return { lines: shown, hidden };
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
