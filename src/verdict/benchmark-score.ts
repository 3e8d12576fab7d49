/** One score of a benchmark against the same score of another, scenario by scenario where there are scenarios. Pure. */
import type { Direction, Finding, GateRules, MetricComparison } from "../domain.ts";
import { directed, metricLabel, own } from "./metric.ts";
import { meanOf, squaresOf } from "./noise.ts";
import { thresholdOf } from "./rules.ts";
import { upperQuantile, upperTail } from "./student.ts";

export interface BenchmarkScores {
  readonly model: string;
  readonly isBaseline: boolean;
  /** Points 0-100, direction not applied. */
  readonly scores: Readonly<Record<string, number>>;
  /** Every number as it came, where the scale is not worked out yet. */
  readonly raw?: Readonly<Record<string, number>>;
  /** The same of each scenario, where the service returns scenarios. */
  readonly scenarios?: readonly ScenarioScores[];
}

export interface ScenarioScores {
  readonly id: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly raw?: Readonly<Record<string, number>>;
}

/** What a benchmark is held against. */
export interface Against {
  /** "since the last benchmark": how a sentence says what something changed against. */
  readonly since: string;
  /** "in the last benchmark" */
  readonly where: string;
  /** "no earlier benchmark of this model has it": what is said of a score that has none to be compared with. */
  readonly lacking: string;
  readonly models: readonly BenchmarkScores[];
  /**
   * Noise of a difference where no scenarios tell it. Without it a change counts by its size alone there, and a score
   * below its floor always.
   */
  readonly noise?: Spread;
}

/** How far noise carries a difference, in points. */
export interface Spread {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** Fewer scenarios than this tell nothing of noise that a test at the level of a night could use. */
export const MIN_SCENARIOS = 5;

/** A difference, and how far noise carries it. */
export interface Paired extends Spread {
  /** Scenarios that both have; 0 where the noise is assumed. */
  readonly n: number;
  /** One-sided: chance of a fall, and of a rise, as large as this if nothing changed. */
  readonly fall: number;
  readonly rise: number;
}

/** Undefined where there are too few differences. */
export function pairedTest(differences: readonly number[]): Paired | undefined {
  const n = differences.length;
  if (n < MIN_SCENARIOS) return undefined;
  const standardError = Math.sqrt(squaresOf(differences) / (n - 1) / n);
  return { n, ...tested(meanOf(differences), { standardError, degreesOfFreedom: n - 1 }) };
}

function tested(mean: number, { standardError, degreesOfFreedom }: Spread): Omit<Paired, "n"> {
  // Scores that repeat to the last digit have no noise: any difference is one.
  const t = standardError === 0 ? Math.sign(mean) * Number.MAX_VALUE : mean / standardError;
  const fall = mean === 0 ? 0.5 : upperTail(-t, degreesOfFreedom);
  return { standardError, degreesOfFreedom, fall, rise: 1 - fall };
}

/** Second minus first of each scenario that both have, the direction applied. */
export function differencesOf(
  first: BenchmarkScores | undefined,
  second: BenchmarkScores | undefined,
  scoreOf: (scores: ScenarioScores["scores"]) => number,
): readonly number[] {
  const before = new Map(first?.scenarios?.map(({ id, scores }) => [id, scoreOf(scores)]));
  return (second?.scenarios ?? [])
    .map(({ id, scores }) => scoreOf(scores) - (before.get(id) ?? Number.NaN))
    .filter((difference) => Number.isFinite(difference));
}

/** One metric of one model on both sides, points with the direction applied; undefined without a score. */
export interface ScorePair {
  readonly metric: string;
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly paired: Paired | undefined;
}

export function scorePair(
  metric: string,
  now: BenchmarkScores | undefined,
  before: BenchmarkScores | undefined,
  direction: Direction,
  noise?: Spread,
): ScorePair {
  const of = (scores: ScenarioScores["scores"] | undefined) =>
    directed(own(scores ?? {}, metric), direction);
  const finite = (value: number) => (Number.isFinite(value) ? value : undefined);
  const [is, was] = [of(now?.scores), of(before?.scores)];
  const assumed =
    noise === undefined || !Number.isFinite(is - was)
      ? undefined
      : { n: 0, ...tested(is - was, noise) };
  return {
    metric,
    now: finite(is),
    before: finite(was),
    paired: pairedTest(differencesOf(before, now, of)) ?? assumed,
  };
}

/** What noise may explain: p adjusted for all scores of the agent, and the largest that still counts. */
export interface Level {
  readonly fall: number;
  readonly rise: number;
  readonly alpha: number;
  /** How many floors share it. */
  readonly floors: number;
}

/** Without scenarios there is no noise to test against, and a change of `max-drop` counts by its size alone. */
export function comparePair(
  { metric, now, before, paired }: ScorePair,
  against: Omit<Against, "models">,
  rules: GateRules,
  level: Level,
): MetricComparison {
  const { direction, maxDrop, min, decides } = thresholdOf(rules, metric);
  const baseline = before === undefined ? undefined : { n: 1, mean: before };
  const common = { metric, direction, baseline, maxDrop, min };
  if (now === undefined) {
    const was = before === undefined ? "" : ` It was ${points(before)} ${against.where}.`;
    const floor = min === undefined ? "" : ` Its minimum of ${points(min)} cannot be checked.`;
    const explanation = `${metricLabel(metric)} has no score in this benchmark.${was}${floor}`;
    return { ...common, candidate: { n: 0, mean: 0 }, finding: "inconclusive", explanation };
  }
  const candidate = { n: 1, mean: now };
  if (!decides) {
    const explanation = `${metric} is ${points(now)}: shown, does not decide.`;
    return { ...common, candidate, decides, finding: "unchanged", explanation };
  }
  const delta = before === undefined ? undefined : now - before;
  const noise = paired === undefined || delta === undefined ? {} : noiseOf(delta, paired, level);
  const floor = {
    min,
    isBelow: isBelow(now, min, against.noise && (paired ?? against.noise), level),
  };
  const [finding, explanation] = findingOf({ delta, now, floor, maxDrop, paired }, level, against);
  return {
    ...{ ...common, candidate, delta, ...noise, finding },
    explanation: `${metricLabel(metric)} ${explanation}`,
  };
}

function noiseOf(delta: number, paired: Paired, { fall, alpha }: Level) {
  const { standardError, degreesOfFreedom } = paired;
  const reach = standardError * upperQuantile(0.025, degreesOfFreedom);
  const interval: readonly [number, number] = [delta - reach, delta + reach];
  return { interval, standardError, degreesOfFreedom, p: paired.fall, adjustedP: fall, alpha };
}

/** `noise`: what has to be too little to explain it; the noise of one score, not of a difference of two. */
function isBelow(
  now: number,
  min: number | undefined,
  noise: Spread | undefined,
  { alpha, floors }: Level,
): "surely" | "perhaps" | "no" {
  if (min === undefined || now >= min) return "no";
  if (noise === undefined) return "surely";
  const { fall } = tested(now - min, {
    ...noise,
    standardError: noise.standardError / Math.SQRT2,
  });
  return fall * floors <= alpha ? "surely" : "perhaps";
}

interface Facts {
  readonly delta: number | undefined;
  readonly now: number;
  readonly floor: {
    readonly min: number | undefined;
    readonly isBelow: ReturnType<typeof isBelow>;
  };
  readonly maxDrop: number;
  readonly paired: Paired | undefined;
}

function findingOf(
  { delta, now, floor: { min = 0, isBelow }, maxDrop, paired }: Facts,
  { fall, rise, alpha }: Level,
  { since, lacking }: Pick<Against, "since" | "lacking">,
): [Finding, string] {
  const below = `is ${points(now)}, below the minimum of ${points(min)}`;
  if (isBelow === "surely") return ["below-min", `${below}.`];
  if (delta === undefined) return ["inconclusive", `is ${points(now)}, and ${lacking}.`];
  const move = `${delta < 0 ? "fell" : "rose"} by ${points(Math.abs(delta))} points ${since}`;
  const allowed = `at most ${points(maxDrop)} are allowed`;
  const over = paired?.n ? ` over ${paired.n} scenarios` : "";
  if (-delta >= maxDrop) {
    if (paired === undefined) return ["regressed", `${move}, and ${allowed}.`];
    return fall <= alpha
      ? ["regressed", `${move}, and ${allowed}: noise does not explain it${over}.`]
      : ["inconclusive", `${move}, and ${allowed}: noise could explain it${over}.`];
  }
  if (isBelow === "perhaps") return ["inconclusive", `${below}: noise could explain it${over}.`];
  if (delta >= maxDrop && (paired === undefined || rise <= alpha)) return ["improved", `${move}.`];
  if (delta >= maxDrop) return ["unchanged", `${move}: noise could explain it${over}.`];
  return ["unchanged", `${move}: within the ${points(maxDrop)} allowed.`];
}

function points(value: number): string {
  return value.toFixed(1);
}
