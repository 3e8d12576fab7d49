/** The lines of a prompt's difference as pairs, with the words that differ marked. */
import { diffWordsWithSpace } from "diff";

export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

export type Row =
  | { readonly kind: "same"; readonly text: string }
  /** Lines that were left out, in our words. */
  | { readonly kind: "gap"; readonly text: string }
  /** At least one side; both where a line was rewritten. */
  | {
      readonly kind: "change";
      readonly before?: readonly Segment[];
      readonly after?: readonly Segment[];
    };

/** Beyond this many pairs the search for the best ones costs more than it shows. */
const MAX_PAIRS = 2500;
/** Lines that share less than this are a line removed and a line added. */
const LEAST_LIKENESS = 0.4;

/** `lines` as `promptDiff` has them: " ", "+", "-" or "@@ line n @@". */
export function sideBySide(lines: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    rows.push(...changeRows(removed, added));
    removed = [];
    added = [];
  };
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith("-")) removed.push(text);
    else if (line.startsWith("+")) added.push(text);
    else {
      flush();
      rows.push(
        line.startsWith("@@")
          ? { kind: "gap", text: line.replaceAll("@@", "").trim() }
          : { kind: "same", text },
      );
    }
  }
  flush();
  return rows;
}

function changeRows(removed: readonly string[], added: readonly string[]): Row[] {
  return pairs(removed, added).map(([before, after]) => {
    if (before === undefined || after === undefined) {
      return {
        kind: "change",
        ...(before === undefined ? {} : { before: whole(before) }),
        ...(after === undefined ? {} : { after: whole(after) }),
      };
    }
    return { kind: "change", ...words(before, after) };
  });
}

const whole = (text: string): Segment[] => [{ text, marked: true }];

function words(before: string, after: string): { before: Segment[]; after: Segment[] } {
  const changes = diffWordsWithSpace(before, after);
  const side = (skip: "added" | "removed", mark: "added" | "removed") =>
    joined(
      changes
        .filter((change) => !change[skip])
        .map(({ value, ...change }) => ({
          text: value,
          marked: change[mark],
        })),
    );
  return { before: side("added", "removed"), after: side("removed", "added") };
}

/** A space between two marked words is marked with them: one mark reads better than five. */
function joined(segments: readonly Segment[]): Segment[] {
  const out: Segment[] = [];
  segments.forEach((segment, index) => {
    const bridge =
      segment.text.trim() === "" && out.at(-1)?.marked === true && segments[index + 1]?.marked;
    const marked = segment.marked || bridge === true;
    const last = out.at(-1);
    if (last?.marked === marked) out[out.length - 1] = { text: last.text + segment.text, marked };
    else out.push({ text: segment.text, marked });
  });
  return out;
}

type Pair = readonly [before: string | undefined, after: string | undefined];

/** Keeps the order of both sides and pairs the lines that are most alike. */
function pairs(removed: readonly string[], added: readonly string[]): Pair[] {
  if (removed.length * added.length > MAX_PAIRS) {
    const length = Math.max(removed.length, added.length);
    return Array.from({ length }, (_, index) => [removed[index], added[index]]);
  }
  const [olds, news] = [removed.map(bag), added.map(bag)];
  // best[i][j]: the most likeness that lines from i and j on can have together.
  const best = Array.from({ length: removed.length + 1 }, () =>
    new Array<number>(added.length + 1).fill(0),
  );
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const gain = (i: number, j: number) => likeness(olds[i], news[j]);
  for (let i = removed.length - 1; i >= 0; i--) {
    for (let j = added.length - 1; j >= 0; j--) {
      const paired = gain(i, j);
      const row = best[i] as number[];
      row[j] = Math.max(
        at(i + 1, j),
        at(i, j + 1),
        paired < LEAST_LIKENESS ? 0 : paired + at(i + 1, j + 1),
      );
    }
  }
  const found: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < removed.length || j < added.length) {
    const paired = i < removed.length && j < added.length ? gain(i, j) : 0;
    if (paired >= LEAST_LIKENESS && at(i, j) === paired + at(i + 1, j + 1)) {
      found.push([removed[i++], added[j++]]);
    } else if (i < removed.length && at(i, j) === at(i + 1, j)) {
      found.push([removed[i++], undefined]);
    } else found.push([undefined, added[j++]]);
  }
  return found;
}

type Bag = ReadonlyMap<string, number>;

function bag(line: string): Bag {
  const counts = new Map<string, number>();
  for (const word of line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Dice's coefficient of the words, 0-1. */
function likeness(a: Bag = new Map(), b: Bag = new Map()): number {
  let shared = 0;
  for (const [word, count] of a) shared += Math.min(count, b.get(word) ?? 0);
  const total = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : (2 * shared) / total;
}
