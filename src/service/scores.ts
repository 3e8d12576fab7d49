/** Scores: which members of `metrics` are numbers, and on which scale they came. */
import type { Observer } from "./assumptions.ts";
import { shapeOf } from "./assumptions.ts";
import { isRecord } from "./shapes.ts";

/** Metric name as the service gives it -> number. */
export type Scores = Readonly<Record<string, number>>;

/** `lift` stands among the metrics but compares two variants (https://converra.ai/docs/optimization/results). */
const NOT_SCORES: readonly string[] = ["lift"];

/** What `metrics` holds: the numbers as they came, and the names of what is none. */
export interface RawScores {
  readonly raw: Scores;
  readonly dropped: readonly string[];
}

/** assumption score-number: texts of numbers, and objects with `score` or `value`, are read too. */
export function readScores(metrics: unknown, observer: Observer): RawScores {
  const read: [string, number][] = [];
  const dropped: string[] = [];
  for (const [name, given] of Object.entries(isRecord(metrics) ? metrics : {})) {
    if (NOT_SCORES.includes(name)) continue;
    const value = numberIn(given);
    observer.check(
      "score-number",
      typeof given === "number",
      () => `a metric is ${shapeOf(given)}`,
    );
    if (value === undefined) dropped.push(name);
    else read.push([name, value]);
  }
  return { raw: Object.fromEntries(read), dropped };
}

/** A number, a text of one, or one that an object holds. */
export function numberIn(given: unknown): number | undefined {
  if (typeof given === "number") return Number.isFinite(given) ? given : undefined;
  if (typeof given === "string") {
    return /^\s*-?\d+(\.\d+)?\s*%?\s*$/.test(given) ? Number(given.replace("%", "")) : undefined;
  }
  if (!isRecord(given)) return undefined;
  const held = [given.score, given.value].find((one) => one !== undefined && one !== null);
  return isRecord(held) ? undefined : numberIn(held);
}

/** Those that can be points or fractions. */
export function withinPoints(raw: Scores): Scores {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value >= 0 && value <= 100));
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
