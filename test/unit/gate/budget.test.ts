import { describe, expect, it } from "vitest";
import { budgetOf, refusalAdvice, refusalReason } from "../../../src/gate/budget.ts";
import { spendingSentence } from "../../../src/gate/tell.ts";

const limits = { maxRuns: 6, keep: 2 };

/** An agent that takes two runs where one is left. */
const two = { needed: 2, left: 1 };

describe("the budget", () => {
  it("is max-runs where the plan has no limit", () => {
    expect(budgetOf({ optimizations: { used: 900 } }, limits).runs).toBe(6);
    expect(budgetOf(undefined, limits).runs).toBe(6);
  });

  it("leaves the reserve untouched", () => {
    expect(budgetOf({ optimizations: { used: 5, limit: 10 } }, limits).runs).toBe(3);
    expect(budgetOf({ optimizations: { used: 9, limit: 10 } }, limits).runs).toBe(0);
    expect(budgetOf({ optimizations: { used: 12, limit: 10 } }, limits)).toMatchObject({
      runs: 0,
      quota: { left: 0, limit: 10 },
    });
  });

  it("says which bound it was", () => {
    const quota = budgetOf({ optimizations: { used: 7, limit: 10 } }, limits);
    expect(refusalReason(quota, limits, two)).toBe(
      "3 of 10 optimizations are left this period and 2 are kept in reserve",
    );
    expect(refusalReason(budgetOf(undefined, limits), limits, two)).toBe(
      "it takes 2 runs, and 1 of the 6 that max-runs allows is left",
    );
  });

  it("says what it will spend before it is spent", () => {
    const budget = budgetOf({ optimizations: { used: 3, limit: 50 } }, limits);
    expect(spendingSentence(2, 1, budget)).toBe(
      "Starting 2 runs, reusing 1; 47 of 50 are left this period.",
    );
  });
});

describe("an account that does not say what is left", () => {
  const usage = { unknown: "GET /usage has no `optimizations`" };

  it("lets nothing be started while a reserve is to be kept, and says so", () => {
    const budget = budgetOf(usage, limits);
    expect(budget).toEqual({ runs: 0, bound: "unknown" });
    expect(refusalReason(budget, limits, two)).toContain(
      "does not say how many optimizations are left",
    );
    expect(refusalAdvice(budget)).toContain("budget.keep: 0");
  });

  it("leaves it to max-runs alone where none is to be kept", () => {
    expect(budgetOf(usage, { maxRuns: 6, keep: 0 })).toMatchObject({ runs: 6, bound: "max-runs" });
  });
});
