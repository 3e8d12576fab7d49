/**
 * What this workflow run has started and not yet seen end. It is written down before the request that starts a run
 * is sent, so that the post step finds even a run whose answer never arrived because the process was killed.
 */
import type { KnownRuns, RunKind, WorkIdentity } from "./work.ts";

export interface Intent {
  readonly work: WorkIdentity;
  /** Runs of that agent known before the request: only a run since then can be the one it started. */
  readonly known: KnownRuns;
}

export interface LedgerState {
  readonly intents: readonly Intent[];
  readonly running: readonly { readonly id: string; readonly kind: RunKind }[];
}

export interface Ledger {
  intend(intent: Intent): void;
  /** The request was refused: nothing was started. An intent whose end stays unknown is never withdrawn. */
  withdraw(intent: Intent): void;
  started(intent: Intent, id: string): void;
  ended(id: string): void;
  state(): LedgerState;
  /** True for a run that this workflow run started, ended or not. */
  isOurs(id: string): boolean;
  /** Runs started by this workflow run, ended or not; of one kind, or of both. */
  count(kind?: RunKind): number;
}

export function createLedger(save: (state: LedgerState) => void): Ledger {
  let state = EMPTY;
  const ours = new Map<string, RunKind>();
  const change = (next: LedgerState) => {
    state = next;
    save(next);
  };
  const without = (intent: Intent) => state.intents.filter((other) => other !== intent);
  return {
    intend: (intent) => change({ ...state, intents: [...state.intents, intent] }),
    withdraw: (intent) => change({ ...state, intents: without(intent) }),
    started: (intent, id) => {
      ours.set(id, intent.work.kind);
      change({
        intents: without(intent),
        running: [...state.running, { id, kind: intent.work.kind }],
      });
    },
    ended: (id) => change({ ...state, running: state.running.filter((run) => run.id !== id) }),
    state: () => state,
    isOurs: (id) => ours.has(id),
    count: (wanted) => {
      return [...ours.values()].filter((kind) => wanted === undefined || kind === wanted).length;
    },
  };
}

const EMPTY: LedgerState = { intents: [], running: [] };

/** The state as the post step reads it back; anything else than what was saved reads as nothing. */
export function parseLedgerState(text: string): LedgerState {
  try {
    const { intents, running } = JSON.parse(text);
    if (Array.isArray(intents) && Array.isArray(running)) return { intents, running };
  } catch {
    // Nothing was saved, or something else.
  }
  return EMPTY;
}
