import { describe, expect, test } from "vitest";
import { foresee } from "../../../src/verdict/detectable.ts";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, runsOf, someOptions, someRules, task } from "./builders.ts";

const four = (prompt: string, ...values: number[]) =>
  runsOf(prompt, ...values.map((value) => ({ a: value, b: value, c: value, d: value })));

function foreseen(...agents: Parameters<typeof anAgent>[0][]) {
  return foresee(agents.map(anAgent), someOptions());
}

describe("the smallest drop that is found with 80 % chance", () => {
  test("is part of every verdict and of every metric", () => {
    const { agents } = judge([anAgent()], someOptions());
    const verdict = agents[0]?.verdict;
    expect(verdict?.detectable).toBeGreaterThan(5);
    expect(verdict?.metrics[0]?.detectable).toBeGreaterThan(5);
    expect(verdict?.reason).toContain("with 80 % chance");
  });

  test("is never smaller than the drop that is allowed", () => {
    const rules = someRules({ maxDrop: 20 });
    const [points] = foreseen({ rules, candidate: [], baseline: task("b", 80, 80, 80) });
    expect(points).toBeGreaterThan(20);
  });

  test("is told before any run, and is smaller with more history", () => {
    const sizes = [1, 3, 10].map(
      (n) => foreseen({ candidate: [], baseline: four("b", ...Array(n).fill(80)) })[0] ?? 0,
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const agent = anAgent({ candidate: [], baseline: four("b", 80) });
    const [now] = foresee([agent], someOptions());
    const [later] = foresee([agent], { ...someOptions(), moreRuns: 3 });
    expect(later).toBeLessThan(now ?? 0);
  });

  test("is told of a gate without any run at all", () => {
    const [points] = foreseen({ candidate: [], baseline: [] });
    expect(points).toBeGreaterThan(5);
    expect(points).toBeLessThan(15);
  });

  test("is larger when one metric drops alone than when all drop", () => {
    const agent = anAgent({ candidate: four("c", 80), baseline: four("b", 79, 80, 81) });
    const verdict = judge([agent], someOptions()).agents[0]?.verdict;
    expect(verdict?.metrics[0]?.detectable).toBeGreaterThan(verdict?.detectable ?? Infinity);
  });

  test("is larger among many agents than alone", () => {
    const agents = Array.from({ length: 20 }, (_, index) => ({
      key: `agent ${index}`,
      candidate: [],
      baseline: task(`baseline ${index}`, 78, 80, 82),
    }));
    const every = agents.flatMap(({ baseline }) => baseline);
    const [among] = foreseen(...agents);
    const [alone] = foresee([anAgent(agents[0])], { ...someOptions(), history: every });
    expect(among).toBeGreaterThan(alone ?? Infinity);
  });

  test("is not told of an agent that has nothing to be compared with", () => {
    const { agents } = judge([anAgent({ baseline: [] })], someOptions());
    expect(agents[0]?.verdict.detectable).toBeUndefined();
  });
});
