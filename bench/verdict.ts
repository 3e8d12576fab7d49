/** `tsx bench/verdict.ts [--quick] [--trials N] [--seed S] [--threads N]`: error rates and cost of the gate, measured against the truth. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { barsOf } from "./verdict/bars.ts";
import { type Cell, SECTIONS } from "./verdict/cells.ts";
import { simulateAll } from "./verdict/pool.ts";
import { COLUMNS, markdownTable, type Row, standardError } from "./verdict/table.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    trials: { type: "string" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: String(availableParallelism()) },
  },
});
const trials = count("trials", values.trials ?? (values.quick ? "500" : "10000"));
const threads = count("threads", values.threads);
const sections = SECTIONS.map((section) => ({
  ...section,
  cells: values.quick ? section.cells.filter(isQuick) : section.cells,
})).filter(({ cells }) => cells.length > 0);
const cells = sections.flatMap((section) => section.cells);
const started = performance.now();
const results = await simulateAll(cells, {
  trials,
  seed: values.seed,
  threads,
  onDone: (done) => process.stderr.write(`\r${done} of ${cells.length} cells`),
});
const seconds = Math.round((performance.now() - started) / 1000);
// Of all threads. Unlike the clock on the wall it is the same on a machine that is shared.
const { user, system } = process.cpuUsage();
const ofProcessor = Math.round((user + system) / 1_000_000);
process.stderr.write("\n");

const rows = cells.map((cell, index): Row => {
  const result = results[index];
  if (result === undefined) throw new Error(`cell ${index} was not simulated`);
  return { cell, result };
});
let from = 0;
for (const { title, cells: own, columns } of sections) {
  const some = rows.slice(from, from + own.length);
  from += own.length;
  if (!values.quick) print(`## ${title}\n\n${markdownTable(COLUMNS[columns], some)}\n`);
}
// Few trials are allowed the error that few trials have.
const bars = barsOf(rows, values.quick ? 2 : 0);
print("| bar | measured | limit | cells | held |", "| --- | --- | --- | --: | --- |");
for (const { name, measured, limit, cells: n, isHeld } of bars) {
  print(`| ${name} | ${measured} | ${limit} | ${n} | ${isHeld ? "yes" : "NO"} |`);
}
print(
  "",
  `${cells.length} cells, ${trials} pull requests each, seed ${values.seed}, ${seconds} s on ${threads} threads, ${ofProcessor} s of processor time.`,
  `Standard error of a rate: ${points(0.05)} at 5 %, ${points(0.5)} at 50 % (percentage points).`,
);
if (bars.some(({ isHeld }) => !isHeld)) process.exitCode = 1;

/** Those that a bar speaks of, the ones that are far from it left out. */
function isQuick(cell: Cell): boolean {
  const { drop, mode, confirm, agents, changed, noise, world, history } = cell;
  if (confirm !== 2 || agents === 5) return false;
  if (changed > 0) return drop === 10 && mode === "validation" && world === "plain" && history < 10;
  if (mode === "exploratory") return noise === 1 && history < 10;
  return noise !== 0.5 && (history < 10 || world !== "plain");
}

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
