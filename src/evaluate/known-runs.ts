/** What is known of an agent's runs before one more is started, so that the one more can be told from them. Pure. */
import type { RemoteRun } from "./remote.ts";

export interface KnownRuns {
  readonly ids: readonly string[];
  /** When the newest of them was created, by the service's clock; undefined when none is known. */
  readonly newest?: string;
}

export const NO_RUNS: KnownRuns = { ids: [] };

export function knownOf(runs: readonly Pick<RemoteRun, "id" | "createdAt">[]): KnownRuns {
  const [newest] = runs
    .map(({ createdAt }) => createdAt)
    .sort((a, b) => Date.parse(b) - Date.parse(a));
  return { ids: runs.map(({ id }) => id), newest };
}

export function withRun(known: KnownRuns, run: Pick<RemoteRun, "id" | "createdAt">): KnownRuns {
  const { newest } = known;
  const isNewer = newest === undefined || Date.parse(run.createdAt) > Date.parse(newest);
  return { ids: [...known.ids, run.id], newest: isNewer ? run.createdAt : newest };
}

/**
 * True for a run that can have come after what is known. Its id alone does not say so: a list may leave out old runs.
 * Both times are the service's, so its clock may be wrong by any amount.
 */
export function isSince(
  { ids, newest }: KnownRuns,
  run: Pick<RemoteRun, "id" | "createdAt">,
): boolean {
  if (ids.includes(run.id)) return false;
  return newest === undefined || Date.parse(run.createdAt) >= Date.parse(newest);
}
