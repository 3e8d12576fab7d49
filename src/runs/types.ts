/** What starting and waiting take and give, for both kinds of paid remote work, and the calls that read runs. */
import type { Clock } from "../clock.ts";
import type { Outcome, OutcomeStatus, RunOrigin, RunPurpose } from "../domain.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Converra } from "../service/converra.ts";
import type { Ledger } from "./ledger.ts";
import type { KnownRuns, Run, RunKind, Work, WorkIdentity } from "./work.ts";

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
