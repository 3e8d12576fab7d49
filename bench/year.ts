/** `tsx bench/year.ts [--quick] [--years N] [--only TEXT] [--seed S] [--threads N]`: how often nights cry wolf, and how soon they find what is worse. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { simulateAll } from "./year/pool.ts";
import type { YearResult } from "./year/simulate.ts";
import { SITUATIONS, type Situation } from "./year/situations.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    years: { type: "string" },
    // Situations whose name has this text.
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: String(availableParallelism()) },
  },
});
const years = Number(values.years ?? (values.quick ? 30 : 10_000));
const started = performance.now();
const situations = SITUATIONS.filter(
  ({ name, bar }) => name.includes(values.only) && (!values.quick || bar !== undefined),
);
// A night of benchmarks has a hundred scores a model to judge.
const yearsOf = ({ agents, benchmark }: Situation) =>
  Math.ceil(years / agents / (benchmark === undefined ? 1 : 10));
const results = await simulateAll(situations, yearsOf, {
  seed: values.seed,
  threads: Number(values.threads),
});

const FIVE_MONTHS = 150;
const share = (some: readonly YearResult[], isOf: (year: YearResult) => boolean) =>
  some.filter(isOf).length / some.length;
const mean = (some: readonly YearResult[], of: (year: YearResult) => number) =>
  some.reduce((sum, year) => sum + of(year), 0) / some.length;
const foundBy = (nights: number) => (year: YearResult) => (year.foundAfter ?? Infinity) <= nights;

let isBroken = false;
print(
  "| situation | years | called worse | runs | nights out of turn | most used in a month | bar |",
);
print("| --- | --: | --- | --: | --: | --: | --- |");
for (const [index, situation] of situations.entries()) {
  const some = results[index] ?? [];
  const found = describe(situation, some);
  const used = Math.max(...some.map(({ mostUsed }) => mostUsed));
  const bar = barOf(situation, some, used);
  isBroken ||= bar.isBroken;
  const cells = [situation.name, String(some.length), found, ...spent(some, used), bar.words];
  print(`| ${cells.join(" | ")} |`);
}
const seconds = Math.round((performance.now() - started) / 1000);
print(
  "",
  `${years} years a situation, of five agents a fifth as many, with benchmarks a tenth, seed ${values.seed}, ${seconds} s.`,
);
if (isBroken) process.exitCode = 1;

function spent(some: readonly YearResult[], used: number): string[] {
  return [
    mean(some, ({ runs }) => runs).toFixed(0),
    mean(some, ({ idle }) => idle).toFixed(0),
    String(used),
  ];
}

function describe({ change, benchmark }: Situation, some: readonly YearResult[]): string {
  if (change.kind === "none") {
    const alarms = mean(some, (year) => year.alarms).toFixed(2);
    const declines = mean(some, (year) => year.declines).toFixed(2);
    const warnings = mean(some, (year) => year.warnings).toFixed(1);
    const slow = benchmark === undefined ? "by the change point" : "since the reference";
    return `${alarms} times a year (${declines} ${slow}); suspected on ${warnings} nights`;
  }
  const nights = some.map(({ foundAfter }) => foundAfter ?? Infinity).toSorted((a, b) => a - b);
  const at = (part: number) => nights[Math.floor(part * nights.length)] ?? Infinity;
  const within = change.kind === "drop" ? 2 : FIVE_MONTHS;
  const rate = percent(share(some, foundBy(within)));
  return `${rate} within ${within} nights; half after ${shown(at(0.5))}, nine of ten after ${shown(at(0.9))}`;
}

function shown(nights: number): string {
  return Number.isFinite(nights) ? String(nights) : "more than were simulated";
}

/** Few years are allowed two standard errors. */
function barOf({ bar, change, quota }: Situation, some: readonly YearResult[], used: number) {
  if (bar === undefined) return { words: "", isBroken: false };
  const isOverspent = Number.isFinite(quota) && used > quota - 2;
  if (change.kind === "none") {
    const alarms = mean(some, (year) => year.alarms);
    const allowance = values.quick ? 2 * Math.sqrt(bar / some.length) : 0;
    const isLoud = alarms > bar + allowance;
    return {
      words: told(`at most ${bar} a year`, isLoud || isOverspent),
      isBroken: isLoud || isOverspent,
    };
  }
  const rate = share(some, foundBy(change.kind === "drop" ? 2 : FIVE_MONTHS));
  const allowance = values.quick ? 2 * Math.sqrt((bar * (1 - bar)) / some.length) : 0;
  const isBlind = rate < bar - allowance;
  return {
    words: told(`at least ${percent(bar)}`, isBlind || isOverspent),
    isBroken: isBlind || isOverspent,
  };
}

function told(bar: string, isBroken: boolean): string {
  return isBroken ? `${bar}: BROKEN` : bar;
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
