/** A benchmark against the one before it: per model, per metric, by the gate's thresholds. Pure. */
import type { AgentVerdict, Finding, GateRules, MetricComparison } from "../domain.ts";

export interface BenchmarkScores {
  readonly model: string;
  readonly isBaseline: boolean;
  /** Points 0-100, direction not applied. */
  readonly scores: Readonly<Record<string, number>>;
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
 * counts by its size alone.
 */
export function judgeBenchmark(
  now: readonly BenchmarkScores[],
  before: readonly BenchmarkScores[] | undefined,
  rules: GateRules,
): readonly ModelJudgement[] {
  return now.map(({ model, isBaseline, scores }) => {
    const earlier = before?.find((one) => one.model === model)?.scores;
    const metrics = Object.entries(scores).map(([metric, score]) =>
      compareScore(metric, score, earlier?.[metric], rules),
    );
    const findings = metrics.map((metric) => metric.finding);
    const finding = ORDER.find((one) => findings.includes(one)) ?? "inconclusive";
    return { model, isBaseline, finding, metrics };
  });
}

function compareScore(
  metric: string,
  score: number,
  earlier: number | undefined,
  rules: GateRules,
): MetricComparison {
  const rule = Object.hasOwn(rules.metrics, metric) ? rules.metrics[metric] : undefined;
  const direction = rule?.direction ?? "higher";
  const maxDrop = rule?.maxDrop ?? rules.maxDrop;
  const min = rule?.min;
  const directed = (value: number) => (direction === "higher" ? value : 100 - value);
  const worth = directed(score);
  const before = earlier === undefined ? undefined : directed(earlier);
  const delta = before === undefined ? undefined : worth - before;
  const [finding, explanation] = findingOf({ delta, worth, min, maxDrop });
  return {
    metric,
    direction,
    candidate: { n: 1, mean: worth },
    baseline: before === undefined ? undefined : { n: 1, mean: before },
    delta,
    maxDrop,
    min,
    finding,
    explanation: `${metric} ${explanation}`,
  };
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
  models: readonly ModelJudgement[],
  hasBaseline: boolean,
): AgentVerdict {
  const deciding = ORDER.map((finding) => models.find((model) => model.finding === finding)).find(
    (model) => model !== undefined,
  );
  const metrics = deciding?.metrics ?? [];
  if (deciding === undefined) {
    return {
      key,
      verdict: "incomplete",
      reason: "The benchmark completed without a score of any model.",
      advice: "Open it in Converra to see what happened.",
      metrics,
    };
  }
  const worst = metrics.find((metric) => metric.finding === deciding.finding);
  if (!hasBaseline && deciding.finding === "inconclusive") {
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
  return { key, verdict, reason, deciding: worst?.metric, metrics };
}
