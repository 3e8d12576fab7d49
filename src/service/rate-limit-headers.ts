/**
 * What rate-limit headers say, whatever their unit. The page that names them was not readable
 * (https://docs.converra.ai/api/authentication.html), so the usual names are accepted and anything malformed is absent.
 */

export interface RateLimitFacts {
  /** Requests a minute. */
  readonly limit?: number;
  readonly remaining?: number;
  /** Milliseconds since the epoch; may lie in the past. */
  readonly resetAtMs?: number;
  readonly retryAfterMs?: number;
}

const MAX_LIMIT = 100_000;
const DAY_S = 86_400;
const EPOCH_S = 1e8;
const EPOCH_MS = 1e11;

export function readRateLimit(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): RateLimitFacts {
  const named = (name: string) => headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
  return {
    limit: readLimit(named("limit")),
    remaining: readCount(named("remaining")),
    resetAtMs: readReset(named("reset"), nowMs),
    retryAfterMs: readRetryAfter(headers["retry-after"], nowMs),
  };
}

/** The draft standard allows a list of policies after the number: `60, 60;w=60`. */
function readLimit(text: string | undefined): number | undefined {
  const limit = readCount(text?.split(/[,;]/)[0]);
  return limit !== undefined && limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

function readCount(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The size of the number tells its unit: no delta is longer than a day, no epoch is earlier than 1973. */
function readReset(text: string | undefined, nowMs: number): number | undefined {
  const value = readNumber(text);
  if (value === undefined) return readDate(text, nowMs);
  if (value >= EPOCH_MS) return value < EPOCH_MS * 1000 ? value : undefined;
  if (value >= EPOCH_S) return value * 1000;
  return value <= DAY_S ? nowMs + value * 1000 : undefined;
}

function readRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  const seconds = readNumber(text);
  if (seconds !== undefined) return seconds <= DAY_S ? Math.ceil(seconds * 1000) : undefined;
  const date = readDate(text, nowMs);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}

function readNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d{1,16}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** ISO 8601 or an HTTP date (RFC 9110, 5.6.7); at most a day ahead, like a delta. */
function readDate(text: string | undefined, nowMs: number): number | undefined {
  const trimmed = text?.trim() ?? "";
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
  const http = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
  if (!iso.test(trimmed) && !http.test(trimmed)) return undefined;
  const at = Date.parse(trimmed);
  return Number.isFinite(at) && at - nowMs <= DAY_S * 1000 ? at : undefined;
}
