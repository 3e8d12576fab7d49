import { stat } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../src/clock.ts";

export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`, waking every sleeper on the way at its own moment. */
  advance(ms: number): Promise<void>;
  /** Advances from sleeper to sleeper until nobody sleeps. */
  runUntilIdle(): Promise<void>;
  /**
   * Advances from sleeper to sleeper until the promise settles, and hands on its result. Several may be under way at
   * once. Besides the clock the work may wait for files, while which time stands still, and for nothing else.
   */
  run<T>(promise: Promise<T>): Promise<T>;
  /**
   * Advances until it holds, asked after every sleeper. What follows the `await` at once happens at that moment.
   * Rejects when nothing is left that could make it hold; `what` completes "It never came to this".
   */
  until(holds: () => boolean, what: string): Promise<void>;
  /** How many are asleep. */
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  wake(): void;
}

/** Somebody for whom the clock has to go on. */
interface Waiting {
  readonly holds?: () => boolean;
  readonly stuck: string;
  end(error?: Error): void;
}

/** Real milliseconds to wait for work that is not asleep, such as a module that is loaded, before calling it stuck. */
const STUCK_MS = 60_000;
/** Real milliseconds between looks at such work: turning without a pause takes the processor from what it waits for. */
const PAUSE_MS = 1;

/** A clock that stands still until it is told to move. Starts at 2026-11-22T00:00:00Z unless told otherwise. */
export function createVirtualClock(startMs: number = Date.UTC(2026, 10, 22)): VirtualClock {
  const sleeping = new Set<Sleeper>();
  const waiting = new Set<Waiting>();
  let driving = false;
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
  /** One loop for all who wait: two would wake the second sleeper before the first has done anything. */
  const drive = async (): Promise<void> => {
    if (driving) return;
    driving = true;
    await turn();
    let busyAt = performance.now();
    while (waiting.size > 0) {
      const holding = [...waiting].find(({ holds }) => holds?.());
      const sleeper = holding === undefined ? next() : undefined;
      const now = performance.now();
      if (holding !== undefined || sleeper !== undefined) busyAt = now;
      holding?.end();
      if (now - busyAt > STUCK_MS) for (const one of waiting) one.end(new Error(one.stuck));
      if (sleeper !== undefined) await wake(sleeper);
      else if (holding !== undefined || now - busyAt < PAUSE_MS) await turn();
      else {
        await pause(PAUSE_MS);
        await turn();
      }
    }
    driving = false;
  };
  /** Keeps the clock going until `start` says that it is over, or it holds. */
  const wait = (
    stuck: string,
    { holds, start }: { holds?: () => boolean; start?: (over: () => void) => void },
  ) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => {
        waiting.delete(one);
        if (error === undefined) resolve();
        else reject(error);
      };
      const one: Waiting = { stuck, holds, end };
      waiting.add(one);
      start?.(() => end());
      void drive();
    });

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
      await wait("virtual clock: nobody sleeps and nothing settles", {
        start: (over) => void promise.then(over, over),
      });
      return promise;
    },
    until: (holds, what) => wait(`It never came to this: ${what}`, { holds }),
  };
}

/** One turn of the event loop, and more while files are read or written: every promise that can settle has settled. */
async function turn(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!process.getActiveResourcesInfo().some(isFileWork)) return;
    await fileWork();
  }
}

function isFileWork(resource: string): boolean {
  return resource.startsWith("FSReq") || resource === "CloseReq";
}

let looking: Promise<unknown> | undefined;

/**
 * A look at a file of ours takes its turn behind theirs, and the processor rests until then. One for all clocks: each
 * would take another's for work.
 */
function fileWork(): Promise<unknown> {
  looking ??= stat("/").finally(() => {
    looking = undefined;
  });
  return looking;
}
