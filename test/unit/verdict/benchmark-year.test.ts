/** A small sample of the years with benchmarks that `npm run bench:year` simulates for docs/verdict.md. */
import { describe, expect, it } from "vitest";
import { simulateBenchmarkYear } from "../../../bench/year/benchmark.ts";
import type { YearResult } from "../../../bench/year/simulate.ts";
import { SITUATIONS } from "../../../bench/year/situations.ts";
import { nightConfidence } from "../../../src/verdict/night.ts";

function years(count: number, name: string): readonly YearResult[] {
  const situation = SITUATIONS.find((one) => one.name === name);
  if (situation === undefined) throw new Error(`nobody simulates "${name}"`);
  return Array.from({ length: count }, (_, at) => simulateBenchmarkYear(situation, at, "1"));
}

const shareWithin = (nights: number, some: readonly YearResult[]) =>
  some.filter(({ foundAfter = Number.POSITIVE_INFINITY }) => foundAfter <= nights).length /
  some.length;

describe("a year of nights with benchmarks", () => {
  it("calls an agent worse at most once where nothing happens", () => {
    const some = years(3, "benchmarks, nothing happens");
    const alarms = some.reduce((sum, year) => sum + year.alarms, 0);
    expect(alarms / some.length).toBeLessThanOrEqual(1);
    expect(some.map(({ mostUsed }) => mostUsed)).toEqual([30, 30, 30]);
  });

  it("finds a sudden drop of 10 within two nights", () => {
    const found = years(20, "benchmarks, a drop of 10, all metrics");
    expect(shareWithin(2, found)).toBeGreaterThanOrEqual(0.95);
  });

  it("finds a decline of 1 point a month within five months", () => {
    const found = years(6, "benchmarks, 1 point a month, all metrics");
    expect(shareWithin(150, found)).toBeGreaterThanOrEqual(0.9);
    expect(found.some(({ declines }) => declines > 0)).toBe(true);
  });

  it("gives each of several agents an equal part of a night's error", () => {
    const all = 1 - nightConfidence(0.95);
    expect(1 - nightConfidence(0.95, 5)).toBeCloseTo(all / 5, 12);
    expect(nightConfidence(0.95, 0)).toBe(nightConfidence(0.95));
  });
});
