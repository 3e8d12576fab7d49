import { describe, expect, it } from "vitest";
import type { BenchmarkEntity, OptimizationEntity } from "../../../sandbox/converra/entities.ts";
import {
  benchmarkDuration,
  optimizationPhase,
  optimizationStatus,
  runDuration,
} from "../../../sandbox/converra/run-state.ts";
import { SCENARIOS } from "../../../sandbox/converra/scenarios.ts";
import { recommend, simulateBenchmark } from "../../../sandbox/converra/simulate-benchmark.ts";
import {
  goldenSetOf,
  simulateOptimization,
} from "../../../sandbox/converra/simulate-optimization.ts";

const bare = "You help customers of a shop. Be friendly and brief in tone.";
const complete = [bare, ...SCENARIOS.map(({ paragraph }) => paragraph)].join("\n\n");
const half = [bare, ...SCENARIOS.slice(0, 6).map(({ paragraph }) => paragraph)].join("\n\n");

describe("an optimization", () => {
  it("gives each variant the paragraph for one thing that the prompt lacks, the weightiest first", () => {
    const { variants } = simulateOptimization(aRun({ prompt: bare }));
    expect(variants.map(({ name }) => name)).toEqual([
      "Control",
      "Variant 1",
      "Variant 2",
      "Variant 3",
    ]);
    expect(variants[0]?.content).toBe(bare);
    expect(variants[1]?.content).toContain("refunded within 30 days");
    expect(new Set(variants.map(({ content }) => content)).size).toBe(4);
  });

  it("works on the metrics it was asked to improve", () => {
    const run = aRun({
      prompt: "You refund within 9 days in full: full refund.",
      variantIds: ["v"],
    });
    const content = (targetImprovements: string[]) =>
      simulateOptimization({ ...run, targetImprovements }).variants[1]?.content;
    expect(content(["sentiment"])).toMatch(/Tone:|Complaints:/);
    expect(content(["Task Completion"])).toContain("Proof of purchase:");
  });

  it("finds a winner with high confidence where the prompt lacks a lot", () => {
    const { winner, confidence } = simulateOptimization(aRun({ prompt: bare }));
    expect(winner?.lift).toBeGreaterThan(2);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it("mostly finds none where the prompt lacks nothing", () => {
    const wins = Array.from({ length: 60 }, (_, index) =>
      simulateOptimization(aRun({ prompt: complete, noiseSeed: `${index}`, variantIds: ["v"] })),
    ).filter(({ winner }) => winner !== undefined);
    expect(wins.length).toBeLessThan(20);
  });

  it("tests the leader on the golden set that was stored, and only with three scenarios or more", () => {
    const goldenSet = goldenSetOf(half);
    expect(goldenSet.length).toBeGreaterThanOrEqual(3);
    const tested = simulateOptimization(aRun({ prompt: half, goldenSet }));
    expect(tested.golden).toEqual({
      total: goldenSet.length,
      passed: goldenSet.length,
      regressed: 0,
    });
    expect(
      simulateOptimization(aRun({ prompt: half, goldenSet: ["tone"] })).golden,
    ).toBeUndefined();
  });

  it("can be scripted to let the winner lose a golden scenario", () => {
    const run = aRun({
      prompt: half,
      goldenSet: goldenSetOf(half),
      outcome: { kind: "winner-with-regression" },
    });
    const { winner, golden } = simulateOptimization(run);
    expect(winner?.name).toBe("Variant 1");
    expect(golden?.regressed).toBeGreaterThanOrEqual(1);
    expect(winner?.content).not.toContain("refunded within 30 days");
  });
});

describe("a run's status", () => {
  const run = aRun({ createdAt: 1_000, queuedMs: 10, durationMs: 100 });

  it.each([
    ["queued before its queue time is over", 1_005, "queued"],
    ["running then", 1_010, "running"],
    ["running until its last millisecond", 1_099, "running"],
    ["completed after its duration", 1_100, "completed"],
  ])("is %s", (_, now, expected) => {
    expect(optimizationPhase(run, now)).toBe(expected);
  });

  it("follows the script", () => {
    const at = (kind: "fail" | "never-ends" | "unknown-status") =>
      optimizationStatus({ ...run, outcome: { kind } }, 9_999, false);
    expect([at("fail"), at("never-ends"), at("unknown-status")]).toEqual([
      "failed",
      "running",
      "needs_review",
    ]);
    expect(optimizationPhase({ ...run, stoppedAt: 1_050 }, 9_999)).toBe("stopped");
  });

  it("passes through an unlisted word where the dialect has one", () => {
    expect(optimizationStatus(run, 1_050, true)).toBe("analyzing");
    expect(optimizationStatus(run, 1_050, false)).toBe("running");
  });

  it("lasts fifteen minutes give or take a fifth, half as long again in validation mode", () => {
    const seeds = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const minutes = seeds.map((seed) => runDuration("exploratory", seed, 1) / 60_000);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(12);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(18);
    expect(new Set(minutes).size).toBeGreaterThan(40);
    expect(runDuration("validation", "s", 10)).toBeCloseTo(
      runDuration("exploratory", "s", 1) * 0.15,
    );
    expect(benchmarkDuration(4, "s", 1)).toBeCloseTo(2 * benchmarkDuration(2, "s", 1));
  });
});

describe("a benchmark", () => {
  it("scores a worse model lower in most scenarios and recommends against it", () => {
    const models = simulateBenchmark(aBenchmark({ models: ["gpt-4o", "gpt-3.5-turbo"] }));
    const [baseline, challenger] = models;
    expect(baseline?.isBaseline).toBe(true);
    expect(challenger?.scores.taskCompletion).toBeLessThan(baseline?.scores.taskCompletion ?? 0);
    expect(challenger?.scenarios).toHaveLength(SCENARIOS.length);
    expect(recommend(models)).toContain("Keep gpt-4o");
  });

  it("recommends a model that is clearly better", () => {
    const models = simulateBenchmark(aBenchmark({ shifts: [0, 10], models: ["gpt-4o", "x-1"] }));
    expect(recommend(models)).toMatch(/^Switch to x-1: \d+\.\d points better/);
  });

  it("is less noisy the more runs there are of each scenario", () => {
    const spread = (runsPerScenario: number) => {
      const values = Array.from({ length: 80 }, (_, index) => {
        const [model] = simulateBenchmark(aBenchmark({ runsPerScenario, noiseSeed: `${index}` }));
        return model?.scores.taskCompletion ?? 0;
      });
      const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    };
    expect(spread(9)).toBeLessThan(spread(1));
  });
});

function aRun(overrides: Partial<OptimizationEntity> = {}): OptimizationEntity {
  return {
    id: "opt_1",
    agentId: "agent_1",
    mode: "validation",
    variantIds: ["var_1", "var_2", "var_3"],
    targetImprovements: [],
    prompt: bare,
    model: "gpt-4o",
    shift: 0,
    goldenSet: [],
    noiseSeed: "1:opt_1",
    createdAt: 0,
    queuedMs: 0,
    durationMs: 1_000,
    announced: false,
    ...overrides,
  };
}

function aBenchmark(overrides: Partial<BenchmarkEntity> = {}): BenchmarkEntity {
  return {
    id: "bench_1",
    agentId: "agent_1",
    models: ["gpt-4o", "gpt-4o-mini"],
    shifts: [0, 0],
    goal: "quality",
    maxTurns: 5,
    runsPerScenario: 3,
    prompt: half,
    noiseSeed: "1:bench_1",
    createdAt: 0,
    durationMs: 1_000,
    ...overrides,
  };
}
