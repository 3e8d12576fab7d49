/** The calls that both kinds of run have, behind one face, so that starting, waiting and stopping are written once. */
import type { Converra } from "../service/converra.ts";
import type { Benchmark } from "../service/types.ts";
import type { Run, RunKind, Work } from "./types.ts";

/** Newest runs, in one call. */
const LIST_LIMIT = 100;

export async function createRun(
  converra: Converra,
  work: Work,
  signal: AbortSignal | undefined,
): Promise<Run> {
  return work.kind === "optimization"
    ? converra.optimizations.create(work.input, { signal })
    : converra.benchmarks.create(work.input, { signal });
}

export function listRuns(
  converra: Converra,
  kind: "benchmark",
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly Benchmark[]>;
export function listRuns(
  converra: Converra,
  kind: RunKind,
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly Run[]>;
export async function listRuns(
  converra: Converra,
  kind: RunKind,
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly Run[]> {
  return kind === "optimization"
    ? converra.optimizations.list({ ...query, limit: LIST_LIMIT }, { signal })
    : converra.benchmarks.list({ ...query, limit: LIST_LIMIT }, { signal });
}

export async function getRun(
  converra: Converra,
  kind: RunKind,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Run> {
  return kind === "optimization"
    ? converra.optimizations.get(id, { signal })
    : converra.benchmarks.get(id, { signal });
}
