/** Spreads cells over processes; the order of the results is that of the cells, whatever finished first. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Cell } from "./cells.ts";
import type { CellResult } from "./simulate.ts";
import type { Answer, Task } from "./worker.ts";

export async function simulateAll(
  cells: readonly Cell[],
  options: { trials: number; seed: string; processes: number; onDone: (done: number) => void },
): Promise<CellResult[]> {
  const results: CellResult[] = [];
  let next = 0;
  let done = 0;
  const runProcess = () =>
    new Promise<void>((resolve, reject) => {
      // Forked rather than a worker thread: on Node 20 a thread does not inherit the loader that reads TypeScript.
      const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)));
      const send = () => {
        const index = next;
        const cell = cells[index];
        if (cell === undefined) {
          child.disconnect();
          return;
        }
        next += 1;
        const task: Task = { index, cell, trials: options.trials, seed: options.seed };
        child.send(task);
      };
      child.on("error", reject);
      child.on("exit", (code) => {
        if (code === 0) resolve();
        else reject(new Error(`a process of the bench ended with code ${code}`));
      });
      child.on("message", ({ index, result }: Answer) => {
        results[index] = result;
        done += 1;
        options.onDone(done);
        send();
      });
      send();
    });
  await Promise.all(Array.from({ length: options.processes }, runProcess));
  return results;
}
