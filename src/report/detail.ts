/** How much of a report is written. A document has a list of these, fullest first, and takes the first that fits. */
import { type Block, serialise } from "./markdown.ts";

export interface Detail {
  readonly agents: "all" | "attention" | "none";
  /** One fold (or section) an agent with its measurements. */
  readonly sections: boolean;
  readonly promptDiffs: boolean;
  readonly winnerDiffs: boolean;
  readonly diffLines: number;
  readonly scoreColumns: number;
  /** Sections stand open, with every metric's explanation. */
  readonly generous: boolean;
  /** What this step leaves out; undefined for the fullest. */
  readonly leftOut?: string;
}

/** Each step leaves out what the one before it did, and more. */
export function ladderFrom(fullest: Detail): readonly Detail[] {
  const noWinners = { ...fullest, winnerDiffs: false, leftOut: "the diffs of better prompts" };
  const noDiffs = { ...noWinners, promptDiffs: false, leftOut: "the diffs" };
  const attention: Detail = {
    ...noDiffs,
    agents: "attention",
    leftOut: "the diffs, and the agents that the gate has nothing to say about",
  };
  const rows: Detail = {
    ...attention,
    sections: false,
    leftOut: "everything but the agents that the gate acts on",
  };
  const countsOnly: Detail = { ...rows, agents: "none", leftOut: "everything but the counts" };
  return [fullest, noWinners, noDiffs, attention, rows, countsOnly];
}

/**
 * The fullest document within the budget, in UTF-8 bytes with the prefix; the last one if none is. A document comes in
 * groups of blocks, made one by one, so that a step which does not fit is given up early.
 */
export function fullestWithin(
  details: readonly Detail[],
  budgetBytes: number,
  write: (detail: Detail) => Iterable<readonly Block[]>,
  prefix = "",
): string {
  for (const detail of details.slice(0, -1)) {
    const text = serialiseWithin(write(detail), budgetBytes - Buffer.byteLength(prefix));
    if (text !== undefined) return prefix + text;
  }
  const last = details.at(-1);
  const text = last === undefined ? "" : serialiseWithin(write(last), Number.POSITIVE_INFINITY);
  return prefix + (text ?? "");
}

function serialiseWithin(
  groups: Iterable<readonly Block[]>,
  budgetBytes: number,
): string | undefined {
  const parts: string[] = [];
  let bytes = 0;
  for (const blocks of groups) {
    if (blocks.length === 0) continue;
    const part = `${parts.length === 0 ? "" : "\n"}${serialise(blocks)}`;
    bytes += Buffer.byteLength(part);
    if (bytes > budgetBytes) return undefined;
    parts.push(part);
  }
  return parts.join("");
}
