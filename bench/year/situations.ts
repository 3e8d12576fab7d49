/** The years that are simulated. */
import type { Mode } from "../../src/domain.ts";
import type { WorldName } from "../verdict/worlds.ts";

/** What becomes of the live prompt's true scores, from the first night after the settling in. */
export type Change =
  | { readonly kind: "none" }
  /** Points a month, in so many of the four metrics. */
  | { readonly kind: "decline"; readonly perMonth: number; readonly metrics: number }
  | { readonly kind: "drop"; readonly points: number; readonly metrics: number };

export interface Situation {
  readonly name: string;
  readonly change: Change;
  readonly mode: Mode;
  readonly world: WorldName;
  /** True noise as a multiple of the prior. */
  readonly noise: number;
  readonly agents: number;
  /** Optimizations a month; Infinity: no limit. */
  readonly quota: number;
  /** Of those, what pull requests use. */
  readonly others: number;
  /** Points by which weekends score lower. */
  readonly rhythm: number;
  /** Nights after the settling in. */
  readonly nights: number;
  /** Nights benchmark two models instead, and hold them against the last benchmark and a frozen one. */
  readonly benchmark?: { readonly hasReference: boolean };
  /** What is promised: most alarms a year, or the least share found in time; undefined: shown only. */
  readonly bar?: number;
}

/** Nights before anything changes: there is a history to decline from. */
export const SETTLING = 30;

/** Nights of a month. */
export const MONTH = 30;

/** Points below the truth that a metric scores on a night, for the change and the day of the week. */
export function lostOn(night: number, metric: number, { change, rhythm }: Situation): number {
  const weekend = (night + 7 * SETTLING) % 7 < 2 ? rhythm : 0;
  if (change.kind === "none" || night < 0 || metric >= change.metrics) return weekend;
  const lost = change.kind === "drop" ? change.points : (change.perMonth * (night + 1)) / MONTH;
  return weekend + lost;
}

const YEAR: Situation = {
  name: "",
  change: { kind: "none" },
  mode: "validation",
  world: "plain",
  noise: 1,
  agents: 1,
  quota: Number.POSITIVE_INFINITY,
  others: 0,
  rhythm: 0,
  nights: 365,
};

const decline = (metrics: number) => ({ kind: "decline", perMonth: 1, metrics }) as const;
const drop = (metrics: number) => ({ kind: "drop", points: 10, metrics }) as const;
const PRO = { quota: 50, others: 20 };
const BENCHMARK = { ...YEAR, benchmark: { hasReference: true } };
const UNREFERRED = { ...YEAR, benchmark: { hasReference: false } };

export const SITUATIONS: readonly Situation[] = [
  { ...YEAR, name: "nothing happens", bar: 1 },
  { ...YEAR, name: "nothing happens, Pro plan beside pull requests", ...PRO, bar: 1 },
  { ...YEAR, name: "nothing happens, Pro plan, five agents", ...PRO, agents: 5, bar: 1 },
  { ...YEAR, name: "nothing happens, five agents", agents: 5, bar: 1 },
  { ...YEAR, name: "nothing happens, exploratory", mode: "exploratory", bar: 1 },
  { ...YEAR, name: "nothing happens, twice the noise", noise: 2, bar: 1 },
  { ...YEAR, name: "nothing happens, metrics correlated 0.9", world: "metrics correlated 0.9" },
  { ...YEAR, name: "nothing happens, t with 3 df", world: "t with 3 df" },
  { ...YEAR, name: "nothing happens, log-normal noise", world: "log-normal, long tail down" },
  { ...YEAR, name: "nothing happens, weekends 1 point lower", rhythm: 1 },
  { ...YEAR, name: "1 point a month, all metrics", change: decline(4), nights: 240, bar: 0.9 },
  {
    ...YEAR,
    name: "1 point a month, all, Pro plan",
    change: decline(4),
    nights: 240,
    ...PRO,
    bar: 0.9,
  },
  {
    ...YEAR,
    ...{ name: "1 point a month, all, Pro plan, five agents", change: decline(4), nights: 240 },
    ...{ ...PRO, agents: 5 },
  },
  {
    ...YEAR,
    ...{ name: "1 point a month, all, metrics correlated 0.9", change: decline(4), nights: 240 },
    world: "metrics correlated 0.9",
  },
  { ...YEAR, name: "1 point a month, one metric of four", change: decline(1), nights: 240 },
  {
    ...YEAR,
    ...{ name: "1 point a month, all, exploratory", change: decline(4), nights: 240 },
    mode: "exploratory",
  },
  { ...YEAR, name: "a drop of 10, all metrics", change: drop(4), nights: 10, bar: 0.95 },
  { ...YEAR, name: "a drop of 10, all, Pro plan", change: drop(4), nights: 10, ...PRO, bar: 0.95 },
  {
    ...YEAR,
    ...{ name: "a drop of 10, all, metrics correlated 0.9", change: drop(4), nights: 10 },
    world: "metrics correlated 0.9",
  },
  { ...YEAR, name: "a drop of 10, one metric of four", change: drop(1), nights: 10, bar: 0.95 },
  {
    ...YEAR,
    name: "a drop of 10, all, exploratory",
    change: drop(4),
    nights: 10,
    mode: "exploratory",
  },
  { ...BENCHMARK, name: "benchmarks, nothing happens", bar: 1 },
  { ...BENCHMARK, name: "benchmarks, nothing happens, five agents", agents: 5, bar: 1 },
  { ...UNREFERRED, name: "benchmarks, nothing happens, no reference" },
  { ...BENCHMARK, name: "benchmarks, nothing happens, twice the noise", noise: 2 },
  {
    ...BENCHMARK,
    name: "benchmarks, nothing happens, metrics correlated 0.9",
    world: "metrics correlated 0.9",
  },
  { ...BENCHMARK, name: "benchmarks, nothing happens, t with 3 df", world: "t with 3 df" },
  {
    ...BENCHMARK,
    ...{ name: "benchmarks, 1 point a month, all metrics", change: decline(4), nights: 240 },
    bar: 0.9,
  },
  {
    ...BENCHMARK,
    ...{ name: "benchmarks, 1 point a month, one metric of four", change: decline(1), nights: 240 },
  },
  {
    ...UNREFERRED,
    ...{ name: "benchmarks, 1 point a month, all, no reference", change: decline(4), nights: 240 },
  },
  {
    ...BENCHMARK,
    ...{ name: "benchmarks, a drop of 10, all metrics", change: drop(4), nights: 10, bar: 0.95 },
  },
  {
    ...BENCHMARK,
    ...{ name: "benchmarks, a drop of 10, one metric of four", change: drop(1), nights: 10 },
    bar: 0.95,
  },
];
