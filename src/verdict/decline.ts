/**
 * Whether the runs of one prompt have become lower over time: a change point of their mean, found by the split that
 * separates earlier from later runs best (Hawkins 1977), each metric and their mean compared at. What one night proves
 * against its history is the judge's question; this one is asked of the whole history, and sees what creeps. Pure.
 */
import type { GateRules, Measurement, Mode } from "../domain.ts";
import type { Row } from "./figures.ts";
import { reportedByAll } from "./level.ts";
import { directed } from "./metric.ts";
import { PRIOR_DF, PRIOR_SD, shareOfMean } from "./noise.ts";
import { startOf } from "./rounds.ts";
import { thresholdOf } from "./rules.ts";
import { upperTail } from "./student.ts";

/**
 * Most that noise may explain of what is called a decline, corrected for metrics and dates (Bonferroni). Every night asks
 * again, so it is far below the error of one pull request. Chosen by measurement: docs/verdict.md.
 */
const DECLINE_CHANCE = 0.0005;

/** The same of what only a few runs show, which noise with long tails imitates. */
const CHANCE_OF_FEW = 0.00003;

/** One bad run is no decline, and one good run nothing to decline from. */
const LEAST_AFTER = 2;
const LEAST_BEFORE = 3;
/** So many runs are not carried by one. */
const FEW = 6;

/** Points, the direction applied: what is lower is worse. */
export interface Decline {
  /** ISO time of the first run of the lower level. */
  readonly since: string;
  /** How much lower the mean of the runs since then is: of the deciding metric, or of the mean of all. */
  readonly points: number;
  /** The metric that decided; undefined where it is the mean of all. */
  readonly metric?: string;
  /** Metric -> how much lower. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly before: number;
  readonly after: number;
  /** A metric fell by as much as its rule forbids. */
  readonly isForbidden: boolean;
}

/** `runs`: of one prompt, in one place and mode. */
export function declineOf(
  runs: readonly Measurement[],
  rules: GateRules,
  mode: Mode,
): Decline | undefined {
  const ordered = runs.toSorted((a, b) => startOf(a) - startOf(b));
  const metrics = reportedByAll(ordered).filter((metric) => thresholdOf(rules, metric).decides);
  const rows = ordered.map(({ scores }) => {
    const row = metrics.map((name) => directed(scores[name], thresholdOf(rules, name).direction));
    return [...row, row.reduce((sum, value) => sum + value, 0) / Math.max(1, row.length)];
  });
  const fall = fallIn(rows, mode);
  const first = ordered[fall?.at ?? -1];
  if (fall === undefined || first === undefined) return undefined;
  const lower = (column: number) =>
    meanOf(rows.slice(0, fall.at), column) - meanOf(rows.slice(fall.at), column);
  const metric = metrics[fall.column];
  return {
    since: first.completedAt,
    points: lower(fall.column),
    ...(metric === undefined ? {} : { metric }),
    metrics: Object.fromEntries(metrics.map((name, column) => [name, lower(column)])),
    before: fall.at,
    after: rows.length - fall.at,
    isForbidden: metrics.some((name, at) => lower(at) >= thresholdOf(rules, name).maxDrop),
  };
}

/** Rows from `at` on are lower in the column than those before. */
export interface Fall {
  readonly at: number;
  readonly column: number;
}

/** `rows`: runs in order; the last column is the mean of the others. */
export function fallIn(rows: readonly Row[], mode: Mode): Fall | undefined {
  const fall = shiftIn(rows, mode, 1);
  if (fall === undefined) return undefined;
  // What has recovered since is no decline any more.
  const after = rows.slice(fall.at);
  const rise = shiftIn(after, mode, -1);
  if (rise === undefined) return fall;
  return fallIn([...rows.slice(0, fall.at), ...after.slice(rise.at)], mode) === undefined
    ? undefined
    : fall;
}

/** The clearest split, `sign` 1 for a fall and -1 for a rise; undefined where noise explains it. */
function shiftIn(rows: readonly Row[], mode: Mode, sign: 1 | -1): Fall | undefined {
  const columns = rows[0]?.length ?? 0;
  const splits = rows.length - LEAST_AFTER - LEAST_BEFORE + 1;
  if (splits < 1 || columns < 2) return undefined;
  // With one metric alone its mean is the same.
  const compared = columns === 2 ? 1 : columns;
  const degreesOfFreedom = PRIOR_DF + rows.length - 2;
  const noise = PRIOR_DF * PRIOR_SD[mode] ** 2;
  // What a few runs show has to be clearer, and is asked for after what many show.
  for (const [least, most, chance] of [
    [FEW, rows.length, DECLINE_CHANCE],
    [LEAST_AFTER, FEW - 1, CHANCE_OF_FEW],
  ] as const) {
    let best: { readonly at: number; readonly column: number; readonly t: number } | undefined;
    for (let column = 0; column < compared; column += 1) {
      const share = column === columns - 1 ? shareOfMean(columns - 1) : 1;
      const split = clearestSplit(rows, column, noise * share, sign, least, most);
      if (split.t > (best?.t ?? 0)) best = { ...split, column };
    }
    if (best === undefined) continue;
    const p = upperTail(best.t, degreesOfFreedom) * splits * compared;
    if (p <= chance) return { at: best.at, column: best.column };
  }
  return undefined;
}

/** By Student's t with the noise inside both parts, shrunk to the prior: a shift between them is none of it. */
function clearestSplit(
  rows: readonly Row[],
  column: number,
  prior: number,
  sign: 1 | -1,
  least: number,
  most: number,
): { readonly at: number; readonly t: number } {
  const n = rows.length;
  let total = 0;
  let squares = 0;
  for (const row of rows) {
    const value = row[column] ?? 0;
    total += value;
    squares += value * value;
  }
  let at = 0;
  let clearest = 0;
  let sum = 0;
  for (let before = 1; before <= n - least; before += 1) {
    sum += rows[before - 1]?.[column] ?? 0;
    if (before < LEAST_BEFORE || n - before > most) continue;
    const after = n - before;
    const rest = total - sum;
    const gap = sign * (sum / before - rest / after);
    if (gap <= 0) continue;
    const inside = Math.max(0, squares - (sum * sum) / before - (rest * rest) / after);
    const variance = (prior + inside) / (PRIOR_DF + n - 2);
    const t = gap / Math.sqrt(variance * (1 / before + 1 / after));
    const middle = (sum / before + rest / after) / 2;
    if (t > clearest && (after >= FEW || isSteady(rows, before, column, sign * middle, sign))) {
      clearest = t;
      at = before;
    }
  }
  return { at, t: clearest };
}

/** More than half of the runs since are nearer to their own mean than to the one before: no single bad run makes it. */
function isSteady(
  rows: readonly Row[],
  from: number,
  column: number,
  middle: number,
  sign: 1 | -1,
): boolean {
  let beyond = 0;
  for (let at = from; at < rows.length; at += 1) {
    if (sign * (rows[at]?.[column] ?? 0) < middle) beyond += 1;
  }
  return beyond > (rows.length - from) / 2;
}

function meanOf(rows: readonly Row[], column: number): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length;
}

/** Runs that a decline is compared for in: what is older than the newest of them is spread evenly over the time before. */
const MOST_RUNS = 60;
const NEWEST_RUNS = 20;

/** `runs`: newest first, and so are those chosen. Each costs a request. */
export function chosenRuns<T>(runs: readonly T[]): readonly T[] {
  if (runs.length <= MOST_RUNS) return runs;
  const older = runs.slice(NEWEST_RUNS);
  const wanted = MOST_RUNS - NEWEST_RUNS;
  const step = (older.length - 1) / (wanted - 1);
  const spread = Array.from({ length: wanted }, (_, at) => older[Math.round(at * step)]);
  return [...runs.slice(0, NEWEST_RUNS), ...spread.filter((run) => run !== undefined)];
}
