/** Applying and stopping: https://converra.ai/docs/api names the paths, the MCP twins the bodies. */
import { Hono } from "hono";
import * as z from "zod";
import type { AppEnv, RouteContext } from "../context.ts";
import { iso, optimizationDetails } from "../formatters.ts";
import { findAgent, findOptimization } from "../lookup.ts";
import { conflict, notFound } from "../refusal.ts";
import { readBody, text } from "../request.ts";
import { optimizationPhase } from "../run-state.ts";
import { replaceContent } from "../versions.ts";

const ApplyBody = z.object({ variantId: text.optional() });
const StopBody = z.object({ reason: z.string().optional() });

export function optimizationActionRoutes(context: RouteContext): Hono<AppEnv> {
  const { clock } = context;
  const routes = new Hono<AppEnv>();

  routes.post("/:id/apply", async (c) => {
    const run = findOptimization(context, c.req.param("id"));
    const { variantId } = await readBody(c, ApplyBody);
    const phase = optimizationPhase(run, clock.now());
    if (phase !== "completed") {
      throw conflict(`optimization ${run.id} is ${phase}: only a completed one can be applied`);
    }
    const { variants, winner } = context.resultOf(run);
    const chosen =
      variantId === undefined ? winner : variants.find((variant) => variant.id === variantId);
    if (chosen === undefined && variantId !== undefined) {
      throw notFound(`variant ${variantId} of optimization ${run.id}`);
    }
    if (chosen === undefined) {
      throw conflict(`optimization ${run.id} has no winner: name a variantId to apply one anyway`);
    }
    const agent = findAgent(context, run.agentId);
    replaceContent(context, agent, chosen.content, "apply", chosen.id);
    return c.json({
      success: true,
      message: `${chosen.name} was applied to ${agent.name}`,
      agentId: agent.id,
      variantId: chosen.id,
    });
  });

  routes.post("/:id/stop", async (c) => {
    const run = findOptimization(context, c.req.param("id"));
    const { reason } = await readBody(c, StopBody);
    const phase = optimizationPhase(run, clock.now());
    if (phase !== "queued" && phase !== "running") {
      throw conflict(`optimization ${run.id} has ended already: it is ${phase}`);
    }
    run.stoppedAt = clock.now();
    run.stopReason = reason;
    context.emit("optimization.stopped", {
      optimizationId: run.id,
      promptId: run.agentId,
      reason: reason ?? null,
      stoppedAt: iso(run.stoppedAt),
    });
    return c.json(optimizationDetails(run, context));
  });

  return routes;
}
