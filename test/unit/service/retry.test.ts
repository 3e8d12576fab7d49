import { describe, expect, it } from "vitest";
import type { ServiceErrorKind } from "../../../src/errors.ts";
import type { FailureReason } from "../../../src/service/http.ts";
import {
  type AttemptFailure,
  decideRetry,
  type RetryQuestion,
} from "../../../src/service/retry.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

function answer(
  status: number,
  headers: Record<string, string> = {},
  kind: ServiceErrorKind = status === 429 ? "rate-limit" : "server",
): AttemptFailure {
  return { status, headers, kind };
}

function noAnswer(reason: FailureReason, sent: boolean): AttemptFailure {
  return { reason, sent };
}

function decide(question: Partial<RetryQuestion> & Pick<RetryQuestion, "failure">) {
  return decideRetry({
    repeat: "always",
    attempt: 1,
    nowMs: NOW,
    timeLeftMs: 600_000,
    random: 1,
    ...question,
  });
}

const again = { waitMs: expect.any(Number) };

describe("a call that may be repeated", () => {
  it.each([408, 429, 500, 502, 503, 504])("is repeated after a %i", (status) => {
    expect(decide({ failure: answer(status) })).toEqual(again);
  });

  it.each([
    [400, "validation"],
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not-found"],
    [409, "conflict"],
    [422, "validation"],
    [501, "server"],
  ] as const)("is not repeated after a %i", (status, kind) => {
    expect(decide({ failure: answer(status, {}, kind) })).toMatchObject({
      giveUp: status === 501 ? "ambiguous" : "final",
    });
  });

  it.each(["quota", "slots"] as const)("is not repeated after a 429 that means %s", (kind) => {
    expect(decide({ failure: answer(429, {}, kind) })).toEqual({ giveUp: "final" });
  });

  it.each([
    ["refused", false],
    ["dns", false],
    ["connect-timeout", false],
    ["timeout", true],
    ["reset", true],
    ["cut-body", true],
    ["proxy", false],
  ] as const)("is repeated after the network fault %s", (reason, sent) => {
    expect(decide({ failure: noAnswer(reason, sent) })).toEqual(again);
  });

  it("is not repeated where the same fault would come again", () => {
    expect(decide({ failure: noAnswer("tls", false) })).toEqual({ giveUp: "final" });
    expect(decide({ failure: noAnswer("too-large", true) })).toEqual({ giveUp: "ambiguous" });
  });
});

describe("a call that must not be carried out twice", () => {
  it.each([
    ["a 429", answer(429)],
    ["a refused connection", noAnswer("refused", false)],
    ["an unknown name", noAnswer("dns", false)],
    ["a connection that never stood", noAnswer("connect-timeout", false)],
  ])("is repeated after %s, which proves that it was not accepted", (_name, failure) => {
    expect(decide({ repeat: "when-refused", failure })).toEqual(again);
  });

  it.each([
    ["a 408", answer(408)],
    ["a 500", answer(500)],
    ["a 502", answer(502)],
    ["a 503 with Retry-After", answer(503, { "retry-after": "1" })],
    ["a 504", answer(504)],
    ["a time-out after sending", noAnswer("timeout", true)],
    ["a reset connection", noAnswer("reset", true)],
    ["a cut answer", noAnswer("cut-body", true)],
  ])("is left in doubt after %s", (_name, failure) => {
    expect(decide({ repeat: "when-refused", failure })).toEqual({ giveUp: "ambiguous" });
  });
});

describe("the wait", () => {
  it("is what Retry-After says in seconds, without jitter", () => {
    const failure = answer(503, { "retry-after": "7" });
    expect(decide({ failure, random: 0 })).toEqual({ waitMs: 7_000 });
  });

  it("is what Retry-After says as a date", () => {
    const failure = answer(429, { "retry-after": "Sun, 22 Nov 2026 12:00:09 GMT" });
    expect(decide({ failure })).toEqual({ waitMs: 9_000 });
  });

  it("is the reset time and a second when a 429 has no Retry-After", () => {
    const failure = answer(429, { "x-ratelimit-reset": String(NOW / 1000 + 20) });
    expect(decide({ failure, random: 0 })).toEqual({ waitMs: 21_000 });
  });

  it("prefers Retry-After to the reset time", () => {
    const failure = answer(429, { "retry-after": "3", "x-ratelimit-reset": "50" });
    expect(decide({ failure })).toEqual({ waitMs: 3_000 });
  });

  it("does not take the reset time of a server fault for a wait", () => {
    const failure = answer(502, { "x-ratelimit-reset": "50" });
    expect(decide({ failure })).toEqual({ waitMs: 500 });
  });

  it("doubles up to a cap, and jitter takes at most half of it", () => {
    const waits = (random: number) =>
      [1, 2, 3, 4, 5].map((attempt) => decide({ failure: answer(500), attempt, random }));
    expect(waits(1)).toEqual([500, 1000, 2000, 4000, 8000].map((waitMs) => ({ waitMs })));
    expect(waits(0)).toEqual([250, 500, 1000, 2000, 4000].map((waitMs) => ({ waitMs })));
    expect(decide({ failure: answer(429), attempt: 11 })).toEqual({ waitMs: 30_000 });
  });

  it("falls back to the doubling one when the header is malformed", () => {
    const failure = answer(503, { "retry-after": "soon" });
    expect(decide({ failure })).toEqual({ waitMs: 500 });
  });

  it("that passes the deadline gives up at once", () => {
    const failure = answer(429, { "retry-after": "30" });
    expect(decide({ failure, timeLeftMs: 29_999 })).toEqual({ giveUp: "deadline", waitMs: 30_000 });
    expect(decide({ failure, timeLeftMs: 30_000 })).toEqual({ waitMs: 30_000 });
  });
});

describe("the number of attempts", () => {
  it("is six for a fault", () => {
    expect(decide({ failure: answer(500), attempt: 5 })).toEqual(again);
    expect(decide({ failure: answer(500), attempt: 6 })).toMatchObject({ giveUp: "attempts" });
  });

  it("lets the waits without a header outlast a rate-limit minute", () => {
    let waited = 0;
    for (let attempt = 1; ; attempt++) {
      const decision = decide({ failure: answer(429), attempt, random: 0 });
      if ("giveUp" in decision) break;
      waited += decision.waitMs;
    }
    expect(waited).toBeGreaterThan(60_000);
  });
});
