/** Answers as the API pages show them; each test changes what it is about. */

/** https://converra.ai/docs/api/objects */
export function wireAgent(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "agent_1",
    name: "Support",
    content: "You are a support agent.",
    llmModel: "gpt-4o",
    status: "active",
    tags: ["support"],
    createdAt: "2026-11-01T10:00:00Z",
    updatedAt: "2026-11-02T10:00:00Z",
    ...changes,
  };
}

/** https://docs.converra.ai/api/optimizations.html */
export function wireOptimization(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "opt_1",
    agentId: "agent_1",
    status: "completed",
    mode: "validation",
    variantCount: 3,
    createdAt: "2026-11-20T10:00:00Z",
    completedAt: "2026-11-20T10:15:00Z",
    results: { winnerSelected: true, winningVariantId: "var_2", lift: 23.5, confidence: 0.97 },
    ...changes,
  };
}

export function wireVariants(...changes: Record<string, unknown>[]): Record<string, unknown> {
  return {
    data: changes.map((change, index) => ({
      id: `var_${index + 1}`,
      name: `Variant ${index + 1}`,
      metrics: { taskCompletion: 80 },
      ...change,
    })),
  };
}

/** https://converra.ai/docs/api/conversations */
export function wireConversation(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "conv_1",
    agentId: "agent_1",
    status: "completed",
    createdAt: "2026-11-10T10:00:00Z",
    ...changes,
  };
}

/** Guessed from https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models */
export function wireBenchmark(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "bench_1",
    agentId: "agent_1",
    status: "completed",
    modelIds: ["gpt-4o", "claude-sonnet-4-5"],
    createdAt: "2026-11-20T10:00:00Z",
    completedAt: "2026-11-20T10:30:00Z",
    results: [
      { model: "gpt-4o", isBaseline: true, metrics: { taskCompletion: 81 } },
      { model: "claude-sonnet-4-5", metrics: { taskCompletion: 84 } },
    ],
    ...changes,
  };
}
