/** What the account has used, and the limits that follow from it. */
import type { RouteContext } from "./context.ts";
import { limitExceeded, Refusal } from "./refusal.ts";
import { optimizationPhase } from "./run-state.ts";

/** Documented: https://converra.ai/docs/api */
const SLOTS = 10;

/** The calendar month of the clock in UTC; that the period is a calendar month is a guess. */
export function periodOf(now: number): { readonly start: number; readonly end: number } {
  const date = new Date(now);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return { start, end: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) };
}

export interface UsageFigures {
  /** Archived agents do not count; that is a guess. */
  readonly agents: number;
  /** Stopped and failed runs count; that is a guess. */
  readonly optimizations: number;
  /** Queued or running now. */
  readonly running: number;
  readonly conversations: number;
  /** Four characters of logged transcripts to a token. Invented. */
  readonly tokens: number;
}

export function usageOf({ store, clock }: RouteContext): UsageFigures {
  const now = clock.now();
  const { start } = periodOf(now);
  const runs = [...store.optimizations.values()];
  const logged = [...store.conversations.values()].filter((entry) => entry.createdAt >= start);
  return {
    agents: [...store.agents.values()].filter((agent) => agent.status !== "archived").length,
    optimizations: runs.filter((run) => run.createdAt >= start).length,
    running: runs.filter((run) => {
      const phase = optimizationPhase(run, now);
      return phase === "queued" || phase === "running";
    }).length,
    conversations: logged.length,
    tokens: logged.reduce((sum, entry) => sum + Math.ceil(entry.content.length / 4), 0),
  };
}

export function requireRoomForAgent(context: RouteContext): void {
  const { agents: limit, name } = context.plan;
  if (limit !== null && usageOf(context).agents >= limit) {
    throw limitExceeded(`the ${name} plan allows ${limit} agents`);
  }
}

export function requireRoomForConversation(context: RouteContext): void {
  const { conversationsPerMonth: limit, name } = context.plan;
  if (limit !== null && usageOf(context).conversations >= limit) {
    throw limitExceeded(`the ${name} plan allows ${limit} conversations a month`);
  }
}

export function requireRoomForOptimization(context: RouteContext): void {
  const { optimizationsPerMonth: limit, name } = context.plan;
  const usage = usageOf(context);
  if (limit !== null && usage.optimizations >= limit) {
    throw limitExceeded(`the ${name} plan allows ${limit} optimizations a month`);
  }
  if (usage.running >= SLOTS) {
    // Status and code are guesses; only the limit is documented.
    throw new Refusal(
      429,
      "CONCURRENCY_LIMIT",
      `at most ${SLOTS} optimizations may run at once; wait for one to end or stop one`,
    );
  }
}
