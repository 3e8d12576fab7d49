/** Starts what is requested, waits for all of it with one list call a poll, and returns how each ended. */
import type { Clock } from "../clock.ts";
import type { OutcomeStatus } from "../domain.ts";
import { ServiceError } from "../errors.ts";
import { lookAt } from "./look.ts";
import { nextPoll, type WaitSettings } from "./schedule.ts";
import {
  fillSlots,
  findLost,
  lostOutcome,
  notStarted,
  type Pending,
  type Round,
  type SlotOptions,
} from "./start.ts";
import { findLeftovers, type StopResult, stopRuns } from "./stop.ts";
import type { RunOutcome, RunRequest, RunView } from "./types.ts";
import { hasEnded, type Run } from "./work.ts";

export interface WaitOptions extends SlotOptions {
  readonly wait: WaitSettings;
  /** Told once a minute how far the runs are; it is waited for. */
  readonly progress?: (round: Readonly<Round>) => Promise<void>;
}

const REMINDER_MS = 60_000;
const REPEAT_MS = 10 * REMINDER_MS;
/** Looks in a row that brought what is not the API's: that does not mend itself before the deadline. */
const MAX_FAULTS = 6;
/** For the stop requests after an abort: the runner kills the process soon after its first signal. */
const STOP_MS = 3_000;

export async function executeRuns(
  requests: readonly RunRequest[],
  options: WaitOptions,
): Promise<readonly RunOutcome[]> {
  const { clock, deadline, signal, log } = options;
  const round: Round = { queue: [], pending: [], lost: [], outcomes: [], faults: 0 };
  const { queue, pending, lost, outcomes } = round;
  const isOpen = () => queue.length + pending.length + lost.length > 0;
  for (const request of requests) {
    if ("adopt" in request) pending.push(adopted(request, options));
    else queue.push({ request });
  }
  let reminder = clock.now() + REMINDER_MS;
  const remind = waitingLog(log);
  try {
    while (isOpen()) {
      await fillSlots(round, options);
      showRound(round, options);
      if (!isOpen()) break;
      const now = clock.now();
      if (now >= deadline) {
        await giveUp(round, "timed-out", "the deadline passed", options);
        break;
      }
      await clock.sleep(Math.min(untilPoll(round, now, options.wait), deadline - now), signal);
      await poll(round, options);
      if (options.showRuns === undefined && clock.now() >= reminder) {
        remind(pending.map(({ run }) => run.id).join(", ") || "a free slot", clock.now());
        await options.progress?.(round);
        reminder = clock.now() + REMINDER_MS;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await giveUp(round, "stopped", "the gate was cancelled", options);
  } finally {
    options.showRuns?.([]);
  }
  return outcomes;
}

/** A line that says what the last one said is repeated only often enough to show that it goes on. */
function waitingLog(log: WaitOptions["log"]): (what: string, now: number) => void {
  let last = { what: "", at: 0 };
  return (what, now) => {
    if (what === last.what && now - last.at < REPEAT_MS) return;
    last = { what, at: now };
    log(`Waiting for ${what}.`);
  };
}

function showRound({ queue, pending, lost }: Round, { showRuns }: WaitOptions): void {
  showRuns?.([
    ...pending.map(({ request, run, since }): RunView => {
      const { key, purpose, usualMs } = request;
      return { key, purpose, usualMs, run: { id: run.id, rawStatus: run.rawStatus, since } };
    }),
    ...[...lost, ...queue].map(
      ({ request: { key, purpose, usualMs } }): RunView => ({ key, purpose, usualMs }),
    ),
  ]);
}

function adopted(
  request: Extract<RunRequest, { readonly adopt: Run }>,
  { clock, log }: WaitOptions,
): Pending {
  const { key, adopt: run, agent, kind } = request;
  log(`${key}: ${run.id} is under way already and is waited for.`);
  // The service's clock may differ from ours: a start in our future counts as now.
  const since = Math.min(clock.now(), Date.parse(run.createdAt) || clock.now());
  return { request, agent, kind, origin: "adopted", since, run };
}

function untilPoll({ pending, lost }: Round, now: number, wait: WaitSettings): number {
  const polls = pending.map((one) => nextPoll(now - one.since, one.request.usualMs, wait));
  // What was lost is looked for as if it could end any moment.
  polls.push(...lost.map(({ since }) => nextPoll(now - since, undefined, wait)));
  return polls.length === 0 ? Math.max(wait.intervalMs, wait.maxIntervalMs) : Math.min(...polls);
}

/** A poll that fails for a passing reason is made again; the deadline bounds how often. */
async function poll(round: Round, options: WaitOptions): Promise<void> {
  const { pending, outcomes } = round;
  await passing(() => findLost(round, options), options);
  for (const kind of new Set(pending.map((one) => one.kind))) {
    const some = pending.filter((one) => one.kind === kind);
    const fault = await passing(() => lookAt(kind, some, options), options);
    round.faults = fault?.kind === "protocol" ? round.faults + 1 : 0;
    if (fault !== undefined && round.faults >= MAX_FAULTS) {
      await giveUp(round, "timed-out", `it could not be read: ${fault.message}`, options);
      return;
    }
    for (const one of some) {
      if (!hasEnded(one.run)) continue;
      pending.splice(pending.indexOf(one), 1);
      if (one.origin === "started") options.ledger.ended(one.run.id);
      outcomes.push(outcomeOf(one, one.run.status, options.clock));
    }
  }
}

async function passing(
  look: () => Promise<void>,
  { log }: WaitOptions,
): Promise<ServiceError | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    if (!isPassing(error)) throw error;
    log(`Could not look at the runs: ${error.message}. Looking again.`);
    return error;
  }
}

/** Faults that may be gone at the next poll. */
function isPassing(error: unknown): error is ServiceError {
  const passing = ["server", "network", "protocol", "rate-limit"];
  return error instanceof ServiceError && passing.includes(error.kind);
}

function outcomeOf(one: Pending, status: OutcomeStatus, clock: Clock, why?: string): RunOutcome {
  const { agent, origin, run } = one;
  const { key, purpose } = one.request;
  const ended = run.completedAt === undefined ? clock.now() : Date.parse(run.completedAt);
  const durationMs = Math.max(0, ended - Date.parse(run.createdAt));
  const reason = why ?? run.failureReason;
  return { key, purpose, agent, status, origin, run, durationMs, reason };
}

async function giveUp(
  { queue, pending, lost, outcomes }: Round,
  status: "timed-out" | "stopped",
  why: string,
  options: WaitOptions,
): Promise<void> {
  const failed = await stopStarted(options, why);
  for (const one of pending.splice(0)) {
    const { id } = one.run;
    const isUnstopped = failed.some((failure) => failure.id === id);
    const note =
      leftRunning(one) ?? (isUnstopped ? "could not be stopped and may still be running" : "");
    const reason = note === "" ? why : `${why}; run ${id} ${note}`;
    outcomes.push(outcomeOf(one, status, options.clock, reason));
  }
  outcomes.push(...lost.splice(0).map(lostOutcome));
  for (const { request } of queue.splice(0)) outcomes.push(notStarted(request, why));
}

/** Why a run that is no longer waited for goes on. */
function leftRunning({ origin, kind }: Pending): string | undefined {
  if (origin === "adopted") return "was started elsewhere and goes on";
  return kind === "benchmark"
    ? "goes on, because the service has no way to stop a benchmark"
    : undefined;
}

/** What could not be stopped. A run whose start was never answered is searched for and stopped as well. */
async function stopStarted(options: WaitOptions, why: string): Promise<StopResult["failed"]> {
  const { ledger, log } = options;
  const ports = { ...options, signal: AbortSignal.timeout(STOP_MS) };
  const running = await findLeftovers(ledger.state(), ports);
  const { stopped, failed } = await stopRuns(running, `converra-gate: ${why}`, ports);
  for (const id of stopped) ledger.ended(id);
  for (const one of failed) log(`Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`);
  return failed;
}
