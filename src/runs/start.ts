/** Starts runs as slots allow, each exactly once, also when the answer to the request is lost. */
import { refusalOf, ServiceError } from "../errors.ts";
import type { Intent } from "./ledger.ts";
import { cannotEnd } from "./schedule.ts";
import {
  type RunOutcome,
  type RunPorts,
  type RunRequest,
  runsOf,
  type Start,
  type StartRequest,
} from "./types.ts";
import {
  identityOf,
  isSameWork,
  isSince,
  type KnownRuns,
  type Run,
  type RunKind,
  type Work,
} from "./work.ts";

/** A request that waits for a slot; prepared at most once. */
interface Queued {
  readonly request: StartRequest;
  start?: Start;
}

/** A run that is waited for; `run` is as it was polled last. */
export interface Pending {
  readonly request: RunRequest;
  readonly agent: Start["agent"];
  readonly kind: RunKind;
  readonly origin: "started" | "adopted";
  /** Epoch milliseconds from which its age counts. */
  readonly since: number;
  run: Run;
  /** Epoch milliseconds of the first look that did not find it; undefined where the last one did. */
  goneSince?: number;
}

/** A start whose answer was lost, and whose run has not been seen: it may be running. */
interface Lost {
  readonly request: StartRequest;
  readonly start: Start;
  readonly intent: Intent;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly reason: string;
}

/** Where every request is: it moves from the queue over what is pending to the outcomes. */
export interface Round {
  readonly queue: Queued[];
  readonly pending: Pending[];
  readonly lost: Lost[];
  readonly outcomes: RunOutcome[];
  /** Looks in a row whose answer could not be read. */
  faults: number;
}

export interface SlotOptions extends RunPorts {
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Runs that may be under way at once, others' taken off. */
  readonly slots: number;
}

/** Takes from the queue what it started, or found that it cannot start. */
export async function fillSlots(round: Round, options: SlotOptions): Promise<void> {
  const { queue, pending, lost, outcomes } = round;
  const { log, clock } = options;
  while (pending.length + lost.length < Math.max(1, options.slots)) {
    const next = await nextStart(round, options);
    if (next === undefined) return;
    const { request, start } = next;
    const result = await startRun(start.work, start.known, options);
    if (result.kind === "no-slot") {
      log(`${request.key}: all slots are in use; waiting for one to become free.`);
      return;
    }
    queue.shift();
    if (result.kind === "started") {
      const { run } = result;
      log(`${request.key}: started ${run.id} (${request.purpose}), ${run.rawStatus}.`);
      const { agent, work } = start;
      const since = clock.now();
      pending.push({ request, agent, kind: work.kind, origin: "started", since, run });
      continue;
    }
    if (result.kind === "lost") {
      const { intent, reason } = result;
      log(`${request.key}: ${reason}. Looking for the run.`);
      lost.push({ request, start, intent, reason, since: clock.now() });
      continue;
    }
    const refused = result.kind === "no-quota" ? queue.splice(0) : [];
    for (const one of [next, ...refused]) outcomes.push(notStarted(one.request, result.reason));
  }
}

/** The head of the queue, prepared; what turns out not to be worth starting, or to have no place, is taken off. */
async function nextStart(
  { queue, outcomes }: Round,
  { deadline, clock }: SlotOptions,
): Promise<Required<Queued> | undefined> {
  for (let head = queue[0]; head !== undefined; head = queue[0]) {
    const { request } = head;
    if (cannotEnd(deadline - clock.now(), request.usualMs)) {
      const reason = "it would not end before the deadline; raise timeout-minutes";
      outcomes.push(notStarted(request, reason));
    } else {
      head.start ??= await request.prepare();
      if (head.start !== undefined) return { request, start: head.start };
    }
    queue.shift();
  }
  return undefined;
}

export function notStarted({ key, purpose }: RunRequest, reason: string): RunOutcome {
  return { key, purpose, status: "not-started", origin: "started", reason };
}

export type StartResult =
  | { readonly kind: "started"; readonly run: Run }
  /** No slot: try again when a run has ended. No quota: nothing more can be started this period. */
  | { readonly kind: "no-slot" | "no-quota" | "refused"; readonly reason: string }
  /** It may have been accepted, and the run was not found so far. */
  | { readonly kind: "lost"; readonly reason: string; readonly intent: Intent };

/** Waits before each search for a run whose answer was lost. */
const SEARCH_DELAYS_MS = [500, 2_000, 5_000];

/**
 * `known` are the agent's runs before the request. After an answer that leaves open whether the run exists, it is
 * searched for and adopted, and never asked for again: a second request could be paid for too. The ledger keeps the
 * intent of what stays lost, for a run that appears late.
 */
export async function startRun(
  work: Work,
  known: KnownRuns,
  ports: RunPorts,
): Promise<StartResult> {
  const { ledger } = ports;
  const intent: Intent = { work: identityOf(work), known };
  ledger.intend(intent);
  try {
    const run = await createRun(work, ports);
    if (known.ids.includes(run.id)) {
      ledger.withdraw(intent);
      const reason = `the service answered with ${run.id}, which was there before, and started none`;
      return { kind: "refused", reason };
    }
    ledger.started(intent, run.id);
    return { kind: "started", run };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (!error.ambiguous) {
      ledger.withdraw(intent);
      return refusal(refusalOf(error));
    }
    for (const wait of SEARCH_DELAYS_MS) {
      await ports.clock.sleep(wait, ports.signal);
      const run = await findStarted(intent, ports);
      if (run !== undefined) return { kind: "started", run };
    }
    return { kind: "lost", reason: error.message, intent };
  }
}

/** Moves what has appeared to what is waited for. */
export async function findLost({ lost, pending }: Round, ports: SlotOptions): Promise<void> {
  for (const one of [...lost]) {
    const { request, start, intent, since } = one;
    const run = await findStarted(intent, ports);
    if (run === undefined) continue;
    const late = Math.round((ports.clock.now() - since) / 1000);
    ports.converra.observer.broken("run-listed", `listed no earlier than ${late} s later`);
    lost.splice(lost.indexOf(one), 1);
    const { agent, work } = start;
    pending.push({ request, agent, kind: work.kind, origin: "started", since, run });
  }
}

/** The ending of a start that was never seen. */
export function lostOutcome({ request: { key, purpose }, reason }: Lost): RunOutcome {
  return { key, purpose, status: "lost", origin: "started", reason };
}

async function createRun(work: Work, { converra, signal }: RunPorts): Promise<Run> {
  return work.kind === "optimization"
    ? converra.optimizations.create(work.input, { signal })
    : converra.benchmarks.create(work.input, { signal });
}

/** Adopts the run that the lost request started, where it is in the list. */
async function findStarted(intent: Intent, ports: RunPorts): Promise<Run | undefined> {
  const { known, work } = intent;
  const { ledger, log } = ports;
  const runs = await runsOf(ports, work);
  const run = runs.find(
    (one) => isSince(known, one) && !ledger.isOurs(one.id) && isSameWork(work, one),
  );
  if (run === undefined) return undefined;
  ledger.started(intent, run.id);
  log(`The answer to the start of ${run.id} was lost; the run exists and is adopted.`);
  return run;
}

function refusal({ kind, message, hint }: ServiceError): StartResult {
  const reason = hint === undefined ? message : `${message}. ${hint}`;
  const kinds = { slots: "no-slot", quota: "no-quota" } as const;
  return { kind: kind === "slots" || kind === "quota" ? kinds[kind] : "refused", reason };
}
