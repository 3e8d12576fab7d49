/** The evaluation under way: what is known of the runs, growing as runs end. Does the I/O between two judgements. */
import type { Outcome } from "../domain.ts";
import { ServiceError } from "../errors.ts";
import type { Agent } from "../service/types.ts";
import { executeRuns } from "./execute.ts";
import type { ExecuteDeps, RunEnding } from "./executing.ts";
import type { Wanted } from "./fill-slots.ts";
import { type KnownRuns, NO_RUNS, withRun } from "./known-runs.ts";
import { type RunBook, type RunRecord, recordOf } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";

export interface Bench {
  readonly records: RunRecord[];
  readonly known: Map<string, KnownRuns>;
  /** Ids of the runs this workflow run paid for. */
  readonly startedIds: Set<string>;
  readonly endings: RunEnding[];
  /** Agents as they were when a run on them was started, by id. */
  readonly holders: Map<string, Agent>;
}

export function createBench(book: RunBook): Bench {
  return {
    records: [...book.records],
    known: new Map(book.known),
    startedIds: new Set(),
    endings: [],
    holders: new Map(),
  };
}

const LAST_READ_MS = 1_000;

/** Executes the requests and files what they measured. Endings are kept on the bench and returned. */
export async function runRound(
  bench: Bench,
  subjects: readonly Subject[],
  requests: readonly Wanted[],
  deps: ExecuteDeps,
): Promise<readonly RunEnding[]> {
  const endings = await executeRuns(requests, deps);
  // What has ended is worth reading even while the workflow is being cancelled, all of it within one second.
  const signal = deps.signal.aborted ? AbortSignal.timeout(LAST_READ_MS) : deps.signal;
  const filed = endings.map((ending) => file(bench, subjects, ending, { ...deps, signal }));
  bench.endings.push(...(await Promise.all(filed)));
  return endings;
}

async function file(
  bench: Bench,
  subjects: readonly Subject[],
  ending: RunEnding,
  deps: ExecuteDeps,
): Promise<RunEnding> {
  const { run, agentId } = ending;
  if (run === undefined || agentId === undefined) return ending;
  bench.known.set(agentId, withRun(bench.known.get(agentId) ?? NO_RUNS, run));
  if (ending.origin === "started") bench.startedIds.add(run.id);
  if (ending.status !== "completed") return ending;
  const subject = subjects.find((one) => keyOf(one) === ending.key);
  const holder = bench.holders.get(agentId);
  if (subject === undefined || holder === undefined) return ending;
  const { signal } = deps;
  try {
    const details = await deps.converra.optimizations.get(run.id, { signal });
    const variants = await deps.converra.optimizations.variants(run.id, { signal });
    const at = bench.records.findIndex((record) => record.run.id === run.id);
    const record = recordOf(subject, holder, details, variants);
    if (at === -1) bench.records.unshift(record);
    else bench.records[at] = record;
    return { ...ending, run: details };
  } catch (error) {
    if (signal.aborted) return { ...ending, reason: "the workflow was cancelled" };
    if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
    return { ...ending, reason: `its results could not be read: ${error.message}` };
  }
}

export function outcomesOf(bench: Bench, key: string): readonly Outcome[] {
  return bench.endings.flatMap((ending) => {
    const { run, purpose, status, origin, reason, durationMs } = ending;
    if (ending.key !== key || run === undefined || status === "not-started") return [];
    const outcome: Outcome = {
      agentKey: key,
      runId: run.id,
      purpose,
      origin,
      status,
      reason,
      durationMs,
    };
    return [outcome];
  });
}
