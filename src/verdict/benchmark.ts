/** A benchmark against the one before it: per model, per metric, by the gate's thresholds. Pure. */
import type { AgentVerdict, Finding, GateRules, MetricComparison } from "../domain.ts";
import { metricLabel } from "./metric-label.ts";
import { thresholdOf } from "./rules.ts";
import { type Doubt, inPoints, SCALE_ADVICE, understand } from "./scale.ts";

export interface BenchmarkScores {
  readonly model: string;
  readonly isBaseline: boolean;
  /** Points 0-100, direction not applied. */
  readonly scores: Readonly<Record<string, number>>;
  /** Every number as it came, where the scale is not worked out yet. */
  readonly raw?: Readonly<Record<string, number>>;
}

export interface BenchmarkJudgement {
  readonly models: readonly ModelJudgement[];
  /** Metrics that cannot be judged, and why; of all models together. */
  readonly doubts: readonly Doubt[];
}

/** The scale of each metric is worked out over all models of both benchmarks; what is not understood is not judged. */
export function judgeBenchmark(
  now: readonly BenchmarkScores[],
  before: readonly BenchmarkScores[] | undefined,
  rules: GateRules,
): BenchmarkJudgement {
  const all = [...now, ...(before ?? [])].map(({ raw, scores }) => raw ?? scores);
  const understanding = understand(all, rules);
  const points = (some: readonly BenchmarkScores[]) =>
    some.map((one) => ({ ...one, scores: inPoints(one.raw ?? one.scores, understanding) }));
  const models = judgeModels(points(now), before && points(before), understanding.rules);
  return { models, doubts: understanding.doubts };
}

export interface ModelJudgement {
  readonly model: string;
  readonly isBaseline: boolean;
  readonly finding: Finding;
  readonly metrics: readonly MetricComparison[];
}

const ORDER: readonly Finding[] = [
  "regressed",
  "below-min",
  "inconclusive",
  "improved",
  "unchanged",
];

/**
 * One benchmark is one value for each model and metric: there is no noise to test against, so a drop of `max-drop`
 * counts by its size alone. A model or metric that the earlier one has, or a floor asks for, and this one lacks is
 * judged as well: what is no longer measured is no pass.
 */
function judgeModels(
  now: readonly BenchmarkScores[],
  before: readonly BenchmarkScores[] | undefined,
  rules: GateRules,
): readonly ModelJudgement[] {
  const gone = (before ?? []).filter((old) => !now.some(({ model }) => model === old.model));
  const floors = Object.keys(rules.metrics).filter(
    (name) => rules.metrics[name]?.min !== undefined,
  );
  return [...now, ...gone].map(({ model, isBaseline }) => {
    const current = now.find((one) => one.model === model)?.scores ?? {};
    const earlier = before?.find((one) => one.model === model)?.scores ?? {};
    const names = new Set([...Object.keys(current), ...Object.keys(earlier), ...floors]);
    const metrics = [...names].map((metric) =>
      compareScore(metric, own(current, metric), own(earlier, metric), rules),
    );
    const findings = metrics.map((metric) => metric.finding);
    const finding = ORDER.find((one) => findings.includes(one)) ?? "inconclusive";
    return { model, isBaseline, finding, metrics };
  });
}

/** A metric's name comes from the service and may be that of an inherited property. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function compareScore(
  metric: string,
  score: number | undefined,
  earlier: number | undefined,
  rules: GateRules,
): MetricComparison {
  const { direction, maxDrop, min, decides } = thresholdOf(rules, metric);
  const directed = (value: number) => (direction === "higher" ? value : 100 - value);
  const before = earlier === undefined ? undefined : directed(earlier);
  const common = {
    metric,
    direction,
    baseline: before === undefined ? undefined : { n: 1, mean: before },
    maxDrop,
    min,
  };
  if (score === undefined) {
    const explanation = `${metricLabel(metric)} ${missingSentence(before, min)}`;
    return { ...common, candidate: { n: 0, mean: 0 }, finding: "inconclusive", explanation };
  }
  const worth = directed(score);
  if (!decides) {
    const candidate = { n: 1, mean: worth };
    const explanation = `${metric} is ${points(worth)}: shown, does not decide.`;
    return { ...common, candidate, decides, finding: "unchanged", explanation };
  }
  const delta = before === undefined ? undefined : worth - before;
  const [finding, explanation] = findingOf({ delta, worth, min, maxDrop });
  return {
    ...common,
    candidate: { n: 1, mean: worth },
    delta,
    finding,
    explanation: `${metricLabel(metric)} ${explanation}`,
  };
}

function missingSentence(before: number | undefined, min: number | undefined): string {
  const was = before === undefined ? "" : ` It was ${points(before)} in the last benchmark.`;
  const floor = min === undefined ? "" : ` Its minimum of ${points(min)} cannot be checked.`;
  return `has no score in this benchmark.${was}${floor}`;
}

function findingOf(facts: {
  delta: number | undefined;
  worth: number;
  min: number | undefined;
  maxDrop: number;
}): [Finding, string] {
  const { delta, worth, min, maxDrop } = facts;
  if (min !== undefined && worth < min) {
    return ["below-min", `is ${points(worth)}, below the minimum of ${points(min)}.`];
  }
  if (delta === undefined) {
    return ["inconclusive", `is ${points(worth)}, and no earlier benchmark of this model has it.`];
  }
  const size = points(Math.abs(delta));
  if (-delta >= maxDrop) {
    return [
      "regressed",
      `fell by ${size} points since the last benchmark, and at most ${points(maxDrop)} are allowed.`,
    ];
  }
  if (delta >= maxDrop) return ["improved", `rose by ${size} points since the last benchmark.`];
  const moved = delta < 0 ? "fell" : "rose";
  return ["unchanged", `${moved} by ${size} points: within the ${points(maxDrop)} allowed.`];
}

function points(value: number): string {
  return value.toFixed(1);
}

export function benchmarkVerdict(
  key: string,
  { models, doubts }: BenchmarkJudgement,
  hasBaseline: boolean,
): AgentVerdict {
  const verdict = verdictOf(key, models, hasBaseline);
  if (doubts.length === 0 || verdict.verdict === "regressed") return verdict;
  const reason = `Not judged: ${doubts.map(({ problem }) => problem).join("; ")}.`;
  return { ...verdict, verdict: "incomplete", reason, advice: SCALE_ADVICE };
}

function verdictOf(
  key: string,
  models: readonly ModelJudgement[],
  hasBaseline: boolean,
): AgentVerdict {
  const isScored = models.some((model) => model.metrics.some(({ candidate }) => candidate.n > 0));
  const deciding = decidingModel(models);
  const metrics = deciding?.metrics ?? [];
  if (deciding === undefined || !isScored) {
    return {
      key,
      verdict: "incomplete",
      reason: "The benchmark completed without a score of any model.",
      advice: "Open it in Converra to see what happened.",
      metrics,
    };
  }
  const worst = decidingMetric(deciding);
  const lacks = worst !== undefined && isMissing(worst);
  if (!hasBaseline && deciding.finding === "inconclusive" && !lacks) {
    return {
      key,
      verdict: "inconclusive",
      reason:
        "The first benchmark of these models: there is no earlier one to compare with. The next is compared with this one.",
      metrics,
    };
  }
  const verdict = deciding.finding === "below-min" ? "regressed" : deciding.finding;
  const reason =
    worst === undefined
      ? `${deciding.model}: nothing to compare.`
      : `${deciding.model}: ${worst.explanation}`;
  const advice = lacks
    ? "Open the benchmark in Converra to see why the score is missing."
    : undefined;
  return { key, verdict, reason, advice, deciding: worst?.metric, metrics };
}

/** The model with the worst finding; among those that prove nothing, one that lost a score. */
function decidingModel(models: readonly ModelJudgement[]): ModelJudgement | undefined {
  const finding = ORDER.find((one) => models.some((model) => model.finding === one));
  const some = models.filter((model) => model.finding === finding);
  return some.find((model) => model.metrics.some(isMissing)) ?? some[0];
}

function decidingMetric({ finding, metrics }: ModelJudgement): MetricComparison | undefined {
  const some = metrics.filter((metric) => metric.finding === finding);
  return some.find(isMissing) ?? some[0];
}

function isMissing({ candidate }: MetricComparison): boolean {
  return candidate.n === 0;
}
