/** Starts what is asked for as slots allow, waits for all of it with one list call a poll, and returns how each ended. */
import type { Clock } from "../clock.ts";
import type { OutcomeStatus } from "../domain.ts";
import { refusalOf, ServiceError } from "../errors.ts";
import { getRun, listRuns } from "./remote.ts";
import { nextPoll, type WaitSettings } from "./schedule.ts";
import { fillSlots, notStarted, type Pending, type Queued, type SlotOptions } from "./slots.ts";
import { findLeftovers, type StopResult, stopRuns } from "./stop.ts";
import { hasEnded, type Run, type RunEnding, type RunKind, type RunRequest } from "./types.ts";

export interface WaitOptions extends SlotOptions {
  readonly wait: WaitSettings;
}

const REMINDER_MS = 60_000;
/** For the stop requests after an abort: the runner kills the process soon after its first signal. */
const STOP_MS = 3_000;

export async function executeRuns(
  requests: readonly RunRequest[],
  options: WaitOptions,
): Promise<readonly RunEnding[]> {
  const { clock, deadline, signal, log } = options;
  const endings: RunEnding[] = [];
  const queue = requests.flatMap((request): Queued[] => ("adopt" in request ? [] : [{ request }]));
  const pending = requests.flatMap(adoptedOf(options));
  let reminder = clock.now() + REMINDER_MS;
  try {
    while (queue.length > 0 || pending.length > 0) {
      await fillSlots(queue, pending, endings, options);
      if (pending.length === 0 && queue.length === 0) break;
      const now = clock.now();
      if (now >= deadline) {
        await giveUp(queue, pending, endings, options, "timed-out", "the deadline passed");
        break;
      }
      await clock.sleep(Math.min(untilPoll(pending, now, options.wait), deadline - now), signal);
      await poll(pending, endings, options);
      if (clock.now() >= reminder) {
        log(`Waiting for ${pending.map((one) => one.run.id).join(", ") || "a free slot"}.`);
        reminder = clock.now() + REMINDER_MS;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await giveUp(queue, pending, endings, options, "stopped", "the workflow was cancelled");
  }
  return endings;
}

function adoptedOf({ clock, log }: WaitOptions): (request: RunRequest) => Pending[] {
  return (request) => {
    if (!("adopt" in request)) return [];
    const { key, adopt: run, agent, kind } = request;
    log(`${key}: ${run.id} is under way already and is waited for.`);
    return [{ request, agent, kind, origin: "adopted", since: since(run, clock), run }];
  };
}

/** The service's clock may differ from ours: a start in our future counts as now. */
function since(run: Run, clock: Clock): number {
  return Math.min(clock.now(), Date.parse(run.createdAt) || clock.now());
}

function untilPoll(pending: readonly Pending[], now: number, wait: WaitSettings): number {
  const polls = pending.map((one) => nextPoll(now - one.since, one.request.usualMs, wait));
  return polls.length === 0 ? Math.max(wait.intervalMs, wait.maxIntervalMs) : Math.min(...polls);
}

/** A poll that fails for a passing reason is made again; the deadline bounds how often. */
async function poll(pending: Pending[], endings: RunEnding[], options: WaitOptions): Promise<void> {
  for (const kind of new Set(pending.map((one) => one.kind))) {
    const some = pending.filter((one) => one.kind === kind);
    try {
      await pollKind(kind, some, options);
    } catch (error) {
      if (!isPassing(error)) throw error;
      options.log(`Could not look at the runs: ${(error as Error).message}. Looking again.`);
    }
    for (const one of some) {
      if (!hasEnded(one.run)) continue;
      pending.splice(pending.indexOf(one), 1);
      if (one.origin === "started") options.ledger.ended(one.run.id);
      endings.push(endingOf(one, one.run.status, options.clock));
    }
  }
}

/** One list call answers for every pending run of a kind; only one that is missing from it is asked for itself. */
async function pollKind(
  kind: RunKind,
  pending: readonly Pending[],
  options: WaitOptions,
): Promise<void> {
  const { converra, signal, log } = options;
  const listed = await listRuns(converra, kind, {}, signal);
  for (const one of pending) {
    const { id, rawStatus } = one.run;
    const found = listed.find((run) => run.id === id);
    one.run =
      found === undefined
        ? await getRun(converra, kind, id, signal)
        : await withReason(found, kind, options);
    if (one.run.rawStatus !== rawStatus) log(`${one.request.key}: ${id} is ${one.run.rawStatus}.`);
  }
}

/** Lists may leave out why a run failed; where nobody says, the run ends without a reason. */
async function withReason(
  run: Run,
  kind: RunKind,
  { converra, signal }: WaitOptions,
): Promise<Run> {
  const ended = run.status === "failed" || run.status === "stopped";
  if (!ended || run.failureReason !== undefined) return run;
  try {
    return await getRun(converra, kind, run.id, signal);
  } catch (error) {
    refusalOf(error);
    return run;
  }
}

/** Faults that may be gone at the next poll. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    ["server", "network", "protocol", "rate-limit"].includes(error.kind)
  );
}

function endingOf(one: Pending, status: OutcomeStatus, clock: Clock, reason?: string): RunEnding {
  const { request, agent, origin, run } = one;
  const { key, purpose } = request;
  const ended = run.completedAt === undefined ? clock.now() : Date.parse(run.completedAt);
  const durationMs = Math.max(0, ended - Date.parse(run.createdAt));
  const why = reason ?? run.failureReason;
  return { key, purpose, agent, status, origin, run, durationMs, reason: why };
}

async function giveUp(
  queue: Queued[],
  pending: Pending[],
  endings: RunEnding[],
  options: WaitOptions,
  status: "timed-out" | "stopped",
  why: string,
): Promise<void> {
  const failed = await stopStarted(options, why);
  for (const one of pending.splice(0)) {
    const { id } = one.run;
    const unstopped = failed.some((failure) => failure.id === id);
    const note =
      leftRunning(one) ?? (unstopped ? "could not be stopped and may still be running" : "");
    const reason = note === "" ? why : `${why}; run ${id} ${note}`;
    endings.push(endingOf(one, status, options.clock, reason));
  }
  for (const { request } of queue.splice(0)) endings.push(notStarted(request, why));
}

/** Why a run that is no longer waited for goes on. */
function leftRunning({ origin, kind }: Pending): string | undefined {
  if (origin === "adopted") return "was started elsewhere and goes on";
  return kind === "benchmark"
    ? "goes on, because the service has no way to stop a benchmark"
    : undefined;
}

/** The ids that could not be stopped. A run whose start was never answered is looked for and stopped as well. */
async function stopStarted(
  { converra, ledger, log }: WaitOptions,
  why: string,
): Promise<StopResult["failed"]> {
  const signal = AbortSignal.timeout(STOP_MS);
  const running = await findLeftovers(converra, ledger.state(), { signal, log });
  const { stopped, failed } = await stopRuns(converra, running, `converra-gate: ${why}`, signal);
  for (const id of stopped) ledger.ended(id);
  for (const one of failed) log(`Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`);
  return failed;
}
