/** Whether the service scores one and the same prompt otherwise than before, as when it judges by another model. Pure. */
import type { Measurement, Mode } from "../domain.ts";
import { type Gap, gapBetween, reportedByAll } from "./level.ts";
import { startOf } from "./rounds.ts";

/** A shift is believed when noise shows one like it, in any metric and at any time of a history, at most this often. */
const SHIFT_CHANCE = 0.01;

/** Scores as reported: directions are not applied. */
export interface Drift {
  /** Mean over the metrics, later minus earlier. */
  readonly points: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** ISO time of the last run before the shift, and of the first after it. */
  readonly before: string;
  readonly after: string;
  /** Ids of all runs before it: no evidence of level any more, still of noise. */
  readonly stale: readonly string[];
}

/** The latest shift in runs of one prompt in one place; undefined when noise explains what there is. */
export function driftOf(runs: readonly Measurement[], mode: Mode): Drift | undefined {
  const ordered = runs.toSorted((a, b) => startOf(a) - startOf(b));
  const metrics = reportedByAll(ordered);
  const chance = SHIFT_CHANCE / (Math.max(1, ordered.length - 1) * (metrics.length + 1));
  let best: { readonly at: number; readonly gap: Gap } | undefined;
  for (let at = 1; at < ordered.length; at += 1) {
    const gap = gapBetween([[ordered.slice(0, at), ordered.slice(at)]], metrics, mode);
    if (gap.p <= chance && gap.p < (best?.gap.p ?? 1)) best = { at, gap };
  }
  if (best === undefined) return undefined;
  const [before, after] = [ordered.slice(0, best.at), ordered.slice(best.at)];
  const stale = before.map(({ runId }) => runId);
  // What came after may have shifted again.
  const later = driftOf(after, mode);
  if (later !== undefined) return { ...later, stale: [...stale, ...later.stale] };
  return {
    points: best.gap.points,
    metrics: best.gap.metrics,
    before: before.at(-1)?.completedAt ?? "",
    after: after[0]?.completedAt ?? "",
    stale,
  };
}

/** The runs that still tell the level: those since the last shift. */
export function sinceLastShift(runs: readonly Measurement[], mode: Mode): readonly Measurement[] {
  const stale = new Set(driftOf(runs, mode)?.stale);
  return stale.size === 0 ? runs : runs.filter(({ runId }) => !stale.has(runId));
}

/** Earlier and fresh runs of one agent's baseline. */
export interface BaselineRuns {
  readonly earlier: readonly Measurement[];
  readonly fresh: readonly Measurement[];
}

/** A shift that the baselines of one gate share: together they show one that none shows alone. */
export function sharedDrift(agents: readonly BaselineRuns[], mode: Mode): Drift | undefined {
  const pairs = agents
    .filter(({ earlier, fresh }) => earlier.length > 0 && fresh.length > 0)
    .map(({ earlier, fresh }) => [earlier, fresh] as const);
  const metrics = reportedByAll(pairs.flat(2));
  const gap = gapBetween(pairs, metrics, mode);
  if (gap.p > SHIFT_CHANCE / (metrics.length + 1)) return undefined;
  const earlier = pairs.flatMap(([runs]) => runs).toSorted((a, b) => startOf(a) - startOf(b));
  const fresh = pairs.flatMap(([, runs]) => runs).toSorted((a, b) => startOf(a) - startOf(b));
  return {
    points: gap.points,
    metrics: gap.metrics,
    before: earlier.at(-1)?.completedAt ?? "",
    after: fresh[0]?.completedAt ?? "",
    stale: earlier.map(({ runId }) => runId),
  };
}
