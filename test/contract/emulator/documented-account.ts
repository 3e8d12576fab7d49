/** As documented-examples.ts, for settings, account, usage and webhooks. */
import type { DocumentedExample } from "./documented-examples.ts";

const WEBHOOK = { id: "string", url: "string", events: ["string"], status: "active" } as const;

const SETTINGS = {
  general: {
    name: "string",
    industry: "string",
    preferredLLM: "string",
    objectives: "string",
    kpis: "string",
    insightRequirements: "string",
    excludedDataAndTopics: "string",
  },
  optimization: {
    optimizationStrategy: "exploratory|validation",
    variantsPerGeneration: "number",
    deploymentMode: "manual|semi-automatic",
    maxIterations: "number",
    simulation: {
      personaCount: "number",
      scenariosPerSimulation: "number",
      maxTurns: "number",
      confidenceMode: "string",
    },
  },
} as const;

export const DOCUMENTED_ACCOUNT: readonly DocumentedExample[] = [
  {
    source: "https://docs.converra.ai/api/settings.html",
    naming: "older",
    request: "GET /settings",
    status: 200,
    answer: SETTINGS,
  },
  {
    source: "https://docs.converra.ai/api/settings.html",
    naming: "older",
    request: "PATCH /settings",
    body: { optimization: { simulation: { personaCount: 7 } } },
    status: 200,
    answer: { success: "boolean", settings: SETTINGS },
  },
  {
    source: "https://docs.converra.ai/api/account.html",
    naming: "older",
    request: "GET /account",
    status: 200,
    answer: {
      id: "string",
      name: "string",
      email: "string",
      plan: {
        name: "free",
        limits: {
          prompts: "number",
          optimizationsPerMonth: "number",
          conversationsPerMonth: "number",
        },
      },
      createdAt: "time",
    },
  },
  {
    source: "https://docs.converra.ai/api/account.html",
    naming: "older",
    request: "GET /usage",
    status: 200,
    answer: {
      period: { start: "time", end: "time" },
      prompts: { used: "number", limit: "number" },
      optimizations: { used: "number", limit: "number", running: "number" },
      conversations: { used: "number", limit: "number" },
      tokens: { used: "number", limit: "null" },
    },
  },
  {
    source: "https://docs.converra.ai/api/webhooks.html",
    naming: "older",
    request: "POST /webhooks",
    body: { url: "https://a.example/hook", events: ["optimization.completed"] },
    status: 201,
    answer: { ...WEBHOOK, secret: "string", createdAt: "time" },
  },
  {
    source: "https://docs.converra.ai/api/webhooks.html",
    naming: "older",
    request: "GET /webhooks",
    status: 200,
    answer: { data: [{ ...WEBHOOK, "description?": "string", createdAt: "time" }] },
  },
  {
    source: "https://docs.converra.ai/api/webhooks.html",
    naming: "older",
    request: "DELETE /webhooks/wh_1",
    status: 200,
    answer: { success: "boolean", message: "string" },
  },
];
