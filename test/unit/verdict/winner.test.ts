import { describe, expect, test } from "vitest";
import type { MetricComparison } from "../../../src/domain.ts";
import type { Headroom } from "../../../src/headroom.ts";
import { againstBaseline, shortfallOf } from "../../../src/verdict/winner.ts";

function aMetric(over: Partial<MetricComparison> = {}): MetricComparison {
  return {
    metric: "taskCompletion",
    direction: "higher",
    candidate: { n: 2, mean: 73.4 },
    baseline: { n: 4, mean: 92.2 },
    noiseSd: 2,
    degreesOfFreedom: 30,
    maxDrop: 5,
    finding: "regressed",
    explanation: "It fell.",
    ...over,
  };
}

function winner(distances: Headroom["againstBaseline"]): Headroom {
  return { runId: "r", variantId: "v", variantName: "V", againstBaseline: distances };
}

describe("a winner beside the baseline", () => {
  test("that beats the candidate may be far below what is live", () => {
    const distances = againstBaseline({ taskCompletion: 85.9 }, [aMetric()]);
    expect(distances?.[0]?.delta).toBeCloseTo(-6.3);
    expect(shortfallOf(winner(distances))?.metric).toBe("taskCompletion");
  });

  test("is given the noise of its one run and of the baseline's several", () => {
    const [distance] = againstBaseline({ taskCompletion: 90 }, [aMetric()]) ?? [];
    // t of 0.05 with 30 degrees of freedom, times 2 points, times the root of 1 + 1/4.
    expect(distance?.noise).toBeCloseTo(1.6973 * 2 * Math.sqrt(1.25), 3);
    expect(shortfallOf(winner(distance && [distance]))).toBeUndefined();
  });

  test("is worse where lower is better and its score is higher", () => {
    const verbosity = aMetric({
      metric: "verbosity",
      direction: "lower",
      baseline: { n: 4, mean: 70 },
    });
    const distances = againstBaseline({ verbosity: 45 }, [verbosity]);
    expect(distances?.[0]?.delta).toBeCloseTo(-15);
  });

  test.each([
    ["no run of the baseline", [aMetric({ baseline: undefined })]],
    ["a baseline without this metric", [aMetric({ baseline: { n: 0, mean: 0 } })]],
    ["no estimate of the noise", [aMetric({ noiseSd: undefined })]],
    ["a metric that the winner does not report", [aMetric({ metric: "clarity" })]],
    ["a metric called as what every object has", [aMetric({ metric: "constructor" })]],
  ])("is compared with nothing where there is %s", (_, metrics) => {
    expect(againstBaseline({ taskCompletion: 85.9 }, metrics)).toBeUndefined();
  });

  test("falls short by the metric that is furthest beyond its noise", () => {
    const shortfall = shortfallOf(
      winner([
        { metric: "large but noisy", delta: -9, noise: 8 },
        { metric: "small and sure", delta: -4, noise: 1 },
        { metric: "better", delta: 20, noise: 1 },
      ]),
    );
    expect(shortfall?.metric).toBe("small and sure");
  });

  test("that nobody compared is no worse", () => {
    expect(shortfallOf(winner(undefined))).toBeUndefined();
  });
});
