/**
 * Benchmarks: https://converra.ai/docs/api names the paths. Bodies follow the MCP twins benchmark_models and
 * get_benchmark_status; status values and every member of the result are guesses.
 */
import { Hono } from "hono";
import * as z from "zod";
import type { AppEnv, RouteContext } from "../context.ts";
import type { BenchmarkEntity } from "../entities.ts";
import { iso } from "../formatters.ts";
import { plainList } from "../lists.ts";
import { findAgent } from "../lookup.ts";
import { notFound } from "../refusal.ts";
import { limitParam, readBody, readQuery, text } from "../request.ts";
import { benchmarkDuration, benchmarkStatus } from "../run-state.ts";
import { recommend, simulateBenchmark } from "../simulate-benchmark.ts";
import { newestFirst } from "../store.ts";

const CreateBody = z
  .object({
    agentId: text,
    modelIds: z
      .array(text)
      .min(2)
      .max(6)
      .refine((models) => new Set(models).size === models.length, "must not repeat a model"),
    baselineModelId: text.optional(),
    goal: text.default("quality"),
    maxTurns: z.number().int().min(1).default(5),
    runsPerScenario: z.number().int().min(1).default(3),
  })
  .refine((body) => !body.baselineModelId || body.modelIds.includes(body.baselineModelId), {
    path: ["baselineModelId"],
    message: "must be one of modelIds",
  });

const BulkBody = z.object({ action: z.literal("delete"), jobIds: z.array(text).min(1) });
const ListQuery = z.object({ limit: limitParam(20, 100), agentId: z.string().optional() });

export function benchmarkRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => {
    const query = readQuery(c, ListQuery);
    const found = newestFirst(store.benchmarks.values())
      .filter((run) => query.agentId === undefined || run.agentId === query.agentId)
      .slice(0, query.limit);
    return c.json(plainList(found.map(summary), dialect));
  });

  routes.post("/", async (c) => {
    const body = await readBody(c, CreateBody);
    const agent = findAgent(context, body.agentId);
    const baseline = body.baselineModelId ?? body.modelIds[0];
    const models = [...body.modelIds].sort(
      (left, right) => Number(right === baseline) - Number(left === baseline),
    );
    const id = store.nextId("bench");
    const run: BenchmarkEntity = {
      id,
      agentId: agent.id,
      models,
      shifts: models.map(context.shiftOf),
      goal: body.goal,
      maxTurns: body.maxTurns,
      runsPerScenario: body.runsPerScenario,
      prompt: agent.content,
      noiseSeed: `${context.seed}:${id}`,
      createdAt: clock.now(),
      durationMs: benchmarkDuration(models.length, `${context.seed}:${id}`, context.timeScale),
    };
    store.benchmarks.set(id, run);
    return c.json(summary(run), 201);
  });

  routes.post("/bulk", async (c) => {
    const { jobIds } = await readBody(c, BulkBody);
    const deleted = jobIds.filter((id) => store.benchmarks.delete(id));
    return c.json({ success: true, deleted: deleted.length });
  });

  routes.get("/:id", (c) => {
    const run = store.benchmarks.get(c.req.param("id"));
    if (run === undefined) throw notFound(`benchmark ${c.req.param("id")}`);
    return c.json(details(run));
  });

  function summary(run: BenchmarkEntity) {
    const status = benchmarkStatus(run, clock.now());
    return {
      id: run.id,
      jobId: run.id,
      agentId: run.agentId,
      status,
      modelIds: run.models,
      baselineModelId: run.models[0],
      goal: run.goal,
      maxTurns: run.maxTurns,
      runsPerScenario: run.runsPerScenario,
      createdAt: iso(run.createdAt),
      ...(status === "completed" ? { completedAt: iso(run.createdAt + run.durationMs) } : {}),
    };
  }

  function details(run: BenchmarkEntity) {
    if (benchmarkStatus(run, clock.now()) !== "completed") return summary(run);
    const models = simulateBenchmark(run);
    return {
      ...summary(run),
      results: {
        models: models.map(({ model, isBaseline, scores, scenarios, costUsd, latencyMs }) => ({
          modelId: model,
          isBaseline,
          metrics: scaled(scores),
          costUsd,
          latencyMs,
          scenarios: scenarios.map((scenario) => ({
            id: scenario.id,
            name: scenario.title,
            metrics: scaled(scenario.scores),
          })),
        })),
      },
      recommendation: recommend(models),
    };
  }

  function scaled(scores: Readonly<Record<string, number>>): Record<string, number> {
    const [divisor, digits] = dialect.metricScale === 1 ? [100, 4] : [1, 2];
    return Object.fromEntries(
      Object.entries(scores).map(([metric, points]) => [
        metric,
        Number((points / divisor).toFixed(digits)),
      ]),
    );
  }

  return routes;
}
