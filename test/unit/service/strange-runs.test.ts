/** Runs, scores and insights told in other words, types and scales. */
import { describe, expect, it } from "vitest";
import { clientUnderTest } from "../../support/client-under-test.ts";
import { wireBenchmark, wireOptimization, wireVariants } from "../../support/service-examples.ts";

describe("the status of a run", () => {
  it.each([
    ["completed", ["COMPLETED", "complete", "done", "Succeeded", "success", "finished"]],
    ["failed", ["error", "errored", "FAILED"]],
    ["stopped", ["cancelled", "canceled", "aborted", "terminated"]],
    ["queued", ["pending", "Scheduled", "created", "waiting"]],
    ["running", ["in_progress", "in-progress", "In Progress", "processing", "active", "started"]],
    ["unknown", ["archiving", "?"]],
  ])("is %s by %j, which is told", async (status, words) => {
    for (const word of words) {
      const { client } = clientUnderTest([
        { json: wireOptimization({ status: word }) },
        { json: wireBenchmark({ status: word }) },
      ]);
      expect(await client.optimizations.get("opt_1")).toMatchObject({ status, rawStatus: word });
      expect((await client.benchmarks.get("bench_1")).status).toBe(status);
      expect(client.observer.stateOf("run-status")).toBe("broken");
    }
  });

  it("is as the pages have it, and then nothing is told", async () => {
    for (const status of ["queued", "running", "completed", "failed", "stopped"]) {
      const { client } = clientUnderTest([{ json: wireOptimization({ status }) }]);
      expect((await client.optimizations.get("opt_1")).status).toBe(status);
      expect(client.observer.stateOf("run-status")).toBe("holds");
    }
  });
});

describe("scores", () => {
  it("are read as texts of numbers and out of objects; what is no number is named", async () => {
    const metrics = {
      taskCompletion: "81.5",
      clarity: { score: 70, max: 100 },
      sentiment: { value: "60 %" },
      grade: "A",
      nested: { score: { value: 1 } },
    };
    const { client } = clientUnderTest([{ json: wireVariants({ name: "Control", metrics }) }]);
    const [control] = await client.optimizations.variants("opt_1");
    expect(control?.raw).toEqual({ taskCompletion: 81.5, clarity: 70, sentiment: 60 });
    expect(control?.dropped).toEqual(["grade", "nested"]);
    expect(client.observer.stateOf("score-number")).toBe("broken");
  });

  it("of a scenario that is listed once for each of its runs are their medians", async () => {
    const played = (id: string, ...scores: readonly number[]) =>
      scores.map((taskCompletion) => ({ scenarioId: id, metrics: { taskCompletion } }));
    const scenarios = [...played("s1", 70, 90, 74), ...played("s2", 60, 64)];
    const results = [{ model: "gpt-4o", metrics: { taskCompletion: 72 }, scenarios }];
    const { client } = clientUnderTest([{ json: wireBenchmark({ results }) }]);
    const [first] = (await client.benchmarks.get("bench_1")).results;
    expect(first?.scenarios.map(({ id, raw }) => [id, raw.taskCompletion])).toEqual([
      ["s1", 74],
      ["s2", 62],
    ]);
  });

  it("of a benchmark come raw beside the points", async () => {
    const results = [{ model: "gpt-4o", metrics: { taskCompletion: 0.81, cost: 120 } }];
    const { client } = clientUnderTest([{ json: wireBenchmark({ results }) }]);
    const [first] = (await client.benchmarks.get("bench_1")).results;
    expect(first?.raw).toEqual({ taskCompletion: 0.81, cost: 120 });
  });
});

describe("the control", () => {
  it.each([
    ["one by its flag", [{ isControl: true }, {}], [true, false], "holds"],
    [
      "one by a flag of another type",
      [{ isControl: "true" }, { isControl: 0 }],
      [true, false],
      "holds",
    ],
    ["several by their flag", [{ isControl: true }, { isControl: true }], [true, true], "broken"],
    [
      "one by the beginning of its name",
      [{ name: "Control (current)" }, {}],
      [true, false],
      "holds",
    ],
    ["one by another beginning", [{ name: "Original prompt" }, {}], [true, false], "holds"],
    ["none", [{}, {}], [false, false], "broken"],
  ])("is marked: %s", async (_which, changes, marks, state) => {
    const { client } = clientUnderTest([{ json: wireVariants(...changes) }]);
    const variants = await client.optimizations.variants("opt_1");
    expect(variants.map(({ isControl }) => isControl)).toEqual(marks);
    expect(client.observer.stateOf("one-control")).toBe(state);
  });

  it("is never left out because it does not decode", async () => {
    const { client } = clientUnderTest([{ json: wireVariants({ id: null }, {}) }]);
    await expect(client.optimizations.variants("opt_1")).rejects.toThrow(
      "data[0].id is not a name",
    );
  });
});

describe("lift", () => {
  it("is in percent, also where it came as a fraction of what the scores say", async () => {
    const scored = (taskCompletion: number, lift: number) => ({
      metrics: { taskCompletion, lift },
    });
    const { client } = clientUnderTest([
      { json: wireVariants({ isControl: true, ...scored(80, 0) }, scored(90, 0.125)) },
      { json: wireVariants({ isControl: true, ...scored(80, 0) }, scored(90, 12.5)) },
    ]);
    for (const state of ["broken", "broken"]) {
      const variants = await client.optimizations.variants("opt_1");
      expect(variants.map(({ lift }) => lift)).toEqual([0, 12.5]);
      expect(client.observer.stateOf("lift-percent")).toBe(state);
    }
  });

  it("has no band of confidence where 1 could be one percent", async () => {
    const results = { winnerSelected: true, confidence: 1 };
    const { client } = clientUnderTest([{ json: wireOptimization({ results }) }]);
    expect((await client.optimizations.get("opt_1")).results?.band).toBeUndefined();
  });
});

describe("insights", () => {
  it("are brought to the scale of the pages, which is told", async () => {
    const json = {
      agentId: "agent_1",
      metrics: { taskCompletion: 0.87, completionRate: 87, abandonmentRate: 0.13 },
      issues: [{ description: "late", frequency: 40 }],
    };
    const { client } = clientUnderTest([{ json }, { json: { data: json } }]);
    const insights = await client.agents.insights("agent_1");
    expect(insights.metrics).toMatchObject({
      taskCompletion: 87,
      completionRate: 0.87,
      abandonmentRate: 0.13,
    });
    expect(insights.issues[0]?.frequency).toBe(0.4);
    expect(client.observer.stateOf("insights-scale")).toBe("broken");
    expect((await client.agents.insights("agent_1")).metrics.taskCompletion).toBe(87);
  });
});
