/** Starts one run, exactly once, also when the answer to the request is lost. */
import type { Clock } from "../clock.ts";
import { ServiceError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";
import type { Intent, Ledger } from "./ledger.ts";
import { createRun, listRuns } from "./remote.ts";
import { identityOf, isSameWork, isSince, type KnownRuns, type Run, type Work } from "./types.ts";

export type StartResult =
  | { readonly kind: "started"; readonly run: Run }
  /** All slots are taken: try again when a run has ended. */
  | { readonly kind: "no-slot"; readonly reason: string }
  /** Nothing more can be started this period. */
  | { readonly kind: "no-quota"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string };

/** What starting and waiting reach for. */
export interface RunPorts {
  readonly converra: Converra;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Waits before each search for a run whose answer was lost. */
const SEARCH_DELAYS_MS = [500, 2_000, 5_000];
const ATTEMPTS = 2;
const MAY_EXIST = "if it was accepted after all, running the workflow again adopts that run";

/**
 * `known` are the agent's runs before the request. After an answer that leaves open whether the run exists, it is
 * looked for and adopted. Only where no answer came and it stays absent is the request sent once more: a service that
 * answered with a fault may be at work on it still. Either way the ledger keeps the intent, for a run that appears late.
 */
export async function startRun(
  work: Work,
  known: KnownRuns,
  ports: RunPorts,
): Promise<StartResult> {
  for (let attempt = 1; ; attempt += 1) {
    const intent: Intent = { work: identityOf(work), known };
    ports.ledger.intend(intent);
    try {
      const run = await createRun(ports.converra, work, ports.signal);
      ports.ledger.started(intent, run.id);
      return { kind: "started", run };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!error.ambiguous) {
        ports.ledger.withdraw(intent);
        return refusal(error);
      }
      const found = await findStarted(intent, ports);
      if (found !== undefined) {
        ports.ledger.started(intent, found.id);
        ports.log(
          `The answer to the start of ${found.id} was lost; the run exists and is adopted.`,
        );
        return { kind: "started", run: found };
      }
      if (attempt === ATTEMPTS || error.kind !== "network") {
        return { kind: "refused", reason: `${error.message}; ${MAY_EXIST}` };
      }
    }
  }
}

async function findStarted({ work, known }: Intent, ports: RunPorts): Promise<Run | undefined> {
  const { agentId, kind } = work;
  for (const wait of SEARCH_DELAYS_MS) {
    await ports.clock.sleep(wait, ports.signal);
    const runs = await listRuns(ports.converra, kind, { agentId }, ports.signal);
    const run = runs.find(
      (one) => isSince(known, one) && !ports.ledger.isOurs(one.id) && isSameWork(work, one),
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
