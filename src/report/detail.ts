/** How much of a report is written. A document has a list of these, fullest first, and takes the first that fits. */
import { oneLine } from "./escape.ts";
import { type Block, details, heading } from "./markdown.ts";
import { serialise } from "./serialise.ts";

export interface Detail {
  /** All of them, those that the gate acts on, as many of these as have a row, or none. */
  readonly agents: "all" | "attention" | "worst" | "none";
  /** One fold (or section) an agent with its measurements. */
  readonly sections: boolean;
  /** The same for agents with nothing to do. */
  readonly quietSections: boolean;
  readonly promptDiffs: boolean;
  readonly winnerDiffs: boolean;
  readonly diffLines: number;
  readonly scoreColumns: number;
  /** Agents with a row of their own; the others stand in folds. */
  readonly rows: number;
  /** Causes explained outside a fold. */
  readonly reasons: number;
  /** Sections stand open, with every metric's explanation. */
  readonly generous: boolean;
  /** What this step leaves out; undefined for the fullest. */
  readonly leftOut?: string;
}

/** Each step leaves out what the one before it did, and more. */
export function ladderFrom(fullest: Detail): readonly Detail[] {
  const quietRows: Detail = {
    ...fullest,
    quietSections: false,
    leftOut: "the details of agents with nothing to do",
  };
  const noWinners: Detail = {
    ...quietRows,
    winnerDiffs: false,
    leftOut: "the diffs of better prompts, and the details of agents with nothing to do",
  };
  const noDiffs: Detail = {
    ...noWinners,
    promptDiffs: false,
    leftOut: "the diffs, and the details of agents with nothing to do",
  };
  const attention: Detail = {
    ...noDiffs,
    agents: "attention",
    leftOut: "the diffs, and the agents with nothing to do",
  };
  const rows: Detail = {
    ...attention,
    sections: false,
    leftOut: "the measurements, and the agents with nothing to do",
  };
  const worst: Detail = {
    ...rows,
    agents: "worst",
    leftOut: `everything but the ${fullest.rows} agents that come first`,
  };
  const countsOnly: Detail = { ...worst, agents: "none", leftOut: "everything but the counts" };
  return [fullest, quietRows, noWinners, noDiffs, attention, rows, worst, countsOnly];
}

/**
 * The fullest document within the budget in UTF-8 bytes; the last one if none is. A document comes in groups of blocks,
 * made one by one, so that a step which does not fit is given up early.
 */
export function fullestWithin(
  steps: readonly Detail[],
  budgetBytes: number,
  write: (detail: Detail) => Iterable<readonly Block[]>,
): string {
  for (const [index, detail] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const text = serialiseWithin(write(detail), isLast ? Number.POSITIVE_INFINITY : budgetBytes);
    if (text !== undefined) return text;
  }
  return "";
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

/** A part of what is told of one agent. */
export interface Part {
  /** For the summary line of the fold: our words. */
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** One agent's parts: a fold where space is short, a heading with everything open where it is not; nothing when all are empty. */
export function section(key: string, parts: readonly Part[], detail: Detail): Block[] {
  const filled = parts.filter((part) => part.blocks.length > 0);
  if (filled.length === 0) return [];
  const blocks = filled.flatMap((part) => part.blocks);
  if (detail.generous) return [heading(4, oneLine(key, 100)), ...blocks];
  return details({ name: key, rest: filled.map((part) => part.name).join(", ") }, blocks);
}
