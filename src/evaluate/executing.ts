/** The words of starting and waiting. */
import type { Clock } from "../clock.ts";
import type { OutcomeStatus, RunOrigin, RunPurpose } from "../domain.ts";
import type { Converra } from "../service/converra.ts";
import type { KnownRuns } from "./known-runs.ts";
import type { Ledger } from "./ledger.ts";
import type { RemoteInput, RemoteRun } from "./remote.ts";
import type { WaitSettings } from "./schedule.ts";

/** One run that is wanted; `adopt` names one that is under way already, which is waited for and never stopped. */
export interface RunRequest {
  readonly key: string;
  readonly purpose: RunPurpose;
  readonly work: RemoteInput;
  readonly adopt?: RemoteRun;
  readonly usualMs?: number;
  /** The agent's runs known so far. */
  readonly known: KnownRuns;
}

/** A run whose place is made only when a slot is free for it, such as a preview agent. */
export interface LazyRequest {
  readonly key: string;
  readonly purpose: RunPurpose;
  readonly usualMs?: number;
  /** Undefined when there turned out to be nothing to start; whoever prepares says why. */
  readonly prepare: () => Promise<RunRequest | undefined>;
}

export interface RunEnding {
  readonly key: string;
  readonly purpose: RunPurpose;
  /** The agent it ran on; undefined when it was never prepared. */
  readonly agentId?: string;
  readonly status: OutcomeStatus | "not-started";
  readonly origin: RunOrigin;
  readonly run?: RemoteRun;
  readonly reason?: string;
  readonly durationMs?: number;
}

export interface ExecuteDeps {
  readonly converra: Converra;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly wait: WaitSettings;
  /** Runs that may be under way at once, others' taken off. */
  readonly slots: number;
  readonly log: (line: string) => void;
}

/** A run that is waited for. */
export interface Pending {
  readonly request: RunRequest;
  readonly origin: RunOrigin;
  readonly since: number;
  run: RemoteRun;
}
