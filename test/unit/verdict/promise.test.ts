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
    confirm: 2,
    world: "plain",
    ...over,
  };
}

describe("a pull request that changes nothing fails at most once in twenty", () => {
  test.each<Partial<Cell>>([
    { agents: 1, history: 0, noise: 4 },
    { agents: 1, history: 0, noise: 2, confirm: 0 },
    { agents: 1, history: 3, noise: 2, confirm: 5 },
    { agents: 1, history: 10, noise: 2, mode: "exploratory" },
    { agents: 20, history: 3 },
    { agents: 20, history: 3, noise: 2 },
    { agents: 5, history: 10, noise: 2, noisy: "one agent" },
    { agents: 5, history: 3, noise: 2, noisy: "one metric" },
    { agents: 5, history: 3, floors: true },
    { agents: 20, history: 10, world: "all scored 8 higher before" },
    { agents: 20, history: 10, world: "t with 3 df" },
    { agents: 20, history: 10, world: "candidates' runs twice as noisy" },
    { agents: 20, history: 10, world: "binomial: 25 conversations at 96" },
  ])("%j", (over) => {
    const { failed, naiveFailed } = simulateCell(cell(over), TRIALS, "promise");
    expect(failed).toBeLessThanOrEqual(0.05);
    expect(naiveFailed).toBeGreaterThan(failed);
  });
});

describe("a true drop of 10 points of all metrics is found", () => {
  test.each<Partial<Cell>>([
    { agents: 1, changed: 1 },
    { agents: 20, changed: 20 },
    { agents: 20, changed: 1 },
    { agents: 20, changed: 10 },
    { agents: 20, changed: 1, history: 0 },
  ])("%j", (over) => {
    const { failed, warned } = simulateCell(cell({ drop: 10, ...over }), TRIALS, "promise");
    expect(failed).toBeGreaterThanOrEqual(0.95);
    expect(failed + warned).toBeGreaterThanOrEqual(0.99);
  });
});

test("a gate that changes nothing hardly ever warns, and spends little on being sure", () => {
  const { candidateRuns, baselineRuns, warned } = simulateCell(
    cell({ agents: 20 }),
    TRIALS,
    "cost",
  );
  expect(warned).toBeLessThan(0.1);
  expect(candidateRuns + baselineRuns).toBeLessThan(1.4);
});
