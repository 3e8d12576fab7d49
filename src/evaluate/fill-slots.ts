/** Starts what is asked for while slots are free. */
import type { ExecuteDeps, LazyRequest, Pending, RunEnding, RunRequest } from "./executing.ts";
import { cannotEnd } from "./schedule.ts";
import { startRun } from "./start.ts";

export type Wanted = RunRequest | LazyRequest;

/** Takes from the queue what it started, or found that it cannot start. */
export async function fillSlots(
  queue: Wanted[],
  pending: Pending[],
  endings: RunEnding[],
  deps: ExecuteDeps,
): Promise<void> {
  while (pending.length < Math.max(1, deps.slots)) {
    const request = await nextRequest(queue, endings, deps);
    if (request === undefined) return;
    const result = await startRun(request.work, request.known, deps);
    if (result.kind === "no-slot") {
      deps.log(`${request.key}: all slots are in use; waiting for one to become free.`);
      return;
    }
    queue.shift();
    if (result.kind === "started") {
      const { run } = result;
      deps.log(`${request.key}: started ${run.id} (${request.purpose}), ${run.rawStatus}.`);
      pending.push({ request, origin: "started", since: deps.clock.now(), run });
      continue;
    }
    endings.push(notStarted(request, result.reason));
    if (result.kind === "no-quota") {
      for (const other of queue.splice(0)) endings.push(notStarted(other, result.reason));
    }
  }
}

/** The head of the queue, prepared; what turns out not to be worth starting, or to have no place, is taken off. */
async function nextRequest(
  queue: Wanted[],
  endings: RunEnding[],
  deps: ExecuteDeps,
): Promise<RunRequest | undefined> {
  for (let wanted = queue[0]; wanted !== undefined; wanted = queue[0]) {
    if (cannotEnd(deps.deadline - deps.clock.now(), wanted.usualMs)) {
      const reason = "it would not end before the deadline; raise timeout-minutes";
      endings.push(notStarted(wanted, reason));
    } else {
      const request = "prepare" in wanted ? await wanted.prepare() : wanted;
      if (request !== undefined) {
        queue[0] = request;
        return request;
      }
    }
    queue.shift();
  }
  return undefined;
}

export function notStarted({ key, purpose }: Wanted, reason: string): RunEnding {
  return { key, purpose, status: "not-started", origin: "started", reason };
}
