/** Scores: which numbers count, and on which scale they came. */
import { isRecord } from "./shapes.ts";

export type Scores = Readonly<Record<string, number>>;

/** `lift` stands among the metrics but compares two variants (https://converra.ai/docs/optimization/results). */
const NOT_SCORES: readonly string[] = ["lift"];

/** Every number, as it came and on whatever scale: the gate works out per metric what it means. */
export function rawNumbers(metrics: unknown): Scores {
  const numbers = Object.entries(isRecord(metrics) ? metrics : {}).filter(
    (entry): entry is [string, number] =>
      !NOT_SCORES.includes(entry[0]) && Number.isFinite(entry[1]),
  );
  return Object.fromEntries(numbers);
}

/** The members that can be scores, as they came: 0-100. */
export function rawScores(metrics: unknown): Scores {
  const scores = Object.entries(isRecord(metrics) ? metrics : {}).filter(
    (entry): entry is [string, number] =>
      !NOT_SCORES.includes(entry[0]) &&
      typeof entry[1] === "number" &&
      entry[1] >= 0 &&
      entry[1] <= 100,
  );
  return Object.fromEntries(scores);
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
