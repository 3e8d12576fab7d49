/** Spreads years over threads, in parts small enough that no thread is left alone with one at the end. */
import { Worker } from "node:worker_threads";
import { compile } from "../verdict/compile.ts";
import type { YearResult } from "./simulate.ts";
import type { Situation } from "./situations.ts";
import type { Answer, Task } from "./worker.ts";

const PART = 50;

/** In the order of the situations; `yearsOf` says how many of each. */
export async function simulateAll(
  situations: readonly Situation[],
  yearsOf: (situation: Situation) => number,
  { seed, threads }: { readonly seed: string; readonly threads: number },
): Promise<readonly (readonly YearResult[])[]> {
  const results = situations.map((): YearResult[] => []);
  const parts = situations.flatMap((situation, index) => {
    const years = yearsOf(situation);
    return Array.from({ length: Math.ceil(years / PART) }, (_, at) => {
      const from = at * PART;
      const task: Task = { situation, from, to: Math.min(years, from + PART), seed };
      return { index, task };
    });
  });
  const script = compile(new URL("./worker.ts", import.meta.url));
  let next = 0;
  const runThread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(script);
      let index = 0;
      const send = () => {
        const part = parts[next];
        if (part === undefined) {
          void worker.terminate();
          return;
        }
        next += 1;
        index = part.index;
        worker.postMessage(part.task);
      };
      worker.on("error", reject);
      worker.on("exit", () => resolve());
      worker.on("message", (answer: Answer) => {
        results[index]?.push(...answer);
        send();
      });
      send();
    });
  await Promise.all(Array.from({ length: threads }, runThread));
  return results;
}
