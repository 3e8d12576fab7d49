/** What the emulator keeps. Times are milliseconds of its clock; statuses of runs are not stored but follow from them. */
import type { Mode } from "../../src/domain.ts";

type AgentStatus = "draft" | "active" | "deprecated" | "archived";

export interface AgentEntity {
  readonly id: string;
  name: string;
  content: string;
  llmModel: string;
  description?: string;
  tags: readonly string[];
  status: AgentStatus;
  isActive: boolean;
  /** Accepted and kept, but not among the members of the documented Agent object. */
  hidden: Record<string, unknown>;
  readonly createdAt: number;
  updatedAt: number;
  /** Earlier contents, oldest first. */
  versions: { content: string; replacedAt: number; by: "update" | "apply" }[];
  /** Scenario ids, made on the first optimization and reused. */
  goldenSet?: readonly string[];
  regeneratedAt?: number;
}

export type ConversationStatus = "completed" | "abandoned" | "in_progress";

export interface ConversationEntity {
  readonly id: string;
  readonly agentId: string;
  readonly content: string;
  readonly status: ConversationStatus;
  readonly llmModel?: string;
  readonly companyName?: string;
  readonly idempotencyKey?: string;
  readonly createdAt: number;
  /** When its insights were generated; absent: they were not. */
  insightsAt?: number;
}

export type OutcomeKind =
  | "fail"
  | "never-ends"
  | "no-winner"
  | "winner-with-regression"
  | "no-golden-set"
  | "results-null"
  | "unknown-status";

export interface OptimizationEntity {
  readonly id: string;
  readonly agentId: string;
  readonly mode: Mode;
  readonly variantIds: readonly string[];
  readonly targetImprovements: readonly string[];
  /** The agent's content and model when the run started: its control. */
  readonly prompt: string;
  readonly model: string;
  /** Points added to the model's true scores when the run started. */
  readonly shift: number;
  readonly goldenSet: readonly string[];
  readonly noiseSeed: string;
  readonly createdAt: number;
  readonly queuedMs: number;
  readonly durationMs: number;
  outcome?: { readonly kind: OutcomeKind; readonly reason?: string };
  stoppedAt?: number;
  stopReason?: string;
  /** The completion webhook has been sent. */
  announced: boolean;
}

export interface BenchmarkEntity {
  readonly id: string;
  readonly agentId: string;
  /** The baseline first. */
  readonly models: readonly string[];
  readonly shifts: readonly number[];
  readonly goal: string;
  readonly maxTurns: number;
  readonly runsPerScenario: number;
  readonly prompt: string;
  readonly noiseSeed: string;
  readonly createdAt: number;
  readonly durationMs: number;
}

export interface WebhookEntity {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description?: string;
  readonly secret: string;
  readonly createdAt: number;
}

export interface SettingsEntity {
  general: Record<string, string>;
  optimization: Record<string, unknown> & { simulation: Record<string, unknown> };
}
