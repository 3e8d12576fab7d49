/** Which runs were a trial. Read from the runs' own times, so that a later run of the workflow finds the same rounds. Pure. */
import type { Measurement } from "../domain.ts";

/** One fresh run of the candidate and, where there is one, the baseline run beside it. */
export interface Round {
  readonly candidate: Measurement;
  readonly baseline: Measurement | undefined;
}

export interface SplitEvidence {
  /** Runs that the first look was taken at. */
  readonly candidate: readonly Measurement[];
  readonly baseline: readonly Measurement[];
  /** Oldest first. */
  readonly rounds: readonly Round[];
}

/** Runs that started further apart than this are no longer side by side. */
const SIDE_BY_SIDE_MS = 12 * 3_600_000;

/**
 * A run of the candidate that started after its first run had ended is a round, unless it ran where nights measure
 * whatever prompt is live (`nightly`: ids of agents): a prompt that was live before has such runs. Its partner is the
 * baseline run that started nearest to it and, like it, after the first look, which keeps one. Once a run has a partner
 * only those with one are rounds: the others were held against another baseline, or the run beside them failed.
 */
export function splitTrial(
  candidate: readonly Measurement[],
  baseline: readonly Measurement[],
  nightly: ReadonlySet<string> = new Set(),
): SplitEvidence {
  const ordered = candidate.toSorted(byStart);
  const first = ordered[0];
  if (first === undefined) return { candidate: [], baseline, rounds: [] };
  const firstStart = startOf(first);
  // A clock that is behind may have ended it before it began.
  const firstLook = Math.max(firstStart, Date.parse(first.completedAt));
  // Times may be cut to seconds or minutes: what started in the one in which the first run ended came after it.
  const isFresh = (run: Measurement) =>
    startOf(run) > firstLook || (startOf(run) === firstLook && firstLook > firstStart);
  const partners = new Set(baseline.filter(isFresh));
  // Of a prompt that is the baseline only since then, the first look needs one run.
  const [since] = partners.size === baseline.length ? baseline.toSorted(byStart) : [];
  if (since !== undefined) partners.delete(since);
  const fresh = ordered.filter((run) => isFresh(run) && !nightly.has(run.agentId));
  const pairs = pairsOf(fresh, [...partners]);
  const all = fresh.map((run): Round => ({ candidate: run, baseline: pairs.get(run) }));
  const paired = all.filter((round) => round.baseline !== undefined);
  const rounds = paired.length > 0 ? paired : all;
  const taken = new Set(rounds.flatMap((round) => [round.candidate, round.baseline]));
  return {
    candidate: ordered.filter((run) => !taken.has(run)),
    baseline: baseline.filter((run) => !taken.has(run)),
    rounds,
  };
}

/** Those that started nearest to each other first: a run that was started beside one is no other's partner. */
function pairsOf(
  runs: readonly Measurement[],
  partners: readonly Measurement[],
): ReadonlyMap<Measurement, Measurement> {
  const possible = runs
    .flatMap((run) => partners.map((partner) => ({ run, partner })))
    .filter(({ run, partner }) => partner.place === run.place)
    .map((two) => ({ ...two, apart: Math.abs(startOf(two.partner) - startOf(two.run)) }))
    .filter(({ apart }) => apart <= SIDE_BY_SIDE_MS)
    .toSorted(
      (a, b) => a.apart - b.apart || byStart(a.run, b.run) || byStart(a.partner, b.partner),
    );
  const pairs = new Map<Measurement, Measurement>();
  const taken = new Set<Measurement>();
  for (const { run, partner } of possible) {
    if (pairs.has(run) || taken.has(partner)) continue;
    pairs.set(run, partner);
    taken.add(partner);
  }
  return pairs;
}

/** Epoch milliseconds. */
export function startOf({ startedAt, completedAt }: Measurement): number {
  return Date.parse(startedAt ?? completedAt);
}

/** Ids break ties, so that the order never depends on how a list arrived. */
function byStart(a: Measurement, b: Measurement): number {
  return startOf(a) - startOf(b) || (a.runId < b.runId ? -1 : Number(a.runId !== b.runId));
}
