/** How far two groups of runs of one prompt are apart, and whether noise explains it. Pure. */
import type { Measurement, Mode } from "../domain.ts";
import { metricNames } from "./metric.ts";
import { meanOf, PRIOR_DF, PRIOR_SD, shareOfMean, squaresOf } from "./noise.ts";
import { upperQuantile, upperTail } from "./student.ts";

/** Two groups of runs of one prompt: points are second minus first, as reported. */
export type Pair = readonly [readonly Measurement[], readonly Measurement[]];

export interface Gap {
  /** Mean over the metrics. */
  readonly points: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Two-sided, of the metric or the mean that is least likely to be noise; not corrected for their number. */
  readonly p: number;
}

interface Estimate {
  readonly points: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

export function reportedByAll(runs: readonly Measurement[]): string[] {
  return [...metricNames(runs)].filter((metric) =>
    runs.every(({ scores }) => Number.isFinite(scores[metric])),
  );
}

/** Over the pairs together, each with the weight of what it knows. */
export function gapBetween(pairs: readonly Pair[], metrics: readonly string[], mode: Mode): Gap {
  const { ofEach, ofMean } = estimates(pairs, metrics, mode);
  const p = [...ofEach, ofMean].map(
    ({ points, standardError, degreesOfFreedom }) =>
      2 * upperTail(Math.abs(points) / standardError, degreesOfFreedom),
  );
  return {
    points: ofMean.points,
    metrics: pointsOf(metrics, ofEach),
    p: metrics.length === 0 || pairs.length === 0 ? 1 : Math.min(...p),
  };
}

/** Whether runs of one prompt from two places are of one level. */
export interface PlaceAgreement {
  /** Live minus preview, mean over the metrics, as reported. */
  readonly offset: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Half-width of the interval of the offset. */
  readonly reach: number;
  /** How many prompts have runs in both places. */
  readonly prompts: number;
  /** Proven to be so near that it could not pass for a drop of `within` points. */
  readonly agrees: boolean;
}

/**
 * Undefined when no prompt has runs in both places. That nothing speaks against agreement is not enough: with few runs
 * nothing would. The offset has to be surely below half of `within` on average, and below it in each metric (two
 * one-sided tests at 5 %).
 */
export function placesAgree(
  runs: readonly Measurement[],
  mode: Mode,
  within: number,
): PlaceAgreement | undefined {
  const prompts = new Map<string, { preview: Measurement[]; live: Measurement[] }>();
  for (const run of runs) {
    if (run.mode !== mode || run.place === undefined) continue;
    const prompt = prompts.get(run.fingerprint) ?? { preview: [], live: [] };
    prompts.set(run.fingerprint, prompt);
    prompt[run.place].push(run);
  }
  const pairs = [...prompts.values()]
    .filter(({ preview, live }) => preview.length > 0 && live.length > 0)
    .map(({ preview, live }): Pair => [preview, live]);
  const metrics = reportedByAll(pairs.flat(2));
  if (pairs.length === 0 || metrics.length === 0) return undefined;
  const surelyBelow = ({ points, ...rest }: Estimate, limit: number) =>
    Math.abs(points) + reachOf(rest) <= limit;
  const { ofEach, ofMean } = estimates(pairs, metrics, mode);
  return {
    offset: ofMean.points,
    metrics: pointsOf(metrics, ofEach),
    reach: reachOf(ofMean),
    prompts: pairs.length,
    agrees: surelyBelow(ofMean, within / 2) && ofEach.every((one) => surelyBelow(one, within)),
  };
}

function reachOf({ standardError, degreesOfFreedom }: Omit<Estimate, "points">): number {
  return standardError * upperQuantile(0.05, degreesOfFreedom);
}

function pointsOf(metrics: readonly string[], ofEach: readonly Estimate[]) {
  return Object.fromEntries(metrics.map((metric, at) => [metric, ofEach[at]?.points ?? 0]));
}

/** Of each metric, and of the mean of all. */
function estimates(pairs: readonly Pair[], metrics: readonly string[], mode: Mode) {
  const prior = PRIOR_SD[mode] ** 2;
  const count = Math.max(1, metrics.length);
  const mean = ({ scores }: Measurement) =>
    metrics.reduce((sum, metric) => sum + (scores[metric] ?? 0), 0) / count;
  return {
    ofEach: metrics.map((metric) => estimate(pairs, (run) => run.scores[metric] ?? 0, prior)),
    ofMean: estimate(pairs, mean, prior * shareOfMean(count)),
  };
}

/** The noise is that inside the groups, shrunk to its prior: a shift between them is none of it. */
function estimate(
  pairs: readonly Pair[],
  scoreOf: (run: Measurement) => number,
  prior: number,
): Estimate {
  let squares = PRIOR_DF * prior;
  let degreesOfFreedom = PRIOR_DF;
  let weights = 0;
  let sum = 0;
  for (const [first, second] of pairs) {
    const [one, two] = [first.map(scoreOf), second.map(scoreOf)];
    const weight = 1 / (1 / one.length + 1 / two.length);
    weights += weight;
    sum += weight * (meanOf(two) - meanOf(one));
    for (const group of [one, two]) {
      squares += squaresOf(group);
      degreesOfFreedom += group.length - 1;
    }
  }
  const variance = squares / degreesOfFreedom;
  return { points: sum / weights, standardError: Math.sqrt(variance / weights), degreesOfFreedom };
}
