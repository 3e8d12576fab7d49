/** The verdict that a judged benchmark gives on its agent: which model decides, why, and what to do. Pure. */
import type { AgentVerdict, MetricComparison } from "../domain.ts";
import { type BenchmarkJudgement, type ModelJudgement, worstFinding } from "./benchmark.ts";
import { withAmbiguities } from "./scale.ts";

export function benchmarkVerdict(
  key: string,
  { models, ambiguities }: BenchmarkJudgement,
  hasBaseline: boolean,
): AgentVerdict {
  return withAmbiguities(verdictOf(key, models, hasBaseline), ambiguities);
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
    : verdict === "regressed"
      ? fallAdvice(deciding, models)
      : undefined;
  return { key, verdict, reason, advice, deciding: worst?.metric, metrics };
}

/** A model that nobody is served by is another matter than the one in use. */
function fallAdvice({ isBaseline }: ModelJudgement, models: readonly ModelJudgement[]): string {
  const inUse = models.find((one) => one.isBaseline)?.model;
  if (isBaseline || inUse === undefined) {
    return "Look at what changed on the service or in the model since then.";
  }
  return `The model in use, ${inUse}, did not fall by as much. Look at what changed in the other one, or take it out of \`benchmark.models\`.`;
}

/** The model with the worst finding; among several, one that lost a score, then the one in use. */
function decidingModel(models: readonly ModelJudgement[]): ModelJudgement | undefined {
  const finding = worstFinding(models);
  const some = models.filter((model) => model.finding === finding);
  return (
    some.find((model) => model.metrics.some(isMissing)) ??
    some.find(({ isBaseline }) => isBaseline) ??
    some[0]
  );
}

function decidingMetric({ finding, metrics }: ModelJudgement): MetricComparison | undefined {
  const some = metrics.filter((metric) => metric.finding === finding);
  return some.find(isMissing) ?? some[0];
}

function isMissing({ candidate }: MetricComparison): boolean {
  return candidate.n === 0;
}
