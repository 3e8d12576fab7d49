/** Whether a benchmark shows a model that beats the one in use. Pure. */
import type { GateRules } from "../domain.ts";
import { type BenchmarkScores, differencesOf, pairedTest } from "./benchmark-score.ts";
import { directed, own } from "./metric.ts";
import { meanOf, PRIOR_DF, PRIOR_SD, shareOfMean, squaresOf } from "./noise.ts";
import { thresholdOf } from "./rules.ts";
import { upperTail } from "./student.ts";

export interface BetterModel {
  readonly model: string;
  /** The model in use. */
  readonly than: string;
  /** Points: mean gain over the metrics. */
  readonly points: number;
  /** Percent of what the model in use scores. */
  readonly lift: number;
}

/**
 * `known`: this benchmark and earlier ones, scores in points. The best of the challengers whose mean over the deciding
 * metrics is higher by more than noise, and of whose metrics none is `max-drop` lower or below its floor. Where no
 * scenarios tell the noise, the prior of a run does, with what the benchmarks differ in.
 */
export function betterModel(
  known: readonly (readonly BenchmarkScores[])[],
  rules: GateRules,
  confidence: number,
): BetterModel | undefined {
  const [now = []] = known;
  const current = now.find(({ isBaseline }) => isBaseline);
  if (current === undefined) return undefined;
  const challengers = now.filter(({ model }) => model !== current.model);
  const level = (1 - confidence) / Math.max(1, challengers.length);
  const found = challengers.flatMap((challenger): BetterModel[] => {
    const metrics = sharedMetrics(current, challenger, rules);
    const scoreOf = (scores: BenchmarkScores["scores"]) => meanOver(metrics, scores, rules);
    const [from, to] = [scoreOf(current.scores), scoreOf(challenger.scores)];
    if (metrics.length === 0 || !(to > from)) return [];
    if (metrics.some((metric) => isForbidden(metric, current, challenger, rules))) return [];
    const paired = pairedTest(differencesOf(current, challenger, scoreOf));
    const p = paired?.rise ?? chanceOverBenchmarks(known, [current, challenger], scoreOf, metrics);
    if (p > level) return [];
    const points = to - from;
    return [{ model: challenger.model, than: current.model, points, lift: (100 * points) / from }];
  });
  return found.toSorted((a, b) => b.points - a.points)[0];
}

function sharedMetrics(
  current: BenchmarkScores,
  challenger: BenchmarkScores,
  rules: GateRules,
): readonly string[] {
  const has = ({ scores }: BenchmarkScores, metric: string) => own(scores, metric) !== undefined;
  return Object.keys(current.scores).filter(
    (metric) => has(challenger, metric) && thresholdOf(rules, metric).decides,
  );
}

function meanOver(
  metrics: readonly string[],
  scores: BenchmarkScores["scores"],
  rules: GateRules,
): number {
  const sum = metrics.reduce(
    (total, metric) => total + directed(own(scores, metric), thresholdOf(rules, metric).direction),
    0,
  );
  return sum / metrics.length;
}

function isForbidden(
  metric: string,
  current: BenchmarkScores,
  challenger: BenchmarkScores,
  rules: GateRules,
): boolean {
  const { direction, maxDrop, min = Number.NEGATIVE_INFINITY } = thresholdOf(rules, metric);
  const [from, to] = [current, challenger].map(({ scores }) =>
    directed(own(scores, metric), direction),
  );
  return !((to ?? Number.NaN) > (from ?? Number.NaN) - maxDrop && (to ?? Number.NaN) >= min);
}

/** One-sided, of the mean gain over the benchmarks that have both models. */
function chanceOverBenchmarks(
  known: readonly (readonly BenchmarkScores[])[],
  [current, challenger]: readonly [BenchmarkScores, BenchmarkScores],
  scoreOf: (scores: BenchmarkScores["scores"]) => number,
  metrics: readonly string[],
): number {
  const gains = known
    .map((models) => {
      const of = (model: string) => models.find((one) => one.model === model)?.scores ?? {};
      return scoreOf(of(challenger.model)) - scoreOf(of(current.model));
    })
    .filter((gain) => Number.isFinite(gain));
  const n = gains.length;
  const prior = 2 * PRIOR_SD.validation ** 2 * shareOfMean(metrics.length);
  const degreesOfFreedom = PRIOR_DF + n - 1;
  const variance = (PRIOR_DF * prior + squaresOf(gains)) / degreesOfFreedom;
  return upperTail(meanOf(gains) / Math.sqrt(variance / n), degreesOfFreedom);
}
