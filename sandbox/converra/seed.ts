/** Data put into the emulator by hand: it appears in no request log and meets no quota. */
import type { RouteContext } from "./context.ts";
import type { AgentEntity, ConversationEntity } from "./entities.ts";
import type { SeedAgent } from "./options.ts";
import { startOptimization } from "./start-optimization.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export function seedAgent(context: RouteContext, seed: SeedAgent): AgentEntity {
  const { store, clock } = context;
  const now = clock.now();
  const runs = seed.runs ?? [];
  const oldest = Math.max(0, ...runs.map((run) => run.daysAgo));
  // Older than anything that was measured on it, so that its runs are known to be runs of this content.
  const createdAt = now - (oldest + 1) * DAY_MS;
  const agent: AgentEntity = {
    id: seed.id ?? store.nextId("agent"),
    name: seed.name,
    ...(seed.description === undefined ? {} : { description: seed.description }),
    content: seed.content,
    llmModel: seed.model,
    tags: seed.tags ?? [],
    status: seed.status ?? "active",
    isActive: (seed.status ?? "active") === "active",
    hidden: {},
    createdAt,
    updatedAt: createdAt,
    versions: [],
  };
  store.agents.set(agent.id, agent);
  for (const [index, entry] of (seed.conversations ?? []).entries()) {
    const given = typeof entry === "string" ? { content: entry } : entry;
    const at = now - (given.daysAgo === undefined ? (index + 1) * HOUR_MS : given.daysAgo * DAY_MS);
    const status = given.status ?? "completed";
    const conversation: ConversationEntity = {
      id: store.nextId("conv"),
      agentId: agent.id,
      content: given.content,
      status,
      llmModel: seed.model,
      createdAt: at,
      ...(status === "in_progress" ? {} : { insightsAt: at }),
    };
    store.conversations.set(conversation.id, conversation);
  }
  for (const run of runs) {
    startOptimization(context, agent, {
      mode: run.mode ?? "validation",
      variantCount: run.variantCount ?? 3,
      targetImprovements: [],
      createdAt: now - run.daysAgo * DAY_MS,
      ...(run.shift === undefined ? {} : { shift: run.shift }),
    });
  }
  return agent;
}
