/** The order of middleware and the place of every route. */
import { Hono, type MiddlewareHandler } from "hono";
import { announceEnded } from "./announce.ts";
import type { AppEnv, EmulatorApp, RouteContext } from "./context.ts";
import { DroppedConnection } from "./middleware/inject-faults.ts";
import { BASE_PATH } from "./middleware/record.ts";
import { notFound, Refusal } from "./refusal.ts";
import { accountRoutes } from "./routes/account.ts";
import { agentInsightRoutes } from "./routes/agent-insights.ts";
import { agentRoutes } from "./routes/agents.ts";
import { benchmarkRoutes } from "./routes/benchmarks.ts";
import { conversationInsightRoutes } from "./routes/conversation-insights.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { optimizationActionRoutes } from "./routes/optimization-actions.ts";
import { optimizationRoutes } from "./routes/optimizations.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

export function buildApp(
  context: RouteContext,
  parts: {
    /** What a request passes before it reaches a route, in order. */
    readonly before: readonly MiddlewareHandler<AppEnv>[];
    /** Called after whatever may have changed the state, before the answer goes out. */
    readonly save: () => void;
  },
): EmulatorApp {
  const { dialect } = context;
  const app: EmulatorApp = new Hono<AppEnv>();
  app.onError((error, c) => {
    if (error instanceof DroppedConnection) throw error;
    if (error instanceof Refusal) return c.json(error.toWire(), error.status, error.headers);
    const failure = new Refusal(500, "INTERNAL_ERROR", `the emulator failed: ${error.message}`);
    return c.json(failure.toWire(), 500);
  });
  app.notFound((c) => c.json(notFound(`${c.req.method} ${c.req.path}`).toWire(), 404));
  for (const middleware of parts.before) app.use(middleware);
  app.use(async (c, next) => {
    const changed = announceEnded(context);
    await next();
    if (changed || c.req.method !== "GET") parts.save();
  });
  for (const path of dialect.naming === "older" ? ["/agents", "/prompts"] : ["/agents"]) {
    app.route(BASE_PATH + path, agentRoutes(context));
    app.route(BASE_PATH + path, agentInsightRoutes(context));
  }
  app.route(`${BASE_PATH}/conversations`, conversationRoutes(context));
  app.route(`${BASE_PATH}/conversations`, conversationInsightRoutes(context));
  app.route(`${BASE_PATH}/optimizations`, optimizationRoutes(context));
  app.route(`${BASE_PATH}/optimizations`, optimizationActionRoutes(context));
  app.route(`${BASE_PATH}/benchmarks`, benchmarkRoutes(context));
  app.route(`${BASE_PATH}/settings`, settingsRoutes(context));
  app.route(`${BASE_PATH}/webhooks`, webhookRoutes(context));
  app.route(BASE_PATH, accountRoutes(context));

  return app;
}
