/** What scheduled runs may start, so that nights live on what pull requests leave. Pure. */
import { DAY_MS } from "../clock.ts";
import type { Usage } from "../service/endpoints/account.ts";

export interface NightLimits {
  /** Optimizations that are always left. */
  readonly keep: number;
  /** Share 0-1 of the period's optimizations that nights may use at any time. */
  readonly share: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface NightAllowance {
  /** Runs that tonight may start. */
  readonly runs: number;
  /** Optimizations that are kept for pull requests until the period ends. */
  readonly reserved: number;
}

/**
 * What is reserved for pull requests shrinks evenly over the period, so that nights take what those did not use. Undefined
 * where the plan has no limit.
 */
export function nightAllowance(
  usage: Usage | undefined,
  { keep, share, now }: NightLimits,
): NightAllowance | undefined {
  const { limit, used = 0 } = usage?.optimizations ?? {};
  if (limit === undefined) return undefined;
  const { start, end } = periodOf(usage, now);
  const nights = Math.max(1, Math.round((end - start) / DAY_MS));
  const ahead = Math.min(nights, Math.max(1, Math.ceil((end - now) / DAY_MS)));
  const spendable = Math.max(0, limit - keep);
  const reserved = Math.ceil((1 - share) * spendable * (ahead / nights));
  const free = Math.max(0, limit - used - keep - reserved);
  return { runs: share === 0 ? 0 : Math.ceil(free / ahead), reserved };
}

/** Epoch milliseconds; the calendar month where the service names no period. */
export function periodOf(usage: Usage | undefined, now: number): { start: number; end: number } {
  const [start, end] = [usage?.periodStart, usage?.periodEnd].map((time) => Date.parse(time ?? ""));
  if (start !== undefined && end !== undefined && start <= now && now < end) return { start, end };
  const today = new Date(now);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
}
