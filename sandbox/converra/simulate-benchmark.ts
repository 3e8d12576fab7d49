/**
 * What a finished benchmark measured: every model on the same scenarios, several runs of each, the median taken.
 * Method documented for the MCP twin only: https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models
 */
import type { BenchmarkEntity } from "./entities.ts";
import { gaussian, seededRandom } from "./random.ts";
import { METRICS, SCENARIOS } from "./scenarios.ts";
import { scenarioScores } from "./score-model.ts";

/** Points of one run of one scenario: far noisier than a whole run, which averages over scenarios. */
const SCENARIO_NOISE_SD = 6;

export interface SimulatedModel {
  readonly model: string;
  readonly isBaseline: boolean;
  readonly scores: Readonly<Record<string, number>>;
  /** Of one conversation, for the whole of a benchmark. Invented, as is that a benchmark tells them. */
  readonly costUsd: number;
  readonly latencyMs: number;
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly scores: Readonly<Record<string, number>>;
  }[];
}

export function simulateBenchmark(run: BenchmarkEntity): readonly SimulatedModel[] {
  const random = seededRandom(run.noiseSeed);
  return run.models.map((model, index) => {
    const scenarios = SCENARIOS.map((scenario) => {
      const truth = scenarioScores(run.prompt, scenario, model, run.shifts[index] ?? 0);
      const scores = Object.fromEntries(
        METRICS.map((metric) => {
          const runs = Array.from({ length: run.runsPerScenario }, () =>
            clamp((truth[metric] ?? 0) + SCENARIO_NOISE_SD * gaussian(random)),
          );
          return [metric, median(runs)];
        }),
      );
      return { id: scenario.id, title: scenario.title, scores };
    });
    const scores = Object.fromEntries(
      METRICS.map((metric, column) => {
        let sum = 0;
        let weights = 0;
        scenarios.forEach((scenario, row) => {
          const weight = SCENARIOS[row]?.weights[column] ?? 0;
          sum += weight * (scenario.scores[metric] ?? 0);
          weights += weight;
        });
        return [metric, sum / weights];
      }),
    );
    return { model, isBaseline: index === 0, scores, scenarios, ...expense(model) };
  });
}

/** Follows from the name, so that it differs from model to model and never from run to run. */
function expense(model: string): { readonly costUsd: number; readonly latencyMs: number } {
  const random = seededRandom(`expense of ${model}`);
  const size = /mini|haiku|nano/.test(model) ? 0.2 : 1;
  return {
    costUsd: Number((0.02 * size * (1 + random())).toFixed(4)),
    latencyMs: Math.round(1_800 * Math.sqrt(size) * (1 + random())),
  };
}

/** One sentence: which model to use. */
export function recommend(models: readonly SimulatedModel[]): string {
  const overall = (entry: SimulatedModel) =>
    METRICS.reduce((sum, metric) => sum + (entry.scores[metric] ?? 0), 0) / METRICS.length;
  const ranked = [...models].sort((left, right) => overall(right) - overall(left));
  const best = ranked[0];
  const baseline = models[0];
  if (best === undefined || baseline === undefined) return "Nothing was compared.";
  const gain = overall(best) - overall(baseline);
  if (best === baseline || gain < 1) {
    return `Keep ${baseline.model}: no other model is better by a point.`;
  }
  return `Switch to ${best.model}: ${gain.toFixed(1)} points better than ${baseline.model} on average.`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}
