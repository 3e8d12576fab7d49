/** Starts what is asked for while slots are free. */
import { cannotEnd } from "./schedule.ts";
import { type RunPorts, startRun } from "./start.ts";
import type { Run, RunEnding, RunKind, RunRequest, Start, StartRequest } from "./types.ts";

/** A request that waits for a slot; prepared at most once. */
export interface Queued {
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
}

export interface SlotOptions extends RunPorts {
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Runs that may be under way at once, others' taken off. */
  readonly slots: number;
}

/** Takes from the queue what it started, or found that it cannot start. */
export async function fillSlots(
  queue: Queued[],
  pending: Pending[],
  endings: RunEnding[],
  options: SlotOptions,
): Promise<void> {
  while (pending.length < Math.max(1, options.slots)) {
    const next = await nextStart(queue, endings, options);
    if (next === undefined) return;
    const { request, start } = next;
    const result = await startRun(start.work, start.known, options);
    if (result.kind === "no-slot") {
      options.log(`${request.key}: all slots are in use; waiting for one to become free.`);
      return;
    }
    queue.shift();
    if (result.kind === "started") {
      const { run } = result;
      const { agent, work } = start;
      options.log(`${request.key}: started ${run.id} (${request.purpose}), ${run.rawStatus}.`);
      const since = options.clock.now();
      pending.push({ request, agent, kind: work.kind, origin: "started", since, run });
      continue;
    }
    endings.push(notStarted(request, result.reason));
    if (result.kind === "no-quota") {
      for (const other of queue.splice(0)) endings.push(notStarted(other.request, result.reason));
    }
  }
}

/** The head of the queue, prepared; what turns out not to be worth starting, or to have no place, is taken off. */
async function nextStart(
  queue: Queued[],
  endings: RunEnding[],
  { deadline, clock }: SlotOptions,
): Promise<{ request: StartRequest; start: Start } | undefined> {
  for (let head = queue[0]; head !== undefined; head = queue[0]) {
    const { request } = head;
    if (cannotEnd(deadline - clock.now(), request.usualMs)) {
      const reason = "it would not end before the deadline; raise timeout-minutes";
      endings.push(notStarted(request, reason));
    } else {
      head.start ??= await request.prepare();
      if (head.start !== undefined) return { request, start: head.start };
    }
    queue.shift();
  }
  return undefined;
}

export function notStarted({ key, purpose }: RunRequest, reason: string): RunEnding {
  return { key, purpose, status: "not-started", origin: "started", reason };
}
