/** What the decision is made from: numbers alone, no names and no words. */
import type { Mode } from "../domain.ts";

/**
 * One run as numbers: a column for each metric, points with the direction applied, and last the mean of the metrics
 * that decide. NaN where the run does not report it.
 */
export type Row = ArrayLike<number>;

/** One round of a trial. Without a baseline run it can tell of floors only, unless the trial is against history. */
export interface RoundRows {
  readonly candidate: Row;
  readonly baseline: Row | undefined;
}

/** One agent as numbers. Arrays are indexed by column. */
export interface AgentFigures {
  /** Which noise each column shares with other agents: an index into the channels. */
  readonly channels: readonly number[];
  /** Points; of the last column unused. */
  readonly maxDrop: readonly number[];
  /** Points; NaN without a floor. */
  readonly min: readonly number[];
  /** False for what is shown and not tested. */
  readonly tested: readonly boolean[];
  /** Runs before the trial. */
  readonly candidate: readonly Row[];
  readonly baseline: readonly Row[];
  /** In the order they were run. */
  readonly rounds: readonly RoundRows[];
  /** Groups of runs of one prompt in one place that say nothing of the level, only how noisy runs are. */
  readonly apart: readonly (readonly Row[])[];
  /** Whether a drop has to show against baseline runs of its own round, or against the earlier baseline runs. */
  readonly sideBySide: boolean;
  /** Most rounds of a trial; with 0 the first look decides by itself. */
  readonly confirm: number;
}

/** What is pooled over agents: one metric, or the mean of so many metrics, in one mode. */
export interface Channel {
  readonly mode: Mode;
  /** Undefined for a metric. */
  readonly meanOf: number | undefined;
}

/** Evidence of noise by channel, sums of squares and degrees of freedom. */
export interface Pool {
  readonly squares: number[];
  readonly degreesOfFreedom: number[];
}

/** Several runs of one prompt, by column. */
export interface Moments {
  readonly n: number[];
  readonly mean: number[];
  /** Sum of squared distances from the mean. */
  readonly squares: number[];
}

export function momentsOf(rows: readonly Row[], columns: number): Moments {
  const zeros = () => new Array<number>(columns).fill(0);
  const moments: Moments = { n: zeros(), mean: zeros(), squares: zeros() };
  for (const row of rows) addRow(moments, row);
  return moments;
}

export function addRow({ n, mean, squares }: Moments, row: Row): void {
  for (let column = 0; column < n.length; column += 1) {
    const value = row[column] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    // Welford's recurrence: stable where a sum of squares minus a squared sum would cancel.
    const count = (n[column] ?? 0) + 1;
    const before = mean[column] ?? 0;
    const step = value - before;
    const after = before + step / count;
    n[column] = count;
    mean[column] = after;
    squares[column] = (squares[column] ?? 0) + step * (value - after);
  }
}

/** How many of the columns are metrics: all but the mean. */
export function metricCount(agent: AgentFigures): number {
  return agent.channels.length - 1;
}
