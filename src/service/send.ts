/** One call from first attempt to answer: try, decide, wait, try again. */
import type * as z from "zod";
import { refusalOf, ServiceError } from "../errors.ts";
import { type AnswerBody, decode, observeTimes, observeWriteAnswer, readBody } from "./answer.ts";
import { type Observer, shapeOf } from "./assumptions.ts";
import { type AttemptOptions, createAttempt } from "./attempt.ts";
import { pathSegment, type Query } from "./base-url.ts";
import { failureIn, idIn, nounsOf, unwrapped } from "./envelope.ts";
import { decodeFailure, observeRefusal } from "./error-decode.ts";
import { badRequest, type CallSite, callError, protocolError, retryNote } from "./error-words.ts";
import { type HttpMethod, TransportFailure, type TransportResponse } from "./http.ts";
import { type LeaveOut, type ListedPage, readPage, withLimit } from "./lists.ts";
import { decideRetry, mayBeDone, type RepeatSafety } from "./retry.ts";
import { isRecord } from "./shapes.ts";

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

/** `doing` completes "could not …". */
export interface Sender {
  /** What the answer says. */
  read<T>(answer: z.ZodType<T>, endpoint: Endpoint, doing: string, parts?: CallParts): Promise<T>;
  /** One page of a list; a `limit` of the query that is refused is made smaller. */
  list<T>(
    entry: z.ZodType<T>,
    endpoint: Endpoint,
    doing: string,
    parts?: CallParts,
  ): Promise<ListedPage<T>>;
  /**
   * For a write that answers with what it wrote. Where it answers with less, `readBack` gives the whole by its id, or
   * without one where the answer says no more than success: nothing, or a failure of that, leaves open what became of
   * the write.
   */
  write<T>(
    answer: z.ZodType<T>,
    endpoint: Endpoint,
    doing: string,
    parts: CallParts,
    readBack: (id: string | undefined) => Promise<T | undefined>,
  ): Promise<T>;
  /** For calls whose success may come with any body or none. */
  carryOut(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  /** As `carryOut`; what an earlier attempt may have deleted is not missed by a later one. */
  remove(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  requestCount(): number;
  readonly observer: Observer;
}

export interface SenderOptions extends AttemptOptions {
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

export function createSender(options: SenderOptions): Sender {
  const { base, clock, clean, limiter, observer } = options;
  /** The limit that a list accepts, by its path, once one was refused. */
  const limits = new Map<string, number | undefined>();
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
    let doubt = false;
    for (let attempts = 1; ; attempts++) {
      const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
      const outcome = await attemptOnce({ at, query, body, signal, deadlineMs, doubt });
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
        // It came whole as far as the network knows: what is wrong with it is told by whoever reads it.
        if (answer !== undefined) return answer;
        const outOfTime = decision.giveUp === "deadline";
        if ("kind" in failure) observeRefusal(at, failure, observer);
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

  const carryOut: Sender["carryOut"] = async (...asked) => {
    const { body, unusable } = await call(...asked);
    // A page for people comes with a 200 where a proxy or a login stands in between.
    if (body.type === "page") throw unusable(body.words);
  };

  const callForJson = async (...asked: Parameters<typeof call>) => {
    const { at, body, unusable } = await call(...asked);
    if (body.type !== "json") throw unusable(body.words);
    return { at, value: body.value, nouns: nounsOf(asked[0].split(" ")[1] ?? "") };
  };

  return {
    async read(answer, ...asked) {
      const { at, value, nouns } = await callForJson(...asked);
      return decode(answer, unwrapped(value, nouns, observer), at);
    },
    list: (entry, endpoint, doing, parts = {}) => {
      const { limit } = parts.query ?? {};
      const ask = async (accepted: number | undefined) => {
        const asked = { ...parts, query: { ...parts.query, limit: accepted } };
        const { at, value } = await callForJson(endpoint, doing, asked);
        return readPage(entry, value, at, observer, parts.leaveOut);
      };
      return withLimit(
        limit === undefined ? undefined : Number(limit),
        endpoint,
        limits,
        ask,
        observer,
      );
    },
    async write(answer, endpoint, doing, parts, readBack) {
      const { at, body, unusable } = await call(endpoint, doing, parts);
      if (body.type === "page") throw unusable(body.words);
      const given = body.type === "json" ? body.value : undefined;
      const path = endpoint.split(" ")[1] ?? "";
      const value = unwrapped(given, nounsOf(path), observer);
      const { success, data } = answer.safeParse(value);
      const id = parts.id ?? idIn(given, path) ?? idIn(value, path);
      // assumptions write-answer, conversation-answer, run-answer
      observeWriteAnswer(path, given, success, observer);
      if (success) return data;
      if (id !== undefined || (isRecord(given) && given.success === true)) {
        try {
          const whole = await readBack(id);
          if (whole !== undefined) return whole;
        } catch (error) {
          // What could not be read back leaves open what became of the write: that is what is told.
          refusalOf(error);
        }
      }
      if (body.type !== "json") throw unusable(body.words);
      return decode(answer, value, at);
    },
    carryOut,
    remove: (...asked) =>
      carryOut(...asked).catch((error: unknown) => {
        const isGone = error instanceof ServiceError && error.kind === "not-found";
        if (!isGone || !error.ambiguous) throw error;
      }),
    requestCount: () => requests,
    observer,
  };
}

/** A GET whose JSON was cut or is none is asked again: it may have been cut on its way. */
function brokenBody(at: CallSite, body: AnswerBody): TransportFailure | undefined {
  if (at.method !== "GET" || body.type !== "other" || body.cut !== true) return undefined;
  return new TransportFailure(body.words, { reason: "cut-body", sent: true });
}
