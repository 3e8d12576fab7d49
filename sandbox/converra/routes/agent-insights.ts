/** Insights of agents: https://docs.converra.ai/api/insights.html. */
import { Hono } from "hono";
import * as z from "zod";
import { type AppEnv, agentIdMember, type RouteContext } from "../context.ts";
import type { AgentEntity, ConversationEntity } from "../entities.ts";
import { iso } from "../formatters.ts";
import { agentInsights, stepFailures } from "../insights.ts";
import { conversationsOf, findAgent } from "../lookup.ts";
import { readBody, readQuery } from "../request.ts";
import { newestFirst } from "../store.ts";
import { generateInsights } from "./conversation-insights.ts";

const InsightsQuery = z.object({
  days: z.enum(["7", "30", "90"], "must be 7, 30 or 90").default("30").transform(Number),
});

// Members of the MCP twin (batch_regenerate_insights); which twin REST follows is not known.
const RegenerateBody = z.object({
  force: z.boolean().default(false),
  limit: z.number().int().min(1).max(200).default(50),
});

export function agentInsightRoutes(context: RouteContext): Hono<AppEnv> {
  const { clock, dialect } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/:id/insights", (c) => {
    const agent = findAgent(context, c.req.param("id"));
    const { days } = readQuery(c, InsightsQuery);
    const conversations = conversationsOf(context, agent.id);
    return c.json({
      ...agentIdMember(dialect, agent.id),
      period: `${days}d`,
      ...agentInsights(conversations, days, clock.now()),
      generatedAt: iso(generatedAt(agent, conversations)),
    });
  });

  routes.post("/:id/insights/regenerate", async (c) => {
    const agent = findAgent(context, c.req.param("id"));
    const { force, limit } = await readBody(c, RegenerateBody);
    const wanted = newestFirst(conversationsOf(context, agent.id)).filter(
      (entry) => force || entry.insightsAt === undefined,
    );
    const chosen = wanted.slice(0, limit);
    for (const entry of chosen) generateInsights(context, entry);
    agent.regeneratedAt = clock.now();
    // A progress summary says the MCP twin; its members and the status are guesses.
    const left = wanted.length - chosen.length;
    return c.json({ success: true, processed: chosen.length, remaining: left }, 202);
  });

  routes.get("/:id/step-failures", (c) => {
    const agent = findAgent(context, c.req.param("id"));
    // Only the path and the thirty days are documented: every member is a guess.
    return c.json({
      agentId: agent.id,
      period: "30d",
      failures: stepFailures(conversationsOf(context, agent.id), clock.now()),
    });
  });

  return routes;
}

/** The last time any of it was generated. */
function generatedAt(agent: AgentEntity, conversations: readonly ConversationEntity[]): number {
  return conversations.reduce(
    (latest, entry) => Math.max(latest, entry.insightsAt ?? 0),
    agent.regeneratedAt ?? agent.createdAt,
  );
}
