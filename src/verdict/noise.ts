/** How far two runs of one and the same prompt differ: the yardstick every drop is held against. */
import type { Mode } from "../domain.ts";
import type { Channel, Moments, Pool } from "./figures.ts";

/**
 * Points by which one run of a prompt is expected to miss the prompt's true score, before anything was measured.
 * Validation runs more conversations than exploratory mode, so its noise is smaller.
 */
export const PRIOR_SD: Readonly<Record<Mode, number>> = { validation: 2.5, exploratory: 5 };

/** How many degrees of freedom the prior is worth. Chosen by measurement (docs/verdict.md). */
export const PRIOR_DF = 2.5;

/** Expected correlation of the metrics of one run: what the prior of their mean goes by. */
const PRIOR_CORRELATION = 0.3;

/** Degrees of freedom with which an agent's own noise, or one side's, is taken to be like that of all. */
export const ALIKE_DF = 1;

/** What a median absolute deviation of normal values has to be multiplied by to give their standard deviation. */
const MAD_TO_SD = 1.4826;

/** Degrees of freedom of a squared median absolute deviation, as a share of those of a variance: its efficiency. */
const MAD_EFFICIENCY = 0.4;

/** How many times the variance of those that did not fall the whole spread has to be to be no noise. */
const HEAPS_APART = 3;

/** Points squared of one run, and how well that is known. */
export interface Noise {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** How much larger a variance is than the pooled one; never below 1. */
export interface Excess {
  readonly factor: number;
  readonly degreesOfFreedom: number;
}

export function emptyPool(channels: number): Pool {
  const zeros = () => new Array<number>(channels).fill(0);
  return { squares: zeros(), degreesOfFreedom: zeros() };
}

export function copyPool({ squares, degreesOfFreedom }: Pool): Pool {
  return { squares: [...squares], degreesOfFreedom: [...degreesOfFreedom] };
}

export function addToPool(
  pool: Pool,
  channel: number,
  squares: number,
  degreesOfFreedom: number,
): void {
  pool.squares[channel] = (pool.squares[channel] ?? 0) + squares;
  pool.degreesOfFreedom[channel] = (pool.degreesOfFreedom[channel] ?? 0) + degreesOfFreedom;
}

/** What a group of runs of one prompt tells about noise: the spread inside it, never its level. */
export function addGroup(pool: Pool, channels: readonly number[], group: Moments): void {
  for (let column = 0; column < channels.length; column += 1) {
    const n = group.n[column] ?? 0;
    if (n > 1) addToPool(pool, channels[column] ?? 0, group.squares[column] ?? 0, n - 1);
  }
}

/** The same of a group that the pool knows already, by what it has grown. */
export function addGrowth(
  pool: Pool,
  channels: readonly number[],
  before: Moments,
  after: Moments,
): void {
  for (let column = 0; column < channels.length; column += 1) {
    const squares = (after.squares[column] ?? 0) - (before.squares[column] ?? 0);
    const one = Math.max(1, before.n[column] ?? 0);
    const degreesOfFreedom = Math.max(1, after.n[column] ?? 0) - one;
    addToPool(pool, channels[column] ?? 0, squares, degreesOfFreedom);
  }
}

/**
 * The pooled evidence of each channel shrunk to the prior of its mode (scaled inverse chi-square). The prior is raised
 * when the other metrics of the mode turn out noisier than it says, and never lowered: a noise believed too small fails
 * harmless pull requests, one believed too large only asks for more evidence.
 */
export function noiseOf(channels: readonly Channel[], pool: Pool): Noise[] {
  const totals: Record<Mode, { squares: number; degreesOfFreedom: number }> = {
    validation: { squares: 0, degreesOfFreedom: 0 },
    exploratory: { squares: 0, degreesOfFreedom: 0 },
  };
  channels.forEach(({ mode, meanOf }, index) => {
    if (meanOf !== undefined) return;
    totals[mode].squares += pool.squares[index] ?? 0;
    totals[mode].degreesOfFreedom += pool.degreesOfFreedom[index] ?? 0;
  });
  return channels.map(({ mode, meanOf }, index) => {
    const squares = pool.squares[index] ?? 0;
    const known = pool.degreesOfFreedom[index] ?? 0;
    const documented = PRIOR_SD[mode] ** 2;
    const others = meanOf === undefined ? 1 : 0;
    const share = meanOf === undefined ? 1 : shareOfMean(meanOf);
    const raised =
      (PRIOR_DF * documented + totals[mode].squares - others * squares) /
      (PRIOR_DF + totals[mode].degreesOfFreedom - others * known);
    const prior = Math.max(documented, raised) * share;
    const degreesOfFreedom = PRIOR_DF + known;
    return { variance: (PRIOR_DF * prior + squares) / degreesOfFreedom, degreesOfFreedom };
  });
}

/** Expected variance of the mean of so many metrics of one run, as a share of that of one. */
export function shareOfMean(metrics: number): number {
  return (1 + (metrics - 1) * PRIOR_CORRELATION) / Math.max(1, metrics);
}

/**
 * Variance told by the spread of several agents' differences, each divided by what one run's standard deviation is
 * multiplied by in it. Round the median, so that neither a few real changes nor one that all agents share counts as
 * noise. Where about half of the agents fell, the median lies between two heaps: those that did not fall show it.
 */
export function spreadOf(differences: readonly number[]): Noise | undefined {
  const n = differences.length;
  if (n < 3) return undefined;
  const centre = median(differences);
  const deviation = median(differences.map((value) => Math.abs(value - centre)));
  // A median of few deviations falls short of the true one by about this much.
  const sd = MAD_TO_SD * deviation * (1 + 0.9 / n);
  const rises = differences.filter((value) => value > 0);
  const square = rises.reduce((sum, value) => sum + value ** 2, 0) / rises.length;
  if (rises.length >= Math.max(3, n / 5) && HEAPS_APART * square < sd ** 2) {
    return { variance: square, degreesOfFreedom: rises.length / 2 };
  }
  return { variance: sd ** 2, degreesOfFreedom: MAD_EFFICIENCY * (n - 1) };
}

/** `squares` are in units of the pooled variance. */
export function excessOf(squares: number, degreesOfFreedom: number): Excess {
  const known = ALIKE_DF + degreesOfFreedom;
  return { factor: Math.max(1, (ALIKE_DF + squares) / known), degreesOfFreedom: known };
}

/** NaN of none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sum of squared distances from the mean; 0 of none. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

function median(values: readonly number[]): number {
  const sorted = new Float64Array(values).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
}
