/** The service as the rest of the action calls it: one method per endpoint, every failure a ServiceError. */
import type {
  Account,
  Agent,
  AgentInput,
  AgentInsights,
  Benchmark,
  BenchmarkInput,
  Conversation,
  ConversationInput,
  ConversationInsights,
  InsightsDays,
  Optimization,
  OptimizationInput,
  Page,
  Settings,
  StepFailures,
  Usage,
  Variant,
  Webhook,
} from "./types.ts";

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface Converra {
  readonly agents: {
    /** One page; `limit` at most 100. */
    list(
      query?: { limit?: number; offset?: number; status?: string; tags?: readonly string[] },
      options?: CallOptions,
    ): Promise<Page<Agent>>;
    /** Every page, one call per hundred agents. */
    listAll(options?: CallOptions): Promise<readonly Agent[]>;
    get(id: string, options?: CallOptions): Promise<Agent>;
    create(input: AgentInput, options?: CallOptions): Promise<Agent>;
    update(id: string, patch: Partial<AgentInput>, options?: CallOptions): Promise<Agent>;
    insights(
      id: string,
      query?: { days?: InsightsDays },
      options?: CallOptions,
    ): Promise<AgentInsights>;
    /** Starts a batch; the answer's body is not relied on. */
    regenerateInsights(
      id: string,
      input?: { force?: boolean; limit?: number },
      options?: CallOptions,
    ): Promise<void>;
    stepFailures(id: string, options?: CallOptions): Promise<StepFailures>;
  };
  readonly optimizations: {
    /** Newest first, summaries without results. The filter is applied again on our side. */
    list(
      query?: { agentId?: string; status?: string; limit?: number },
      options?: CallOptions,
    ): Promise<readonly Optimization[]>;
    get(id: string, options?: CallOptions): Promise<Optimization>;
    variants(id: string, options?: CallOptions): Promise<readonly Variant[]>;
    /**
     * Starts paid work. Never repeated after an answer that leaves open whether it was accepted: then it throws
     * a ServiceError with `ambiguous`, and the caller looks for the run before it decides.
     */
    create(input: OptimizationInput, options?: CallOptions): Promise<Optimization>;
    apply(id: string, input?: { variantId?: string }, options?: CallOptions): Promise<void>;
    /** Stopping a run that has ended is not an error: resolves to false. */
    stop(id: string, input?: { reason?: string }, options?: CallOptions): Promise<boolean>;
  };
  readonly conversations: {
    list(
      query?: { agentId?: string; limit?: number; offset?: number },
      options?: CallOptions,
    ): Promise<Page<Conversation>>;
    get(id: string, options?: CallOptions): Promise<Conversation>;
    create(input: ConversationInput, options?: CallOptions): Promise<Conversation>;
    insights(id: string, options?: CallOptions): Promise<ConversationInsights>;
    regenerateInsights(id: string, options?: CallOptions): Promise<void>;
  };
  readonly benchmarks: {
    list(
      query?: { agentId?: string; limit?: number },
      options?: CallOptions,
    ): Promise<readonly Benchmark[]>;
    get(id: string, options?: CallOptions): Promise<Benchmark>;
    /** Starts paid work; ambiguity as for optimizations.create. */
    create(input: BenchmarkInput, options?: CallOptions): Promise<Benchmark>;
    deleteMany(ids: readonly string[], options?: CallOptions): Promise<void>;
  };
  readonly account: {
    get(options?: CallOptions): Promise<Account>;
    usage(options?: CallOptions): Promise<Usage>;
    settings(options?: CallOptions): Promise<Settings>;
    updateSettings(
      patch: { general?: Record<string, unknown>; optimization?: Record<string, unknown> },
      options?: CallOptions,
    ): Promise<Settings>;
  };
  readonly webhooks: {
    list(options?: CallOptions): Promise<readonly Webhook[]>;
    /** The secret is shown once and never kept by us: the caller masks it before anything else. */
    create(
      input: { url: string; events: readonly string[]; description?: string },
      options?: CallOptions,
    ): Promise<Webhook & { readonly secret?: string }>;
    delete(id: string, options?: CallOptions): Promise<void>;
  };
  /** Requests sent so far, repeats included. */
  requestCount(): number;
}
