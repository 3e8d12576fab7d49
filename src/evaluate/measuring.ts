/** The words the measuring steps share. */

import type { Agent, Settings, Usage } from "../service/types.ts";
import type { Bench } from "./bench.ts";
import type { Budget } from "./budget.ts";
import type { ExecuteDeps } from "./executing.ts";
import type { PreviewDeps } from "./preview.ts";

export interface MeasureDeps extends Omit<ExecuteDeps, "slots"> {
  readonly syncMode: "preview" | "live" | "off";
  readonly limits: { readonly maxRuns: number; readonly keep: number };
  readonly fresh: boolean;
  readonly previewDeps: (key: string) => PreviewDeps;
  /** Called before anything is spent. */
  readonly onSpending: (sentence: string, states: readonly AgentState[]) => Promise<void>;
}

/** Where a candidate is measured: a scheduled run and live mode use the agent itself. */
export function measuresOnLive(deps: Pick<MeasureDeps, "fresh" | "syncMode">): boolean {
  return deps.fresh || deps.syncMode === "live";
}

/** With sync off a candidate is written nowhere, so no run of it can be started. */
export function hasNoPlace(deps: Pick<MeasureDeps, "fresh" | "syncMode">): boolean {
  return deps.syncMode === "off" && !deps.fresh;
}

export interface AgentState {
  readonly key: string;
  readonly state: string;
}

/** Why an agent cannot be judged. */
export interface Blocked {
  readonly verdict: "incomplete" | "not-evaluated";
  readonly reason: string;
  readonly advice?: string;
}

export interface Measured {
  readonly bench: Bench;
  readonly blocked: Map<string, Blocked>;
  /** Keys whose baseline could not be measured because the account deploys by itself. */
  readonly refusedBaselines: ReadonlySet<string>;
  /** What is left after the runs given out so far. */
  budget: Budget;
  /** Undefined until something had to be started. */
  facts: AccountFacts | undefined;
  /** What the executed rounds were given, for the rounds that follow. */
  deps: ExecuteDeps;
  /** Preview or live agent each candidate is measured on, where a run was or can be started. */
  readonly candidateHolders: Map<string, Agent>;
}

/** What the account allows, read once and only before something is started. */
export interface AccountFacts {
  readonly usage: Usage;
  readonly settings: Settings;
}
