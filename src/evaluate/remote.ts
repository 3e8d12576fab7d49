/** The two kinds of remote work behind one face, so that starting, waiting and stopping are written once. */
import type { Converra } from "../service/converra.ts";
import type {
  Benchmark,
  BenchmarkInput,
  Optimization,
  OptimizationInput,
  RunStatus,
} from "../service/types.ts";
import type { Asked } from "./ledger.ts";

/** What both kinds have in common while they run. */
export interface RemoteRun {
  readonly id: string;
  readonly agentId: string;
  readonly status: RunStatus;
  readonly rawStatus: string;
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly failureReason?: string;
}

export type RemoteInput =
  | { readonly kind: "optimization"; readonly input: OptimizationInput }
  | { readonly kind: "benchmark"; readonly input: BenchmarkInput };

/** Newest runs, in one call. */
const LIST_LIMIT = 100;

export async function createRemote(
  converra: Converra,
  wanted: RemoteInput,
  signal: AbortSignal | undefined,
): Promise<RemoteRun> {
  return wanted.kind === "optimization"
    ? converra.optimizations.create(wanted.input, { signal })
    : converra.benchmarks.create(wanted.input, { signal });
}

export function listRemote(
  converra: Converra,
  kind: "benchmark",
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly Benchmark[]>;
export function listRemote(
  converra: Converra,
  kind: RemoteInput["kind"],
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly RemoteRun[]>;
export async function listRemote(
  converra: Converra,
  kind: RemoteInput["kind"],
  query: { agentId?: string },
  signal: AbortSignal | undefined,
): Promise<readonly RemoteRun[]> {
  return kind === "optimization"
    ? converra.optimizations.list({ ...query, limit: LIST_LIMIT }, { signal })
    : converra.benchmarks.list({ ...query, limit: LIST_LIMIT }, { signal });
}

export async function getRemote(
  converra: Converra,
  kind: RemoteInput["kind"],
  id: string,
  signal: AbortSignal | undefined,
): Promise<RemoteRun> {
  return kind === "optimization"
    ? converra.optimizations.get(id, { signal })
    : converra.benchmarks.get(id, { signal });
}

/** What of a request can be found again in a list of runs. */
export function askedOf(wanted: RemoteInput): Asked {
  if (wanted.kind === "benchmark") {
    const { agentId, models } = wanted.input;
    return { kind: "benchmark", agentId, models };
  }
  const { agentId, mode, variantCount } = wanted.input;
  return { kind: "optimization", agentId, mode, variantCount };
}

/** True when the run is what was asked for, as far as the service says. */
export function isSameWork(asked: Asked, run: RemoteRun): boolean {
  if (run.agentId !== asked.agentId) return false;
  if (asked.kind === "benchmark") {
    const { models } = run as Benchmark;
    return models.length === 0 || sameSet(models, asked.models);
  }
  const { mode, variantCount } = run as Optimization;
  const sameMode = mode === undefined || mode === asked.mode;
  return sameMode && (variantCount ?? asked.variantCount) === asked.variantCount;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
