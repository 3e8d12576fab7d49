/** `tsx bench/verdict.ts [--trials N] [--seed S] [--processes N]`: error rates and cost of the gate, measured against the truth. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import {
  ALL_DROPPED,
  AT_THE_FLOOR,
  type Cell,
  NOTHING_CHANGED,
  ONE_AGENT,
  ONE_METRIC,
  OTHER_CONFIRMS,
  UNEVEN_NOISE,
} from "./verdict/cells.ts";
import { simulateAll } from "./verdict/pool.ts";
import { COLUMNS, markdownTable, type Row, standardError } from "./verdict/table.ts";

const SECTIONS = [
  { title: "Nothing changed", cells: NOTHING_CHANGED, columns: COLUMNS.nothingChanged },
  { title: "Nothing changed, uneven noise", cells: UNEVEN_NOISE, columns: COLUMNS.uneven },
  {
    title: "Nothing changed, every metric with a minimum at its true score",
    cells: AT_THE_FLOOR,
    columns: COLUMNS.atTheFloor,
  },
  {
    title: "Nothing changed, other numbers of confirming runs",
    cells: OTHER_CONFIRMS,
    columns: COLUMNS.otherConfirms,
  },
  {
    title: "All four metrics of every agent dropped",
    cells: ALL_DROPPED,
    columns: COLUMNS.dropped,
  },
  {
    title: "All four metrics of one agent dropped, the others did not change",
    cells: ONE_AGENT,
    columns: COLUMNS.dropped,
  },
  { title: "One metric of every agent dropped", cells: ONE_METRIC, columns: COLUMNS.dropped },
];

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    processes: { type: "string", default: String(availableParallelism()) },
  },
});
const trials = count("trials", values.trials);
const processes = count("processes", values.processes);
const cells: Cell[] = SECTIONS.flatMap((section) => section.cells);
const started = performance.now();
const results = await simulateAll(cells, {
  trials,
  seed: values.seed,
  processes,
  onDone: (done) => process.stderr.write(`\r${done} of ${cells.length} cells`),
});
const seconds = Math.round((performance.now() - started) / 1000);
process.stderr.write("\n");

let from = 0;
const harmless: Row[] = [];
for (const { title, cells: own, columns } of SECTIONS) {
  const rows = results.slice(from, from + own.length).map((result, index): Row => {
    const cell = own[index];
    if (cell === undefined) throw new Error(`no cell ${index} in "${title}"`);
    return { cell, result };
  });
  from += own.length;
  harmless.push(...rows.filter(({ cell }) => cell.changed === 0));
  print(`## ${title}\n\n${markdownTable(columns, rows)}\n`);
}
const worst = Math.max(...harmless.map(({ result }) => result.failed));
print(
  `${cells.length} cells, ${trials} pull requests each, seed ${values.seed}, ${seconds} s on ${processes} processes.`,
  `Standard error of a rate: ${points(0.05)} at 5 %, ${points(0.5)} at 50 % (percentage points).`,
  `Most false fails in any of ${harmless.length} cells where nothing changed: ${(100 * worst).toFixed(1)} %.`,
);

function points(rate: number): string {
  return standardError(rate, trials).toFixed(2);
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
