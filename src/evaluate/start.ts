/** Starts one run, exactly once, also when the answer to the request is lost. */
import type { Clock } from "../clock.ts";
import { ServiceError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";
import { isSince, type KnownRuns } from "./known-runs.ts";
import type { Intent, Ledger } from "./ledger.ts";
import {
  askedOf,
  createRemote,
  isSameWork,
  listRemote,
  type RemoteInput,
  type RemoteRun,
} from "./remote.ts";

export type StartResult =
  | { readonly kind: "started"; readonly run: RemoteRun }
  /** All slots are taken: try again when a run has ended. */
  | { readonly kind: "no-slot"; readonly reason: string }
  /** Nothing more can be started this period. */
  | { readonly kind: "no-quota"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string };

export interface StartDeps {
  readonly converra: Converra;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** How often, and how long apart, a run is looked for after an answer was lost. */
const LOOKS = [500, 2_000, 5_000];
const ATTEMPTS = 2;
const MAY_EXIST = "if it was accepted after all, running the workflow again adopts that run";

/**
 * `known` are the agent's runs before the request. After an answer that leaves open whether the run exists, it is
 * looked for and adopted. Only where no answer came and it stays absent is the request sent once more: a service that
 * answered with a fault may be at work on it still. Either way the ledger keeps the intent, for a run that appears late.
 */
export async function startRun(
  wanted: RemoteInput,
  known: KnownRuns,
  deps: StartDeps,
): Promise<StartResult> {
  for (let attempt = 1; ; attempt += 1) {
    const intent: Intent = { asked: askedOf(wanted), known };
    deps.ledger.intend(intent);
    try {
      const run = await createRemote(deps.converra, wanted, deps.signal);
      deps.ledger.started(intent, run.id);
      return { kind: "started", run };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!error.ambiguous) {
        deps.ledger.withdraw(intent);
        return refusal(error);
      }
      const found = await lookFor(intent, deps);
      if (found !== undefined) {
        deps.ledger.started(intent, found.id);
        deps.log(`The answer to the start of ${found.id} was lost; the run exists and is adopted.`);
        return { kind: "started", run: found };
      }
      if (attempt === ATTEMPTS || error.kind !== "network") {
        return { kind: "refused", reason: `${error.message}; ${MAY_EXIST}` };
      }
    }
  }
}

async function lookFor({ asked, known }: Intent, deps: StartDeps): Promise<RemoteRun | undefined> {
  const { agentId, kind } = asked;
  for (const wait of LOOKS) {
    await deps.clock.sleep(wait, deps.signal);
    const runs = await listRemote(deps.converra, kind, { agentId }, deps.signal);
    const run = runs.find(
      (one) => isSince(known, one) && !deps.ledger.isOurs(one.id) && isSameWork(asked, one),
    );
    if (run !== undefined) return run;
  }
  return undefined;
}

/** A refusal is a value; a key that is not accepted is a fault of the whole run. */
function refusal(error: ServiceError): StartResult {
  switch (error.kind) {
    case "slots":
      return { kind: "no-slot", reason: sentence(error) };
    case "quota":
      return { kind: "no-quota", reason: sentence(error) };
    case "unauthorized":
      throw error;
    default:
      return { kind: "refused", reason: sentence(error) };
  }
}

function sentence(error: ServiceError): string {
  return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}
