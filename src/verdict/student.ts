/** What the verdict needs of Student's t distribution; the only place that loads the statistics library. */
import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";

/** Chance that a t variable exceeds `t`. */
export function upperTail(t: number, degreesOfFreedom: number): number {
  // The lower tail of -t, not 1 minus the lower tail of t: small probabilities keep their digits.
  return cdf(-t, degreesOfFreedom);
}

/** The value that a t variable exceeds with chance `probability`. */
export function upperQuantile(probability: number, degreesOfFreedom: number): number {
  return -quantile(probability, degreesOfFreedom);
}
