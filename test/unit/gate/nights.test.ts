import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetOf, refusalReason } from "../../../src/gate/budget.ts";
import { nightAllowance } from "../../../src/gate/nights.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 1);
const month = { periodStart: "2026-11-01T00:00:00Z", periodEnd: "2026-12-01T00:00:00Z" };
const usage = (used: number, limit = 10) => ({ ...month, optimizations: { used, limit } });
const limits = (now: number, share = 0.5) => ({ keep: 2, share, now });

/** Runs started in each night of a month in which `pulls` start as many each day, if they can. */
function nightsOf(limit: number, share: number, pulls: number): readonly number[] {
  let used = 0;
  return Array.from({ length: 30 }, (_, day) => {
    used = Math.min(limit - 2, used + pulls);
    const runs = nightAllowance(usage(used, limit), limits(START + day * DAY, share))?.runs ?? 0;
    used += runs;
    return runs;
  });
}

describe("the nights of a month", () => {
  it("begin a history at once, one run a night on a small plan, and leave half to pull requests", () => {
    expect(nightsOf(10, 0.5, 0).slice(0, 6)).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it("take what pull requests leave towards its end", () => {
    const nights = nightsOf(10, 0.5, 0);
    expect(nights.slice(6).reduce((sum, runs) => sum + runs)).toBeGreaterThan(2);
  });

  it("spread a large plan evenly", () => {
    const nights = nightsOf(92, 1, 0);
    expect(Math.max(...nights) - Math.min(...nights)).toBeLessThanOrEqual(1);
  });

  it("start nothing with a share of 0, and are not bounded without a limit", () => {
    expect(nightsOf(100, 0, 0).every((runs) => runs === 0)).toBe(true);
    expect(nightAllowance({ optimizations: { used: 5 } }, limits(START))).toBeUndefined();
  });

  it("never touch what is reserved, whatever pull requests use", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 40 }),
        (limit, share, used, day) => {
          const tonight = nightAllowance(usage(used, limit), limits(START + day * DAY, share));
          const { runs = 0, reserved = 0 } = tonight ?? {};
          expect(runs).toBeGreaterThanOrEqual(0);
          if (runs > 0) expect(limit - used - runs).toBeGreaterThanOrEqual(2 + reserved);
        },
      ),
    );
  });

  it("count by the calendar month where the service names no period", () => {
    const unnamed = { optimizations: { used: 0, limit: 62 } };
    expect(nightAllowance(unnamed, limits(START + 29 * DAY, 1))?.runs).toBe(60);
  });
});

describe("a scheduled run", () => {
  it("is bounded by its share, and says so", () => {
    const nightly = { maxRuns: 6, keep: 2, nights: limits(START) };
    const budget = budgetOf(usage(0), nightly);
    expect(budget).toMatchObject({ runs: 1, bound: "nights" });
    expect(refusalReason(budget, nightly, { needed: 2, left: 1 })).toContain("tonight's share");
  });
});
