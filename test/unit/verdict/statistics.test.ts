import { describe, expect, test } from "vitest";
import { holmAdjust } from "../../../src/verdict/holm.ts";
import { alphaOfLook } from "../../../src/verdict/looks.ts";

/** All held against the same level. */
const holm = (...ps: number[]) => holmAdjust(ps.map((p) => ({ p, level: 0.05 })));

describe("Holm's correction", () => {
  test("the smallest chance is multiplied by the number of tests, the next by one less", () => {
    const adjusted = holm(0.04, 0.01, 0.03);
    expect(adjusted[1]).toBeCloseTo(0.03);
    expect(adjusted[2]).toBeCloseTo(0.06);
    expect(adjusted[0]).toBeCloseTo(0.06);
  });

  test("a single test is left as it is", () => {
    expect(holm(0.2)[0]).toBeCloseTo(0.2);
  });

  test("no adjusted chance exceeds 1", () => {
    expect(holm(0.5, 0.9, 0.7)).toEqual([1, 1, 1]);
  });

  test("a test with a smaller level has to be smaller in proportion", () => {
    const tests = [
      { p: 0.02, level: 0.03 },
      { p: 0.012, level: 0.01 },
    ];
    const [first = 0, second = 0] = holmAdjust(tests);
    expect(first).toBeCloseTo(0.04);
    expect(second).toBeCloseTo((0.04 / 0.03) * 0.01);
  });

  test("no tests give no chances", () => {
    expect(holmAdjust([])).toEqual([]);
  });
});

describe("the error rate over repeated rounds", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "the shares of %i rounds add up to less than the whole",
    (looks) => {
      const shares = Array.from({ length: looks }, (_, k) => alphaOfLook(0.95, k + 1, looks));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(0.75 * 0.05, 12);
      expect(Math.min(...shares)).toBeGreaterThan(0);
    },
  );

  test("most of it is left to the last, for one round may be one bad run", () => {
    expect(alphaOfLook(0.95, 1, 2)).toBeLessThan(0.2 * alphaOfLook(0.95, 2, 2));
  });

  test("a round beyond the last has the share of the last", () => {
    expect(alphaOfLook(0.95, 5, 2)).toBe(alphaOfLook(0.95, 2, 2));
  });
});
