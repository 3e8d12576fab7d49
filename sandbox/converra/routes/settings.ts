/** Settings: https://docs.converra.ai/api/settings.html. */
import { Hono } from "hono";
import * as z from "zod";
import type { AppEnv, RouteContext } from "../context.ts";
import { readBody } from "../request.ts";

const General = z.strictObject({
  name: z.string(),
  industry: z.string(),
  preferredLLM: z.string(),
  objectives: z.string(),
  kpis: z.string(),
  insightRequirements: z.string(),
  excludedDataAndTopics: z.string(),
});

const Simulation = z.strictObject({
  personaCount: z.number().int().min(1),
  scenariosPerSimulation: z.number().int().min(1),
  maxTurns: z.number().int().min(1),
  // Only "moderate" is seen; any word is taken.
  confidenceMode: z.string(),
});

const Optimization = z.strictObject({
  optimizationStrategy: z.enum(["exploratory", "validation"]),
  variantsPerGeneration: z.number().int().min(1).max(5),
  deploymentMode: z.enum(["manual", "semi-automatic"]),
  maxIterations: z.number().int().min(1),
  simulation: Simulation.partial(),
});

// That an unknown setting is refused is a guess; a silent one would hide a misspelling.
const Patch = z.strictObject({
  general: General.partial().optional(),
  optimization: Optimization.partial().optional(),
});

export function settingsRoutes({ store }: RouteContext): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => c.json(store.settings));

  routes.patch("/", async (c) => {
    const patch = await readBody(c, Patch);
    const { general, optimization } = store.settings;
    store.settings = {
      general: { ...general, ...defined(patch.general) },
      optimization: {
        ...optimization,
        ...defined(patch.optimization),
        simulation: { ...optimization.simulation, ...defined(patch.optimization?.simulation) },
      },
    };
    return c.json({ success: true, settings: store.settings });
  });

  return routes;
}

function defined<T extends object>(
  patch: T | undefined,
): Record<string, Exclude<T[keyof T], undefined>> {
  return Object.fromEntries(
    Object.entries(patch ?? {}).filter(([, value]) => value !== undefined),
  ) as Record<string, Exclude<T[keyof T], undefined>>;
}
