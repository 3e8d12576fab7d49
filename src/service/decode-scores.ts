/** Scores and probabilities: which numbers count, and on which scale they came. */
import type { ConfidenceBand } from "../domain.ts";
import { isRecord, optionalNumberIn } from "./decode.ts";

export type Scores = Readonly<Record<string, number>>;

/** `lift` stands among the metrics but compares two variants (https://converra.ai/docs/optimization/results). */
const NOT_SCORES: readonly string[] = ["lift"];

/** The members that can be scores, as they came: finite, 0-100. */
export function rawScores(metrics: unknown): Scores {
  if (!isRecord(metrics)) return {};
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]): [string, number][] => {
      const score = NOT_SCORES.includes(name) ? undefined : optionalNumberIn(value, 0, 100);
      return score === undefined ? [] : [[name, score]];
    }),
  );
}

/**
 * No page states the scale. One answer has one: if every score of every variant in it is at most 1 they are fractions.
 * A set of points that are all 0 or 1 would be misread, which takes a prompt that fails everything.
 */
export function pointsPer(all: readonly Scores[]): 1 | 100 {
  return all.every((scores) => Object.values(scores).every((score) => score <= 1)) ? 100 : 1;
}

export function toPoints(scores: Scores, factor: 1 | 100): Scores {
  if (factor === 1) return scores;
  // 0.07 * 100 is 7.000000000000001.
  return Object.fromEntries(
    Object.entries(scores).map(([name, score]) => [name, Number((score * factor).toFixed(9))]),
  );
}

/** Probability 0-1 from 0-1 (the example in the API pages) or 0-100 (the way the results page speaks of it). */
export function decodeConfidence(value: unknown): number | undefined {
  const given = optionalNumberIn(value, 0, 100);
  return given === undefined || given <= 1 ? given : given / 100;
}

/** https://converra.ai/docs/optimization/results */
export function bandOf(confidence: number | undefined): ConfidenceBand | undefined {
  if (confidence === undefined) return undefined;
  if (confidence > 0.95) return "high";
  return confidence >= 0.8 ? "medium" : "low";
}
