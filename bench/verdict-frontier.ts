/** `tsx bench/verdict-frontier.ts`: the table of docs/verdict.md that weighs each choice of the gate against others. */
import { availableParallelism } from "node:os";
import { type Cell, USUAL } from "./verdict/cells.ts";
import type { Edit } from "./verdict/compile.ts";
import { simulateAll } from "./verdict/pool.ts";
import type { CellResult } from "./verdict/simulate.ts";

const TRIALS = 2_500;

interface Choice {
  readonly name: string;
  readonly edits?: readonly Edit[];
  readonly confirm?: number;
}

const edit = (file: string, from: string, to: string): readonly Edit[] => [
  { file: `src/verdict/${file}`, from, to },
];
const unusual = (to: string) =>
  edit("screen.ts", "UNUSUAL * Math.sqrt(Math.max(1, agents))", `${to}`);
const spent = (share: number) => edit("looks.ts", "SPENT_SHARE = 0.75", `SPENT_SHARE = ${share}`);
const exponent = (to: number) =>
  edit("looks.ts", "SPENDING_EXPONENT = 3", `SPENDING_EXPONENT = ${to}`);
const agrees = (p: number) => edit("hearing.ts", "AGREES = 0.25", `AGREES = ${p}`);
const prior = (df: number) => edit("noise.ts", "PRIOR_DF = 2.5", `PRIOR_DF = ${df}`);

const CHOICES: readonly Choice[] = [
  { name: "**as chosen**" },
  { name: "suspected at 0.25 · √agents", edits: unusual("0.25 * Math.sqrt(agents)") },
  { name: "suspected at 1 · √agents", edits: unusual("Math.sqrt(agents)") },
  { name: "suspected at 0.5, whatever the agents", edits: unusual("0.5") },
  { name: "suspected at 0.5 · agents", edits: unusual("0.5 * agents") },
  { name: "all of the error spent", edits: spent(1) },
  { name: "half of the error spent", edits: spent(0.5) },
  { name: "spending exponent 1.5", edits: exponent(1.5) },
  { name: "all of it in the last round", edits: exponent(50) },
  { name: "a round agrees at p 0.15", edits: agrees(0.15) },
  { name: "a round agrees at p 0.4", edits: agrees(0.4) },
  { name: "prior worth 1.5 degrees of freedom", edits: prior(1.5) },
  { name: "prior worth 4 degrees of freedom", edits: prior(4) },
  {
    name: "no noise of an agent's or a side's own",
    edits: edit(
      "noise.ts",
      "return { factor: Math.max(1, (ALIKE_DF + squares) / known), degreesOfFreedom: known };",
      "return { factor: 1, degreesOfFreedom: Infinity };",
    ),
  },
  {
    name: "nothing learned from the agents of the same gate",
    edits: edit("noise.ts", "if (n < 3)", "if (n < Infinity)"),
  },
  { name: "`confirm: 1`", confirm: 1 },
  { name: "`confirm: 3`", confirm: 3 },
];

const oneDropped = { ...USUAL, drop: 10, changed: 1 };
const CELLS = {
  candidates: { ...USUAL, world: "candidates' runs twice as noisy", noise: 2, history: 10 },
  uneven: { ...USUAL, world: "noise uneven between agents, log-sd 0.5", agents: 20, history: 0 },
  metricOf1: { ...oneDropped, metrics: 1 },
  metricOf20: { ...oneDropped, metrics: 1, agents: 20 },
  first: { ...oneDropped, history: 0, agents: 20 },
  exploratory: { ...oneDropped, mode: "exploratory" },
  warned: { ...USUAL, mode: "exploratory", agents: 20 },
} as const satisfies Record<string, Cell>;

/** What the bar on runs is about. */
const HARMLESS = (["validation", "exploratory"] as const).flatMap((mode) =>
  [3, 10].flatMap((history) => [1, 5, 20].map((agents) => ({ ...USUAL, mode, history, agents }))),
);

const COLUMNS = [
  "choice",
  "false fails: candidates / uneven",
  "one metric found: 1 of 1 / 1 of 20",
  "without history",
  "exploratory found / silent",
  "warned",
  "runs: mean / most",
];

console.log(`| ${COLUMNS.join(" | ")} |\n|${"---|".repeat(COLUMNS.length)}`);
const names = Object.keys(CELLS) as (keyof typeof CELLS)[];
for (const [index, { name, edits = [], confirm = USUAL.confirm }] of CHOICES.entries()) {
  const cells = [...Object.values(CELLS), ...HARMLESS].map((cell) => ({ ...cell, confirm }));
  const results = await simulateAll(cells, {
    ...{ trials: TRIALS, seed: "frontier", threads: availableParallelism() },
    onDone: (done) => process.stderr.write(`\r${index + 1}: ${done} of ${cells.length} cells `),
    variant: { name: `choice-${index}`, edits },
  });
  const of = (cell: keyof typeof CELLS): CellResult => {
    const result = results[names.indexOf(cell)];
    if (result === undefined) throw new Error(`${cell} was not simulated`);
    return result;
  };
  const { failed, warned } = of("exploratory");
  const runs = results
    .slice(names.length)
    .map(({ candidateRuns, baselineRuns }) => candidateRuns + baselineRuns);
  const mean = runs.reduce((sum, one) => sum + one, 0) / runs.length;
  const values = [
    name,
    `${percent(of("candidates").failed)} / ${percent(of("uneven").failed)} %`,
    `${percent(of("metricOf1").failed)} / ${percent(of("metricOf20").failed)} %`,
    `${percent(of("first").failed)} %`,
    `${percent(failed)} / ${percent(1 - failed - warned)} %`,
    `${percent(of("warned").warned)} %`,
    `${mean.toFixed(2)} / ${Math.max(...runs).toFixed(2)}`,
  ];
  console.log(`| ${values.join(" | ")} |`);
}
process.stderr.write("\n");

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
