/** One thread of the bench: simulates the years it is sent. */
import { parentPort } from "node:worker_threads";
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
  const answer: Answer = Array.from({ length: to - from }, (_, at) =>
    simulateYear(situation, from + at, seed),
  );
  parentPort?.postMessage(answer);
});
