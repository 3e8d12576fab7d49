/** Starts what is asked for as slots allow, waits for all of it with one list call a look, and returns how each ended. */
import type { Clock } from "../clock.ts";
import type { OutcomeStatus } from "../domain.ts";
import { ServiceError } from "../errors.ts";
import type { ExecuteDeps, Pending, RunEnding } from "./executing.ts";
import { fillSlots, notStarted, type Wanted } from "./fill-slots.ts";
import { getRemote, listRemote, type RemoteInput, type RemoteRun } from "./remote.ts";
import { nextLook, type WaitSettings } from "./schedule.ts";
import { findLeftovers, type StopResult, stopRuns } from "./stop.ts";

const REMINDER_MS = 60_000;
/** For the stop requests after an abort: the runner kills the process soon after its first signal. */
const STOP_MS = 3_000;

export async function executeRuns(
  requests: readonly Wanted[],
  deps: ExecuteDeps,
): Promise<readonly RunEnding[]> {
  const endings: RunEnding[] = [];
  const queue = requests.filter((one) => "prepare" in one || one.adopt === undefined);
  const pending = requests.flatMap(adoptedOf(deps));
  let reminder = deps.clock.now() + REMINDER_MS;
  try {
    while (queue.length > 0 || pending.length > 0) {
      await fillSlots(queue, pending, endings, deps);
      if (pending.length === 0 && queue.length === 0) break;
      const now = deps.clock.now();
      if (now >= deps.deadline) {
        await giveUp(queue, pending, endings, deps, "timed-out", "the deadline passed");
        break;
      }
      await deps.clock.sleep(
        Math.min(untilLook(pending, now, deps.wait), deps.deadline - now),
        deps.signal,
      );
      await look(pending, endings, deps);
      if (deps.clock.now() >= reminder) {
        deps.log(`Waiting for ${pending.map((one) => one.run.id).join(", ") || "a free slot"}.`);
        reminder = deps.clock.now() + REMINDER_MS;
      }
    }
  } catch (error) {
    if (!deps.signal.aborted) throw error;
    await giveUp(queue, pending, endings, deps, "stopped", "the workflow was cancelled");
  }
  return endings;
}

function adoptedOf(deps: ExecuteDeps): (wanted: Wanted) => Pending[] {
  return (wanted) => {
    if ("prepare" in wanted || wanted.adopt === undefined) return [];
    const { key, adopt: run } = wanted;
    deps.log(`${key}: ${run.id} is under way already and is waited for.`);
    return [{ request: wanted, origin: "adopted", since: since(run, deps.clock), run }];
  };
}

/** The service's clock may differ from ours: a start in our future counts as now. */
function since(run: RemoteRun, clock: Clock): number {
  return Math.min(clock.now(), Date.parse(run.createdAt) || clock.now());
}

function untilLook(pending: readonly Pending[], now: number, wait: WaitSettings): number {
  const looks = pending.map((one) => nextLook(now - one.since, one.request.usualMs, wait));
  return looks.length === 0 ? Math.max(wait.intervalMs, wait.maxIntervalMs) : Math.min(...looks);
}

/** A look that fails for a passing reason is made again; the deadline bounds how often. */
async function look(pending: Pending[], endings: RunEnding[], deps: ExecuteDeps): Promise<void> {
  for (const kind of new Set(pending.map((one) => one.request.work.kind))) {
    const some = pending.filter((one) => one.request.work.kind === kind);
    try {
      await lookAt(kind, some, deps);
    } catch (error) {
      if (!isPassing(error)) throw error;
      deps.log(`Could not look at the runs: ${(error as Error).message}. Looking again.`);
    }
    for (const one of some) {
      const { status } = one.run;
      if (status !== "completed" && status !== "failed" && status !== "stopped") continue;
      pending.splice(pending.indexOf(one), 1);
      if (one.origin === "started") deps.ledger.ended(one.run.id);
      endings.push(endingOf(one, status, deps.clock));
    }
  }
}

/** One list call answers for every pending run of a kind; only one that is missing from it is asked for itself. */
async function lookAt(
  kind: RemoteInput["kind"],
  pending: readonly Pending[],
  deps: ExecuteDeps,
): Promise<void> {
  const listed = await listRemote(deps.converra, kind, {}, deps.signal);
  for (const one of pending) {
    const { id, rawStatus } = one.run;
    const found = listed.find((run) => run.id === id);
    one.run =
      found === undefined
        ? await getRemote(deps.converra, kind, id, deps.signal)
        : await withReason(found, kind, deps);
    if (one.run.rawStatus !== rawStatus) {
      deps.log(`${one.request.key}: ${id} is ${one.run.rawStatus}.`);
    }
  }
}

/** Lists may leave out why a run failed; where nobody says, the run ends without a reason. */
async function withReason(
  run: RemoteRun,
  kind: RemoteInput["kind"],
  { converra, signal }: ExecuteDeps,
): Promise<RemoteRun> {
  const ended = run.status === "failed" || run.status === "stopped";
  if (!ended || run.failureReason !== undefined) return run;
  try {
    return await getRemote(converra, kind, run.id, signal);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
    return run;
  }
}

/** Faults that may be gone at the next look; the deadline bounds how often. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    ["server", "network", "protocol", "rate-limit"].includes(error.kind)
  );
}

function endingOf(one: Pending, status: OutcomeStatus, clock: Clock, reason?: string): RunEnding {
  const { request, origin, run } = one;
  const ended = run.completedAt === undefined ? clock.now() : Date.parse(run.completedAt);
  const durationMs = Math.max(0, ended - Date.parse(run.createdAt));
  const { key, purpose, work } = request;
  return {
    key,
    purpose,
    agentId: work.input.agentId,
    status,
    origin,
    run,
    durationMs,
    reason: reason ?? run.failureReason,
  };
}

async function giveUp(
  queue: Wanted[],
  pending: Pending[],
  endings: RunEnding[],
  deps: ExecuteDeps,
  status: "timed-out" | "stopped",
  why: string,
): Promise<void> {
  const failed = await stopStarted(deps, why);
  for (const one of pending.splice(0)) {
    const { id } = one.run;
    const unstopped = failed.some((failure) => failure.id === id);
    const note =
      leftRunning(one) ?? (unstopped ? "could not be stopped and may still be running" : "");
    const reason = note === "" ? why : `${why}; run ${id} ${note}`;
    endings.push(endingOf(one, status, deps.clock, reason));
  }
  for (const request of queue.splice(0)) endings.push(notStarted(request, why));
}

/** Why a run that is no longer waited for goes on. */
function leftRunning({ origin, request }: Pending): string | undefined {
  if (origin === "adopted") return "was started elsewhere and goes on";
  return request.work.kind === "benchmark"
    ? "goes on, because the service has no way to stop a benchmark"
    : undefined;
}

/** The ids that could not be stopped. A run whose start was never answered is looked for and stopped as well. */
async function stopStarted(deps: ExecuteDeps, why: string): Promise<StopResult["failed"]> {
  const signal = AbortSignal.timeout(STOP_MS);
  const { log } = deps;
  const running = await findLeftovers(deps.converra, deps.ledger.state(), { signal, log });
  const reason = `converra-gate: ${why}`;
  const { stopped, failed } = await stopRuns(deps.converra, running, reason, signal);
  for (const id of stopped) deps.ledger.ended(id);
  for (const one of failed) log(`Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`);
  return failed;
}
