/** One test for each item of what the API pages leave unknown: the shape of answers. */
import { describe, expect, it } from "vitest";
import { clientUnderTest } from "../../support/client-under-test.ts";
import {
  wireAgent,
  wireBenchmark,
  wireOptimization,
  wireVariants,
} from "../../support/service-examples.ts";

describe("the client tolerates what the API pages leave unknown", () => {
  it("5: an unknown status is not an end, and is kept for the log", async () => {
    const { client } = clientUnderTest([{ json: wireOptimization({ status: "archiving" }) }]);
    expect(await client.optimizations.get("opt_1")).toMatchObject({
      status: "unknown",
      rawStatus: "archiving",
    });
  });

  it("6: results null, missing or with missing members; both names of lift; both scales of confidence", async () => {
    const results = [
      null,
      undefined,
      {},
      { winnerSelected: true, winningVariantId: "v", improvementPercentage: 4, confidence: 97 },
      { winnerSelected: false, winningVariantId: null, lift: "much", confidence: 250 },
    ];
    const { client } = clientUnderTest(
      results.map((each) => ({ json: wireOptimization({ results: each }) })),
    );
    const read = async () => (await client.optimizations.get("opt_1")).results;
    expect(await read()).toBeUndefined();
    expect(await read()).toBeUndefined();
    expect(await read()).toEqual({ winnerSelected: false });
    expect(await read()).toEqual({
      winnerSelected: true,
      winningVariantId: "v",
      lift: 4,
      confidence: 0.97,
      band: "high",
    });
    expect(await read()).toEqual({ winnerSelected: false });
  });

  it("7: an open map of metrics on either scale, and every way to tell the control", async () => {
    const { client } = clientUnderTest([
      {
        json: wireVariants(
          { isBaseline: true, metrics: { taskCompletion: 0.07, clarity: 1, lift: 0 } },
          { name: "Control", metrics: { taskCompletion: 0.5, lift: 23.5, note: "x" } },
        ),
      },
      { json: wireVariants({ name: "Original" }, { id: "var_control" }) },
      { json: wireVariants({ name: "control ", isControl: false }, { name: " Baseline" }) },
      { json: wireVariants({ metrics: { taskCompletion: 1 } }, {}) },
    ]);
    const first = await client.optimizations.variants("opt_1");
    expect(first.map((variant) => variant.isControl)).toEqual([true, false]);
    expect(first.map((variant) => variant.scores)).toEqual([
      { taskCompletion: 7, clarity: 100 },
      { taskCompletion: 50 },
    ]);
    expect(first.map((variant) => variant.lift)).toEqual([0, 23.5]);
    for (let answer = 0; answer < 2; answer++) {
      const variants = await client.optimizations.variants("opt_1");
      expect(variants.map((variant) => variant.isControl)).toEqual([false, true]);
    }
    const points = await client.optimizations.variants("opt_1");
    expect(points.map((variant) => variant.scores.taskCompletion)).toEqual([1, 80]);
  });

  it("8: the golden set under any of four names; absent means not tested", async () => {
    const names = ["regression", "regressionTest", "regressionResults", "goldenSet"];
    const { client } = clientUnderTest([
      ...names.map((name) => ({ json: wireOptimization({ [name]: { passed: 4, regressed: 1 } }) })),
      { json: wireOptimization({ regression: null, goldenSet: { passed: "all" } }) },
    ]);
    for (const _name of names) {
      expect((await client.optimizations.get("opt_1")).goldenSet).toEqual({
        passed: 4,
        regressed: 1,
      });
    }
    expect((await client.optimizations.get("opt_1")).goldenSet).toBeUndefined();
  });

  it("9: why a run failed, as text, as an object or as failureReason", async () => {
    const failed = (changes: Record<string, unknown>) => ({
      json: wireOptimization({ status: "failed", ...changes }),
    });
    const { client } = clientUnderTest([
      failed({ error: "no personas" }),
      failed({ error: { message: "no personas" } }),
      failed({ error: null, failureReason: "no personas" }),
      failed({}),
    ]);
    const reasons = [];
    for (let run = 0; run < 4; run++) {
      reasons.push((await client.optimizations.get("opt_1")).failureReason);
    }
    expect(reasons).toEqual(["no personas", "no personas", "no personas", undefined]);
  });

  it("10: lists with pagination, without it, and as a bare array", async () => {
    const list = [wireAgent()];
    const { client } = clientUnderTest([
      { json: { data: list, pagination: { total: 1, limit: 20, offset: 0 } } },
      { json: { data: list } },
      { json: list },
    ]);
    expect((await client.agents.list()).total).toBe(1);
    expect((await client.agents.list()).items).toHaveLength(1);
    expect((await client.agents.list()).items).toHaveLength(1);
  });

  it("13: benchmarks by jobId, with other words for the status, and results in several shapes", async () => {
    const model = (name: string, taskCompletion: number) => ({
      model: name,
      metrics: { taskCompletion },
    });
    const { client } = clientUnderTest([
      { status: 202, json: { jobId: "job_1" } },
      {
        json: wireBenchmark({ id: undefined, jobId: "job_1", status: "processing", results: null }),
      },
      { json: wireBenchmark({ status: "cancelled" }) },
      { json: wireBenchmark({ results: { models: [model("a", 0.5), model("b", 0.6)] } }) },
      { json: wireBenchmark({ results: { a: { scores: { taskCompletion: 50 } } } }) },
    ]);
    const models = ["gpt-4o", "gpt-5"];
    expect(await client.benchmarks.create({ agentId: "agent_1", models })).toMatchObject({
      id: "job_1",
      status: "queued",
      models,
    });
    expect(await client.benchmarks.get("job_1")).toMatchObject({ id: "job_1", status: "running" });
    expect((await client.benchmarks.get("bench_1")).status).toBe("stopped");
    expect((await client.benchmarks.get("bench_1")).results).toMatchObject([
      { model: "a", isBaseline: true, scores: { taskCompletion: 50 } },
      { model: "b", isBaseline: false, scores: { taskCompletion: 60 } },
    ]);
    expect((await client.benchmarks.get("bench_1")).results).toMatchObject([
      { model: "a", scores: { taskCompletion: 50 } },
    ]);
  });

  it("14: step failures and the newer parts of insights are kept as given", async () => {
    const { client } = clientUnderTest([
      {
        json: {
          data: [{ stepName: "lookup", rootCause: "prompt issue", count: 3, grade: 40 }],
          window: 30,
        },
      },
      { json: { agentId: "agent_1", period: "7d", metrics: {}, fleetIntelligence: { rank: 2 } } },
    ]);
    expect(await client.agents.stepFailures("agent_1")).toEqual({
      agentId: "agent_1",
      failures: [{ step: "lookup", rootCause: "prompt issue", count: 3, extra: { grade: 40 } }],
      extra: { window: 30 },
    });
    const insights = await client.agents.insights("agent_1", { days: 7 });
    expect(insights.extra).toEqual({ fleetIntelligence: { rank: 2 } });
  });

  it("reads usage under its older and its newer names, with null for unlimited", async () => {
    const { client } = clientUnderTest([
      {
        json: { prompts: { used: 2, limit: 5 }, optimizations: { used: 3, limit: 10, running: 1 } },
      },
      { json: { agents: { used: 2, limit: null }, improvements: { used: 3, limit: 10 } } },
    ]);
    expect(await client.account.usage()).toMatchObject({
      agents: { used: 2, limit: 5 },
      optimizations: { used: 3, limit: 10, running: 1 },
    });
    const newer = await client.account.usage();
    expect(newer.agents).toEqual({ used: 2, limit: undefined });
    expect(newer.optimizations).toMatchObject({ used: 3, limit: 10 });
  });
});
