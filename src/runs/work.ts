/** What is requested of the service, the run it becomes, and how that run is told from others. Pure. */
import type { Mode } from "../domain.ts";
import type { BenchmarkInput } from "../service/endpoints/benchmarks.ts";
import type { OptimizationInput } from "../service/endpoints/optimizations.ts";
import type { RunStatus } from "../service/run-status.ts";

/** What both kinds of run have in common. */
export interface Run {
  readonly id: string;
  readonly agentId: string;
  readonly status: RunStatus;
  readonly rawStatus: string;
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly failureReason?: string;
}

/** The request that starts a run. */
export type Work =
  | { readonly kind: "optimization"; readonly input: OptimizationInput }
  | { readonly kind: "benchmark"; readonly input: BenchmarkInput };

export type RunKind = Work["kind"];

/** What of a request a list of runs tells again; of an optimization mode and count, of a benchmark the models. */
export interface WorkIdentity {
  readonly kind: RunKind;
  readonly agentId: string;
  readonly mode?: Mode;
  readonly variantCount?: number;
  readonly models?: readonly string[];
}

/** What is known of an agent's runs before one more is started, so that the one more can be told from them. */
export interface KnownRuns {
  readonly ids: readonly string[];
  /** When the newest of them was created, by the service's clock; undefined when none is known. */
  readonly newest?: string;
}

/** Milliseconds; undefined where it is not known. */
export function durationOf(run: Run | undefined): number | undefined {
  if (run?.completedAt === undefined) return undefined;
  const ms = Date.parse(run.completedAt) - Date.parse(run.createdAt);
  return ms > 0 ? ms : undefined;
}

type Ended = { readonly status: "completed" | "failed" | "stopped" };

export function hasEnded<T extends { readonly status: RunStatus }>(run: T): run is T & Ended {
  return ["completed", "failed", "stopped"].includes(run.status);
}

/** Until it has surely ended: a status that nobody knows is no end. */
export function isUnderWay(run: { readonly status: RunStatus }): boolean {
  return !hasEnded(run);
}

export const NO_RUNS: KnownRuns = { ids: [] };

type Dated = Pick<Run, "id" | "createdAt">;

export function knownOf(runs: readonly Dated[]): KnownRuns {
  return runs.reduce(withRun, NO_RUNS);
}

export function withRun({ ids, newest }: KnownRuns, run: Dated): KnownRuns {
  const isNewer = newest === undefined || Date.parse(run.createdAt) > Date.parse(newest);
  return { ids: [...ids, run.id], newest: isNewer ? run.createdAt : newest };
}

/**
 * True for a run that can have come after what is known. Its id alone does not say so: a list may leave out old
 * runs. Both times are the service's, so its clock may be wrong by any amount.
 */
export function isSince({ ids, newest }: KnownRuns, run: Dated): boolean {
  if (ids.includes(run.id)) return false;
  return newest === undefined || Date.parse(run.createdAt) >= Date.parse(newest);
}

export function identityOf({ kind, input }: Work): WorkIdentity {
  const { agentId, mode, variantCount, models }: Omit<WorkIdentity, "kind"> = input;
  return { kind, agentId, mode, variantCount, models };
}

/** True when the run is what was requested, as far as the service says. */
export function isSameWork(wanted: WorkIdentity, run: Run): boolean {
  const { mode, variantCount, models = [] }: Partial<WorkIdentity> = run;
  return (
    run.agentId === wanted.agentId &&
    (mode ?? wanted.mode) === wanted.mode &&
    (variantCount ?? wanted.variantCount) === wanted.variantCount &&
    (models.length === 0 || isSameSet(models, wanted.models ?? []))
  );
}

export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}
