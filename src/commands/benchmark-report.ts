/** A judged benchmark as the report has it. Pure. */
import type { AgentDefinition } from "../domain.ts";
import type { BenchmarkReport } from "../report/benchmark-model.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";
import type { BenchmarkJudgement } from "../verdict/benchmark.ts";
import type { BetterModel } from "../verdict/better-model.ts";
import type { Baselines } from "./benchmark-baseline.ts";

export function benchmarkReport(
  { id, results, recommendation }: Benchmark,
  { models, better }: BenchmarkJudgement,
  { last, reference }: Baselines,
  definition: AgentDefinition,
): BenchmarkReport {
  return {
    benchmarkId: id,
    baselineId: last?.id,
    baselineCompletedAt: last?.completedAt ?? last?.createdAt,
    referenceId: reference?.id,
    referenceCompletedAt: reference?.completedAt ?? reference?.createdAt,
    models: models.map((one) => {
      const { cost, latency } = results.find(({ model }) => model === one.model) ?? {};
      return { ...one, cost, latency };
    }),
    ...(better === undefined
      ? {}
      : { better: { ...better, change: changeTo(better, definition) } }),
    recommendation,
  };
}

/** Which line of the config puts the model to use. */
function changeTo({ model }: BetterModel, { key, modelSource, source }: AgentDefinition): string {
  if (modelSource === undefined) {
    return `add model: ${model} under agents.${key} in ${source.file}:${source.line}`;
  }
  return `write model: ${model} in ${modelSource.file}:${modelSource.line}`;
}
