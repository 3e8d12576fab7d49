/** Whether further runs could turn a suspicion into a finding, and which. */
import type { GateRules, Mode } from "../domain.ts";
import { isSuspectedBreach, isSuspectedDrop, type MetricTest } from "./compare.ts";
import { upperQuantile, upperTail } from "./student.ts";

/** Runs are not spent on a suspicion with less than this chance of becoming significant. Chosen by measurement (docs/verdict.md). */
const LEAST_POWER = 0.2;

/** One agent with suspected metrics and looks left to confirm them. */
export interface Suspicion {
  readonly suspects: readonly MetricTest[];
  readonly rules: GateRules;
  readonly mode: Mode;
  /** At least 1. */
  readonly looksLeft: number;
}

export interface LastLook {
  readonly alpha: number;
  /** Tests that still share it. */
  readonly tests: number;
}

/** Runs to add before the next look, and the chance that they and those after them prove a real drop. */
export interface ConfirmRuns {
  readonly candidate: number;
  readonly baseline: number;
  readonly chance: number;
}

/**
 * The runs worth their price, keyed by suspicion; the others cannot be settled. Every run also tells how noisy the runs
 * of all agents are, so whether one suspicion can be settled depends on how many are run.
 */
export function planConfirms(
  suspicions: readonly Suspicion[],
  last: LastLook,
): Map<Suspicion, ConfirmRuns> {
  let chosen = new Map(suspicions.map((one) => [one, { ...nextRuns(one), chance: 1 }]));
  for (;;) {
    const added = new Map<Mode, number>();
    for (const { mode, rules, suspects, looksLeft } of chosen.keys()) {
      const runs = looksLeft + baselineRunsAhead(suspects, rules, looksLeft);
      added.set(mode, (added.get(mode) ?? 0) + runs);
    }
    const kept = new Map<Suspicion, ConfirmRuns>();
    for (const [one, runs] of chosen) {
      const chance = settlingChance(one, added.get(one.mode) ?? 0, last);
      if (chance >= LEAST_POWER) kept.set(one, { ...runs, chance });
    }
    if (kept.size === chosen.size) return kept;
    chosen = kept;
  }
}

/** One more run of the candidate; one of the baseline where a drop is suspected and it would have fewer. */
function nextRuns({ suspects, rules }: Suspicion): { candidate: number; baseline: number } {
  return { candidate: 1, baseline: baselineRunsAhead(suspects, rules, 1) };
}

/** How many runs of the baseline go with so many of the candidate, so that it does not fall behind. */
function baselineRunsAhead(
  suspects: readonly MetricTest[],
  rules: GateRules,
  candidateRuns: number,
): number {
  if (rules.baseline !== "run") return 0;
  const lags = suspects
    .filter(isSuspectedDrop)
    .map((test) => (test.candidate?.n ?? 0) + candidateRuns - (test.baseline?.n ?? 0));
  return Math.min(candidateRuns, Math.max(0, ...lags));
}

/**
 * Conditional power: the chance that at least one suspicion is significant at the last look, if the truth is what was
 * observed so far. It takes the metrics as independent; only spending depends on it, never the error rate.
 */
function settlingChance(
  { suspects, rules, looksLeft }: Suspicion,
  addedRuns: number,
  last: LastLook,
): number {
  const baselineAdded = baselineRunsAhead(suspects, rules, looksLeft);
  let none = 1;
  for (const test of suspects) {
    none *= 1 - powerOf(test, { looksLeft, baselineAdded, addedRuns }, last);
  }
  return 1 - none;
}

function powerOf(
  test: MetricTest,
  runs: { looksLeft: number; baselineAdded: number; addedRuns: number },
  last: LastLook,
): number {
  const { candidate, baseline, change, floor, noise, threshold } = test;
  if (candidate === undefined) return 0;
  const total = candidate.n + runs.looksLeft;
  const movedBy = runs.looksLeft / total ** 2;
  const degreesOfFreedom = noise.degreesOfFreedom + runs.addedRuns;
  const critical = upperQuantile(last.alpha / last.tests, degreesOfFreedom);
  if (isSuspectedDrop(test) && change !== undefined && baseline !== undefined) {
    const baselineTotal = baseline.n + runs.baselineAdded;
    const finalError = Math.sqrt(noise.variance * (1 / total + 1 / baselineTotal));
    const moved = movedBy + runs.baselineAdded / baselineTotal ** 2;
    const bound = Math.max(threshold.maxDrop, critical * finalError);
    return upperTail((bound + change.delta) / Math.sqrt(noise.variance * moved), degreesOfFreedom);
  }
  if (isSuspectedBreach(test) && floor !== undefined) {
    const bound = critical * Math.sqrt(noise.variance / total);
    return upperTail(
      (bound + floor.margin) / Math.sqrt(noise.variance * movedBy),
      degreesOfFreedom,
    );
  }
  return 0;
}
