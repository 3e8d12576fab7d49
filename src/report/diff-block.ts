/** A prompt diff as a fenced block, cut to a number of lines. */
import type { Detail } from "./detail.ts";
import { plural } from "./format.ts";
import { type Block, fence, paragraph, small } from "./markdown.ts";
import { promptDiff, shorten } from "./prompt-diff.ts";

/** Nothing when both are the same text. */
export function diffBlocks(before: string, after: string, { diffLines }: Detail): Block[] {
  if (before === after) return [];
  const diff = promptDiff(before, after);
  if (diff.tooDifferent) {
    return [paragraph("The two prompts differ too much for a diff; both are in report.json.")];
  }
  if (diff.lines.length === 0) return [paragraph("Only line ends or empty last lines differ.")];
  const { lines, hidden } = shorten(diff.lines, diffLines);
  const notes = [
    hidden > 0 ? `${plural(hidden, "more changed line")} in report.json.` : "",
    diff.folded ? "Long lines are broken at sentence ends here." : "",
  ].filter(Boolean);
  const block = fence("diff", lines);
  return notes.length === 0 ? [block] : [block, small(notes.join(" "))];
}
