/** Years of nights with `benchmark`, each held against the night before and a frozen reference: figures of docs/verdict.md. */
import { describe, expect, it } from "vitest";
import { gaussian, seededRandom } from "../../../sandbox/converra/random.ts";
import { benchmarkVerdict, judgeBenchmark } from "../../../src/verdict/benchmark.ts";
import type { BenchmarkScores } from "../../../src/verdict/benchmark-score.ts";
import { nightConfidence } from "../../../src/verdict/night.ts";
import { someRules } from "../../support/definitions.ts";

const METRICS = ["taskCompletion", "responseQuality", "sentiment", "clarity"];
const SCENARIOS = 12;
/** Of one scenario's score: the median of three runs in the sandbox. */
const NOISE = 4;
const EARLIER = {
  where: "in an earlier one",
  lacking: "no earlier benchmark of this model has it",
};

interface Year {
  /** Nights on which something was called worse that was not the night before: an issue that would be opened. */
  readonly openings: number;
  /** The first of them, counted from 1; Infinity where there is none. */
  readonly first: number;
}

/** `lost(night)`: points that both models have lost by then. */
function aYear(nights: number, seed: string, lost: (night: number) => number): Year {
  const random = seededRandom(seed);
  const benchmark = (night: number) =>
    ["gpt-4o", "claude-sonnet-4-5"].map((model, index) =>
      scored(model, index, lost(night), random),
    );
  const reference = benchmark(0);
  let last = reference;
  let openings = 0;
  let first = Number.POSITIVE_INFINITY;
  let isOpen = false;
  for (let night = 1; night <= nights; night += 1) {
    const now = benchmark(night);
    const against = [
      { ...EARLIER, since: "since the last benchmark", models: last },
      { ...EARLIER, since: "since the reference", models: reference },
    ];
    const judged = judgeBenchmark(now, against, someRules(), nightConfidence(0.95));
    const isWorse = benchmarkVerdict("support", judged, true).verdict === "regressed";
    if (isWorse && !isOpen) openings += 1;
    if (isWorse) first = Math.min(first, night);
    isOpen = isWorse;
    last = now;
  }
  return { openings, first };
}

function scored(model: string, index: number, lost: number, random: () => number): BenchmarkScores {
  const scenarios = Array.from({ length: SCENARIOS }, (_, at) => {
    const truth = 50 + 2 * at - lost;
    const scores = METRICS.map((metric) => [metric, truth + NOISE * gaussian(random)] as const);
    return { id: `s${at}`, scores: Object.fromEntries(scores) };
  });
  const mean = (metric: string) =>
    scenarios.reduce((sum, { scores }) => sum + (scores[metric] ?? 0), 0) / SCENARIOS;
  const scores = Object.fromEntries(METRICS.map((metric) => [metric, mean(metric)]));
  return { model, isBaseline: index === 0, scores, scenarios };
}

const years = (count: number, nights: number, lost: (night: number) => number) =>
  Array.from({ length: count }, (_, at) => aYear(nights, `${at}`, lost));
const shareBy = (some: readonly Year[], night: number) =>
  some.filter(({ first }) => first <= night).length / some.length;

describe("a year of nights with benchmarks", () => {
  it("opens at most one false issue where nothing happens", () => {
    const openings = years(3, 365, () => 0).map((year) => year.openings);
    expect(openings.reduce((sum, one) => sum + one, 0) / openings.length).toBeLessThanOrEqual(1);
  });

  it("finds a sudden drop of 10 within two nights", () => {
    const found = years(40, 2, (night) => (night > 0 ? 10 : 0));
    expect(shareBy(found, 2)).toBeGreaterThanOrEqual(0.95);
  });

  it("finds a decline of 1 point a month within five months, by the reference", () => {
    const found = years(12, 150, (night) => night / 30);
    expect(shareBy(found, 150)).toBeGreaterThanOrEqual(0.9);
  });
});
