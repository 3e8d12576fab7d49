/** How far two runs of one and the same prompt differ: the yardstick every drop is held against. */
import type { Measurement, Mode } from "../domain.ts";

/**
 * Points by which one run of a prompt is expected to miss the prompt's true score, before anything was measured.
 * Validation runs more conversations than exploratory mode, so its noise is smaller.
 */
const PRIOR_SD: Readonly<Record<Mode, number>> = { validation: 2.5, exploratory: 5 };

/**
 * How many degrees of freedom the prior is worth. Chosen by measurement (docs/verdict.md): with more of them the gate
 * fails too many harmless pull requests when nothing else is known and the true noise is twice the prior.
 */
const PRIOR_DF = 2.5;

export interface Noise {
  /** Points squared, of one run. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

export interface NoiseModel {
  of(metric: string, mode: Mode): Noise;
  /**
   * How much larger the variance of these runs is than that of all runs, taken over their metrics together and shrunk
   * like it; never below 1. For the runs of one agent, which may scatter more than those of the others.
   */
  excessOf(runs: readonly Measurement[]): number;
}

interface Spread {
  n: number;
  mean: number;
  squares: number;
}

interface Sum {
  readonly squares: number;
  readonly degreesOfFreedom: number;
}

/**
 * Sums of squares within each prompt, pooled over all prompts for each metric and mode, shrunk to the prior of the mode
 * (scaled inverse chi-square). A run given twice counts once.
 */
export function estimateNoise(measurements: Iterable<Measurement>): NoiseModel {
  const groups = groupRuns(measurements);
  const pooled = new Map<Mode, Map<string, Sum>>();
  for (const [mode, prompts] of groups) {
    const metrics = new Map<string, Sum>();
    for (const [metric, spreads] of prompts) metrics.set(metric, pool(spreads.values()));
    pooled.set(mode, metrics);
  }
  const noiseOf = (metric: string, mode: Mode) => {
    const metrics = pooled.get(mode) ?? NO_METRICS;
    return shrink(priorVariance(metric, mode, metrics), metrics.get(metric) ?? NOTHING_KNOWN);
  };
  return {
    of: noiseOf,
    excessOf(runs) {
      let squares = 0;
      let degreesOfFreedom = 0;
      for (const [mode, metrics] of groupRuns(runs)) {
        for (const [metric, spreads] of metrics) {
          const own = pool(spreads.values());
          squares += own.squares / noiseOf(metric, mode).variance;
          degreesOfFreedom += own.degreesOfFreedom;
        }
      }
      return Math.max(1, shrink(1, { squares, degreesOfFreedom }).variance);
    },
  };
}

const NOTHING_KNOWN: Sum = { squares: 0, degreesOfFreedom: 0 };
const NO_METRICS: ReadonlyMap<string, Sum> = new Map();

/**
 * The documented prior, raised when the other metrics of the mode together turn out noisier than it says. Never lowered:
 * a noise believed too small fails harmless pull requests, one believed too large only asks for more evidence.
 */
function priorVariance(metric: string, mode: Mode, metrics: ReadonlyMap<string, Sum>): number {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const [name, sum] of metrics) {
    if (name === metric) continue;
    squares += sum.squares;
    degreesOfFreedom += sum.degreesOfFreedom;
  }
  const documented = PRIOR_SD[mode] ** 2;
  return Math.max(documented, shrink(documented, { squares, degreesOfFreedom }).variance);
}

function shrink(prior: number, sum: Sum): Noise {
  const degreesOfFreedom = PRIOR_DF + sum.degreesOfFreedom;
  return { variance: (PRIOR_DF * prior + sum.squares) / degreesOfFreedom, degreesOfFreedom };
}

type Groups = Map<Mode, Map<string, Map<string, Spread>>>;

/** By mode, then metric, then prompt. */
function groupRuns(measurements: Iterable<Measurement>): Groups {
  const groups: Groups = new Map();
  const seen = new Set<string>();
  for (const measurement of measurements) {
    if (seen.has(measurement.runId)) continue;
    seen.add(measurement.runId);
    addRun(groups, measurement);
  }
  return groups;
}

function addRun(groups: Groups, { mode, fingerprint, scores }: Measurement): void {
  const metrics = groups.get(mode) ?? new Map<string, Map<string, Spread>>();
  groups.set(mode, metrics);
  for (const metric of Object.keys(scores)) {
    const score = scores[metric];
    if (score === undefined || !Number.isFinite(score)) continue;
    const prompts = metrics.get(metric) ?? new Map<string, Spread>();
    metrics.set(metric, prompts);
    const spread = prompts.get(fingerprint) ?? { n: 0, mean: 0, squares: 0 };
    prompts.set(fingerprint, spread);
    // Welford's recurrence: stable where a sum of squares minus a squared sum would cancel.
    spread.n += 1;
    const step = score - spread.mean;
    spread.mean += step / spread.n;
    spread.squares += step * (score - spread.mean);
  }
}

function pool(spreads: Iterable<Spread>): Sum {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const spread of spreads) {
    squares += spread.squares;
    degreesOfFreedom += spread.n - 1;
  }
  return { squares, degreesOfFreedom };
}
