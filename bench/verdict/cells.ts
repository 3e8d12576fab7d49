/** The situations that are simulated. */
import type { Mode } from "../../src/domain.ts";

export interface Cell {
  readonly mode: Mode;
  /** True points that a changed metric loses. */
  readonly drop: number;
  /** How many of the four metrics lose them. */
  readonly metrics: number;
  readonly agents: number;
  /** How many of the agents lose them. */
  readonly changed: number;
  /** Runs of the baseline that exist before the pull request. */
  readonly history: number;
  /** True noise as a multiple of the prior. */
  readonly noise: number;
  /** Where that multiple applies; elsewhere the noise is the prior's. */
  readonly noisy: "everywhere" | "one metric" | "one agent";
  /** Whether every metric has a `min` that equals its true score. */
  readonly floors: boolean;
  /** `gate.confirm`. */
  readonly confirm: number;
}

const MODES: readonly Mode[] = ["validation", "exploratory"];
const HISTORIES: readonly number[] = [0, 3, 10];
const AGENTS: readonly number[] = [1, 5, 20];
const DROPS: readonly number[] = [2, 5, 10, 20];

const USUAL: Cell = {
  mode: "validation",
  drop: 0,
  metrics: 4,
  agents: 1,
  changed: 0,
  history: 3,
  noise: 1,
  noisy: "everywhere",
  floors: false,
  confirm: 1,
};

function cells(...axes: readonly (readonly Partial<Cell>[])[]): Cell[] {
  return axes.reduce<Cell[]>(
    (sofar, axis) => sofar.flatMap((cell) => axis.map((part) => ({ ...cell, ...part }))),
    [USUAL],
  );
}

const modes = MODES.map((mode) => ({ mode }));
const histories = HISTORIES.map((history) => ({ history }));
const sizes = AGENTS.map((agents) => ({ agents }));
const drops = DROPS.map((drop) => ({ drop }));

/** Nothing changed: every failure is a false one. */
export const NOTHING_CHANGED = cells(
  modes,
  [0.5, 1, 2].map((noise) => ({ noise })),
  histories,
  sizes,
);

/** Nothing changed, with other numbers of confirming runs than the default. */
export const OTHER_CONFIRMS = cells(
  [0, 2, 5].map((confirm) => ({ confirm })),
  [1, 2].map((noise) => ({ noise })),
  [0, 3].map((history) => ({ history })),
  [1, 20].map((agents) => ({ agents })),
);

/** Nothing changed, and the noise is not the same everywhere. */
export const UNEVEN_NOISE = cells(
  [{ noise: 2 }],
  [{ noisy: "one metric" }, { noisy: "one agent" }],
  histories,
  [5, 20].map((agents) => ({ agents })),
);

/** Nothing changed, and every true score is exactly the least that is allowed. */
export const AT_THE_FLOOR = cells(
  [{ floors: true }],
  [1, 2].map((noise) => ({ noise })),
  histories,
  [1, 20].map((agents) => ({ agents })),
);

/** Every metric of every agent lost the points. */
export const ALL_DROPPED = cells(
  modes,
  drops,
  histories,
  AGENTS.map((agents) => ({ agents, changed: agents })),
);

/** One metric of every agent lost the points. */
export const ONE_METRIC = cells(
  modes,
  [{ drop: 5 }, { drop: 10 }, { drop: 20 }],
  histories,
  [1, 20].map((agents) => ({ agents, changed: agents, metrics: 1 })),
);

/** Every metric of one agent lost the points, the other agents did not change. */
export const ONE_AGENT = cells(
  modes,
  [{ drop: 5 }, { drop: 10 }, { drop: 20 }],
  histories,
  [5, 20].map((agents) => ({ agents, changed: 1 })),
);
