/** What is requested of the service and what becomes of it, for both kinds of paid remote work. */
import type { Clock } from "../clock.ts";
import type { Mode, Outcome, OutcomeStatus, RunOrigin, RunPurpose } from "../domain.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import type { BenchmarkInput } from "../service/endpoints/benchmarks.ts";
import type { OptimizationInput } from "../service/endpoints/optimizations.ts";
import type { RunStatus } from "../service/run-status.ts";
import type { Ledger } from "./ledger.ts";

/** The post step has no signal: nothing cancels it. */
export interface CallPorts {
  readonly converra: Converra;
  readonly signal?: AbortSignal;
}

/** What starting and waiting reach for. */
export interface RunPorts extends CallPorts {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Told after every look, and a last time with none. */
  readonly showRuns?: (runs: readonly RunView[]) => void;
}

/** A request as it stands while it is waited for. */
export interface RunView {
  readonly key: string;
  readonly purpose: RunPurpose;
  /** Undefined while it waits for a slot. */
  readonly run?: {
    readonly id: string;
    readonly rawStatus: string;
    /** Epoch milliseconds from which its age counts. */
    readonly since: number;
  };
  /** How long runs like it took, where any are known. */
  readonly usualMs?: number;
}

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

/** A run to start on an agent. */
export interface Start {
  readonly agent: Agent;
  readonly work: Work;
  /** The agent's runs known so far. */
  readonly known: KnownRuns;
}

interface Request {
  /** The key of the agent it is for. */
  readonly key: string;
  readonly purpose: RunPurpose;
  readonly usualMs?: number;
}

export interface StartRequest extends Request {
  /**
   * Called when a slot is free, so that a place such as a preview agent is made no earlier. Undefined when there
   * turned out to be nothing to start; whoever prepares says why.
   */
  readonly prepare: () => Promise<Start | undefined>;
}

/** A run that is under way already: it is waited for and never stopped. */
export interface AdoptRequest extends Request {
  readonly agent: Agent;
  readonly kind: RunKind;
  readonly adopt: Run;
}

export type RunRequest = StartRequest | AdoptRequest;

/** How a request ended. `run` and `agent` are undefined when nothing was started. */
export interface RunOutcome {
  readonly key: string;
  readonly purpose: RunPurpose;
  /** The agent it ran on, as it was when the run was started or found. */
  readonly agent?: Agent;
  /** `lost`: whether it was started is not known. */
  readonly status: OutcomeStatus | "not-started" | "lost";
  readonly origin: RunOrigin;
  readonly run?: Run;
  readonly reason?: string;
  /** In place of what is advised on such an ending. */
  readonly advice?: string;
  readonly durationMs?: number;
}

/** As the report has it; undefined when there is no run to tell of. */
export function reportedOutcome(outcome: RunOutcome): Outcome | undefined {
  const { key: agentKey, run, purpose, origin, status, reason, durationMs } = outcome;
  if (run === undefined || status === "not-started" || status === "lost") return undefined;
  return { agentKey, runId: run.id, purpose, origin, status, reason, durationMs };
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

/** The newest runs, in one call. */
export async function listRuns(
  { converra, signal }: CallPorts,
  kind: RunKind,
): Promise<readonly Run[]> {
  return callsOf(converra, kind).list({ limit: 100 }, { signal });
}

export async function runsOf(
  { converra, signal }: CallPorts,
  { kind, agentId }: WorkIdentity,
): Promise<readonly Run[]> {
  const { optimizations, benchmarks } = converra;
  return kind === "optimization"
    ? optimizations.ofAgent(agentId, { signal })
    : benchmarks.list({ agentId, limit: 100 }, { signal });
}

export async function getRun(
  { converra, signal }: CallPorts,
  kind: RunKind,
  id: string,
): Promise<Run> {
  return callsOf(converra, kind).get(id, { signal });
}

function callsOf({ optimizations, benchmarks }: Converra, kind: RunKind) {
  return kind === "optimization" ? optimizations : benchmarks;
}
