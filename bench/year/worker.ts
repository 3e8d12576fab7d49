/** One thread of the bench: simulates the years it is sent. */
import { parentPort } from "node:worker_threads";
import { simulateBenchmarkYear } from "./benchmark.ts";
import { simulateYear, type YearResult } from "./simulate.ts";
import type { Situation } from "./situations.ts";

export interface Task {
  readonly situation: Situation;
  readonly from: number;
  readonly to: number;
  readonly seed: string;
}

export type Answer = readonly YearResult[];

parentPort?.on("message", ({ situation, from, to, seed }: Task) => {
  const simulate = situation.benchmark === undefined ? simulateYear : simulateBenchmarkYear;
  const answer: Answer = Array.from({ length: to - from }, (_, at) =>
    simulate(situation, from + at, seed),
  );
  parentPort?.postMessage(answer);
});
