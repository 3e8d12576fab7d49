import { describe, expect, test } from "vitest";
import type { Cell } from "../../../bench/verdict/cells.ts";
import { simulateCell } from "../../../bench/verdict/simulate.ts";

/** The bench in small: seeded, so a rate that passes once always passes. */
const TRIALS = 400;

function cell(over: Partial<Cell>): Cell {
  return {
    mode: "validation",
    drop: 0,
    metrics: 4,
    agents: 1,
    changed: 0,
    history: 3,
    noise: 1,
    noisy: "everywhere",
    floors: false,
    confirm: 1,
    ...over,
  };
}

describe("a pull request that changes nothing fails at most once in twenty", () => {
  test.each<Partial<Cell>>([
    { agents: 1, history: 0 },
    { agents: 1, history: 0, noise: 2 },
    { agents: 1, history: 0, noise: 2, confirm: 0 },
    { agents: 1, history: 3, noise: 2, confirm: 5 },
    { agents: 1, history: 3, noise: 2 },
    { agents: 1, history: 10, noise: 2, mode: "exploratory" },
    { agents: 20, history: 3 },
    { agents: 20, history: 3, noise: 0.5 },
    { agents: 20, history: 3, noise: 2 },
    { agents: 5, history: 10, noise: 2, noisy: "one agent" },
    { agents: 5, history: 3, noise: 2, noisy: "one metric" },
    { agents: 5, history: 3, floors: true },
  ])("%j", (over) => {
    const { failed, naiveFailed } = simulateCell(cell(over), TRIALS, "promise");
    expect(failed).toBeLessThanOrEqual(0.05);
    expect(naiveFailed).toBeGreaterThan(failed);
  });
});

describe("a true drop of 10 points is found with three runs of history", () => {
  test.each<Partial<Cell>>([
    { agents: 1, changed: 1 },
    { agents: 20, changed: 20 },
    { agents: 20, changed: 1 },
  ])("%j", (over) => {
    const result = simulateCell(cell({ drop: 10, ...over }), TRIALS, "promise");
    expect(result.failed).toBeGreaterThanOrEqual(0.95);
    expect(result.candidateRuns + result.baselineRuns).toBeLessThan(1.6);
  });
});

test("when nothing changed, hardly any run is spent beyond the first", () => {
  const { candidateRuns, baselineRuns } = simulateCell(cell({ agents: 20 }), TRIALS, "cost");
  expect(candidateRuns).toBeLessThan(1.1);
  expect(baselineRuns).toBe(0);
});
