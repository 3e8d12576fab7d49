/** From measurements to the sample of one metric. */
import type { Direction, Measurement, SampleSummary } from "../domain.ts";

/** The metric's values as points where higher is better: a metric that is better when lower counts as 100 minus its score. */
export function sampleOf(
  measurements: readonly Measurement[],
  metric: string,
  direction: Direction,
): SampleSummary | undefined {
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (const { scores } of measurements) {
    const score = scores[metric];
    if (score === undefined || !Number.isFinite(score)) continue;
    const value = direction === "lower" ? 100 - score : score;
    n += 1;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  if (n === 0) return undefined;
  return n < 2 ? { n, mean } : { n, mean, sd: Math.sqrt(squares / (n - 1)) };
}

/** Names of the metrics that at least one measurement reports, in the order of first appearance. */
export function metricNames(measurements: readonly Measurement[]): Set<string> {
  const names = new Set<string>();
  for (const { scores } of measurements) for (const name of Object.keys(scores)) names.add(name);
  return names;
}
