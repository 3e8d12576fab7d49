import type { Clock } from "../../src/clock.ts";

export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`, waking every sleeper on the way at its own moment. */
  advance(ms: number): Promise<void>;
  /** Advances from sleeper to sleeper until nobody sleeps. */
  runUntilIdle(): Promise<void>;
  /** Advances from sleeper to sleeper until the promise settles, and hands on its result. In-memory work only. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** How many are asleep. */
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  wake(): void;
}

/** Turns of the event loop to wait for work that is not asleep before calling it stuck. */
const IDLE_TURNS = 2_000;

/** A clock that stands still until it is told to move. Starts at 2026-11-22T00:00:00Z unless told otherwise. */
export function createVirtualClock(startMs: number = Date.UTC(2026, 10, 22)): VirtualClock {
  const sleeping = new Set<Sleeper>();
  let nowMs = startMs;
  let order = 0;

  const next = (): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleeping) {
      if (
        !first ||
        sleeper.at < first.at ||
        (sleeper.at === first.at && sleeper.order < first.order)
      ) {
        first = sleeper;
      }
    }
    return first;
  };
  const wake = async (sleeper: Sleeper): Promise<void> => {
    nowMs = Math.max(nowMs, sleeper.at);
    sleeper.wake();
    await turn();
  };

  return {
    now: () => nowMs,
    sleepers: () => sleeping.size,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const onAbort = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: nowMs + Math.max(0, ms),
          order: order++,
          wake: () => {
            sleeping.delete(sleeper);
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener("abort", onAbort, { once: true });
      }),
    async advance(ms) {
      const end = nowMs + ms;
      await turn();
      for (let sleeper = next(); sleeper && sleeper.at <= end; sleeper = next())
        await wake(sleeper);
      nowMs = end;
    },
    async runUntilIdle() {
      await turn();
      for (let sleeper = next(); sleeper; sleeper = next()) await wake(sleeper);
    },
    async run(promise) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      promise.then(mark, mark);
      let idle = 0;
      await turn();
      while (!settled) {
        const sleeper = next();
        if (sleeper) {
          idle = 0;
          await wake(sleeper);
        } else {
          idle += 1;
          if (idle > IDLE_TURNS)
            throw new Error("virtual clock: nobody sleeps and nothing settles");
          await turn();
        }
      }
      return promise;
    },
  };
}

/** One turn of the event loop: every promise that can settle has settled. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
