/** What the comment says while runs are waited for. Pure. */
import type { RunningProgress, RunningReport } from "../report/model.ts";
import type { Pending, Round } from "../runs/start.ts";

/** The comment's state of a round; `now` in epoch milliseconds. */
export function runningState(
  { queue, pending, lost, outcomes }: Readonly<Round>,
  now: number,
): Omit<RunningReport, "context"> {
  const total = queue.length + pending.length + lost.length + outcomes.length;
  const ended = [...outcomes].map(({ key, purpose, status }) => ({
    key,
    state: `${purpose} ${status}`,
  }));
  const running = pending.map((one) => ({
    key: one.request.key,
    state: `measuring the ${one.request.purpose}, ${one.run.rawStatus}${minutesLeft(one, now)}`,
  }));
  const soughtFor = lost.map(({ request: { key, purpose } }) => ({
    key,
    state: `${purpose} may be running: the answer to its start was lost`,
  }));
  const waiting = queue.map(({ request: { key, purpose } }) => ({
    key,
    state: `${purpose} waiting for a free slot`,
  }));
  const progress: RunningProgress = {
    ended: outcomes.length,
    total,
    asOf: new Date(now).toISOString(),
    ...expectedEnd(pending, queue.length + lost.length, now),
  };
  return {
    agents: [...running, ...soughtFor, ...waiting, ...ended],
    spending: startedWords(pending),
    progress,
  };
}

function startedWords(pending: readonly Pending[]): string {
  const ids = pending.map(({ run }) => run.id).join(", ");
  return ids === "" ? "Waiting for a free slot." : `Waiting for ${ids}.`;
}

function minutesLeft({ request, since }: Pending, now: number): string {
  if (request.usualMs === undefined) return "";
  const left = Math.ceil((since + request.usualMs - now) / 60_000);
  return left > 0 ? `, about ${left} min left` : ", longer than usual";
}

/** Nothing is said while some of the runs have no history, or are not known to have begun. */
function expectedEnd(
  pending: readonly Pending[],
  unseen: number,
  now: number,
): { readonly expectedEnd?: string } {
  const ends = pending.map(({ request, since }) => since + (request.usualMs ?? Number.NaN));
  const last = Math.max(...ends);
  if (unseen > 0 || !Number.isFinite(last)) return {};
  return { expectedEnd: new Date(Math.max(now, last)).toISOString() };
}
