/** What a route works with, and the type of the hono app that carries it. */
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { OptimizationEntity } from "./entities.ts";
import type { Dialect, EmulatorClock, PlanLimits, ScriptedOutcome, Storage } from "./options.ts";
import type { SimulatedResult } from "./simulate-optimization.ts";
import type { Store } from "./store.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/** Without a socket, as with `app.request`, there are no bindings. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { dropped?: boolean };
}

export type EmulatorApp = Hono<AppEnv>;

export interface RouteContext {
  readonly store: Store;
  readonly clock: EmulatorClock;
  readonly dialect: Dialect;
  readonly plan: PlanLimits;
  readonly timeScale: number;
  readonly seed: string;
  /** Points added to the model's true scores for runs that start after this was set. */
  shiftOf(model: string): number;
  readonly draftShift: number;
  readonly storage: Storage;
  outcomeOf(agent: { id: string; name: string }, run: string): ScriptedOutcome | undefined;
  /** The result of a completed run, computed once. */
  resultOf(run: OptimizationEntity): SimulatedResult;
  emit(event: WebhookEvent, data: Record<string, unknown>): void;
}

/** The member by which the dialect names an agent: https://converra.ai/docs/api/objects and its older twin. */
export function agentIdName(dialect: Dialect): "agentId" | "promptId" {
  return dialect.naming === "older" ? "promptId" : "agentId";
}

/** The agent's id in a body or query: only the dialect's own name counts, as for any parameter unknown to a service. */
export function agentIdIn(
  dialect: Dialect,
  given: { readonly agentId?: string; readonly promptId?: string },
): string | undefined {
  return given[agentIdName(dialect)];
}

/** `{ agentId }` or `{ promptId }`. */
export function agentIdMember(dialect: Dialect, id: string): Record<string, string> {
  return { [agentIdName(dialect)]: id };
}
