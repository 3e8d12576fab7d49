import { describe, expect, it } from "vitest";
import { budgetOf, refusalReason, spendingSentence } from "../../../src/gate/budget.ts";

const limits = { maxRuns: 6, keep: 2 };

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
    expect(refusalReason(quota, limits)).toBe(
      "3 of 10 optimizations are left this period and 2 are kept in reserve",
    );
    expect(refusalReason(budgetOf(undefined, limits), limits)).toContain("budget of 6 runs");
  });

  it("says what it will spend before it is spent", () => {
    const budget = budgetOf({ optimizations: { used: 3, limit: 50 } }, limits);
    expect(spendingSentence(2, 1, budget)).toBe(
      "Starting 2 runs, reusing 1; 47 of 50 are left this period.",
    );
  });
});
