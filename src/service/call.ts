/** One call from first attempt to answer: try, decide, wait, try again. */

import type { ServiceError } from "../errors.ts";
import { observeTimes } from "./answer.ts";
import { shapeOf } from "./assumptions.ts";
import { type AttemptOptions, createAttempt } from "./attempt.ts";
import { pathSegment, type Query } from "./base-url.ts";
import { type AnswerBody, failureIn, readBody } from "./envelope.ts";
import { decodeFailure, observeRefusal } from "./error-decode.ts";
import { badRequest, callError, protocolError, retryNote } from "./error-words.ts";
import {
  type CallSite,
  type HttpMethod,
  TransportFailure,
  type TransportResponse,
} from "./http.ts";
import type { LeaveOut } from "./lists.ts";
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
  /** Of a list. */
  readonly leaveOut?: LeaveOut;
}

export interface CallerOptions extends AttemptOptions {
  /** 0-1, at each call. */
  readonly random: () => number;
  /** Called once, after the first answer that is no refusal. */
  readonly afterFirst?: () => Promise<void>;
  /** Aborts every call and every wait. */
  readonly signal?: AbortSignal;
  /** When waiting stops making sense, milliseconds since the epoch; asked at every attempt. Ten minutes a call without it. */
  readonly deadline?: () => number;
  /** A line for the log each time a call is tried again. */
  readonly onRetry?: (note: string) => void;
}

interface Answer {
  readonly response: TransportResponse;
  readonly body: AnswerBody;
}

const DEFAULT_PATIENCE_MS = 600_000;

/** A whole answer, and the error of an answer that says less than was asked for. */
export interface Called {
  readonly at: CallSite;
  readonly body: AnswerBody;
  readonly unusable: (words: string) => ServiceError;
}

export interface Caller {
  /** `doing` completes "could not …". Throws a ServiceError where the answer is a refusal or says that it failed. */
  call(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<Called>;
  requestCount(): number;
}

export function createCaller(options: CallerOptions): Caller {
  const { base, clock, clean, limiter, observer } = options;
  let requests = 0;
  let answered = false;
  const attemptOnce = createAttempt({
    ...options,
    transport: (request) => {
      requests += 1;
      return options.transport(request);
    },
  });

  const run = async (at: CallSite, parts: CallParts): Promise<Answer> => {
    const startedMs = clock.now();
    const signals = [options.signal, parts.signal].filter((signal) => signal !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const { query, body, repeat = at.method === "POST" ? "when-refused" : "always" } = parts;
    let ambiguous = false;
    for (let attempts = 1; ; attempts++) {
      const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
      const outcome = await attemptOnce({ at, query, body, signal, deadlineMs, ambiguous });
      const { response } = outcome;
      const answer = response && { response, body: readBody(response) };
      const failure = outcome.failure ?? (answer && brokenBody(at, answer.body));
      if (failure === undefined) {
        if (!answered) {
          answered = true;
          await options.afterFirst?.();
        }
        return answer as Answer;
      }
      const nowMs = clock.now();
      ambiguous ||= at.method !== "GET" && mayBeDone(failure);
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
        // It came whole as far as the network knows: what is wrong with it is told by whoever reads it.
        if (answer !== undefined) return answer;
        const outOfTime = decision.giveUp === "deadline";
        if ("kind" in failure) observeRefusal(at, failure, observer);
        throw callError(at, base.host, failure, { attempts, ambiguous, waitMs, outOfTime });
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

  const call: Caller["call"] = async (endpoint, doing, parts = {}) => {
    const at = siteOf(endpoint, parts.id, doing);
    const { response, body } = await run(at, parts);
    const said = body.type === "json" ? failureIn(body.value) : undefined;
    if (body.type === "json") {
      observeTimes(body.value, observer);
      // assumption success-status
      observer.check("success-status", said === undefined, () => shapeOf(body.value));
    }
    if (said !== undefined) {
      const failure = decodeFailure(at, response, said, clean);
      observeRefusal(at, failure, observer);
      const how = { attempts: 1, ambiguous: false, outOfTime: false };
      throw callError(at, base.host, failure, how);
    }
    const unusable = (words: string) =>
      protocolError(at, response.status, `${clean(words)} came back`);
    return { at, body, unusable };
  };

  return { call, requestCount: () => requests };
}

/** A GET whose JSON was cut or is none is asked again: it may have been cut on its way. */
function brokenBody(at: CallSite, body: AnswerBody): TransportFailure | undefined {
  if (at.method !== "GET" || body.type !== "other" || body.cut !== true) return undefined;
  return new TransportFailure(body.words, { reason: "cut-body", sent: true });
}
