/** The sentence under each metric, for an engineer who is no statistician. */
import type { Finding, SampleSummary } from "../domain.ts";
import { isSuspectedBreach, isSuspectedDrop, type MetricTest } from "./compare.ts";
import type { Corrected } from "./family.ts";

export interface Grounds {
  readonly finding: Finding;
  /** The test that the chance is of. */
  readonly by: keyof Corrected;
  readonly adjustedP: number | undefined;
  readonly tests: number;
}

export function explain(test: MetricTest, grounds: Grounds): string {
  const note =
    test.threshold.direction === "lower"
      ? " (lower is better: counted as 100 minus the score)"
      : "";
  return `${test.metric}${note} ${clause(test, grounds)}.`;
}

function clause(test: MetricTest, grounds: Grounds): string {
  const { candidate, baseline, change, threshold } = test;
  if (candidate === undefined) return withoutCandidate(test);
  if (grounds.by === "breach")
    return `${atFloor(test, candidate, grounds)}${withoutBaseline(test)}`;
  if (change === undefined || baseline === undefined) {
    return `is ${points(candidate.mean)} in ${runs(candidate.n)}${withoutBaseline(test)}`;
  }
  const from = `from ${points(baseline.mean)} in ${runs(baseline.n)} to ${points(candidate.mean)} in ${runs(candidate.n)}`;
  const size = points(Math.abs(change.delta));
  if (isSuspectedDrop(test)) {
    const fell = `fell by ${size} points, ${from}, and at most ${points(threshold.maxDrop)} are allowed`;
    const breach =
      isSuspectedBreach(test) && threshold.min !== undefined
        ? `; it is below the minimum of ${points(threshold.min)} as well`
        : "";
    return `${fell}: ${chance(test, grounds)}${breach}`;
  }
  if (grounds.finding === "improved")
    return `rose by ${size} points, ${from}: ${chance(test, grounds)}`;
  if (change.delta > 0 && change.delta >= threshold.maxDrop) {
    return `rose by ${size} points, ${from}, but noise alone can do that`;
  }
  const moved =
    size === "0.0"
      ? "did not move"
      : `${change.delta < 0 ? "fell" : "rose"} by ${size} points, ${from}`;
  return change.delta < 0 ? `${moved}: within the ${points(threshold.maxDrop)} allowed` : moved;
}

function withoutCandidate({ metric, baseline, threshold }: MetricTest): string {
  if (baseline !== undefined) {
    return `is not comparable: the baseline scored ${points(baseline.mean)}, and no run of the candidate reports it`;
  }
  const rule = threshold.min === undefined ? "a rule" : `a minimum of ${points(threshold.min)}`;
  return `has ${rule} in the config, but no run reports a metric named ${metric}`;
}

function withoutBaseline({ change, baselineRuns, floorsAlone }: MetricTest): string {
  if (change !== undefined || floorsAlone) return "";
  return baselineRuns === 0
    ? ", and there is no baseline to compare it with"
    : " and not comparable: no run of the baseline reports it";
}

function atFloor(test: MetricTest, candidate: SampleSummary, grounds: Grounds): string {
  const { floor, baseline, threshold } = test;
  const min = threshold.min ?? 0;
  const is = `is ${points(candidate.mean)} in ${runs(candidate.n)}`;
  if (floor === undefined || floor.margin >= 0) {
    return `${is}, not below the minimum of ${points(min)}`;
  }
  const before =
    baseline !== undefined && baseline.mean < min
      ? `; the baseline was below it too, at ${points(baseline.mean)}`
      : "";
  return `${is}, below the minimum of ${points(min)}: ${chance(test, grounds)}${before}`;
}

function chance({ alpha }: MetricTest, { adjustedP, by, tests, finding }: Grounds): string {
  const share = percent(adjustedP ?? 1);
  const limit = percent(alpha);
  const much =
    tests === 1 || by === "rise" ? "this much" : `this much in any of their ${tests} tests`;
  return finding === "inconclusive"
    ? `noise could explain it (of gates that change nothing, up to ${share} show ${much}, and the limit is ${limit})`
    : `noise does not explain it (of gates that change nothing, at most ${share} show ${much}; the limit is ${limit})`;
}

function points(value: number): string {
  return value.toFixed(1);
}

function percent(p: number): string {
  if (p < 0.0001) return "under 0.01 %";
  return p < 0.1 ? `${(p * 100).toPrecision(2)} %` : `${Math.round(p * 100)} %`;
}

function runs(n: number): string {
  return n === 1 ? "1 run" : `${n} runs`;
}
