/** Spreads cells over threads; the order of the results is that of the cells, whatever finished first. */
import { Worker } from "node:worker_threads";
import type { Cell } from "./cells.ts";
import { compile, type Edit } from "./compile.ts";
import type { CellResult } from "./simulate.ts";
import type { Answer, Task } from "./worker.ts";

export async function simulateAll(
  cells: readonly Cell[],
  options: {
    readonly trials: number;
    readonly seed: string;
    readonly threads: number;
    readonly onDone: (done: number) => void;
    /** The gate with something decided otherwise, by a name. */
    readonly variant?: { readonly name: string; readonly edits: readonly Edit[] };
  },
): Promise<CellResult[]> {
  const { edits, name } = options.variant ?? {};
  const script = compile(new URL("./worker.ts", import.meta.url), edits, name);
  // The largest first, so that no thread is left alone with one at the end.
  const order = cells
    .map((cell, index) => ({ cell, index }))
    .toSorted(
      (a, b) => b.cell.agents * (1 + b.cell.changed) - a.cell.agents * (1 + a.cell.changed),
    );
  const results: CellResult[] = [];
  let next = 0;
  let done = 0;
  const runThread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(script);
      const send = () => {
        const one = order[next];
        if (one === undefined) {
          void worker.terminate();
          return;
        }
        next += 1;
        const task: Task = { ...one, trials: options.trials, seed: options.seed };
        worker.postMessage(task);
      };
      worker.on("error", reject);
      worker.on("exit", () => resolve());
      worker.on("message", ({ index, result }: Answer) => {
        results[index] = result;
        done += 1;
        options.onDone(done);
        send();
      });
      send();
    });
  await Promise.all(Array.from({ length: options.threads }, runThread));
  return results;
}
