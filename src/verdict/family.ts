/** All tests of one gate as one family: Holm over every drop and floor, and apart from them over every rise. */
import type { MetricComparison } from "../domain.ts";
import type { MetricTest } from "./compare.ts";
import { holmAdjust, type LeveledTest } from "./holm.ts";

/** Adjusted chances of one metric's tests; undefined where there was no such test. */
export interface Corrected {
  readonly drop: number | undefined;
  readonly rise: number | undefined;
  readonly breach: number | undefined;
}

export interface Family {
  of(test: MetricTest): Corrected;
  /** Tests that share the error rate: drops and floors. A rise fails nothing, so it takes no share. */
  readonly size: number;
  /** How many of them are not rejected yet, at least 1. */
  readonly open: number;
}

/** A map key for one metric of one agent. */
export function nameOf(test: { readonly agent: string; readonly metric: string }): string {
  return JSON.stringify([test.agent, test.metric]);
}

/** What an earlier look rejected of this metric, if it did. */
export function foundOf(
  test: MetricTest,
  found: ReadonlyMap<string, MetricComparison>,
): MetricComparison | undefined {
  return found.size === 0 ? undefined : found.get(nameOf(test));
}

/** `found` holds what an earlier look rejected: it stays rejected and leaves the rest a larger share of the error. */
export function correctFamily(
  tests: readonly MetricTest[],
  found: ReadonlyMap<string, MetricComparison>,
): Family {
  const losses: LeveledTest[] = [];
  const rises: LeveledTest[] = [];
  const places = new Map<MetricTest, { drop: number; rise: number; breach: number }>();
  for (const test of tests) {
    const before = foundOf(test, found)?.finding;
    const place = { drop: -1, rise: -1, breach: -1 };
    if (test.change !== undefined) {
      const p = before === "regressed" ? 0 : test.change.dropP;
      place.drop = losses.push({ p, level: test.alpha }) - 1;
      place.rise = rises.push({ p: test.change.riseP, level: test.alpha }) - 1;
    }
    if (test.floor !== undefined) {
      const p = before === "below-min" ? 0 : test.floor.p;
      place.breach = losses.push({ p, level: test.alpha }) - 1;
    }
    places.set(test, place);
  }
  const adjustedLosses = holmAdjust(losses);
  const adjustedRises = holmAdjust(rises);
  const rejected = losses.filter(({ level }, at) => (adjustedLosses[at] ?? 1) <= level).length;
  return {
    size: losses.length,
    open: Math.max(1, losses.length - rejected),
    of(test) {
      const { drop, rise, breach } = places.get(test) ?? { drop: -1, rise: -1, breach: -1 };
      return {
        drop: adjustedLosses[drop],
        rise: adjustedRises[rise],
        breach: adjustedLosses[breach],
      };
    },
  };
}
