/** Conversations: https://converra.ai/docs/api/conversations; shapes of the GETs are guesses. */
import { Hono } from "hono";
import * as z from "zod";
import { type AppEnv, agentIdIn, agentIdMember, type RouteContext } from "../context.ts";
import type { ConversationEntity } from "../entities.ts";
import { conversationToWire, iso } from "../formatters.ts";
import { pagedList } from "../lists.ts";
import { findAgent, findConversation } from "../lookup.ts";
import {
  agentIdFields,
  limitParam,
  offsetParam,
  readBody,
  readQuery,
  requireAgentId,
  text,
} from "../request.ts";
import { newestFirst } from "../store.ts";
import { requireRoomForConversation } from "../usage.ts";
import { generateInsights } from "./conversation-insights.ts";

const CreateBody = z.object({
  ...agentIdFields,
  content: text,
  // The page also sends `active`, to open a conversation that is still going on. The default is a guess.
  status: z.enum(["completed", "abandoned", "in_progress", "active"]).default("completed"),
  llmModel: z.string().optional(),
  companyName: z.string().optional(),
  idempotencyKey: text.optional(),
  toolDefinitions: z
    .array(
      z.object({
        name: text,
        description: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

const ListQuery = z.object({
  limit: limitParam(20, 100),
  offset: offsetParam,
  ...agentIdFields,
});

export function conversationRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => {
    const query = readQuery(c, ListQuery);
    const wanted = agentIdIn(dialect, query);
    const found = newestFirst(store.conversations.values()).filter(
      (entry) => wanted === undefined || entry.agentId === wanted,
    );
    const summaries = found.map((entry) => {
      const { content: _, ...summary } = conversationToWire(entry, dialect);
      return summary;
    });
    return c.json(pagedList(summaries, query, dialect));
  });

  routes.post("/", async (c) => {
    const body = await readBody(c, CreateBody);
    const agent = findAgent(context, requireAgentId(dialect, body));
    const earlier = [...store.conversations.values()].find(
      (entry) => body.idempotencyKey !== undefined && entry.idempotencyKey === body.idempotencyKey,
    );
    if (earlier !== undefined) return c.json(created(earlier));
    requireRoomForConversation(context);
    const conversation: ConversationEntity = {
      id: store.nextId("conv"),
      agentId: agent.id,
      content: body.content,
      status: body.status === "active" ? "in_progress" : body.status,
      llmModel: body.llmModel,
      companyName: body.companyName,
      idempotencyKey: body.idempotencyKey,
      createdAt: clock.now(),
    };
    store.conversations.set(conversation.id, conversation);
    // The page is cut before the members of this event.
    context.emit("conversation.created", {
      conversationId: conversation.id,
      promptId: agent.id,
      status: conversation.status,
      createdAt: iso(conversation.createdAt),
    });
    // An ended conversation is analysed without being asked; an open one on request.
    if (conversation.status !== "in_progress") generateInsights(context, conversation);
    // 200 as the page says, not 201 as its siblings.
    return c.json(created(conversation));
  });

  routes.get("/:id", (c) =>
    c.json(conversationToWire(findConversation(context, c.req.param("id")), dialect)),
  );

  function created(conversation: ConversationEntity) {
    const self = `/api/v1/conversations/${conversation.id}`;
    return {
      id: conversation.id,
      ...agentIdMember(dialect, conversation.agentId),
      status: conversation.status,
      createdAt: iso(conversation.createdAt),
      // Documented with href, method and hint; the names of the links are guesses.
      _links: {
        self: { href: self, method: "GET" },
        insights: { href: `${self}/insights`, method: "GET", hint: "Insights once generated" },
      },
    };
  }

  return routes;
}
