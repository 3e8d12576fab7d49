/** What of the action's own was removed from the account, or would be. */
import { oneLine } from "./escape.ts";
import { plural, sentenceList } from "./format.ts";
import { type Block, code, list, paragraph, prose, strong } from "./markdown.ts";
import type { CleanedItem, Report } from "./model.ts";

const NAME_MAX = 120;
const WHY_MAX = 300;
const SHOWN = 20;

const NOUNS: Readonly<Record<CleanedItem["what"], readonly [one: string, many: string]>> = {
  copy: ["copy", "copies"],
  run: ["run", "runs"],
  benchmark: ["benchmark", "benchmarks"],
};
/** What is done with each kind, in the past tense. */
const DONE: Readonly<Record<CleanedItem["what"], string>> = {
  copy: "archived",
  run: "stopped",
  benchmark: "deleted",
};

/** "2 copies archived, 1 run stopped"; of a plan "2 copies to be archived"; undefined where there is nothing. */
export function cleanedCounts(items: readonly CleanedItem[]): string | undefined {
  const kinds = Object.keys(NOUNS) as CleanedItem["what"][];
  const parts = kinds.flatMap((what) =>
    (["removed", "to-remove", "failed"] as const).flatMap((state) => {
      const count = items.filter((item) => item.what === what && item.state === state).length;
      return count === 0 ? [] : [`${plural(count, ...NOUNS[what])} ${doneWord(what, state)}`];
    }),
  );
  return parts.length === 0 ? undefined : sentenceList(parts);
}

function doneWord(what: CleanedItem["what"], state: CleanedItem["state"]): string {
  const before = { removed: "", "to-remove": "to be ", failed: "not " }[state];
  return before + DONE[what];
}

/** For a log: one sentence an item. */
export function cleanedLine(item: CleanedItem): string {
  return `${oneLine(item.id, NAME_MAX)}${nameOf(item)}: ${endOf(item)}`;
}

function nameOf({ name }: CleanedItem): string {
  return name === undefined ? "" : ` "${oneLine(name, NAME_MAX)}"`;
}

function endOf({ what, why, state, problem }: CleanedItem): string {
  const because = state === "failed" ? `${problem ?? "nobody knows why"} (${why})` : why;
  return `${doneWord(what, state)}, ${oneLine(because, WHY_MAX)}.`;
}

export function cleanBlocks({ cleaned = [] }: Pick<Report, "cleaned">): Block[] {
  const counts = cleanedCounts(cleaned);
  if (counts === undefined) return [];
  const items = cleaned
    .slice(0, SHOWN)
    .map((item) => [
      paragraph(code(oneLine(item.id, NAME_MAX)), `${nameOf(item)}: `, prose(endOf(item), WHY_MAX)),
    ]);
  const hidden = cleaned.length - SHOWN;
  if (hidden > 0) items.push([paragraph(`${plural(hidden, "more item")} in report.html.`)]);
  return [paragraph(strong("Cleaned"), `: ${counts}.`), list(items)];
}
