/** From the figures of one metric and its corrected chances to the finding that the report shows. */
import type { Finding, MetricComparison, SampleSummary } from "../domain.ts";
import { isSuspectedBreach, isSuspectedDrop, type MetricTest } from "./compare.ts";
import { explain } from "./explain.ts";
import type { Corrected } from "./family.ts";

export interface Level {
  /** How many tests share the error rate. */
  readonly tests: number;
  /** Half-width of a two-sided interval in standard errors, for these degrees of freedom. */
  readonly reach: (degreesOfFreedom: number) => number;
}

// The report's model has no sample without a mean; n = 0 is what says that there was none.
const NO_SAMPLE: SampleSummary = { n: 0, mean: 0 };

function findingOf(test: MetricTest, corrected: Corrected): Finding {
  const counts = (p: number | undefined) => p !== undefined && p <= test.alpha;
  const drop = isSuspectedDrop(test);
  const breach = isSuspectedBreach(test);
  if (drop && counts(corrected.drop)) return "regressed";
  if (breach && counts(corrected.breach)) return "below-min";
  if (drop || breach || test.candidate === undefined) return "inconclusive";
  if (test.change === undefined) {
    return test.baselineRuns === 0 && !test.floorsAlone ? "inconclusive" : "unchanged";
  }
  const { delta } = test.change;
  const rise = delta > 0 && delta >= test.threshold.maxDrop;
  return rise && counts(corrected.rise) ? "improved" : "unchanged";
}

export function comparisonOf(
  test: MetricTest,
  corrected: Corrected,
  level: Level,
): MetricComparison {
  const finding = findingOf(test, corrected);
  const { change, noise, threshold } = test;
  const by = decidedBy(test, finding);
  const p = { drop: change?.dropP, rise: change?.riseP, breach: test.floor?.p }[by];
  const adjustedP = corrected[by];
  const reach =
    change === undefined ? 0 : change.standardError * level.reach(noise.degreesOfFreedom);
  return {
    metric: test.metric,
    direction: threshold.direction,
    candidate: test.candidate ?? NO_SAMPLE,
    baseline: test.baseline,
    delta: change?.delta,
    interval: change === undefined ? undefined : [change.delta - reach, change.delta + reach],
    noiseSd: Math.sqrt(noise.variance),
    standardError: change?.standardError ?? test.floor?.standardError,
    degreesOfFreedom: noise.degreesOfFreedom,
    p,
    adjustedP,
    alpha: test.alpha,
    maxDrop: threshold.maxDrop,
    min: threshold.min,
    finding,
    explanation: explain(test, { finding, by, adjustedP, tests: level.tests }),
  };
}

/** The test whose chances are shown: the one that decided, or that came nearest to it. */
function decidedBy(test: MetricTest, finding: Finding): keyof Corrected {
  if (finding === "improved") return "rise";
  if (finding === "below-min") return "breach";
  if (test.floor === undefined) return "drop";
  const onlyBreach = isSuspectedBreach(test) && !isSuspectedDrop(test);
  return test.change === undefined || onlyBreach ? "breach" : "drop";
}
