/** Requests a minute by plan: https://converra.ai/docs/api. The window slides; names and units of headers are guesses. */
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import type { Dialect, EmulatorClock } from "../options.ts";
import { Refusal } from "../refusal.ts";

const WINDOW_MS = 60_000;

export interface RateLimit {
  readonly middleware: MiddlewareHandler<AppEnv>;
  reset(): void;
}

export function createRateLimit(
  perMinute: number,
  clock: EmulatorClock,
  dialect: Dialect,
): RateLimit {
  let accepted: number[] = [];
  return {
    reset() {
      accepted = [];
    },
    middleware: async (c, next) => {
      const now = clock.now();
      accepted = accepted.filter((at) => at > now - WINDOW_MS);
      const refused = accepted.length >= perMinute;
      if (!refused) accepted.push(now);
      const freeAt = (accepted[0] ?? now) + WINDOW_MS;
      const headers = limitHeaders(perMinute, perMinute - accepted.length, freeAt, now, dialect);
      if (refused) {
        const wait = Math.max(1, Math.ceil((freeAt - now) / 1000));
        throw new Refusal(
          429,
          "RATE_LIMIT_EXCEEDED",
          `more than ${perMinute} requests in a minute; try again in ${wait} s`,
          dialect.rateLimitHeaders === "absent" ? {} : { ...headers, "Retry-After": `${wait}` },
        );
      }
      // Before the answer is made: each that is set on a made one makes it anew.
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
      await next();
    },
  };
}

/** Reset is when the oldest request of the window stops counting. */
function limitHeaders(
  limit: number,
  remaining: number,
  freeAt: number,
  now: number,
  dialect: Dialect,
): Record<string, string> {
  const resets = {
    seconds: () => `${Math.max(0, Math.ceil((freeAt - now) / 1000))}`,
    epoch: () => `${Math.ceil(freeAt / 1000)}`,
    "epoch-ms": () => `${freeAt}`,
    iso: () => new Date(freeAt).toISOString(),
  };
  if (dialect.rateLimitHeaders === "absent") return {};
  return {
    "X-RateLimit-Limit": `${limit}`,
    "X-RateLimit-Remaining": `${remaining}`,
    "X-RateLimit-Reset": resets[dialect.rateLimitHeaders](),
  };
}
