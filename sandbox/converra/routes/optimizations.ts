/** Starting and reading optimizations: https://docs.converra.ai/api/optimizations.html. */
import { Hono } from "hono";
import * as z from "zod";
import { type AppEnv, agentIdIn, agentIdMember, type RouteContext } from "../context.ts";
import type { AgentEntity } from "../entities.ts";
import { iso, optimizationDetails, optimizationSummary, variantToWire } from "../formatters.ts";
import { plainList } from "../lists.ts";
import { conversationsOf, findAgent, findOptimization } from "../lookup.ts";
import { invalid } from "../refusal.ts";
import {
  agentIdFields,
  limitParam,
  readBody,
  readQuery,
  requireAgentId,
  text,
} from "../request.ts";
import { optimizationPhase, optimizationStatus } from "../run-state.ts";
import { startOptimization } from "../start-optimization.ts";
import { newestFirst } from "../store.ts";
import { requireRoomForOptimization } from "../usage.ts";

const MODES = ["exploratory", "validation"] as const;

const CreateBody = z.object({
  ...agentIdFields,
  mode: z.enum(MODES).optional(),
  variantCount: z.number().int().min(1).max(5).optional(),
  intent: z
    .object({
      targetImprovements: z.array(z.string()).optional(),
      hypothesis: z.string().optional(),
    })
    .optional(),
  personaIds: z.array(text).optional(),
});

const ListQuery = z.object({
  limit: limitParam(10, 1_000),
  ...agentIdFields,
  status: z.string().optional(),
});

export function optimizationRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => {
    const query = readQuery(c, ListQuery);
    const now = clock.now();
    // Only the dialect's own filter is known; the other one is ignored as an unknown parameter would be.
    const wanted = agentIdIn(dialect, query);
    const found = newestFirst(store.optimizations.values())
      .filter((run) => wanted === undefined || run.agentId === wanted)
      .map((run) => optimizationSummary(run, dialect, now))
      .filter((run) => query.status === undefined || run.status === query.status)
      .slice(0, query.limit);
    return c.json(plainList(found, dialect));
  });

  routes.post("/", async (c) => {
    const body = await readBody(c, CreateBody);
    const agent = findAgent(context, requireAgentId(dialect, body));
    requirePreconditions(context, agent);
    requireRoomForOptimization(context);
    const run = startOptimization(context, agent, {
      mode: body.mode ?? defaultMode(context),
      variantCount: body.variantCount ?? defaultVariants(context),
      targetImprovements: body.intent?.targetImprovements ?? [],
      createdAt: clock.now(),
    });
    const status = optimizationStatus(run, clock.now(), dialect.unknownStatus);
    context.emit("optimization.started", {
      optimizationId: run.id,
      promptId: agent.id,
      status,
      settings: { mode: run.mode, variantCount: run.variantIds.length },
      startedAt: iso(run.createdAt),
    });
    return c.json(
      {
        id: run.id,
        ...agentIdMember(dialect, agent.id),
        status,
        mode: run.mode,
        variantCount: run.variantIds.length,
        createdAt: iso(run.createdAt),
      },
      201,
    );
  });

  routes.get("/:id", (c) =>
    c.json(optimizationDetails(findOptimization(context, c.req.param("id")), context)),
  );

  routes.get("/:id/variants", (c) => {
    const run = findOptimization(context, c.req.param("id"));
    // Whether a run that has not completed shows any variants is not known.
    if (optimizationPhase(run, clock.now()) !== "completed") return c.json(plainList([], dialect));
    const { variants, winner } = context.resultOf(run);
    const shown = variants.map((variant) => variantToWire(variant, winner?.id, dialect));
    return c.json(plainList(shown, dialect));
  });

  return routes;
}

/** Documented for the MCP twin trigger_optimization; that REST answers 400 at once is a guess. */
function requirePreconditions(context: RouteContext, agent: AgentEntity): void {
  if (conversationsOf(context, agent.id).length === 0) {
    throw invalid(`agent ${agent.id} has no conversations: log at least one before optimizing`);
  }
  const { industry = "", objectives = "" } = context.store.settings.general;
  if (industry.trim() === "" && objectives.trim() === "") {
    throw invalid(
      "business context is missing: set general.industry or general.objectives in the settings",
    );
  }
}

function defaultMode({ store }: RouteContext): "exploratory" | "validation" {
  return store.settings.optimization.optimizationStrategy === "validation"
    ? "validation"
    : "exploratory";
}

function defaultVariants({ store }: RouteContext): number {
  const count = store.settings.optimization.variantsPerGeneration;
  return typeof count === "number" ? count : 3;
}
