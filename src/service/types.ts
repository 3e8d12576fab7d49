/**
 * What the rest of the action knows of Converra: decoded, one spelling, one scale. Times are ISO 8601 strings,
 * scores 0-100, probabilities 0-1, lift in percent. Nothing here is what the wire says; that is wire.ts.
 */
import type { ConfidenceBand, GoldenSet, Mode } from "../domain.ts";

export type AgentStatus = "draft" | "active" | "deprecated" | "archived";

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** The system prompt. */
  readonly content: string;
  readonly model: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** An open set: an unknown status is kept as it came. */
  readonly status: AgentStatus | (string & {});
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly conversationCount?: number;
}

export interface AgentInput {
  readonly name: string;
  readonly content: string;
  readonly model: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly status?: AgentStatus;
}

export type RunStatus = "queued" | "running" | "completed" | "failed" | "stopped" | "unknown";

export interface OptimizationResults {
  readonly winnerSelected: boolean;
  readonly winningVariantId?: string;
  readonly lift?: number;
  readonly confidence?: number;
  readonly band?: ConfidenceBand;
}

export interface Optimization {
  readonly id: string;
  readonly agentId: string;
  readonly status: RunStatus;
  /** The status as it came, for the log when it is unknown. */
  readonly rawStatus: string;
  readonly mode?: Mode;
  readonly variantCount?: number;
  readonly createdAt: string;
  readonly completedAt?: string;
  /** Absent in lists, and until the run completed. */
  readonly results?: OptimizationResults;
  readonly goldenSet?: GoldenSet;
  /** Why it failed or was stopped; hostile text. */
  readonly failureReason?: string;
}

export interface OptimizationInput {
  readonly agentId: string;
  readonly mode: Mode;
  /** 1-5. */
  readonly variantCount: number;
  readonly improve?: readonly string[];
  readonly hypothesis?: string;
  readonly personas?: readonly string[];
}

export interface Variant {
  readonly id: string;
  readonly name: string;
  readonly isControl: boolean;
  readonly isWinner?: boolean;
  /** Scores on 0-100, lift taken out. */
  readonly scores: Readonly<Record<string, number>>;
  readonly lift?: number;
  readonly content?: string;
}

export interface Conversation {
  readonly id: string;
  readonly agentId: string;
  /** The transcript; absent in lists that leave it out. */
  readonly content?: string;
  readonly status: string;
  readonly model?: string;
  readonly hasInsights?: boolean;
  readonly createdAt: string;
}

export interface ConversationInput {
  readonly agentId: string;
  readonly content: string;
  readonly status?: "completed" | "abandoned" | "in_progress";
  readonly model?: string;
  readonly idempotencyKey?: string;
}

export interface ConversationInsights {
  readonly conversationId: string;
  readonly sentiment?: string;
  /** 0-1. */
  readonly sentimentScore?: number;
  readonly taskCompleted?: boolean;
  readonly topics: readonly string[];
  readonly summary?: string;
}

export type InsightsDays = 7 | 30 | 90;

export interface AgentInsights {
  readonly agentId: string;
  readonly period: string;
  readonly metrics: {
    /** 0-100. */
    readonly taskCompletion?: number;
    readonly averageSentiment?: string;
    readonly conversationCount?: number;
    readonly averageTurns?: number;
    /** 0-1. */
    readonly completionRate?: number;
    /** 0-1. */
    readonly abandonmentRate?: number;
  };
  readonly topics: readonly { readonly name: string; readonly count: number }[];
  readonly issues: readonly {
    readonly description: string;
    /** 0-1. */
    readonly frequency?: number;
    readonly severity?: string;
  }[];
  readonly recommendations: readonly string[];
  readonly generatedAt?: string;
  /** Members whose shape nobody has seen, shown as given. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface StepFailure {
  readonly step: string;
  readonly rootCause?: string;
  readonly count?: number;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Over the last thirty days. */
export interface StepFailures {
  readonly agentId: string;
  readonly failures: readonly StepFailure[];
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface BenchmarkInput {
  readonly agentId: string;
  readonly models: readonly string[];
  readonly baselineModel?: string;
  readonly goal?: string;
  readonly maxTurns?: number;
  readonly runsPerScenario?: number;
}

export interface BenchmarkModelResult {
  readonly model: string;
  readonly isBaseline: boolean;
  readonly scores: Readonly<Record<string, number>>;
  /** Median over the runs of each scenario, where the service returns scenarios. */
  readonly scenarios: readonly {
    readonly id: string;
    readonly scores: Readonly<Record<string, number>>;
  }[];
}

export interface Benchmark {
  readonly id: string;
  readonly agentId: string;
  readonly status: RunStatus;
  readonly rawStatus: string;
  readonly models: readonly string[];
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly results: readonly BenchmarkModelResult[];
  readonly recommendation?: string;
  readonly failureReason?: string;
}

export interface Quota {
  readonly used: number;
  /** undefined: unlimited. */
  readonly limit?: number;
}

export interface Usage {
  readonly periodStart?: string;
  readonly periodEnd?: string;
  readonly agents?: Quota;
  /** `running`: live count against the ten slots. */
  readonly optimizations?: Quota & { readonly running?: number };
  readonly conversations?: Quota;
}

export interface Account {
  readonly id: string;
  readonly name?: string;
  readonly plan: string;
}

/** Sections and keys as the wire has them; a deep partial for PATCH. */
export interface Settings {
  readonly general: Readonly<Record<string, unknown>>;
  readonly optimization: Readonly<Record<string, unknown>>;
}

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description?: string;
  readonly status?: string;
  readonly createdAt?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** As the service reports it; undefined when it does not page. */
  readonly total?: number;
}
