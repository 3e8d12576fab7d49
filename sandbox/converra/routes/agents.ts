/** Agents: https://converra.ai/docs/api and, for shapes, https://docs.converra.ai/api/prompts.html. */
import { Hono } from "hono";
import * as z from "zod";
import type { AppEnv, RouteContext } from "../context.ts";
import type { AgentEntity } from "../entities.ts";
import { agentToWire } from "../formatters.ts";
import { pagedList } from "../lists.ts";
import { findAgent } from "../lookup.ts";
import { limitParam, offsetParam, readBody, readQuery, text } from "../request.ts";
import { endOf, optimizationPhase } from "../run-state.ts";
import { asStored } from "../storage.ts";
import { requireRoomForAgent } from "../usage.ts";
import { replaceContent } from "../versions.ts";

const STATUSES = ["draft", "active", "deprecated", "archived"] as const;

const CreateBody = z.object({
  name: text,
  content: text,
  llmModel: text,
  description: z.string().optional(),
  tags: z.array(text).optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: z.number().int().min(1).optional(),
  // A guess for POST; the MCP twin of PATCH takes it.
  status: z.enum(STATUSES).optional(),
});

// Members beyond those of POST are the MCP twin's (update_agent).
const UpdateBody = CreateBody.partial().extend({
  isActive: z.boolean().optional(),
  objective: z.string().optional(),
  constraints: z.string().optional(),
  technicalNotes: z.string().optional(),
  customEvaluations: z.array(z.unknown()).max(5).optional(),
});

const ListQuery = z.object({
  limit: limitParam(20, 100),
  offset: offsetParam,
  tags: z.string().optional(),
  status: z.enum(STATUSES).optional(),
});

export function agentRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => {
    const query = readQuery(c, ListQuery);
    const tags = query.tags?.split(",").map((tag) => tag.trim());
    // Oldest first, every status when none is asked for, and any of the tags: guesses.
    const agents = [...store.agents.values()].filter(
      (agent) =>
        (query.status === undefined || agent.status === query.status) &&
        (tags === undefined || tags.some((tag) => agent.tags.includes(tag))),
    );
    const page = agents.slice(query.offset, query.offset + query.limit);
    const shown = new Map(page.map((agent) => [agent, agentToWire(agent, countsOf(agent.id))]));
    return c.json(
      pagedList(
        agents.map((agent) => shown.get(agent)),
        query,
        dialect,
      ),
    );
  });

  routes.post("/", async (c) => {
    const body = asStored(await readBody(c, CreateBody), context.storage);
    if (context.storage.status === "ignored") delete body.status;
    if (body.status !== "archived") requireRoomForAgent(context);
    const now = clock.now();
    const { name, content, llmModel, description, tags, status, ...hidden } = body;
    const agent: AgentEntity = {
      id: store.nextId("agent"),
      name,
      content,
      llmModel,
      description,
      tags: tags ?? [],
      // The documented example is active at once.
      status: status ?? "active",
      isActive: (status ?? "active") === "active",
      hidden,
      createdAt: now,
      updatedAt: now,
      versions: [],
    };
    store.agents.set(agent.id, agent);
    return c.json(agentToWire(agent, countsOf(agent.id)), 201);
  });

  routes.get("/:id", (c) => {
    const agent = findAgent(context, c.req.param("id"));
    return c.json(agentToWire(agent, countsOf(agent.id)));
  });

  routes.patch("/:id", async (c) => {
    const agent = findAgent(context, c.req.param("id"));
    const body = asStored(await readBody(c, UpdateBody), context.storage);
    if (context.storage.patch === "ignored") {
      return c.json(agentToWire(agent, countsOf(agent.id)));
    }
    const revived = agent.status === "archived" && (body.status ?? "archived") !== "archived";
    if (revived) requireRoomForAgent(context);
    const { name, content, llmModel, description, tags, status, isActive, ...hidden } = body;
    if (content !== undefined) replaceContent(context, agent, content, "update");
    agent.name = name ?? agent.name;
    agent.llmModel = llmModel ?? agent.llmModel;
    agent.description = description ?? agent.description;
    agent.tags = tags ?? agent.tags;
    agent.status = status ?? agent.status;
    agent.isActive = isActive ?? (status === undefined ? agent.isActive : status === "active");
    agent.hidden = { ...agent.hidden, ...hidden };
    agent.updatedAt = clock.now();
    return c.json(agentToWire(agent, countsOf(agent.id)));
  });

  function countsOf(id: string) {
    const now = clock.now();
    const ends = [...store.optimizations.values()]
      .filter((run) => run.agentId === id && optimizationPhase(run, now) === "completed")
      .map(endOf);
    let conversations = 0;
    for (const entry of store.conversations.values()) if (entry.agentId === id) conversations += 1;
    return { conversations, lastOptimizedAt: ends.length > 0 ? Math.max(...ends) : undefined };
  }

  return routes;
}
