/** One call of each endpoint, and the request that it must become. */
import type { Converra } from "../../../src/service/converra.ts";
import type { ENDPOINTS } from "../../../src/service/endpoints.ts";
import {
  wireAgent,
  wireBenchmark,
  wireConversation,
  wireOptimization,
  wireVariants,
} from "../../support/service-examples.ts";

type Row = [
  endpoint: keyof typeof ENDPOINTS,
  call: (client: Converra) => Promise<unknown>,
  target: string,
  body: unknown,
  answer?: unknown,
];

const webhook = { id: "wh_1", url: "https://example.com/h", events: ["optimization.completed"] };
const settings = { general: { industry: "retail" }, optimization: {} };
export const agentInput = { name: "Support", content: "Be kind.", model: "gpt-4o" };

export const endpointCalls: Row[] = [
  [
    "agents.list",
    (c) => c.agents.list({ limit: 5, offset: 10, status: "draft", tags: ["a", "b"] }),
    "/agents?limit=5&offset=10&status=draft&tags=a%2Cb",
    undefined,
    { data: [] },
  ],
  [
    "agents.create",
    (c) =>
      c.agents.create({
        ...agentInput,
        tags: ["x"],
        maxTokens: 9,
        temperature: 0,
        status: "draft",
      }),
    "/agents",
    {
      name: "Support",
      content: "Be kind.",
      llmModel: "gpt-4o",
      tags: ["x"],
      maxTokens: 9,
      temperature: 0,
      status: "draft",
    },
    wireAgent(),
  ],
  ["agents.get", (c) => c.agents.get("agent_1"), "/agents/agent_1", undefined, wireAgent()],
  [
    "agents.update",
    (c) => c.agents.update("agent_1", { model: "gpt-5" }),
    "/agents/agent_1",
    { llmModel: "gpt-5" },
    wireAgent(),
  ],
  [
    "agents.insights",
    (c) => c.agents.insights("agent_1", { days: 90 }),
    "/agents/agent_1/insights?days=90",
    undefined,
    {},
  ],
  [
    "agents.regenerateInsights",
    (c) => c.agents.regenerateInsights("agent_1", { force: true, limit: 20 }),
    "/agents/agent_1/insights/regenerate",
    { force: true, limit: 20 },
  ],
  [
    "agents.stepFailures",
    (c) => c.agents.stepFailures("agent_1"),
    "/agents/agent_1/step-failures",
    undefined,
    [],
  ],
  [
    "optimizations.list",
    (c) => c.optimizations.list({ agentId: "agent_1", status: "running", limit: 50 }),
    "/optimizations?status=running&limit=50&agentId=agent_1",
    undefined,
    { data: [] },
  ],
  [
    "optimizations.create",
    (c) =>
      c.optimizations.create({
        agentId: "agent_1",
        mode: "validation",
        variantCount: 2,
        improve: ["clarity"],
        hypothesis: "shorter",
        personas: ["p1"],
      }),
    "/optimizations",
    {
      agentId: "agent_1",
      mode: "validation",
      variantCount: 2,
      intent: { targetImprovements: ["clarity"], hypothesis: "shorter" },
      personaIds: ["p1"],
    },
    wireOptimization(),
  ],
  [
    "optimizations.get",
    (c) => c.optimizations.get("opt_1"),
    "/optimizations/opt_1",
    undefined,
    wireOptimization(),
  ],
  [
    "optimizations.variants",
    (c) => c.optimizations.variants("opt_1"),
    "/optimizations/opt_1/variants",
    undefined,
    wireVariants({}),
  ],
  [
    "optimizations.apply",
    (c) => c.optimizations.apply("opt_1", { variantId: "v" }),
    "/optimizations/opt_1/apply",
    { variantId: "v" },
  ],
  [
    "optimizations.stop",
    (c) => c.optimizations.stop("opt_1", { reason: "r" }),
    "/optimizations/opt_1/stop",
    { reason: "r" },
  ],
  [
    "conversations.list",
    (c) => c.conversations.list({ agentId: "agent_1", limit: 5 }),
    "/conversations?limit=5&agentId=agent_1",
    undefined,
    [],
  ],
  [
    "conversations.create",
    (c) =>
      c.conversations.create({
        agentId: "agent_1",
        content: "User: hi",
        model: "gpt-4o",
        idempotencyKey: "k",
      }),
    "/conversations",
    { agentId: "agent_1", content: "User: hi", llmModel: "gpt-4o", idempotencyKey: "k" },
    wireConversation(),
  ],
  [
    "conversations.get",
    (c) => c.conversations.get("conv_1"),
    "/conversations/conv_1",
    undefined,
    wireConversation(),
  ],
  [
    "conversations.insights",
    (c) => c.conversations.insights("conv_1"),
    "/conversations/conv_1/insights",
    undefined,
    {},
  ],
  [
    "conversations.regenerateInsights",
    (c) => c.conversations.regenerateInsights("conv_1"),
    "/conversations/conv_1/insights/regenerate",
    {},
  ],
  [
    "benchmarks.list",
    (c) => c.benchmarks.list({ agentId: "agent_1" }),
    "/benchmarks?agentId=agent_1",
    undefined,
    { data: [] },
  ],
  [
    "benchmarks.create",
    (c) =>
      c.benchmarks.create({
        agentId: "agent_1",
        models: ["a", "b"],
        baselineModel: "a",
        goal: "quality",
        maxTurns: 5,
        runsPerScenario: 3,
      }),
    "/benchmarks",
    {
      agentId: "agent_1",
      modelIds: ["a", "b"],
      baselineModelId: "a",
      goal: "quality",
      maxTurns: 5,
      runsPerScenario: 3,
    },
    wireBenchmark(),
  ],
  [
    "benchmarks.get",
    (c) => c.benchmarks.get("bench_1"),
    "/benchmarks/bench_1",
    undefined,
    wireBenchmark(),
  ],
  [
    "benchmarks.deleteMany",
    (c) => c.benchmarks.deleteMany(["b1", "b2"]),
    "/benchmarks/bulk",
    { action: "delete", jobIds: ["b1", "b2"] },
  ],
  ["account.settings", (c) => c.account.settings(), "/settings", undefined, settings],
  [
    "account.updateSettings",
    (c) => c.account.updateSettings({ general: { industry: "retail" } }),
    "/settings",
    { general: { industry: "retail" } },
    { success: true, settings },
  ],
  [
    "account.get",
    (c) => c.account.get(),
    "/account",
    undefined,
    { id: "acct_1", plan: { name: "free" } },
  ],
  ["account.usage", (c) => c.account.usage(), "/usage", undefined, {}],
  ["webhooks.list", (c) => c.webhooks.list(), "/webhooks", undefined, { data: [webhook] }],
  [
    "webhooks.create",
    (c) => c.webhooks.create({ url: webhook.url, events: webhook.events, description: "d" }),
    "/webhooks",
    { url: webhook.url, events: webhook.events, description: "d" },
    webhook,
  ],
  ["webhooks.delete", (c) => c.webhooks.delete("wh_1"), "/webhooks/wh_1", undefined],
];
