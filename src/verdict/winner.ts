/** A run's winner beside the prompt that is live: what beats a change may still be worse than what it replaces. Pure. */
import type { MetricComparison } from "../domain.ts";
import type { BaselineDistance, Headroom, VariantResult } from "../headroom.ts";
import { directed, own } from "./metric.ts";
import { upperQuantile } from "./student.ts";

/** How often a prompt that is as good as the baseline may be held back, metric by metric. */
const ERROR = 0.05;

/** The winner was scored in one run, the baseline in `baseline.n`. Undefined where no metric can be compared. */
export function againstBaseline(
  scores: VariantResult["scores"],
  metrics: readonly MetricComparison[],
): readonly BaselineDistance[] | undefined {
  const distances = metrics.flatMap((comparison): BaselineDistance[] => {
    const { metric, direction, baseline, noiseSd, degreesOfFreedom } = comparison;
    const score = directed(own(scores, metric), direction);
    if (Number.isNaN(score) || baseline === undefined || baseline.n === 0) return [];
    if (noiseSd === undefined || degreesOfFreedom === undefined) return [];
    const standardError = noiseSd * Math.sqrt(1 + 1 / baseline.n);
    const noise = upperQuantile(ERROR, degreesOfFreedom) * standardError;
    return [{ metric, delta: score - baseline.mean, noise }];
  });
  return distances.length === 0 ? undefined : distances;
}

/** The metric in which the winner is furthest below the baseline, beyond noise; undefined where it may be offered. */
export function shortfallOf({ againstBaseline: all = [] }: Headroom): BaselineDistance | undefined {
  const beyond = ({ delta, noise }: BaselineDistance) => delta + noise;
  return all.filter((one) => beyond(one) < 0).toSorted((a, b) => beyond(a) - beyond(b))[0];
}
