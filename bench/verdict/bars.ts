/** What the gate has to hold, and whether it did. */
import type { Cell } from "./cells.ts";
import { type Row, standardError } from "./table.ts";

export interface Bar {
  readonly name: string;
  /** In words, of the cell that is nearest to the bar or beyond it. */
  readonly measured: string;
  readonly limit: string;
  readonly cells: number;
  readonly isHeld: boolean;
}

interface Rule {
  readonly name: string;
  readonly applies: (cell: Cell) => boolean;
  readonly of: (row: Row) => number;
  /** At most, or if negative at least, this share. */
  readonly limit: number;
}

const DEFAULT_CONFIRM = 2;
const isHarmless = ({ changed, confirm }: Cell) => changed === 0 && confirm === DEFAULT_CONFIRM;
/** Noise and everything else as the gate takes it to be. */
const isAsExpected = ({ world, noise, floors, noisy }: Cell) =>
  world === "plain" && noise === 1 && !floors && noisy === "everywhere";
const isTenPointDrop = (cell: Cell) =>
  cell.drop === 10 && cell.mode === "validation" && isAsExpected(cell);
const hasAllDropped = (cell: Cell) => isTenPointDrop(cell) && cell.metrics === 4;
const isOf = (changed: number, agents: number) => (cell: Cell) =>
  cell.changed === changed && cell.agents === agents;

const failed = ({ result }: Row) => result.failed;
const warned = ({ result }: Row) => result.warned;
const silent = ({ result }: Row) => 1 - result.failed - result.warned;

const RULES: readonly Rule[] = [
  { name: "false fails, every cell", applies: isHarmless, of: failed, limit: 0.05 },
  {
    name: "harmless warnings, 3 runs of history, 1 and 5 agents",
    applies: (c) => isHarmless(c) && isAsExpected(c) && c.history === 3 && c.agents < 20,
    of: warned,
    limit: 0.1,
  },
  {
    name: "harmless warnings, 3 runs of history, 20 agents",
    applies: (c) => isHarmless(c) && isAsExpected(c) && c.history === 3 && c.agents === 20,
    of: warned,
    limit: 0.2,
  },
  {
    name: "harmless warnings, no history",
    applies: (cell) => isHarmless(cell) && isAsExpected(cell) && cell.history === 0,
    of: warned,
    limit: 0.25,
  },
  ...[isOf(1, 1), isOf(1, 20), isOf(20, 20)].map(
    (some, index): Rule => ({
      name: `10-point drop of all metrics found, 3 runs of history, ${["1 of 1", "1 of 20", "20 of 20"][index]}`,
      applies: (cell) => hasAllDropped(cell) && cell.history === 3 && some(cell),
      of: failed,
      limit: -0.95,
    }),
  ),
  {
    name: "10-point drop of all metrics found, no history, 1 of 20",
    applies: (cell) => hasAllDropped(cell) && cell.history === 0 && isOf(1, 20)(cell),
    of: failed,
    limit: -0.9,
  },
  {
    name: "10-point drop of one metric found, 3 runs of history, 1 of 1",
    applies: (c) => isTenPointDrop(c) && c.metrics === 1 && c.history === 3 && isOf(1, 1)(c),
    of: failed,
    limit: -0.8,
  },
  {
    name: "silent misses of a 10-point drop of all metrics, 3 runs of history",
    applies: (cell) => hasAllDropped(cell) && cell.history === 3,
    of: silent,
    limit: 0.01,
  },
];

const RUNS_LIMIT = 1.4;

/** `allowance`: how many standard errors a rate may be beyond its bar, for few trials. */
export function barsOf(rows: readonly Row[], allowance: number): Bar[] {
  const rates = RULES.flatMap((rule) => {
    const some = rows.filter(({ cell }) => rule.applies(cell));
    return some.length === 0 ? [] : [barOf(rule, some, allowance)];
  });
  return [...rates, ...runsBar(rows)];
}

function barOf({ name, of, limit }: Rule, rows: readonly Row[], allowance: number): Bar {
  const sign = limit < 0 ? -1 : 1;
  const worst = rows.reduce((most, row) => (sign * of(row) > sign * of(most) ? row : most));
  const rate = of(worst);
  const error = standardError(rate, worst.result.trials) / 100;
  return {
    name,
    measured: `${percent(rate)} ± ${(100 * error).toFixed(1)} (${describe(worst.cell)})`,
    limit: `${sign < 0 ? "at least" : "at most"} ${percent(Math.abs(limit))}`,
    cells: rows.length,
    isHeld: sign * rate <= limit + allowance * error,
  };
}

function runsBar(rows: readonly Row[]): Bar[] {
  const some = rows.filter(
    ({ cell }) => isHarmless(cell) && isAsExpected(cell) && cell.history > 0,
  );
  if (some.length === 0) return [];
  const runs = some.map(({ result }) => result.candidateRuns + result.baselineRuns);
  const mean = runs.reduce((sum, one) => sum + one, 0) / runs.length;
  return [
    {
      name: "runs an agent of a harmless gate with history, mean of the cells",
      measured: `${mean.toFixed(2)} (most ${Math.max(...runs).toFixed(2)})`,
      limit: `at most ${RUNS_LIMIT}`,
      cells: some.length,
      isHeld: mean <= RUNS_LIMIT,
    },
  ];
}

function describe({ world, mode, noise, history, agents, noisy, floors }: Cell): string {
  return [
    world,
    mode,
    `noise ${noise}×${noisy === "everywhere" ? "" : ` in ${noisy}`}`,
    `history ${history}`,
    agents === 1 ? "1 agent" : `${agents} agents`,
    ...(floors ? ["at the floor"] : []),
  ].join(", ");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
