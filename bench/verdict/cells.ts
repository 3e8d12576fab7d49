/** The situations that are simulated. */
import type { Mode } from "../../src/domain.ts";
import type { WorldName } from "./worlds.ts";

/** Which columns tell of a group of cells. */
export type TableKind =
  | "nothingChanged"
  | "worlds"
  | "otherConfirms"
  | "atTheFloor"
  | "uneven"
  | "dropped"
  | "droppedElsewhere";

export interface Cell {
  readonly mode: Mode;
  /** True points that a changed metric loses. */
  readonly drop: number;
  /** How many of the four metrics lose them. */
  readonly metrics: number;
  readonly agents: number;
  /** How many of the agents lose them. */
  readonly changed: number;
  readonly world: WorldName;
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

export const USUAL: Cell = {
  mode: "validation",
  drop: 0,
  metrics: 4,
  agents: 1,
  changed: 0,
  history: 3,
  noise: 1,
  noisy: "everywhere",
  floors: false,
  confirm: 2,
  world: "plain",
};

function cells(...axes: readonly (readonly Partial<Cell>[])[]): readonly Cell[] {
  return axes.reduce<readonly Cell[]>(
    (sofar, axis) => sofar.flatMap((cell) => axis.map((part) => ({ ...cell, ...part }))),
    [USUAL],
  );
}

const modes = MODES.map((mode) => ({ mode }));
const histories = HISTORIES.map((history) => ({ history }));
const sizes = AGENTS.map((agents) => ({ agents }));
const drops = DROPS.map((drop) => ({ drop }));

/** Nothing changed: every failure is a false one. */
const NOTHING_CHANGED = cells(
  modes,
  [0.5, 1, 2].map((noise) => ({ noise })),
  histories,
  sizes,
);

/** Noise of 10 points a run, as with 15 conversations: four times the prior. */
const VERY_NOISY = cells([{ noise: 4 }], histories, sizes);

const worlds = (...names: readonly WorldName[]) => names.map((world) => ({ world }));
const DRIFTS = worlds(
  "all scored 2 higher before",
  "all scored 4 higher before",
  "all scored 8 higher before",
  "one scored 2 higher before",
  "one scored 4 higher before",
  "one scored 8 higher before",
  "history in two regimes 5 apart",
);
const SHAPES = worlds("t with 3 df", "log-normal, long tail down");
const UNEVEN = worlds(
  "metrics correlated 0.9",
  "noise uneven between agents, log-sd 0.5",
  "candidates' runs twice as noisy",
);
const ENDS = worlds("ceiling: truth 98", "binomial: 25 conversations at 96");
/** Skewed, and with more bad runs than any estimate of noise from a few runs can know of. */
const BAD = worlds("1 run in 10 loses 3 sd in all metrics", "1 score in 10 loses 3 sd");
const once = [{ noise: 1 }];
const twice = [{ noise: 2 }];
const both = [...once, ...twice];

const IN_OTHER_WORLDS = [
  ...cells(DRIFTS, once, histories.slice(1), sizes),
  ...cells(SHAPES, both, histories, sizes),
  ...cells(UNEVEN, both, histories, sizes),
  ...cells(ENDS, once, histories, sizes),
  ...cells(BAD, twice, histories, sizes),
];

/** Nothing changed, and the noise is not the same everywhere. */
const UNEVEN_NOISE = cells(
  [{ noise: 2 }],
  [{ noisy: "one metric" }, { noisy: "one agent" }],
  histories,
  [5, 20].map((agents) => ({ agents })),
);

/** Nothing changed, and every true score is exactly the least that is allowed. */
const AT_THE_FLOOR = cells(
  [{ floors: true }],
  [1, 2].map((noise) => ({ noise })),
  histories,
  [1, 20].map((agents) => ({ agents })),
);

/** Nothing changed, with other numbers of confirming rounds than the default. */
const OTHER_CONFIRMS = cells(
  [0, 1, 5].map((confirm) => ({ confirm })),
  both,
  [0, 3].map((history) => ({ history })),
  [1, 20].map((agents) => ({ agents })),
);

/** Every metric of every agent lost the points. */
const ALL_DROPPED = cells(
  modes,
  drops,
  histories,
  AGENTS.map((agents) => ({ agents, changed: agents })),
);

/** One metric lost the points. */
const ONE_METRIC = cells(
  modes,
  [{ drop: 5 }, { drop: 10 }, { drop: 20 }],
  histories,
  [
    { agents: 1, changed: 1 },
    { agents: 20, changed: 1 },
    { agents: 20, changed: 20 },
  ].map((some) => ({ ...some, metrics: 1 })),
);

/** Every metric of one agent lost the points, the other agents did not change. */
const ONE_AGENT = cells(
  modes,
  [{ drop: 5 }, { drop: 10 }, { drop: 20 }],
  histories,
  [5, 20].map((agents) => ({ agents, changed: 1 })),
);

/** Every metric of half of the agents: what they differ in is a change, not noise. */
const HALF = cells([{ drop: 10 }], histories, [{ agents: 20, changed: 10 }]);

const DROPPED_ELSEWHERE = cells(
  [...DRIFTS, ...SHAPES, ...UNEVEN, ...ENDS, ...BAD],
  [{ drop: 10, history: 3 }],
  [
    { agents: 1, changed: 1 },
    { agents: 20, changed: 1 },
  ],
);

export interface Section {
  readonly title: string;
  readonly columns: TableKind;
  readonly cells: readonly Cell[];
}

export const SECTIONS: readonly Section[] = [
  { title: "Nothing changed", columns: "nothingChanged", cells: NOTHING_CHANGED },
  {
    title: "Nothing changed, noise of 10 points a run",
    columns: "nothingChanged",
    cells: VERY_NOISY,
  },
  { title: "Nothing changed, other worlds", columns: "worlds", cells: IN_OTHER_WORLDS },
  { title: "Nothing changed, uneven noise", columns: "uneven", cells: UNEVEN_NOISE },
  {
    title: "Nothing changed, every metric with a minimum at its true score",
    columns: "atTheFloor",
    cells: AT_THE_FLOOR,
  },
  {
    title: "Nothing changed, other numbers of confirming rounds",
    columns: "otherConfirms",
    cells: OTHER_CONFIRMS,
  },
  { title: "All four metrics of every agent dropped", columns: "dropped", cells: ALL_DROPPED },
  {
    title: "All four metrics of one agent dropped, the others did not change",
    columns: "dropped",
    cells: ONE_AGENT,
  },
  { title: "All four metrics of half of the agents dropped", columns: "dropped", cells: HALF },
  { title: "One metric dropped", columns: "dropped", cells: ONE_METRIC },
  {
    title: "All four metrics of one agent dropped by 10, other worlds",
    columns: "droppedElsewhere",
    cells: DROPPED_ELSEWHERE,
  },
];
