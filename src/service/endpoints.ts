/** Every endpoint of the API index (https://converra.ai/docs/api), with whether it may be repeated. */
import type { HttpMethod } from "./http.ts";
import type { RepeatSafety } from "./retry.ts";

export interface Endpoint {
  readonly method: HttpMethod;
  /** `:id` stands for one path segment. */
  readonly path: string;
  readonly repeat: RepeatSafety;
}

/** The key is the method of the client that calls it. */
export const ENDPOINTS = {
  "agents.list": { method: "GET", path: "/agents", repeat: "always" },
  // A second POST would make a second agent.
  "agents.create": { method: "POST", path: "/agents", repeat: "when-refused" },
  "agents.get": { method: "GET", path: "/agents/:id", repeat: "always" },
  // States values, so a second one changes nothing.
  "agents.update": { method: "PATCH", path: "/agents/:id", repeat: "always" },
  "agents.insights": { method: "GET", path: "/agents/:id/insights", repeat: "always" },
  // A second batch is paid in tokens again.
  "agents.regenerateInsights": {
    method: "POST",
    path: "/agents/:id/insights/regenerate",
    repeat: "when-refused",
  },
  "agents.stepFailures": { method: "GET", path: "/agents/:id/step-failures", repeat: "always" },
  "optimizations.list": { method: "GET", path: "/optimizations", repeat: "always" },
  // Paid: a second run counts against the month's quota.
  "optimizations.create": { method: "POST", path: "/optimizations", repeat: "when-refused" },
  "optimizations.get": { method: "GET", path: "/optimizations/:id", repeat: "always" },
  "optimizations.variants": {
    method: "GET",
    path: "/optimizations/:id/variants",
    repeat: "always",
  },
  // Replaces a live prompt: a late second one could undo what a person did in between.
  "optimizations.apply": {
    method: "POST",
    path: "/optimizations/:id/apply",
    repeat: "when-refused",
  },
  // A run that was stopped twice is stopped; the second answer is a 409.
  "optimizations.stop": { method: "POST", path: "/optimizations/:id/stop", repeat: "always" },
  "conversations.list": { method: "GET", path: "/conversations", repeat: "always" },
  // Becomes `always` where the call carries an idempotency key.
  "conversations.create": { method: "POST", path: "/conversations", repeat: "when-refused" },
  "conversations.get": { method: "GET", path: "/conversations/:id", repeat: "always" },
  "conversations.insights": {
    method: "GET",
    path: "/conversations/:id/insights",
    repeat: "always",
  },
  "conversations.regenerateInsights": {
    method: "POST",
    path: "/conversations/:id/insights/regenerate",
    repeat: "when-refused",
  },
  "benchmarks.list": { method: "GET", path: "/benchmarks", repeat: "always" },
  // Paid.
  "benchmarks.create": { method: "POST", path: "/benchmarks", repeat: "when-refused" },
  "benchmarks.get": { method: "GET", path: "/benchmarks/:id", repeat: "always" },
  // Names what to delete: what is gone stays gone.
  "benchmarks.deleteMany": { method: "POST", path: "/benchmarks/bulk", repeat: "always" },
  "account.settings": { method: "GET", path: "/settings", repeat: "always" },
  "account.updateSettings": { method: "PATCH", path: "/settings", repeat: "always" },
  "account.get": { method: "GET", path: "/account", repeat: "always" },
  "account.usage": { method: "GET", path: "/usage", repeat: "always" },
  "webhooks.list": { method: "GET", path: "/webhooks", repeat: "always" },
  // A second POST would make a second webhook, with a secret that nobody saw.
  "webhooks.create": { method: "POST", path: "/webhooks", repeat: "when-refused" },
  "webhooks.delete": { method: "DELETE", path: "/webhooks/:id", repeat: "always" },
} as const satisfies Record<string, Endpoint>;
