import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";
import { describe, expect, test } from "vitest";
import { upperQuantile, upperTail } from "../../../src/verdict/student.ts";

/** Whole and fractional, on both sides of where the method changes its way. */
const DEGREES = [1, 1.5, 2, 2.5, 3, 4.5, 7.25, 10, 15.3, 19.9, 20, 20.1, 33, 75.5, 150, 333.3, 400];

function range(from: number, to: number, steps: number): readonly number[] {
  return Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);
}

describe("Student's t", () => {
  // Published table values: https://www.itl.nist.gov/div898/handbook/eda/section3/eda3672.htm
  test.each([
    { df: 1, tail: 0.05, t: 6.314 },
    { df: 4, tail: 0.025, t: 2.776 },
    { df: 10, tail: 0.01, t: 2.764 },
    { df: 30, tail: 0.001, t: 3.385 },
  ])("$tail of t with $df degrees of freedom lies above $t", ({ df, tail, t }) => {
    expect(upperTail(t, df)).toBeCloseTo(tail, 4);
    expect(upperQuantile(tail, df)).toBeCloseTo(t, 3);
  });

  test("a chance far below machine precision keeps its digits", () => {
    expect(upperTail(60, 40)).toBeGreaterThan(0);
    expect(upperTail(60, 40)).toBeLessThan(1e-35);
  });

  describe.each(DEGREES)("with %d degrees of freedom", (df) => {
    test("has the tails of an independent library to nine digits", () => {
      const errors = range(-60, 60, 480).map((t) => Math.abs(upperTail(t, df) / cdf(-t, df) - 1));
      expect(Math.max(...errors)).toBeLessThan(1e-9);
    });

    test("has its quantiles to nine digits", () => {
      const errors = range(Math.log10(0.5), -12, 240).map((exponent) => {
        const expected = -quantile(10 ** exponent, df);
        const error = Math.abs(upperQuantile(10 ** exponent, df) - expected);
        return error / Math.max(1, Math.abs(expected));
      });
      expect(Math.max(...errors)).toBeLessThan(1e-9);
    });

    test("leads from a chance to a value and back, however small the chance", () => {
      for (const exponent of range(-0.31, -100, 200)) {
        const chance = 10 ** exponent;
        expect(upperTail(upperQuantile(chance, df), df) / chance).toBeCloseTo(1, 9);
      }
    });
  });

  test("is symmetrical about 0", () => {
    expect(upperTail(0, 7)).toBe(0.5);
    expect(upperQuantile(0.5, 7)).toBe(0);
    expect(upperTail(-1.3, 7)).toBeCloseTo(1 - upperTail(1.3, 7), 15);
    expect(upperQuantile(0.9, 7)).toBeCloseTo(-upperQuantile(0.1, 7), 12);
  });

  test("has its ends at infinity", () => {
    expect([upperTail(Infinity, 3), upperTail(-Infinity, 3)]).toEqual([0, 1]);
    expect([upperQuantile(0, 3), upperQuantile(1, 3)]).toEqual([Infinity, -Infinity]);
  });

  test("has no answer outside of its domain", () => {
    const outside = [upperTail(Number.NaN, 3), upperTail(1, 0.5), upperTail(1, Number.NaN)];
    const impossible = [upperQuantile(-0.1, 3), upperQuantile(1.1, 3), upperQuantile(0.1, 0)];
    for (const answer of [...outside, ...impossible]) expect(answer).toBeNaN();
  });

  test("with very many degrees of freedom is the normal distribution", () => {
    expect(upperTail(1.959963984540054, 1e9)).toBeCloseTo(0.025, 8);
    expect(upperQuantile(0.025, 1e9)).toBeCloseTo(1.959963984540054, 7);
  });
});
