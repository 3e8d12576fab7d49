/** A metric: its name in words, and what runs say of it. Pure. */
import type { Direction, Finding, Measurement, SampleSummary } from "../domain.ts";
import { meanOf, squaresOf } from "./noise.ts";

/** A metric's name comes from the service and may be that of an inherited property. */
export function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Points where higher is better: a metric that is better when lower counts as 100 minus its score. NaN without a score. */
export function directed(score: number | undefined, direction: Direction): number {
  if (score === undefined || !Number.isFinite(score)) return Number.NaN;
  return direction === "lower" ? 100 - score : score;
}

/** Worse than the rules allow, against the baseline or against its floor. */
export function isLoss(finding: Finding): boolean {
  return finding === "regressed" || finding === "below-min";
}

/** Undefined without a score. */
export function sampleOf(
  measurements: readonly Measurement[],
  metric: string,
  direction: Direction,
): SampleSummary | undefined {
  const values = measurements
    .map(({ scores }) => directed(scores[metric], direction))
    .filter((value) => Number.isFinite(value));
  const n = values.length;
  if (n === 0) return undefined;
  const mean = meanOf(values);
  return n < 2 ? { n, mean } : { n, mean, sd: Math.sqrt(squaresOf(values) / (n - 1)) };
}

/** Names of the metrics that at least one measurement reports, in the order of first appearance. */
export function metricNames(measurements: readonly Measurement[]): Set<string> {
  const names = new Set<string>();
  for (const { scores } of measurements) for (const name of Object.keys(scores)) names.add(name);
  return names;
}

/** The service's metric name in words: "taskCompletion" and "task_completion" become "task completion". */
export function metricLabel(name: string): string {
  const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced === name ? name : spaced.toLowerCase();
}
