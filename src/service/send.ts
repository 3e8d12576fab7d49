/** One call from first attempt to answer: try, decide, wait, try again. */
import type * as z from "zod";
import { ServiceError } from "../errors.ts";
import { decode, readBody } from "./answer.ts";
import { type AttemptOptions, createAttempt } from "./attempt.ts";
import { pathSegment, type Query } from "./base-url.ts";
import { badRequest, type CallSite, callError, protocolError, retryNote } from "./error-words.ts";
import type { HttpMethod, TransportResponse } from "./http.ts";
import { decideRetry, mayBeDone, type RepeatSafety } from "./retry.ts";

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** As the API index has it (https://converra.ai/docs/api); `:id` stands for one path segment. */
export type Endpoint = `${HttpMethod} /${string}`;

export interface CallParts extends CallOptions {
  /** Takes the place of `:id`. */
  readonly id?: string;
  readonly query?: Query;
  readonly body?: unknown;
  /**
   * Without it a POST is repeated when refused, since it may make or cost something a second time, and all else always:
   * a PATCH states values, and what is deleted stays deleted.
   */
  readonly repeat?: RepeatSafety;
}

/** `doing` completes "could not …". */
export interface Sender {
  /** What the answer says. */
  read<T>(answer: z.ZodType<T>, endpoint: Endpoint, doing: string, parts?: CallParts): Promise<T>;
  /** For calls whose success may come with any body or none. */
  carryOut(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  /** As `carryOut`; what an earlier attempt may have deleted is not missed by a later one. */
  remove(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  requestCount(): number;
}

export interface SenderOptions extends AttemptOptions {
  /** 0-1, at each call. */
  readonly random: () => number;
  /** Aborts every call and every wait. */
  readonly signal?: AbortSignal;
  /** When waiting stops making sense, milliseconds since the epoch; asked at every attempt. Ten minutes a call without it. */
  readonly deadline?: () => number;
  /** A line for the log each time a call is tried again. */
  readonly onRetry?: (note: string) => void;
}

const DEFAULT_PATIENCE_MS = 600_000;

export function createSender(options: SenderOptions): Sender {
  const { base, clock, clean, limiter } = options;
  let requests = 0;
  const attemptOnce = createAttempt({
    ...options,
    transport: (request) => {
      requests += 1;
      return options.transport(request);
    },
  });

  const run = async (at: CallSite, parts: CallParts): Promise<TransportResponse> => {
    const startedMs = clock.now();
    const signals = [options.signal, parts.signal].filter((signal) => signal !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const { query, body, repeat = at.method === "POST" ? "when-refused" : "always" } = parts;
    let doubt = false;
    for (let attempts = 1; ; attempts++) {
      const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
      const outcome = await attemptOnce({ at, query, body, signal, deadlineMs, doubt });
      const { failure } = outcome;
      if (failure === undefined) return outcome.response;
      const nowMs = clock.now();
      doubt ||= at.method !== "GET" && mayBeDone(failure);
      const decision = decideRetry({
        repeat,
        attempt: attempts,
        failure,
        nowMs,
        timeLeftMs: deadlineMs - nowMs,
        random: options.random(),
      });
      const { waitMs } = decision;
      if ("kind" in failure && failure.kind === "rate-limit") {
        limiter.pauseUntil(nowMs + (waitMs ?? 0));
      }
      if ("giveUp" in decision) {
        const outOfTime = decision.giveUp === "deadline";
        throw callError(at, base.host, failure, { attempts, ambiguous: doubt, waitMs, outOfTime });
      }
      options.onRetry?.(retryNote(at, failure, decision.waitMs, attempts));
      await clock.sleep(decision.waitMs, signal);
    }
  };

  const siteOf = (endpoint: Endpoint, id: string | undefined, doing: string): CallSite => {
    const [method, path] = endpoint.split(" ") as [HttpMethod, string];
    const at = { method, path, doing: clean(doing) };
    if (id === undefined) return at;
    const segment = pathSegment(id);
    if (segment === undefined) throw badRequest(at, `"${id}" is not an id`);
    return { ...at, path: path.replace(":id", () => segment) };
  };

  const call = async (endpoint: Endpoint, doing: string, parts: CallParts = {}) => {
    const at = siteOf(endpoint, parts.id, doing);
    const response = await run(at, parts);
    const body = readBody(response);
    const unusable = (words: string) =>
      protocolError(at, response.status, `${clean(words)} came back`);
    return { at, body, unusable };
  };

  const carryOut: Sender["carryOut"] = async (...asked) => {
    const { body, unusable } = await call(...asked);
    // A page for people comes with a 200 where a proxy or a login stands in between.
    if (body.type === "page") throw unusable(body.words);
  };

  return {
    async read(answer, ...asked) {
      const { at, body, unusable } = await call(...asked);
      if (body.type !== "json") throw unusable(body.words);
      return decode(answer, body.value, at);
    },
    carryOut,
    remove: (...asked) =>
      carryOut(...asked).catch((error: unknown) => {
        const isGone = error instanceof ServiceError && error.kind === "not-found";
        if (!isGone || !error.ambiguous) throw error;
      }),
    requestCount: () => requests,
  };
}
