/** Whether a failed attempt is repeated, and when. Pure. */
import type { ServiceErrorKind } from "../errors.ts";
import type { FailureReason } from "./http.ts";
import { readRateLimit } from "./rate-limit-headers.ts";

/**
 * `always`: carrying the call out twice does no more than once. `when-refused`: a second time would cost or create
 * something, so it is repeated only where the failure proves that the first was not accepted.
 */
export type RepeatSafety = "always" | "when-refused";

/** A refusal, or no usable answer. */
export type AttemptFailure =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** What the body says it is: a quota or the ten slots can come as a 429 too. */
      readonly kind: ServiceErrorKind;
    }
  | { readonly reason: FailureReason; readonly sent: boolean };

export interface RetryQuestion {
  readonly repeat: RepeatSafety;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly failure: AttemptFailure;
  readonly nowMs: number;
  readonly timeLeftMs: number;
  /** 0-1. */
  readonly random: number;
}

/** `final`: repeating cannot help. `ambiguous`: it may have been accepted. `attempts`, `deadline`: used up. */
type GiveUp = "final" | "ambiguous" | "attempts" | "deadline";

export type RetryDecision =
  | { readonly waitMs: number }
  | { readonly giveUp: GiveUp; readonly waitMs?: number };

const MAX_ATTEMPTS = 6;
/** Without a header the waits must outlast a whole rate-limit minute. */
const MAX_ATTEMPTS_RATE_LIMITED = 12;
const BASE_MS = 500;
const CAP_MS = 30_000;
/** A reset in whole seconds may lie up to one second after the time it names. */
const AFTER_RESET_MS = 1_000;

export function decideRetry(question: RetryQuestion): RetryDecision {
  const { failure, attempt, timeLeftMs } = question;
  if (!isTransient(failure)) return { giveUp: mayBeDone(failure) ? "ambiguous" : "final" };
  if (question.repeat === "when-refused" && mayBeDone(failure)) return { giveUp: "ambiguous" };
  const limited = "status" in failure && failure.status === 429;
  const waitMs = serverWait(failure, question.nowMs) ?? backoff(attempt, question.random);
  if (attempt >= (limited ? MAX_ATTEMPTS_RATE_LIMITED : MAX_ATTEMPTS)) {
    return { giveUp: "attempts", waitMs };
  }
  return waitMs > timeLeftMs ? { giveUp: "deadline", waitMs } : { waitMs };
}

/** True where the service may have carried the request out although it gave no usable answer. */
export function mayBeDone(failure: AttemptFailure): boolean {
  if (!("status" in failure)) return failure.sent;
  return failure.status === 408 || failure.status >= 500;
}

function isTransient(failure: AttemptFailure): boolean {
  if (!("status" in failure)) return !["tls", "too-large"].includes(failure.reason);
  if (failure.status === 429) return failure.kind === "rate-limit";
  return failure.status === 408 || (failure.status >= 500 && ![501, 505].includes(failure.status));
}

/** The service's own time, without jitter. A reset header is on every answer, so it only speaks for a 429. */
function serverWait(failure: AttemptFailure, nowMs: number): number | undefined {
  if (!("status" in failure)) return undefined;
  const facts = readRateLimit(failure.headers, nowMs);
  if (facts.retryAfterMs !== undefined) return facts.retryAfterMs;
  if (failure.status !== 429 || facts.resetAtMs === undefined) return undefined;
  return Math.max(0, facts.resetAtMs - nowMs) + AFTER_RESET_MS;
}

function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}
