/** The results as Markdown tables, as they stand in docs/verdict.md. */
import type { Cell, TableKind } from "./cells.ts";
import type { CellResult } from "./simulate.ts";

export interface Row {
  readonly cell: Cell;
  readonly result: CellResult;
}

interface Column {
  readonly title: string;
  readonly of: (row: Row) => string;
}

const mode: Column = { title: "mode", of: ({ cell }) => cell.mode };
const noise: Column = { title: "noise", of: ({ cell }) => `${cell.noise}×` };
const history: Column = { title: "history", of: ({ cell }) => String(cell.history) };
const agents: Column = { title: "agents", of: ({ cell }) => String(cell.agents) };
const drop: Column = { title: "true drop", of: ({ cell }) => String(cell.drop) };
const confirm: Column = { title: "confirm", of: ({ cell }) => String(cell.confirm) };
const noisy: Column = { title: "twice as noisy", of: ({ cell }) => cell.noisy };
const falseFails: Column = { title: "false fails", of: ({ result }) => percent(result.failed) };
const missed: Column = { title: "missed", of: ({ result }) => percent(1 - result.failed) };
const found: Column = {
  title: "changed agents found",
  of: ({ result }) => percent(result.changedFound),
};
const warned: Column = { title: "warned", of: ({ result }) => percent(result.warned) };
const silent: Column = {
  title: "silent",
  // A sum of rates may miss 1 by a rounding error.
  of: ({ result }) => percent(Math.max(0, 1 - result.failed - result.warned)),
};
const world: Column = { title: "world", of: ({ cell }) => cell.world };
const changed: Column = { title: "of them changed", of: ({ cell }) => String(cell.changed) };
const runs: Column = {
  title: "runs an agent",
  of: ({ result }) => (result.candidateRuns + result.baselineRuns).toFixed(2),
};
const naiveFalse: Column = {
  title: "naive: false fails",
  of: ({ result }) => percent(result.naiveFailed),
};
const naiveMissed: Column = {
  title: "naive: missed",
  of: ({ result }) => percent(1 - result.naiveFailed),
};

export const COLUMNS = {
  nothingChanged: [mode, noise, history, agents, falseFails, warned, runs, naiveFalse],
  worlds: [world, noise, history, agents, falseFails, warned, runs, naiveFalse],
  otherConfirms: [confirm, noise, history, agents, falseFails, warned, runs],
  atTheFloor: [noise, history, agents, falseFails, warned, runs],
  uneven: [noisy, history, agents, falseFails, warned, runs, naiveFalse],
  dropped: [mode, drop, history, agents, changed, found, missed, warned, silent, runs, naiveMissed],
  droppedElsewhere: [world, agents, missed, warned, silent, runs],
} satisfies Record<TableKind, readonly Column[]>;

export function markdownTable(columns: readonly Column[], rows: readonly Row[]): string {
  const line = (values: readonly string[]) => `| ${values.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map((_, index) => (index === 0 ? "---" : "--:"))),
    ...rows.map((row) => line(columns.map((column) => column.of(row)))),
  ].join("\n");
}

/** Of a rate measured in so many trials, in percentage points. */
export function standardError(rate: number, trials: number): number {
  return 100 * Math.sqrt((rate * (1 - rate)) / trials);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
