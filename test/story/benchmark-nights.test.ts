import { describe, expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { repositoryFiles } from "../support/stage/repository.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { CONVERSATIONS } from "./support/conversations.ts";
import { aStage, type Story } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;
const MODELS = ["gpt-4o", "claude-sonnet-4-5"];

/** Two agents with benchmarks. */
async function aNightlyStage(): Promise<{
  stage: Story;
  night: () => Promise<StageRun>;
}> {
  const settings = { benchmark: { models: MODELS } };
  const stage = await aStage({
    agents: ["support", "billing"].map((key) => ({
      key,
      settings,
      seed: { conversations: CONVERSATIONS },
    })),
    converra: { seed: 2 },
  });
  return { stage, night: () => stage.runEvent(scheduleEvent(), stage.base) };
}

function benchmarksIn(run: StageRun) {
  return run.requests
    .filter(({ method, path }) => method === "POST" && path === "/benchmarks")
    .map(({ body }) => body as { agentId: string; modelIds: string[]; baselineModelId: string });
}

describe("a night with benchmarks", () => {
  test("the first has nothing to compare with, the second that finds the same passes", async () => {
    const { stage, night } = await aNightlyStage();
    const first = await night();
    await stage.clock.advance(DAY_MS);
    const second = await night();

    expect(benchmarksIn(first).map(({ agentId }) => agentId)).toEqual([
      stage.liveId("support"),
      stage.liveId("billing"),
    ]);
    expect(benchmarksIn(first)[0]).toMatchObject({ modelIds: MODELS, baselineModelId: "gpt-4o" });
    // As many as are looked through after a lost answer, else an old one could be taken for the lost one.
    const [known] = first.requests.filter(
      ({ method, path }) => `${method} ${path}` === "GET /benchmarks",
    );
    expect(known?.query.limit).toBe("100");
    expect(first.exitCode).toBe(0);
    expect(first.summary).toContain("first completed benchmark of these models");
    expect(second.exitCode).toBe(0);
    expect(second.outputs.gate).toBe("pass");
    expect(second.report?.worse).toEqual([]);
    expect(second.report?.agents.map(({ verdict }) => verdict?.verdict)).toEqual([
      "unchanged",
      "unchanged",
    ]);
    expect(second.calls).not.toContain("POST /optimizations");
    expect(second.calls.some((call) => call.startsWith("PATCH"))).toBe(false);
  });

  test("one model that got worse fails it, with both models' scores and the baseline's age", async () => {
    const { stage, night } = await aNightlyStage();
    await night();
    await stage.clock.advance(DAY_MS);
    stage.converra.setModelQuality("claude-sonnet-4-5", -14);
    const run = await night();

    expect(run.exitCode).toBe(1);
    expect(run.outputs.gate).toBe("fail");
    expect(JSON.parse(run.outputs.regressed ?? "")).toEqual(["support", "billing"]);
    expect(run.report?.worse?.map(({ key }) => key)).toEqual(["support", "billing"]);
    for (const agent of run.report?.agents ?? []) {
      const findings = agent.benchmark?.models.map(({ model, finding }) => [model, finding]);
      expect(findings).toEqual([
        ["gpt-4o", "unchanged"],
        ["claude-sonnet-4-5", "regressed"],
      ]);
      const worse = agent.benchmark?.models[1]?.metrics[0];
      expect(worse?.delta).toBeLessThan(-5);
    }
    for (const model of MODELS) expect(run.summary).toContain(`**${model}**`);
    const [before, now] = shownScores(run);
    expect(run.summary).toMatch(new RegExp(`${before}\\s→\\s\\*\\*${now}\\*\\*`, "u"));
    expect(run.summary).toMatch(/regressed \| claude-sonnet-4-5: task completion \d/u);
    expect(run.summary).toMatch(
      /: Task completion of claude-sonnet-4-5 fell by .* The model in use, gpt-4o, did not fall by as much\. Look at what changed in the other one, or take it out of `benchmark\.models`/u,
    );
    expect(run.summary).toMatch(/Baseline: `bench_\d`, completed 1\s+day ago/u);
    expect(run.annotations.filter(({ level }) => level === "error").length).toBeGreaterThan(1);
  });

  test("shows the last week of conversations against the last month, and the steps that fail", async () => {
    const { stage, night } = await aNightlyStage();
    const run = await night();

    const insights = run.report?.agents[0]?.insights;
    expect(insights?.recent).toMatchObject({ days: 7, conversationCount: 2, abandonmentRate: 1 });
    expect(insights?.usual).toMatchObject({ days: 30, conversationCount: 6 });
    expect(insights?.stepFailures.length).toBeGreaterThan(0);
    expect(run.summary).toMatch(/\| \| Last 7\sdays \| Last 30\sdays \|/u);
    expect(run.summary).toMatch(/\| Abandonment rate \| 100\s% \| 33\s% \|/u);
    expect(run.summary).toContain("Steps that fail");
    expect(run.summary).toContain(insights?.stepFailures[0]?.step ?? "no step");
    const path = `/agents/${stage.liveId("support")}`;
    expect(run.calls).toContain(`GET ${path}/step-failures`);
    const days = run.requests.filter((one) => one.path === `${path}/insights`);
    expect(days.map(({ query }) => query.days)).toEqual(["7", "30"]);
  });

  test("a benchmark that the budget does not reach is not evaluated", async () => {
    const { stage } = await aNightlyStage();
    const run = await stage.runEvent(scheduleEvent(), stage.base, { inputs: { "max-runs": "1" } });

    expect(benchmarksIn(run)).toHaveLength(1);
    expect(run.report?.agents[1]?.verdict?.verdict).toBe("not-evaluated");
  });
});

describe("a night with a reference", () => {
  /** One agent, and nights after the first that may name another reference. */
  async function aReferredStage() {
    const model = "gpt-4o";
    const entry = (reference?: string) => {
      const settings = { benchmark: { models: MODELS, ...(reference ? { reference } : {}) } };
      return { key: "support", model, settings };
    };
    const stage = await aStage({ agents: [entry()], converra: { seed: 2 } });
    const night = async (reference?: string) => {
      await stage.clock.advance(DAY_MS);
      const config = repositoryFiles([entry(reference)], {})["converra.yml"];
      const commit = stage.commit(stage.base, { "converra.yml": config });
      return stage.runEvent(scheduleEvent(), commit);
    };
    await night();
    return { stage, night };
  }

  test("fails for what fell little by little, which the last benchmark alone never shows", async () => {
    const { stage, night } = await aReferredStage();
    stage.converra.setModelQuality("gpt-4o", -4);
    const second = await night("bench_1");
    stage.converra.setModelQuality("gpt-4o", -8);
    const third = await night("bench_1");
    const alone = await night();

    expect(second.outputs.gate).toBe("pass");
    expect(third.outputs.gate).toBe("fail");
    const reason = third.report?.agents[0]?.verdict?.reason;
    expect(reason).toMatch(/fell by \d+\.\d points since the reference, .* over \d+ scenarios/u);
    expect(third.report?.worse).toEqual([{ key: "support", reason }]);
    expect(third.summary).toMatch(/Reference: `bench_1`, completed 2\s+days ago/u);
    expect(alone.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  });

  test.each([
    ["is not there", "bench_77", "The reference bench_77 could not be read"],
    ["has other models", "bench_2", "compared gpt-4o, gpt-4o-mini, and the benchmark section"],
    ["is of another agent", "bench_3", "is a benchmark of agent agent_2, and this one is agent_1"],
    ["has not completed", "bench_4", "is running, not completed"],
  ])("pays nothing and is not green where the reference %s", async (_, reference, words) => {
    const { stage, night } = await aReferredStage();
    const first = stage.converra.state.benchmarks.get("bench_1");
    if (first === undefined) throw new Error("no first benchmark");
    const { benchmarks } = stage.converra.state;
    benchmarks.set("bench_2", { ...first, id: "bench_2", models: ["gpt-4o", "gpt-4o-mini"] });
    benchmarks.set("bench_3", { ...first, id: "bench_3", agentId: "agent_2" });
    benchmarks.set("bench_4", { ...first, id: "bench_4", durationMs: 9 * DAY_MS });
    const run = await night(reference);

    expect(benchmarksIn(run)).toEqual([]);
    expect(run.outputs.gate).toBe("fail");
    expect(run.report?.agents[0]?.verdict).toMatchObject({ verdict: "incomplete" });
    expect(run.report?.agents[0]?.verdict?.reason).toContain(words);
    expect(run.report?.agents[0]?.verdict?.advice).toContain("benchmark.reference");
    expect(run.report?.worse).toEqual([]);
  });

  test("shows a better model with the line that puts it to use, its cost and its latency", async () => {
    const { stage, night } = await aReferredStage();
    stage.converra.setModelQuality("gpt-4o", -14);
    const run = await night();

    const { better, models } = run.report?.agents[0]?.benchmark ?? {};
    expect(better).toMatchObject({ model: "claude-sonnet-4-5", than: "gpt-4o" });
    const line =
      1 + (stage.base.files["converra.yml"] ?? "").split("\n").indexOf("    model: gpt-4o");
    expect(better?.change).toBe(`write model: claude-sonnet-4-5 in converra.yml:${line}`);
    expect(run.summary).toContain(`in converra.yml:${line}`);
    expect(run.report?.gate.reasons[0]?.reason).toContain("% lift with claude-sonnet-4-5");
    for (const { cost, latency } of models ?? []) {
      expect(cost?.unit).toBe("USD");
      expect(latency?.unit).toBe("ms");
    }
    expect(run.summary).toMatch(/\| Cost \| Latency \|/u);
  });
});

/** Task completion of the second model, before and now, as a table shows it. */
function shownScores(run: StageRun): readonly string[] {
  const metric = run.report?.agents[0]?.benchmark?.models[1]?.metrics[0];
  return [metric?.baseline?.mean, metric?.candidate.mean].map((score) => score?.toFixed(1) ?? "");
}
