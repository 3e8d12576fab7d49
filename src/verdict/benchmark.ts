/** A benchmark against what it is compared with: per model, per metric, by the gate's thresholds. Pure. */
import {
  FINDINGS,
  type Finding,
  type GateRules,
  type MetricComparison,
  worstOf,
} from "../domain.ts";
import {
  type Against,
  type BenchmarkScores,
  comparePair,
  type Level,
  type ScorePair,
  scorePair,
} from "./benchmark-score.ts";
import { type BetterModel, betterModel } from "./better-model.ts";
import { holmAdjust } from "./holm.ts";
import { floorsOf, thresholdOf } from "./rules.ts";
import { type Ambiguity, inPoints, type RawScores, understand } from "./scale.ts";

export interface BenchmarkJudgement {
  readonly models: readonly ModelJudgement[];
  /** Metrics that cannot be judged, and why; of all models together. */
  readonly ambiguities: readonly Ambiguity[];
  /** A model that beats the one in use by more than noise. */
  readonly better?: BetterModel;
}

export interface ModelJudgement {
  readonly model: string;
  readonly isBaseline: boolean;
  readonly finding: Finding;
  readonly metrics: readonly MetricComparison[];
}

/**
 * Each model against itself in every benchmark given, the worst finding of each metric; the first of `against` counts
 * where they are alike. The scale of each metric is worked out over all of them; what is not understood is not judged.
 * `confidence` holds for all scores of the agent together, where scenarios tell how noisy they are.
 */
export function judgeBenchmark(
  now: readonly BenchmarkScores[],
  against: readonly Against[],
  rules: GateRules,
  confidence: number,
): BenchmarkJudgement {
  const all = [now, ...against.map(({ models }) => models)].flat();
  const understanding = understand(rawScoresIn(all), rules);
  const points = (one: BenchmarkScores): BenchmarkScores => ({
    ...one,
    scores: inPoints(rawOf(one), understanding),
    scenarios: one.scenarios?.map(({ id, ...rest }) => {
      return { id, scores: inPoints(rawOf(rest), understanding) };
    }),
  });
  const held = against.map((one) => ({ ...one, models: one.models.map(points) }));
  const current = now.map(points);
  const known = [current, ...held.map(({ models }) => models)];
  const better = betterModel(known, understanding.rules, confidence);
  return {
    models: judgeModels(current, held, understanding.rules, 1 - confidence),
    ambiguities: understanding.ambiguities,
    ...(better === undefined ? {} : { better }),
  };
}

/** Of each model, and of each of its scenarios. */
export function rawScoresIn(models: readonly BenchmarkScores[]): readonly RawScores[] {
  return models.flatMap(({ scenarios = [], ...own }) => [own, ...scenarios].map(rawOf));
}

function rawOf({ raw, scores }: { raw?: RawScores; scores: RawScores }): RawScores {
  return raw ?? scores;
}

/**
 * A model or metric that an earlier benchmark has, or a floor asks for, and this one lacks is judged as well: what is no
 * longer measured is no pass.
 */
function judgeModels(
  now: readonly BenchmarkScores[],
  against: readonly Against[],
  rules: GateRules,
  alpha: number,
): readonly ModelJudgement[] {
  const held = against.length > 0 ? against : [NOTHING];
  const names = new Set(
    [...now, ...held.flatMap(({ models }) => models)].map(({ model }) => model),
  );
  const asked = [...names].map((model) => ({
    model,
    pairs: held.flatMap((one) => pairsOf(model, now, one, rules)),
  }));
  const pairs = asked.flatMap((one) => one.pairs.map(({ pair }) => pair));
  const levels = levelsOf(pairs, rules, alpha);
  return asked.map(({ model, pairs: own }) => {
    const compared = own.map(({ pair, one }) =>
      comparePair(pair, one, rules, levels.get(pair) ?? UNTESTED),
    );
    const metrics = [...new Set(compared.map(({ metric }) => metric))].flatMap(
      (metric) => worstMetric(compared.filter((some) => some.metric === metric)) ?? [],
    );
    const finding = worstFinding(metrics) ?? "inconclusive";
    const isBaseline = [...now, ...held.flatMap(({ models }) => models)].some(
      (some) => some.model === model && some.isBaseline,
    );
    return { model, isBaseline, finding, metrics };
  });
}

const NOTHING: Against = {
  since: "since the last benchmark",
  where: "in the last benchmark",
  lacking: "no earlier benchmark of this model has it",
  models: [],
};

const UNTESTED: Level = { fall: 1, rise: 1, alpha: 0, floors: 1 };

function worstMetric(metrics: readonly MetricComparison[]): MetricComparison | undefined {
  const finding = worstFinding(metrics);
  return metrics.find((metric) => metric.finding === finding);
}

function pairsOf(
  model: string,
  now: readonly BenchmarkScores[],
  one: Against,
  rules: GateRules,
): readonly { readonly pair: ScorePair; readonly one: Against }[] {
  const find = (some: readonly BenchmarkScores[]) => some.find((each) => each.model === model);
  const [current, before] = [find(now), find(one.models)];
  const names = [current?.scores, before?.scores].flatMap((scores) => Object.keys(scores ?? {}));
  return [...new Set([...names, ...floorsOf(rules)])].map((metric) => {
    const { direction } = thresholdOf(rules, metric);
    return { pair: scorePair(metric, current, before, direction, one.noise), one };
  });
}

/** Falls and rises are two questions, each corrected for the number of scores it is asked of. */
function levelsOf(
  pairs: readonly ScorePair[],
  rules: GateRules,
  alpha: number,
): ReadonlyMap<ScorePair, Level> {
  const tested = pairs.filter(({ metric }) => thresholdOf(rules, metric).decides);
  const adjusted = (side: "fall" | "rise") =>
    holmAdjust(tested.map(({ paired }) => ({ p: paired?.[side] ?? 1, level: alpha })));
  const [falls, rises] = [adjusted("fall"), adjusted("rise")];
  const floors = floorsOf(rules).length;
  return new Map(
    tested.map((pair, at) => {
      return [pair, { fall: falls[at] ?? 1, rise: rises[at] ?? 1, alpha, floors }];
    }),
  );
}

export function worstFinding(
  judged: readonly { readonly finding: Finding }[],
): Finding | undefined {
  return worstOf(
    FINDINGS,
    judged.map(({ finding }) => finding),
  );
}
