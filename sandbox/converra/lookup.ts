/** Entities by id, or the documented kind of refusal. */
import type { RouteContext } from "./context.ts";
import type { AgentEntity, ConversationEntity, OptimizationEntity } from "./entities.ts";
import { notFound } from "./refusal.ts";

export function findAgent({ store }: RouteContext, id: string): AgentEntity {
  const agent = store.agents.get(id);
  if (agent === undefined) throw notFound(`agent ${id}`);
  return agent;
}

export function findConversation({ store }: RouteContext, id: string): ConversationEntity {
  const conversation = store.conversations.get(id);
  if (conversation === undefined) throw notFound(`conversation ${id}`);
  return conversation;
}

export function findOptimization({ store }: RouteContext, id: string): OptimizationEntity {
  const run = store.optimizations.get(id);
  if (run === undefined) throw notFound(`optimization ${id}`);
  return run;
}

export function conversationsOf({ store }: RouteContext, agentId: string): ConversationEntity[] {
  return [...store.conversations.values()].filter((entry) => entry.agentId === agentId);
}
