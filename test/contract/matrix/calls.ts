/**
 * One call of every client method for the fault matrix, with what it may do when its answer is lost. These are the rules
 * of the matrix, written down on their own: they are not read from the client.
 */
import type { Snapshot } from "../../../sandbox/converra/store.ts";
import type { Converra } from "../../../src/service/converra.ts";
import type { ENDPOINTS } from "../../../src/service/endpoints.ts";
import type { Route } from "../../support/contract-faults.ts";

export interface MatrixCall {
  readonly endpoint: keyof typeof ENDPOINTS;
  readonly variation?: string;
  readonly route: Route;
  readonly call: (client: Converra) => Promise<unknown>;
  /** A second request does no more than the first. */
  readonly repeatable: boolean;
  /** The method gives nothing of the answer's body. */
  readonly needsNoBody: boolean;
  /** What it makes, counted in the emulator's store. */
  readonly makes?: keyof Snapshot &
    ("agents" | "conversations" | "optimizations" | "benchmarks" | "webhooks");
  /** What comes of an answer whose members have wrong types, where all of them are optional: what is known, nothing. */
  readonly fromWrongTypes?: unknown;
}

const MODELS = ["gpt-4o", "gpt-4o-mini"];

function get(
  endpoint: MatrixCall["endpoint"],
  path: string,
  call: MatrixCall["call"],
  fromWrongTypes?: unknown,
): MatrixCall {
  const route = { method: "GET", path } as const;
  return { endpoint, route, call, repeatable: true, needsNoBody: false, fromWrongTypes };
}

function change(
  endpoint: MatrixCall["endpoint"],
  request: `${"POST" | "PATCH" | "DELETE"} /${string}`,
  call: MatrixCall["call"],
  rules: Partial<MatrixCall> = {},
): MatrixCall {
  const [method, path] = request.split(" ") as [Route["method"], string];
  const given = { repeatable: false, needsNoBody: false, ...rules };
  return { endpoint, route: { method, path }, call, ...given };
}

const DONE = { needsNoBody: true } as const;
const AGAIN = { repeatable: true } as const;

const READS: readonly MatrixCall[] = [
  get("agents.list", "/agents", (c) => c.agents.list({ limit: 10 })),
  get("agents.get", "/agents/:id", (c) => c.agents.get("agent_1")),
  get("agents.insights", "/agents/:id/insights", (c) => c.agents.insights("agent_1"), {
    agentId: "agent_1",
    period: "",
    metrics: {},
    topics: [],
    issues: [],
    recommendations: [],
    extra: { sentiment: 12 },
  }),
  get("agents.stepFailures", "/agents/:id/step-failures", (c) => c.agents.stepFailures("agent_1"), {
    agentId: "agent_1",
    failures: [],
    extra: { period: 12, failures: 12 },
  }),
  get("optimizations.list", "/optimizations", (c) => c.optimizations.list({ agentId: "agent_1" })),
  get("optimizations.get", "/optimizations/:id", (c) => c.optimizations.get("opt_1")),
  get("optimizations.variants", "/optimizations/:id/variants", (c) =>
    c.optimizations.variants("opt_1"),
  ),
  get("conversations.list", "/conversations", (c) => c.conversations.list({ agentId: "agent_1" })),
  get("conversations.get", "/conversations/:id", (c) => c.conversations.get("conv_1")),
  get(
    "conversations.insights",
    "/conversations/:id/insights",
    (c) => c.conversations.insights("conv_1"),
    { conversationId: "conv_1", topics: [] },
  ),
  get("benchmarks.list", "/benchmarks", (c) => c.benchmarks.list({ agentId: "agent_1" })),
  get("benchmarks.get", "/benchmarks/:id", (c) => c.benchmarks.get("bench_1")),
  get("account.get", "/account", (c) => c.account.get()),
  get("account.usage", "/usage", (c) => c.account.usage()),
  get("account.settings", "/settings", (c) => c.account.settings()),
  get("webhooks.list", "/webhooks", (c) => c.webhooks.list()),
];

const CHANGES: readonly MatrixCall[] = [
  change(
    "agents.create",
    "POST /agents",
    (c) => c.agents.create({ name: "B", content: "Be kind.", model: "gpt-4o" }),
    { makes: "agents" },
  ),
  change(
    "agents.update",
    "PATCH /agents/:id",
    (c) => c.agents.update("agent_1", { name: "C" }),
    AGAIN,
  ),
  change(
    "agents.regenerateInsights",
    "POST /agents/:id/insights/regenerate",
    (c) => c.agents.regenerateInsights("agent_1", { force: true }),
    DONE,
  ),
  change(
    "optimizations.create",
    "POST /optimizations",
    (c) => c.optimizations.create({ agentId: "agent_1", mode: "exploratory", variantCount: 1 }),
    { makes: "optimizations" },
  ),
  change(
    "optimizations.apply",
    "POST /optimizations/:id/apply",
    (c) => c.optimizations.apply("opt_1", { variantId: "var_2" }),
    DONE,
  ),
  change(
    "optimizations.stop",
    "POST /optimizations/:id/stop",
    (c) => c.optimizations.stop("opt_2", { reason: "enough" }),
    { ...DONE, ...AGAIN },
  ),
  change(
    "conversations.create",
    "POST /conversations",
    (c) => c.conversations.create({ agentId: "agent_1", content: "User: hi" }),
    { variation: "without a key", makes: "conversations" },
  ),
  change(
    "conversations.create",
    "POST /conversations",
    (c) =>
      c.conversations.create({ agentId: "agent_1", content: "User: hi", idempotencyKey: "k1" }),
    { variation: "with an idempotency key", makes: "conversations", ...AGAIN },
  ),
  change(
    "conversations.regenerateInsights",
    "POST /conversations/:id/insights/regenerate",
    (c) => c.conversations.regenerateInsights("conv_1"),
    DONE,
  ),
  change(
    "benchmarks.create",
    "POST /benchmarks",
    (c) => c.benchmarks.create({ agentId: "agent_1", models: MODELS }),
    { makes: "benchmarks" },
  ),
  change(
    "benchmarks.deleteMany",
    "POST /benchmarks/bulk",
    (c) => c.benchmarks.deleteMany(["bench_1"]),
    { ...DONE, ...AGAIN },
  ),
  change(
    "account.updateSettings",
    "PATCH /settings",
    (c) => c.account.updateSettings({ general: { kpis: "speed" } }),
    AGAIN,
  ),
  change(
    "webhooks.create",
    "POST /webhooks",
    (c) => c.webhooks.create({ url: "https://a.example", events: ["insights.generated"] }),
    { makes: "webhooks" },
  ),
  change("webhooks.delete", "DELETE /webhooks/:id", (c) => c.webhooks.delete("wh_1"), {
    ...DONE,
    ...AGAIN,
  }),
];

export const MATRIX_CALLS: readonly MatrixCall[] = [...READS, ...CHANGES];
