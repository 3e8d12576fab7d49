/**
 * Whether an agent's prompt does as well with one model as with another, by benchmarks of both: a first look chooses who
 * is tried, and what is measured after it alone accuses. Pure.
 */
import type { AgentVerdict, GateRules, MetricComparison } from "../domain.ts";
import { howToAllow } from "./agent.ts";
import { type BenchmarkJudgement, judgeBenchmark, rawScoresIn } from "./benchmark.ts";
import type { BenchmarkScores } from "./benchmark-score.ts";
import { benchmarkVerdict } from "./benchmark-verdict.ts";
import { isLoss, own } from "./metric.ts";
import { meanOf, PRIOR_DF, PRIOR_SD, squaresOf } from "./noise.ts";
import { understand } from "./scale.ts";

/** The model in use, and the one that would replace it. */
export interface ModelPair {
  readonly from: string;
  readonly to: string;
}

/** Of one benchmark. */
export type ModelScores = readonly BenchmarkScores[];

export interface ModelDecision {
  /** Of the new model, against the one in use. */
  readonly judgement: BenchmarkJudgement;
  /** Which benchmarks it rests on. */
  readonly counted: readonly number[];
  /** The benchmark whose drop was tried, or is to be. */
  readonly suspect?: number;
  /** Nothing is decided before another benchmark. */
  readonly isOpen: boolean;
}

/** Why a benchmark does not compare the two, as a clause; undefined where it does. */
export function whyIncomparable(models: ModelScores, { from, to }: ModelPair): string | undefined {
  const of = (name: string) => models.find(({ model }) => model === name);
  const missing = [from, to].filter((name) => Object.keys(of(name)?.scores ?? {}).length === 0);
  if (missing.length > 0) {
    const names = models.map(({ model }) => model).filter((name) => !missing.includes(name));
    const others = names.length === 0 ? "none of any other" : `those of ${names.join(", ")}`;
    return `it has no scores of ${missing.join(" and ")}, and ${others}`;
  }
  const [one, other] = [of(from), of(to)].map(
    (scores) => new Set(scores?.scenarios?.map(({ id }) => id)),
  );
  if (one === undefined || other === undefined) return undefined;
  const shared = [...one].filter((id) => other.has(id)).length;
  if (shared === one.size && shared === other.size) return undefined;
  return `it played ${one.size} scenarios with ${from} and ${other.size} with ${to}, ${shared} of them the same`;
}

/**
 * Why several benchmarks cannot be judged together although each can, as a clause: the service scored one of them on another
 * scale, and their mean is a score on none.
 */
export function whyOnOtherScales(
  known: readonly ModelScores[],
  rules: GateRules,
): string | undefined {
  const ambiguitiesOf = (some: readonly ModelScores[]) =>
    understand(some.flatMap(rawScoresIn), rules).ambiguities;
  if (known.some((one) => ambiguitiesOf([one]).length > 0)) return undefined;
  return ambiguitiesOf(known)[0]?.problem;
}

/**
 * `known`: benchmarks of both models on one prompt, oldest first; at least one. Nothing fails on the first of them that
 * shows a drop of `max-drop` or a score below its floor: up to `confirm` later ones are judged without it, after each of
 * them, at an equal share of `alpha`. With `confirm: 0` the newest decides.
 */
export function decideModelChange(
  known: readonly ModelScores[],
  pair: ModelPair,
  rules: GateRules,
  alpha: number,
): ModelDecision {
  const { confirm } = rules;
  const variance = varianceOf(known, pair);
  const look = (some: readonly ModelScores[], level: number) => {
    return judged(some, pair, rules, level, variance);
  };
  const newest = { counted: [known.length - 1], isOpen: false };
  const suspect = known.findIndex((one) => isSuspected(look([one], alpha)));
  if (suspect < 0 || confirm === 0) return { ...newest, judgement: look(known.slice(-1), alpha) };
  const fresh = known.slice(suspect + 1, suspect + 1 + confirm);
  for (const round of fresh.keys()) {
    const judgement = look(fresh.slice(0, round + 1), alpha / confirm);
    if (isProven(judgement) || !isSuspected(judgement) || round + 1 === confirm) {
      const counted = Array.from({ length: round + 1 }, (_, at) => suspect + 1 + at);
      return { judgement, counted, suspect, isOpen: false };
    }
  }
  const judgement = look(known.slice(suspect), alpha / confirm);
  return { judgement, counted: [...known.keys()].slice(suspect), suspect, isOpen: true };
}

/** The verdict where no benchmark is left to be run; `advice` says why, where one is missing. */
export function modelVerdict(
  key: string,
  { judgement, isOpen }: ModelDecision,
  { from }: ModelPair,
  advice: string | undefined,
): AgentVerdict {
  const verdict = benchmarkVerdict(key, judgement, true);
  if (isOpen) return { ...verdict, verdict: "inconclusive", advice };
  if (verdict.verdict !== "regressed") return verdict;
  const worst = verdict.metrics.find(({ metric }) => metric === verdict.deciding);
  return {
    ...verdict,
    advice: `Keep ${from}. If the drop is intended, ${howToAllow(worst?.finding)}.`,
  };
}

function judged(
  known: readonly ModelScores[],
  { from, to }: ModelPair,
  rules: GateRules,
  alpha: number,
  variance: number,
): BenchmarkJudgement {
  const mean = meanBenchmark(known);
  const of = (name: string) => {
    return mean.filter(({ model }) => model === name).map((one) => ({ ...one, model: to }));
  };
  const against = {
    since: `against ${from}`,
    where: `with ${from}`,
    lacking: `${from} has no such score`,
    models: of(from),
    noise: {
      standardError: Math.sqrt(variance / known.length),
      degreesOfFreedom: PRIOR_DF,
    },
  };
  return judgeBenchmark(of(to), [against], rules, 1 - alpha);
}

/**
 * Points squared of a difference in one benchmark, for where no scenarios tell it: what is assumed of a run, and more where
 * the benchmarks differ by more. Their scale is as each answer tells it; a wrong one makes it no smaller.
 */
function varianceOf(known: readonly ModelScores[], { from, to }: ModelPair): number {
  const scoresOf = (models: ModelScores, name: string) =>
    models.find(({ model }) => model === name)?.scores ?? {};
  const assumed = 2 * PRIOR_SD.validation ** 2;
  let squares = PRIOR_DF * assumed;
  let degreesOfFreedom = PRIOR_DF;
  for (const metric of Object.keys(scoresOf(known[0] ?? [], to))) {
    const deltas = known
      .map(
        (models) => (scoresOf(models, to)[metric] ?? NaN) - (scoresOf(models, from)[metric] ?? NaN),
      )
      .filter((delta) => Number.isFinite(delta));
    squares += squaresOf(deltas);
    degreesOfFreedom += Math.max(0, deltas.length - 1);
  }
  return Math.max(assumed, squares / degreesOfFreedom);
}

/** The mean of each score over benchmarks, scenario by scenario too. */
function meanBenchmark(known: readonly ModelScores[]): ModelScores {
  const [first = []] = known;
  if (known.length === 1) return first;
  return first.map((one) => {
    const same = known.flatMap((models) => models.filter(({ model }) => model === one.model));
    const scenarios = new Map(
      same.flatMap((each) => each.scenarios ?? []).map(({ id }) => [id, id] as const),
    );
    return {
      ...one,
      ...meanScores(same),
      scenarios: [...scenarios.keys()].map((id) => {
        const own = same.flatMap((each) => each.scenarios?.filter((some) => some.id === id) ?? []);
        return { id, ...meanScores(own) };
      }),
    };
  });
}

function meanScores(some: readonly Pick<BenchmarkScores, "scores" | "raw">[]) {
  const mean = (all: readonly BenchmarkScores["scores"][]) => {
    const names = new Set(all.flatMap((scores) => Object.keys(scores)));
    return Object.fromEntries(
      [...names].map((name) => {
        return [name, meanOf(all.flatMap((scores) => own(scores, name) ?? []))];
      }),
    );
  };
  return {
    scores: mean(some.map(({ scores }) => scores)),
    raw: mean(some.map(({ scores, raw }) => raw ?? scores)),
  };
}

function isProven({ models }: BenchmarkJudgement): boolean {
  return models.some(({ finding }) => isLoss(finding));
}

function isSuspected({ models }: BenchmarkJudgement): boolean {
  return models.some(({ metrics }) => metrics.some(isBad));
}

/** By its size, whether or not noise could explain it. */
function isBad({ candidate, delta = 0, maxDrop, min, decides }: MetricComparison): boolean {
  if (candidate.n === 0 || decides === false) return false;
  return -delta >= maxDrop || (min !== undefined && candidate.mean < min);
}
