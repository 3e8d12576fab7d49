/** One call from first attempt to answer: try, decide, wait, try again. */
import { describeBody, readBody } from "./answer.ts";
import { type Attempt, type AttemptOptions, createAttempt } from "./attempt.ts";
import { pathSegment, type Query } from "./base-url.ts";
import type { CallSite } from "./call-site.ts";
import { type Decoder, rootOf } from "./decode.ts";
import type { Endpoint } from "./endpoints.ts";
import {
  badRequest,
  type Circumstances,
  failureError,
  protocolError,
  refusalError,
  retryNote,
} from "./error-words.ts";
import type { TransportResponse } from "./http.ts";
import { decideRetry, mayBeDone, type RepeatSafety } from "./retry.ts";

export interface Call {
  readonly endpoint: Endpoint;
  /** Takes the place of `:id`. */
  readonly id?: string;
  /** Completes "could not …". */
  readonly doing: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** Overrides the endpoint's, for a call that carries an idempotency key. */
  readonly repeat?: RepeatSafety;
  readonly signal?: AbortSignal;
}

export interface Sender {
  /** The decoded answer. */
  read<T>(call: Call, decode: Decoder<T>): Promise<T>;
  /** For calls whose success may come with any body or none. */
  carryOut(call: Call): Promise<void>;
  requestCount(): number;
}

export interface SenderOptions extends AttemptOptions {
  /** 0-1, at each call. */
  readonly random: () => number;
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch, asked at every attempt. */
  readonly deadline?: () => number;
  readonly onRetry?: (note: string) => void;
}

/** The longest a call may take, waits included, where the caller sets no deadline. */
const DEFAULT_PATIENCE_MS = 600_000;

export function createSender(options: SenderOptions): Sender {
  const { base, clock, clean, limiter } = options;
  let requests = 0;
  const attemptOnce = createAttempt(options, () => {
    requests += 1;
  });

  const run = async (at: CallSite, call: Call): Promise<TransportResponse> => {
    const startedMs = clock.now();
    const signal = bothSignals(options.signal, call.signal);
    const { query, body } = call;
    let doubt = false;
    for (let attempts = 1; ; attempts++) {
      const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
      const outcome = await attemptOnce({ at, query, body, signal, deadlineMs, doubt });
      if (outcome.type === "success") return outcome.response;
      const nowMs = clock.now();
      doubt ||= at.method !== "GET" && mayBeDone(outcome.failure);
      const decision = decideRetry({
        repeat: call.repeat ?? call.endpoint.repeat,
        attempt: attempts,
        failure: outcome.failure,
        nowMs,
        timeLeftMs: deadlineMs - nowMs,
        random: options.random(),
      });
      const waitMs = "giveUp" in decision ? decision.waitMs : decision.retryAfterMs;
      if (outcome.type === "refused" && outcome.refusal.kind === "rate-limit") {
        limiter.pauseUntil(nowMs + (waitMs ?? 0));
      }
      if ("giveUp" in decision) {
        const outOfTime = decision.giveUp === "deadline";
        throw errorOf(at, outcome, { attempts, ambiguous: doubt, waitMs, outOfTime });
      }
      options.onRetry?.(retryNote(at, outcome, decision.retryAfterMs, attempts));
      await clock.sleep(decision.retryAfterMs, signal);
    }
  };

  const errorOf = (
    at: CallSite,
    outcome: Exclude<Attempt, { type: "success" }>,
    how: Circumstances,
  ) =>
    outcome.type === "refused"
      ? refusalError(at, outcome.refusal, how)
      : failureError(at, base.host, outcome.cause, how);

  const siteOf = (call: Call): CallSite => {
    const { method, path } = call.endpoint;
    const at = { method, path, doing: clean(call.doing) };
    if (call.id === undefined) return at;
    const segment = pathSegment(call.id);
    if (segment === undefined) throw badRequest(at, `"${call.id}" is not an id`);
    return { ...at, path: path.replace(":id", () => segment) };
  };

  return {
    async read(call, decode) {
      const at = siteOf(call);
      const response = await run(at, call);
      const body = readBody(response);
      if (body.type !== "json") {
        throw protocolError(at, response.status, `${clean(describeBody(body))} came back`);
      }
      return decode(body.value, rootOf(at));
    },
    async carryOut(call) {
      const at = siteOf(call);
      const response = await run(at, call);
      const body = readBody(response);
      // A page for people comes with a 200 where a proxy or a login stands in between.
      if (body.type === "html") {
        throw protocolError(at, response.status, `${clean(describeBody(body))} came back`);
      }
    },
    requestCount: () => requests,
  };
}

function bothSignals(
  a: AbortSignal | undefined,
  b: AbortSignal | undefined,
): AbortSignal | undefined {
  return a && b && a !== b ? AbortSignal.any([a, b]) : (a ?? b);
}
