/**
 * What the emulator sends, as JSON. Types only. "Documented" and "guess" say where a member comes from. The action's
 * client has its own reading of it, so that the two cannot share a mistake.
 */

/** Documented: https://converra.ai/docs/api/objects (Agent); older pages call it a prompt, members unchanged. */
export interface WireAgent {
  id: string;
  name: string;
  content: string;
  llmModel: string;
  description?: string;
  tags?: string[];
  status: string;
  isActive?: boolean;
  createdAt: string;
  updatedAt: string;
  lastOptimizedAt?: string;
  conversationCount?: number;
}

/** Documented: https://docs.converra.ai/api/optimizations.html; `agentId` is the newer name of `promptId`. */
export interface WireOptimization {
  id: string;
  agentId?: string;
  promptId?: string;
  status: string;
  mode?: string;
  variantCount?: number;
  createdAt: string;
  completedAt?: string;
  results?: WireOptimizationResults | null;
  /** Guess. */
  error?: string | { message?: string };
  /** Guess. */
  failureReason?: string;
  /** Guess: any of these four may carry the golden-set result. */
  regression?: WireGoldenSet;
  regressionTest?: WireGoldenSet;
  regressionResults?: WireGoldenSet;
  goldenSet?: WireGoldenSet;
}

export interface WireOptimizationResults {
  winnerSelected?: boolean;
  winningVariantId?: string | null;
  /** Percent. */
  lift?: number;
  /** The webhook example's name for lift. */
  improvementPercentage?: number;
  /** 0-1 in the example; 0-100 is accepted. */
  confidence?: number;
}

/** Guess: no page shows the members. */
export interface WireGoldenSet {
  passed?: number;
  regressed?: number;
  total?: number;
}

/** Documented: id, name, metrics.taskCompletion, metrics.lift. The rest is a guess. */
export interface WireVariant {
  id: string;
  name: string;
  metrics?: Record<string, number>;
  content?: string;
  isControl?: boolean;
  isBaseline?: boolean;
  isWinner?: boolean;
}

/** Documented: https://converra.ai/docs/api/objects (Conversation). */
export interface WireConversation {
  id: string;
  agentId?: string;
  promptId?: string;
  content?: string;
  status: string;
  llmModel?: string;
  companyName?: string;
  /** A guess: documented for POST alone. */
  toolDefinitions?: unknown[];
  hasInsights?: boolean;
  createdAt: string;
  /** Documented on the create response only. */
  _links?: Record<string, { href: string; method?: string; hint?: string }>;
}

/** Documented: https://docs.converra.ai/api/prompts.html; other lists leave `pagination` out. */
export interface WireList<T> {
  data: T[];
  pagination?: { total: number; limit: number; offset: number };
}

/** Documented: https://converra.ai/docs/api */
export interface WireError {
  error: { code: string; message: string };
}
