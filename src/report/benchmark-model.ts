/** The part of the result model that is a benchmark's; see model.ts. */
import type { Finding, MetricComparison } from "../domain.ts";

export interface BenchmarkModelReport {
  readonly model: string;
  readonly isBaseline: boolean;
  readonly finding: Finding;
  /** Each against the benchmark by which its finding is worst. */
  readonly metrics: readonly MetricComparison[];
  /** As the service gives them. */
  readonly cost?: ModelFigure;
  readonly latency?: ModelFigure;
}

/** What is no score and decides nothing. */
export interface ModelFigure {
  readonly value: number;
  /** As far as the member's name tells. */
  readonly unit?: "ms" | "s" | "USD";
}

export interface BenchmarkReport {
  readonly benchmarkId: string;
  /** A change of model: the model in use that the others would replace, and the live agent that has it. */
  readonly replaces?: { readonly model: string; readonly agentId: string };
  /** The benchmark whose drop this one, and those before it, were run to try. */
  readonly trialOf?: string;
  /** The earlier benchmark of the same models. */
  readonly baselineId?: string;
  readonly baselineCompletedAt?: string;
  /** The one that the config names to compare with beside it. */
  readonly referenceId?: string;
  readonly referenceCompletedAt?: string;
  readonly models: readonly BenchmarkModelReport[];
  /** A model that beats the one in use by more than noise. */
  readonly better?: {
    readonly model: string;
    readonly than: string;
    /** Mean gain over the metrics. */
    readonly points: number;
    /** Percent. */
    readonly lift: number;
    /** What to change in which line of the config. */
    readonly change: string;
  };
  /** The service's words: hostile text. */
  readonly recommendation?: string;
}
