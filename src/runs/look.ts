/** One look at runs that are waited for: how each is doing, from one list call. */
import { refusalOf, ServiceError, unlessGone } from "../errors.ts";
import type { Pending, SlotOptions } from "./start.ts";
import { getRun, listRuns } from "./types.ts";
import { hasEnded, type Run, type RunKind } from "./work.ts";

/** Longer than a service needs to show what it has stored. */
const GONE_MS = 120_000;

/** One list call answers for every pending run of a kind; only one that is missing from it takes a call of its own. */
export async function lookAt(
  kind: RunKind,
  pending: readonly Pending[],
  options: SlotOptions,
): Promise<void> {
  const listed = await listedRuns(kind, options);
  for (const one of pending) {
    const { id, rawStatus } = one.run;
    const found = listed.find((run) => run.id === id);
    if (one.origin === "started") {
      const seen = () => `not among the ${listed.length} runs of a list`;
      options.converra.observer.check("run-listed", found !== undefined, seen);
    }
    one.run =
      found === undefined
        ? await unlisted(one, kind, options)
        : await withReason(found, kind, options);
    if (found !== undefined) one.goneSince = undefined;
    if (one.run.rawStatus === rawStatus) continue;
    options.log(`${one.request.key}: ${id} is ${one.run.rawStatus}.`);
  }
}

/** A run that has just started may be found a moment later; one that stays away was deleted, which ends no other's wait. */
async function unlisted(one: Pending, kind: RunKind, options: SlotOptions): Promise<Run> {
  const found = await unlessGone(getRun(options, kind, one.run.id));
  const now = options.clock.now();
  one.goneSince = found === undefined ? (one.goneSince ?? now) : undefined;
  if (one.goneSince === undefined || now - one.goneSince < GONE_MS) return found ?? one.run;
  const failureReason = "neither its id nor a list finds it any more: it was deleted";
  return { ...one.run, status: "failed", rawStatus: "gone", failureReason };
}

/** Where none of the list can be read, each run is asked for by its id. */
async function listedRuns(kind: RunKind, options: SlotOptions): Promise<readonly Run[]> {
  try {
    return await listRuns(options, kind);
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "protocol") return [];
    throw error;
  }
}

/** Lists may leave out why a run failed; where nobody says, the run ends without a reason. */
async function withReason(run: Run, kind: RunKind, options: SlotOptions): Promise<Run> {
  if (!hasEnded(run) || run.status === "completed" || run.failureReason !== undefined) return run;
  try {
    return await getRun(options, kind, run.id);
  } catch (error) {
    refusalOf(error);
    return run;
  }
}
