/** The queue before the rate window: first come, first served, on the injected clock. */
import type { Clock } from "../clock.ts";
import type { RateLimitFacts } from "./rate-limit-headers.ts";
import { RateWindow } from "./rate-window.ts";

/** Leave to send one request. `settle` is called once it was answered or has failed. */
interface Slot {
  readonly granted: true;
  settle(facts: RateLimitFacts): void;
}

/** The wait would pass the deadline; `waitMs` is how long it would be. */
interface NoRoom {
  readonly granted: false;
  readonly waitMs: number;
}

export interface Limiter {
  /** Waits for its turn. Refuses at once, and as soon as it is known, a wait that would pass the deadline. */
  acquire(bounds: { deadlineMs: number; signal?: AbortSignal }): Promise<Slot | NoRoom>;
  /** The plan's rate; what the service's headers say goes before it. */
  setLimit(perMinute: number): void;
  /** Nobody sends before this time: the service said so. */
  pauseUntil(atMs: number): void;
}

interface Waiter {
  readonly deadlineMs: number;
  grant(slot: Slot | NoRoom): void;
  fail(reason: unknown): void;
}

export function createLimiter(clock: Clock): Limiter {
  const window = new RateWindow();
  const queue: Waiter[] = [];
  let pumping = false;
  let nap: AbortController | undefined;

  // A reason of its own: without one, each call makes an exception with its stack.
  const wake = () => nap?.abort("woken");

  const send = (): Slot => {
    const entry = window.enter(clock.now());
    return {
      granted: true,
      settle(facts) {
        window.settle(entry, facts, clock.now());
        wake();
      },
    };
  };

  const refuseLate = () => {
    const now = clock.now();
    // Waits grow along the queue, so when the last in line is in time for the earliest deadline all are.
    const earliest = queue.reduce((least, waiter) => Math.min(least, waiter.deadlineMs), Infinity);
    if (window.nextAt(now, queue.length - 1) <= earliest) return;
    let ahead = 0;
    for (const waiter of [...queue]) {
      const at = window.nextAt(now, ahead);
      if (at > waiter.deadlineMs) {
        queue.splice(queue.indexOf(waiter), 1);
        waiter.grant({ granted: false, waitMs: at - now });
      } else {
        ahead += 1;
      }
    }
  };

  const pump = async () => {
    while (queue.length > 0) {
      const now = clock.now();
      const at = window.nextAt(now);
      if (at <= now) {
        queue.shift()?.grant(send());
        continue;
      }
      refuseLate();
      if (queue.length === 0) break;
      const controller = new AbortController();
      nap = controller;
      try {
        await clock.sleep(at - now, controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      } finally {
        nap = undefined;
      }
    }
  };

  const start = () => {
    if (pumping) {
      wake();
      return;
    }
    pumping = true;
    pump()
      .catch((error: unknown) => {
        for (const waiter of queue.splice(0)) waiter.fail(error);
      })
      .finally(() => {
        pumping = false;
        if (queue.length > 0) start();
      });
  };

  return {
    acquire: ({ deadlineMs, signal }) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const onAbort = () => {
          const at = queue.indexOf(waiter);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
          wake();
        };
        const waiter: Waiter = {
          deadlineMs,
          grant: (slot) => {
            signal?.removeEventListener("abort", onAbort);
            resolve(slot);
          },
          fail: reject,
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        queue.push(waiter);
        start();
      }),
    setLimit(perMinute) {
      window.setPlanLimit(perMinute);
      wake();
    },
    pauseUntil(atMs) {
      window.pauseUntil(atMs, clock.now());
      wake();
    },
  };
}
