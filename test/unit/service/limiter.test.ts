import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLimiter, type Limiter } from "../../../src/service/limiter.ts";
import type { RateLimitFacts } from "../../../src/service/rate-limit-headers.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtual-clock.ts";

const MINUTE = 60_000;

async function send(
  clock: VirtualClock,
  limiter: Limiter,
  facts: RateLimitFacts = {},
  latencyMs = 0,
): Promise<number> {
  const slot = await limiter.acquire({ deadlineMs: Number.POSITIVE_INFINITY });
  if (!slot.granted) throw new Error("refused without a deadline");
  const at = clock.now();
  if (latencyMs > 0) await clock.sleep(latencyMs);
  slot.settle(facts);
  return at;
}

/** The most times that fall into any half-open minute. */
function busiestMinute(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (let last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= MINUTE) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("1,000 calls at once", () => {
  it.each([
    [60, 0],
    [60, 200],
    [60, 5_000],
    [300, 0],
    [300, 700],
  ])(
    "stay within %i in any sliding minute, at %i ms an answer, and use 95 percent of it",
    async (limit, latencyMs) => {
      const clock = createVirtualClock();
      const limiter = createLimiter(clock);
      limiter.setLimit(limit);
      const start = clock.now();
      const calls = Array.from({ length: 1_000 }, () => send(clock, limiter, {}, latencyMs));
      const times = await clock.run(Promise.all(calls));
      expect(busiestMinute(times)).toBe(limit);
      // The least time 1,000 calls can take: the first batch is free, each further one costs a minute.
      const least = (Math.ceil(1_000 / limit) - 1) * MINUTE;
      expect(least / (Math.max(...times) - start)).toBeGreaterThanOrEqual(0.95);
    },
  );

  it("go out in the order in which they came", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const order: number[] = [];
    const calls = Array.from({ length: 200 }, (_, index) =>
      send(clock, limiter).then(() => order.push(index)),
    );
    await clock.run(Promise.all(calls));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("count from their arrival: an answer that came late holds its place for a minute from then", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const calls = Array.from({ length: 61 }, () => send(clock, limiter, {}, 1_500));
    const times = await clock.run(Promise.all(calls));
    expect((times[60] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(MINUTE + 1_500);
  });
});

describe("what the service says", () => {
  it("sets the limit by header, over the plan's", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    limiter.setLimit(300);
    await send(clock, limiter, { limit: 5 });
    const times = await clock.run(
      Promise.all(Array.from({ length: 20 }, () => send(clock, limiter))),
    );
    expect(busiestMinute(times)).toBe(5);
  });

  it("pauses until the reset when nothing remains", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const reset = clock.now() + 20_000;
    await send(clock, limiter, { remaining: 0, resetAtMs: reset });
    expect(await clock.run(send(clock, limiter))).toBeGreaterThanOrEqual(reset);
  });

  it("is believed when others use the same key: no more go out than remain", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const reset = clock.now() + 30_000;
    await send(clock, limiter, { limit: 60, remaining: 3, resetAtMs: reset });
    const times = await clock.run(
      Promise.all(Array.from({ length: 10 }, () => send(clock, limiter))),
    );
    expect(times.filter((at) => at < reset)).toHaveLength(3);
  });

  it("is believed without a reset too, for a minute", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const start = clock.now();
    await send(clock, limiter, { limit: 60, remaining: 3 });
    const times = await clock.run(
      Promise.all(Array.from({ length: 10 }, () => send(clock, limiter))),
    );
    expect(times.filter((at) => at < start + MINUTE)).toHaveLength(3);
  });

  it("counts requests under way as not yet taken off what remains", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const reset = clock.now() + 30_000;
    const slots = await Promise.all([1, 2, 3].map(() => limiter.acquire({ deadlineMs: Infinity })));
    const first = slots[0];
    if (first?.granted) first.settle({ remaining: 4, resetAtMs: reset });
    const times = await clock.run(
      Promise.all(Array.from({ length: 6 }, () => send(clock, limiter))),
    );
    expect(times.filter((at) => at < reset)).toHaveLength(2);
  });

  it("never stops it for longer than a minute by a reset that cannot be", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const start = clock.now();
    await send(clock, limiter, { remaining: 0, resetAtMs: start + 86_400_000 });
    expect(await clock.run(send(clock, limiter))).toBeLessThanOrEqual(start + MINUTE + 1_000);
  });
});

describe("a wait", () => {
  it("that would pass the deadline is refused at once, with its length", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    limiter.setLimit(1);
    await send(clock, limiter);
    const now = clock.now();
    const answer = await limiter.acquire({ deadlineMs: now + 30_000 });
    expect(answer).toEqual({ granted: false, waitMs: 60_100 });
    expect(clock.now()).toBe(now);
  });

  it("behind others is refused when they alone take it past the deadline", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    limiter.setLimit(2);
    const bounds = { deadlineMs: clock.now() + 100_000 };
    const asked = Array.from({ length: 6 }, () => limiter.acquire(bounds));
    const late = await Promise.all(asked.slice(4));
    expect(late.map((slot) => slot.granted)).toEqual([false, false]);
    const early = await clock.run(Promise.all(asked.slice(0, 4)));
    expect(early.every((slot) => slot.granted)).toBe(true);
  });

  it("ends with the signal's reason, and leaves nothing asleep", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    limiter.setLimit(1);
    await send(clock, limiter);
    const controller = new AbortController();
    const waiting = limiter.acquire({ deadlineMs: Infinity, signal: controller.signal });
    controller.abort(new Error("cancelled"));
    await expect(waiting).rejects.toThrow("cancelled");
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
  });

  it("grows for everyone when the service says to come back later", async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const until = clock.now() + 40_000;
    limiter.pauseUntil(until);
    expect(await clock.run(send(clock, limiter))).toBe(until);
  });
});

const facts = fc.record({
  limit: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
  remaining: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  reset: fc.option(fc.integer({ min: -60_000, max: 180_000 }), { nil: undefined }),
  latencyMs: fc.integer({ min: 0, max: 1_500 }),
  pauseMs: fc.integer({ min: 0, max: 20_000 }),
});

describe("whatever the headers say", () => {
  it("no sliding minute holds more than the limit known at its end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 150 }), async (answers) => {
        const clock = createVirtualClock();
        const limiter = createLimiter(clock);
        const sent: { at: number; limit: number }[] = [];
        let limit = 60;
        const one = async (answer: (typeof answers)[number]) => {
          const slot = await limiter.acquire({ deadlineMs: Infinity });
          if (!slot.granted) throw new Error("refused without a deadline");
          sent.push({ at: clock.now(), limit });
          await clock.sleep(answer.latencyMs);
          limit = answer.limit ?? limit;
          const { reset } = answer;
          const resetAtMs = reset === undefined ? undefined : clock.now() + reset;
          slot.settle({ limit: answer.limit, remaining: answer.remaining, resetAtMs });
        };
        const calls: Promise<void>[] = [];
        for (const answer of answers) {
          calls.push(one(answer));
          await clock.advance(answer.pauseMs);
        }
        await clock.run(Promise.all(calls));
        for (const [index, { at, limit: known }] of sent.entries()) {
          const inMinute = sent.slice(0, index + 1).filter((other) => at - other.at < MINUTE);
          expect(inMinute.length).toBeLessThanOrEqual(known);
        }
      }),
      { numRuns: 60 },
    );
  });
});
