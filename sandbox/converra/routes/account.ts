/** Account and usage: https://docs.converra.ai/api/account.html. */
import { Hono } from "hono";
import type { AppEnv, RouteContext } from "../context.ts";
import { iso } from "../formatters.ts";
import { periodOf, usageOf } from "../usage.ts";

export function accountRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect, plan } = context;
  const routes = new Hono<AppEnv>();
  // Documented as `prompts`; the newer name is a guess.
  const agents = dialect.naming === "older" ? "prompts" : "agents";

  routes.get("/account", (c) =>
    c.json({
      id: "acct_sandbox",
      name: "Sandbox",
      email: "sandbox@example.com",
      plan: {
        name: plan.name,
        limits: {
          [agents]: plan.agents,
          optimizationsPerMonth: plan.optimizationsPerMonth,
          conversationsPerMonth: plan.conversationsPerMonth,
        },
      },
      createdAt: iso(store.createdAt),
    }),
  );

  routes.get("/usage", (c) => {
    const { start, end } = periodOf(clock.now());
    const usage = usageOf(context);
    return c.json({
      period: { start: iso(start), end: iso(end) },
      [agents]: { used: usage.agents, limit: plan.agents },
      optimizations: {
        used: usage.optimizations,
        limit: plan.optimizationsPerMonth,
        running: usage.running,
      },
      conversations: { used: usage.conversations, limit: plan.conversationsPerMonth },
      tokens: { used: usage.tokens, limit: null },
    });
  });

  return routes;
}
