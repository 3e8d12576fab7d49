/** Insights of one conversation: https://docs.converra.ai/api/insights.html, readable only in part. */
import { Hono } from "hono";
import type { AppEnv, RouteContext } from "../context.ts";
import type { ConversationEntity } from "../entities.ts";
import { iso } from "../formatters.ts";
import { findConversation } from "../lookup.ts";
import { notFound } from "../refusal.ts";
import { analyse } from "../transcript.ts";

export function conversationInsightRoutes(context: RouteContext): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get("/:id/insights", (c) => {
    const conversation = findConversation(context, c.req.param("id"));
    if (conversation.insightsAt === undefined) {
      // What the service says before there are any is not known.
      throw notFound(`insights of ${conversation.id} (not generated yet: regenerate them)`);
    }
    return c.json(insightsToWire(conversation));
  });

  routes.post("/:id/insights/regenerate", (c) => {
    const conversation = findConversation(context, c.req.param("id"));
    generateInsights(context, conversation);
    // Shape and status unseen.
    return c.json({ success: true, ...insightsToWire(conversation) });
  });

  return routes;
}

export function generateInsights(context: RouteContext, conversation: ConversationEntity): void {
  conversation.insightsAt = context.clock.now();
  const { summary, sentiment } = analyse(conversation.content, conversation.status);
  context.emit("insights.generated", {
    conversationId: conversation.id,
    promptId: conversation.agentId,
    insightsId: context.store.nextId("ins"),
    summary,
    sentiment,
  });
}

function insightsToWire(conversation: ConversationEntity) {
  const insights = analyse(conversation.content, conversation.status);
  return {
    conversationId: conversation.id,
    sentiment: insights.sentiment,
    sentimentScore: insights.sentimentScore,
    taskCompleted: insights.taskCompleted,
    topics: insights.topics,
    summary: insights.summary,
    // Beyond the point where the page is cut: a guess.
    generatedAt: iso(conversation.insightsAt ?? conversation.createdAt),
  };
}
