/** From what is known of one metric to the finding that the report shows. */
import type { Finding, MetricComparison, SampleSummary } from "../domain.ts";
import { explain } from "./explain.ts";
import type { MetricFacts } from "./facts.ts";
import { chanceOf, isForbidden } from "./screen.ts";
import { upperQuantile } from "./student.ts";

export interface FindingContext {
  readonly confidence: number;
  /** How many charges share the error rate. */
  readonly charges: number;
  /** Of one run of this metric, in points squared. */
  readonly variance: number;
  readonly detectable: number | undefined;
}

// The report's model has no sample without a mean; n = 0 is what says that there was none.
const NO_SAMPLE: SampleSummary = { n: 0, mean: 0 };

function findingOf(facts: MetricFacts, confidence: number): Finding {
  const { agent, column, drop, floor, carries, change, candidate } = facts;
  const threshold = agent.thresholds[column];
  if (threshold?.decides !== true) return "unchanged";
  if (drop?.state === "proven" || carries === "proven") return "regressed";
  if (floor?.state === "proven") return "below-min";
  if (drop?.state === "open" || floor?.state === "open" || carries === "open") {
    return "inconclusive";
  }
  if (candidate === undefined) return "inconclusive";
  if (facts.floorsAlone) return "unchanged";
  if (change === undefined) return facts.baselineRuns === 0 ? "inconclusive" : "unchanged";
  if (!agent.isLevel && facts.rounds === 0) return "inconclusive";
  if (isBesideTrial(facts, confidence)) return "inconclusive";
  const isRise = change.delta > 0 && change.delta >= threshold.maxDrop;
  return isRise && facts.adjusted.rise <= 1 - confidence ? "improved" : "unchanged";
}

/** The rounds of another metric's trial show a forbidden drop of one that was not suspected before them. */
function isBesideTrial(facts: MetricFacts, confidence: number): boolean {
  const { agent, column, change, rounds } = facts;
  const hasFallen = rounds > 0 && movedOf(facts, confidence) === "fell";
  return hasFallen && facts.drop === undefined && isForbidden(agent.figures, column, change);
}

export function comparisonOf(facts: MetricFacts, context: FindingContext): MetricComparison {
  const { agent, column, change, margin, metric } = facts;
  const { confidence } = context;
  const threshold = agent.thresholds[column];
  if (threshold === undefined) throw new Error(`no rule for ${metric}`);
  const finding = findingOf(facts, confidence);
  const isByFloor =
    finding === "below-min" ||
    (finding !== "regressed" && (margin?.delta ?? 0) < 0 && facts.drop?.state !== "open");
  const charge = isByFloor ? facts.floor : facts.drop;
  const shown = isByFloor ? margin : change;
  const isRise = finding === "improved";
  const own = shown && chanceOf(isRise ? { ...shown, delta: -shown.delta } : shown);
  const reach =
    change === undefined
      ? 0
      : change.standardError * upperQuantile((1 - confidence) / 2, change.degreesOfFreedom);
  const moved = movedOf(facts, confidence);
  return {
    metric,
    direction: threshold.direction,
    candidate: facts.candidate ?? NO_SAMPLE,
    baseline: facts.baseline,
    delta: change?.delta,
    interval: change && [change.delta - reach, change.delta + reach],
    noiseSd: Math.sqrt(context.variance),
    standardError: shown?.standardError,
    degreesOfFreedom: shown?.degreesOfFreedom,
    p: charge?.tried?.p ?? own,
    adjustedP:
      charge?.tried === undefined ? facts.adjusted[isRise ? "rise" : "drop"] : charge.adjustedP,
    alpha: charge?.alpha || 1 - confidence,
    maxDrop: threshold.maxDrop,
    min: threshold.min,
    ...(threshold.decides ? {} : { decides: false }),
    ...(facts.rounds > 0 ? { rounds: facts.rounds } : {}),
    ...(moved === undefined ? {} : { moved }),
    ...(context.detectable === undefined ? {} : { detectable: context.detectable }),
    finding,
    explanation: explain(facts, { finding, isByFloor, moved, ...context }),
  };
}

function movedOf(
  { change, adjusted }: MetricFacts,
  confidence: number,
): "fell" | "rose" | undefined {
  if (change === undefined) return undefined;
  if (adjusted.drop <= 1 - confidence) return "fell";
  return adjusted.rise <= 1 - confidence ? "rose" : undefined;
}
