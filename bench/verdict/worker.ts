/** One thread of the bench: simulates the cells it is sent. */
import { parentPort } from "node:worker_threads";
import type { Cell } from "./cells.ts";
import { type CellResult, simulateCell } from "./simulate.ts";

export interface Task {
  readonly index: number;
  readonly cell: Cell;
  readonly trials: number;
  readonly seed: string;
}

export interface Answer {
  readonly index: number;
  readonly result: CellResult;
}

parentPort?.on("message", ({ index, cell, trials, seed }: Task) => {
  const answer: Answer = { index, result: simulateCell(cell, trials, seed) };
  parentPort?.postMessage(answer);
});
