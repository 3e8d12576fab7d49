/** One attempt at a call: wait for a place, send, follow redirects by hand so that the key cannot leave the host. */
import type { Clock } from "../clock.ts";
import { type Query, redirectTarget, urlOf } from "./base-url.ts";
import type { CallSite } from "./call-site.ts";
import { decodeRefusal, type Refusal } from "./error-decode.ts";
import { paceError, protocolError } from "./error-words.ts";
import { type Transport, TransportFailure, type TransportResponse } from "./http.ts";
import type { Limiter } from "./limiter.ts";
import { readRateLimit } from "./rate-limit-headers.ts";
import type { AttemptFailure } from "./retry.ts";
import type { Cleaner } from "./service-text.ts";

export interface AttemptOptions {
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly clean: Cleaner;
}

export interface AttemptInput {
  readonly at: CallSite;
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly deadlineMs: number;
  /** An earlier attempt may have been carried out. */
  readonly doubt: boolean;
}

export type Attempt =
  | { readonly type: "success"; readonly response: TransportResponse }
  | { readonly type: "refused"; readonly refusal: Refusal; readonly failure: AttemptFailure }
  | { readonly type: "failed"; readonly cause: TransportFailure; readonly failure: AttemptFailure };

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 3;

/** `count` is called for every request that goes out. */
export function createAttempt(
  options: AttemptOptions,
  count: () => void,
): (input: AttemptInput) => Promise<Attempt> {
  const sendOnce = async (input: AttemptInput, url: string): Promise<TransportResponse> => {
    const { at, body, signal, deadlineMs } = input;
    const slot = await options.limiter.acquire({ deadlineMs, signal });
    if (!slot.granted) throw paceError(at, slot.waitMs, input.doubt);
    count();
    let facts = {};
    try {
      const json: Readonly<Record<string, string>> =
        body === undefined ? {} : { "content-type": "application/json" };
      const response = await options.transport({
        method: at.method,
        url,
        headers: { ...options.headers, ...json },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
      });
      facts = readRateLimit(response.headers, options.clock.now());
      return response;
    } finally {
      slot.settle(facts);
    }
  };

  return async (input) => {
    const { at } = input;
    let url = urlOf(options.base, at.path, input.query);
    for (let hops = 0; ; hops++) {
      let response: TransportResponse;
      try {
        response = await sendOnce(input, url);
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        const { reason, sent } = error;
        return { type: "failed", cause: error, failure: { type: "no-answer", reason, sent } };
      }
      const { status, headers } = response;
      if (status >= 200 && status < 300) return { type: "success", response };
      if (!REDIRECTS.includes(status)) {
        const refusal = decodeRefusal(at, response, options.clean);
        const failure = { type: "answer", status, headers, kind: refusal.kind } as const;
        return { type: "refused", refusal, failure };
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
}
