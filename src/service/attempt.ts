/** One attempt at a call: wait for a place, send, follow redirects by hand so that the key cannot leave the host. */
import type { Clock } from "../clock.ts";
import { type Observer, shapeOf } from "./assumptions.ts";
import { type Query, redirectTarget, urlOf } from "./base-url.ts";
import { readBody } from "./envelope.ts";
import { type Cleaner, decodeRefusal, type Refusal } from "./error-decode.ts";
import { paceError, protocolError } from "./error-words.ts";
import { type CallSite, type Transport, TransportFailure, type TransportResponse } from "./http.ts";
import type { Limiter } from "./limiter.ts";
import { type RateLimitFacts, readRateLimit } from "./rate-limit-headers.ts";
import { isName, isRecord } from "./shapes.ts";

export interface AttemptOptions {
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly clean: Cleaner;
  readonly observer: Observer;
}

export interface AttemptInput {
  readonly at: CallSite;
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly deadlineMs: number;
  /** An earlier attempt may have been carried out. */
  readonly ambiguous: boolean;
}

/** An answer with a status of success, or what came instead of one. */
export type Attempt =
  | { readonly response: TransportResponse; readonly failure?: undefined }
  | { readonly response?: undefined; readonly failure: Refusal | TransportFailure };

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 3;

export function createAttempt(options: AttemptOptions): (input: AttemptInput) => Promise<Attempt> {
  const sendOnce = async (input: AttemptInput, url: string): Promise<TransportResponse> => {
    const { at, body, signal, deadlineMs } = input;
    const slot = await options.limiter.acquire({ deadlineMs, signal });
    if (!slot.granted) throw paceError(at, slot.waitMs, input.ambiguous);
    let facts: RateLimitFacts = {};
    try {
      const response = await options.transport({
        method: at.method,
        url,
        headers: {
          ...options.headers,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        timeLeftMs: deadlineMs - options.clock.now(),
      });
      facts = readRateLimit(response.headers, options.clock.now());
      const { limit, remaining } = facts;
      if (response.status >= 200 && response.status < 300) {
        const hasOne = limit !== undefined || remaining !== undefined;
        options.observer.check("rate-headers", hasOne, () => "no rate-limit header in an answer");
      }
      return response;
    } finally {
      slot.settle(facts);
    }
  };

  const follow = async (input: AttemptInput): Promise<Attempt> => {
    const { at } = input;
    let url = urlOf(options.base, at.path, input.query);
    for (let hops = 0; ; hops++) {
      const response = await sendOnce(input, url);
      const { status, headers } = response;
      if (status >= 200 && status < 300) return { response };
      if (!REDIRECTS.includes(status)) {
        observeRefusal(response, options.observer);
        return { failure: decodeRefusal(at, response, options.clean) };
      }
      const target = redirectTarget(url, headers.location);
      if (typeof target === "string") throw protocolError(at, status, options.clean(target));
      if (at.method !== "GET") {
        throw protocolError(at, status, "a redirect came back, and only reading follows one");
      }
      if (hops >= MAX_REDIRECTS) throw protocolError(at, status, "it redirects in circles");
      url = target.href;
    }
  };

  return (input) =>
    follow(input).catch((error: unknown) => {
      if (error instanceof TransportFailure) return { failure: error };
      throw error;
    });
}

/** assumption error-envelope; a page of a proxy in between says nothing of the service. */
function observeRefusal(response: TransportResponse, observer: Observer): void {
  const body = readBody(response);
  if (body.type !== "json") return;
  const { error } = isRecord(body.value) ? body.value : {};
  const isUsual = isRecord(error) && isName(error.message);
  observer.check("error-envelope", isUsual, () => shapeOf(body.value));
}
