/** Entities as the wire has them, in the dialect asked for. */

import { agentIdMember, type RouteContext } from "./context.ts";
import type { AgentEntity, ConversationEntity, OptimizationEntity } from "./entities.ts";
import type { Dialect } from "./options.ts";
import { endOf, optimizationPhase, optimizationStatus } from "./run-state.ts";
import type { SimulatedVariant } from "./simulate-optimization.ts";
import type {
  WireAgent,
  WireConversation,
  WireGoldenSet,
  WireOptimization,
  WireOptimizationResults,
  WireVariant,
} from "./wire.ts";

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Documented: https://converra.ai/docs/api/objects. Temperature and maxTokens are not among its members. */
export function agentToWire(
  agent: AgentEntity,
  counts: { readonly conversations: number; readonly lastOptimizedAt?: number },
): WireAgent {
  return {
    id: agent.id,
    name: agent.name,
    content: agent.content,
    llmModel: agent.llmModel,
    ...(agent.description === undefined ? {} : { description: agent.description }),
    tags: [...agent.tags],
    status: agent.status,
    isActive: agent.isActive,
    createdAt: iso(agent.createdAt),
    updatedAt: iso(agent.updatedAt),
    ...(counts.lastOptimizedAt === undefined
      ? {}
      : { lastOptimizedAt: iso(counts.lastOptimizedAt) }),
    conversationCount: counts.conversations,
  };
}

/** Documented: https://converra.ai/docs/api/objects */
export function conversationToWire(
  conversation: ConversationEntity,
  dialect: Dialect,
): WireConversation {
  return {
    id: conversation.id,
    ...agentIdMember(dialect, conversation.agentId),
    content: conversation.content,
    status: conversation.status,
    ...(conversation.llmModel === undefined ? {} : { llmModel: conversation.llmModel }),
    ...(conversation.companyName === undefined ? {} : { companyName: conversation.companyName }),
    hasInsights: conversation.insightsAt !== undefined,
    createdAt: iso(conversation.createdAt),
  };
}

/** Documented: https://docs.converra.ai/api/optimizations.html, as in its list: no results. */
export function optimizationSummary(
  run: OptimizationEntity,
  dialect: Dialect,
  now: number,
): WireOptimization {
  const phase = optimizationPhase(run, now);
  return {
    id: run.id,
    ...agentIdMember(dialect, run.agentId),
    status: optimizationStatus(run, now, dialect.unknownStatus),
    mode: run.mode,
    createdAt: iso(run.createdAt),
    // That failed and stopped runs carry it too is a guess.
    ...(phase === "queued" || phase === "running" ? {} : { completedAt: iso(endOf(run)) }),
  };
}

/** Documented: https://docs.converra.ai/api/optimizations.html; golden set and failure members are guesses. */
export function optimizationDetails(
  run: OptimizationEntity,
  context: RouteContext,
): WireOptimization {
  const { dialect, clock } = context;
  const now = clock.now();
  const phase = optimizationPhase(run, now);
  const base = {
    ...optimizationSummary(run, dialect, now),
    variantCount: run.variantIds.length,
  };
  if (phase === "failed") return { ...base, ...failureMembers(run, dialect) };
  if (phase !== "completed") return base;
  const silent = dialect.resultsNull || run.outcome?.kind === "results-null";
  return {
    ...base,
    results: silent ? null : resultsToWire(run, context),
    ...(silent ? {} : goldenMember(context.resultOf(run).golden, dialect)),
  };
}

/** Documented: id, name, metrics.taskCompletion, metrics.lift; the other members are guesses. */
export function variantToWire(
  variant: SimulatedVariant,
  winnerId: string | undefined,
  dialect: Dialect,
): WireVariant {
  const scores = Object.entries(variant.scores).map(([metric, points]) => [
    metric,
    dialect.metricScale === 1 ? round(points / 100, 4) : round(points, 2),
  ]);
  const newer = dialect.naming === "newer";
  return {
    id: variant.id,
    name: variant.name,
    metrics: { ...Object.fromEntries(scores), lift: round(variant.lift, 2) },
    ...(variant.isControl && !dialect.controlContent ? {} : { content: variant.content }),
    ...(newer ? { isControl: variant.isControl, isWinner: variant.id === winnerId } : {}),
  };
}

function resultsToWire(run: OptimizationEntity, context: RouteContext): WireOptimizationResults {
  const { winner, leader, confidence } = context.resultOf(run);
  const scale = context.dialect.confidenceScale;
  return {
    winnerSelected: winner !== undefined,
    winningVariantId: winner?.id ?? null,
    lift: round(leader.lift, 2),
    confidence: round(confidence * scale, 3),
  };
}

function failureMembers(run: OptimizationEntity, dialect: Dialect): Partial<WireOptimization> {
  const reason = run.outcome?.reason;
  if (reason === undefined) return {};
  return dialect.naming === "older" ? { error: { message: reason } } : { failureReason: reason };
}

function goldenMember(
  golden: WireGoldenSet | undefined,
  dialect: Dialect,
): Partial<WireOptimization> {
  if (golden === undefined) return {};
  return dialect.naming === "older" ? { regressionResults: golden } : { goldenSet: golden };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
