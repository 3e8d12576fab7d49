import { describe, expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;
const MODELS = ["gpt-4o", "claude-sonnet-4-5"];

/** Days ago and what was said; the last week went worse than the weeks before. */
const CONVERSATIONS = [
  { daysAgo: 2, status: "abandoned", content: "Customer: I want a refund.\nAgent: I don't know." },
  {
    daysAgo: 3,
    status: "abandoned",
    content: "Customer: a refund?\nAgent: I cannot help with that.",
  },
  ...[12, 15, 18, 21].map((daysAgo) => ({
    daysAgo,
    status: "completed" as const,
    content:
      "Customer: I want a refund.\nAgent: You get it within 5 days.\nCustomer: Thanks, great!",
  })),
] as const;

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

describe("a night without benchmarks", () => {
  const HISTORY = {
    seed: { conversations: CONVERSATIONS },
    measured: [2, 3, 4].map((daysAgo) => ({ daysAgo })),
  };

  test("measures the live prompt afresh against its earlier runs", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const starts = run.calls.filter((call) => call === "POST /optimizations");
    expect(run.calls.filter((call) => /^(POST|PATCH) \/agents$|^PATCH/u.test(call))).toEqual([]);
    const agent = run.report?.agents[0];
    expect(agent?.measuredOn).toEqual({ kind: "preview", agentId: "agent_2" });
    expect(agent?.candidate).toMatchObject({ started: starts.length, adopted: 0 });
    expect(agent?.baseline).toMatchObject({ started: 0, adopted: 3 });
    expect(agent?.verdict?.verdict).toBe("unchanged");
    expect(run.exitCode).toBe(0);
    expect(agent?.insights?.recent?.days).toBe(7);
    expect(run.summary).toContain("Baseline: earlier runs");
  });

  test("fails when the same prompt does worse than it did", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    stage.converra.setModelQuality("gpt-4o", -20);
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(run.exitCode).toBe(1);
    expect(run.outputs.regressed).toBe('["support"]');
    expect(run.report?.agents[0]?.baseline).toMatchObject({ adopted: 3 });
  });

  test("is about the live prompt where the file says something else", async () => {
    const stage = await aStage({
      agents: [{ key: "support", prompt: REWORDED, live: GOOD, ...HISTORY }],
    });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const agent = run.report?.agents[0];
    expect(agent?.verdict?.verdict).toBe("unchanged");
    expect(agent?.baseline).toMatchObject({ adopted: 3 });
    expect(agent?.promptAfter.trim()).toBe(GOOD.trim());
    const live = stage.converra.state.agents.get(stage.liveId("support"));
    expect(live?.content).toBe(GOOD);
  });

  test("begins the history on the first night, and compares from the second on", async () => {
    const stage = await aStage();
    const first = await stage.runEvent(scheduleEvent(), stage.base);
    await stage.clock.advance(DAY_MS);
    const second = await stage.runEvent(scheduleEvent(), stage.base);

    expect(first.outputs.gate).toBe("pass");
    expect(first.report?.agents[0]?.verdict).toMatchObject({
      verdict: "skipped",
      reason: expect.stringContaining("is begun: 1 of 3 runs"),
    });
    expect(first.report?.agents[0]?.verdict?.advice).toBeUndefined();
    expect(second.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(second.report?.agents[0]?.baseline).toMatchObject({ adopted: 1, where: "preview" });
  });

  test("goes on with those that the last night's budget did not reach", async () => {
    const stage = await aStage({ agents: ["a", "b", "c"].map((key) => ({ key })) });
    const inputs = { "max-runs": "1" };
    const measured = [];
    for (let n = 0; n < 4; n += 1) {
      const run = await stage.runEvent(scheduleEvent(), stage.base, { inputs });
      measured.push(/^(\w): started/mu.exec(run.stdout)?.[1]);
      await stage.clock.advance(DAY_MS);
    }
    expect(measured).toEqual(["a", "b", "c", "a"]);
  });

  test("starts nothing on the live agents of an account that deploys by itself", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    stage.converra.state.settings.optimization.deploymentMode = "semi-automatic";
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const started = startsIn(run.requests).map(({ agentId }) => agentId);
    expect(new Set(started)).toEqual(new Set(["agent_2"]));
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  });

  test("where the plan has no room for a copy, the live agent itself is measured, and the report says so", async () => {
    const stage = await aFullStage();
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(startsIn(run.requests).map(({ agentId }) => agentId)).toEqual(["agent_1"]);
    expect(run.report?.notices.map(({ message }) => message).join()).toContain(
      "scheduled runs measure the live agents themselves",
    );
  });

  test("where it has no room and the account may deploy by itself, nothing is started", async () => {
    const stage = await aFullStage();
    stage.converra.state.settings.optimization.deploymentMode = "semi-automatic";
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(startsIn(run.requests)).toEqual([]);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    expect(run.report?.agents[0]?.verdict?.advice).toContain("no room for one more agent");
  });
});

/** An account whose plan has room for no further agent. */
async function aFullStage(): Promise<Story> {
  const stage = await aStage({ converra: { plan: "free" } });
  for (const name of ["b", "c", "d", "e"]) {
    stage.converra.seedAgent({ name, content: "Help.", model: "gpt-4o" });
  }
  return stage;
}

/** Task completion of the second model, before and now, as a table shows it. */
function shownScores(run: StageRun): readonly string[] {
  const metric = run.report?.agents[0]?.benchmark?.models[1]?.metrics[0];
  return [metric?.baseline?.mean, metric?.candidate.mean].map((score) => score?.toFixed(1) ?? "");
}
