import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import { writes } from "../support/stage/requests.ts";
import { startsIn } from "../support/stage/starts.ts";
import { say } from "./support/asking.ts";
import { aModelChange, benchmarksIn, EQUAL, IN_USE } from "./support/model-change.ts";

describe("a pull request that changes the model alone", () => {
  test("to one that is as good passes on one benchmark of the live agent with both", async () => {
    const { stage, run } = await aModelChange();
    const ended = await run();

    expect(benchmarksIn(ended)).toEqual([
      {
        agentId: stage.liveId("support"),
        modelIds: [IN_USE, EQUAL],
        baselineModelId: IN_USE,
        goal: "quality",
        maxTurns: 5,
        runsPerScenario: 3,
      },
    ]);
    expect(writes(ended)).toEqual(["POST /benchmarks"]);
    expect(ended.outputs.gate).toBe("pass");
    expect(ended.report?.cost).toMatchObject({ runsStarted: 1, runsAdopted: 0 });
    const [agent] = ended.report?.agents ?? [];
    expect(agent?.verdict).toMatchObject({ verdict: "unchanged" });
    expect(agent?.verdict?.reason).toMatch(
      /^gpt-4\.1: .* against gpt-4o: within the 5\.0 allowed/u,
    );
    expect(agent?.benchmark).toMatchObject({
      benchmarkId: "bench_1",
      replaces: { model: IN_USE, agentId: stage.liveId("support") },
    });
  });

  test("to a worse one fails once a second benchmark shows it too, with both models in one table", async () => {
    const { stage, run } = await aModelChange({ to: "gpt-3.5-turbo" });
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(2);
    expect(ended.exitCode).toBe(1);
    expect(ended.outputs.gate).toBe("fail");
    expect(JSON.parse(ended.outputs.regressed ?? "")).toEqual(["support"]);
    const [agent] = ended.report?.agents ?? [];
    expect(agent?.verdict?.reason).toMatch(
      /^gpt-3\.5-turbo: .* fell by \d+\.\d points against gpt-4o, .* over \d+ scenarios/u,
    );
    expect(agent?.benchmark).toMatchObject({ benchmarkId: "bench_2", trialOf: "bench_1" });
    const comment = stage.comment();
    expect(comment).toMatch(/\| Model \| .* \| Cost \| Latency \| Finding \|/u);
    expect(comment).toMatch(
      /\*\*gpt-4o\*\* \(in use\) \| \d+\.\d \|.* \| \$0\.0\d+ \| [\d,]+ ms \| +\|/u,
    );
    expect(comment).toMatch(/\*\*gpt-3\.5-turbo\*\* \| \d+\.\d → \*\*\d+\.\d\*\*/u);
    expect(comment).toContain(
      "The model was changed from gpt-4o to gpt-3.5-turbo. Keep gpt-4o. If the drop is intended, raise the metric's max-drop",
    );
    expect(comment).toContain("It tries a drop that benchmark bench_1 had shown");
    expect(ended.calls.some((call) => call.startsWith("POST /agents"))).toBe(false);
  });

  test("to a better one passes and is shown to be better", async () => {
    const { stage, run } = await aModelChange({ to: "claude-sonnet-4-5" });
    stage.converra.setModelQuality(IN_USE, -14);
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(1);
    expect(ended.outputs.gate).toBe("pass");
    expect(ended.report?.agents[0]?.verdict).toMatchObject({ verdict: "improved" });
    expect(stage.comment()).toMatch(/\*\*claude-sonnet-4-5\*\* \| \d+\.\d → \*\*\d+\.\d\*\*/u);
  });

  test("is tried again where the first benchmark was a bad one, and cleared", async () => {
    const { stage, run } = await aModelChange();
    stage.converra.setModelQuality(EQUAL, -20);
    const wait = { "max-runs": "1" };
    const suspected = await run({ inputs: wait });
    stage.converra.setModelQuality(EQUAL, -1);
    const cleared = await run();

    expect(suspected.outputs.gate).toBe("warn");
    expect(suspected.report?.agents[0]?.verdict).toMatchObject({ verdict: "inconclusive" });
    expect(suspected.report?.agents[0]?.verdict?.advice).toContain("`budget.max-runs`");
    expect(benchmarksIn(cleared)).toHaveLength(1);
    expect(cleared.outputs.gate).toBe("pass");
    expect(cleared.report?.agents[0]?.benchmark).toMatchObject({ trialOf: "bench_1" });
  });

  test("is decided by the first benchmark where `confirm` is 0", async () => {
    const config = { gate: { confirm: 0 } };
    const { run } = await aModelChange({ to: "gpt-3.5-turbo", config });
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(1);
    expect(ended.outputs.gate).toBe("fail");
  });

  test("costs nothing when it runs again, or in the merge queue, and says the same", async () => {
    const { run, queued } = await aModelChange({ to: "gpt-3.5-turbo" });
    const first = await run();
    const again = await run();
    const merged = await queued();

    for (const ended of [again, merged]) {
      expect(benchmarksIn(ended)).toEqual([]);
      expect(ended.outputs.gate).toBe("fail");
      expect(ended.report?.cost).toMatchObject({ runsStarted: 0, runsAdopted: 1 });
      const [before, after] = [first, ended].map(({ report }) => report?.agents[0]?.verdict);
      expect(after).toEqual(before);
    }
  });

  test("is explained from the benchmarks there are", async () => {
    const { stage, run } = await aModelChange({ to: "gpt-3.5-turbo" });
    await run();
    const explained = await say(stage, "/converra explain support");

    expect(writes(explained)).toEqual([]);
    expect(stage.comment()).toContain("❌ **support**: regressed; the gate fails on it.");
    expect(stage.comment()).toMatch(/\*\*gpt-3\.5-turbo\*\* \| \d+\.\d → \*\*\d+\.\d\*\*/u);
  });

  test("pays anew where the live agent was written to since the benchmark", async () => {
    const { stage, run } = await aModelChange();
    await run();
    const agent = stage.converra.state.agents.get(stage.liveId("support"));
    if (agent === undefined) throw new Error("no agent");
    await stage.clock.advance(60_000);
    agent.updatedAt = stage.clock.now();
    const again = await run();

    expect(benchmarksIn(again)).toHaveLength(1);
  });

  test("waits for a benchmark of both models that somebody else has started", async () => {
    const { stage, run } = await aModelChange();
    const first = run();
    await stage.clock.advance(60_000);
    const second = run();
    const [one, other] = await Promise.all([first, second]);

    expect([...benchmarksIn(one), ...benchmarksIn(other)].length).toBeLessThanOrEqual(2);
    expect(stage.converra.state.benchmarks.size).toBe(1);
    expect(other?.outputs.gate).toBe("pass");
  });
});

describe("which way is taken", () => {
  test("without a benchmark section a changed model is measured on a preview", async () => {
    const { run } = await aModelChange({ section: false });
    const ended = await run();

    expect(benchmarksIn(ended)).toEqual([]);
    expect(startsIn(ended.requests)).toHaveLength(2);
    expect(ended.outputs.gate).toBe("pass");
  });

  test("a section that the pull request brings itself is none yet", async () => {
    const head = { models: [IN_USE, EQUAL] };
    const { run } = await aModelChange({ section: false, head });
    expect(benchmarksIn(await run())).toEqual([]);
  });

  test("nor does one that it takes out or bends change how models are compared", async () => {
    const { run } = await aModelChange({ head: false });
    expect(benchmarksIn(await run())).toHaveLength(1);
    const bent = { models: [IN_USE, EQUAL], "runs-per-scenario": 1, "max-turns": 1 };
    const other = await aModelChange({ head: bent });
    expect(benchmarksIn(await other.run())).toMatchObject([{ maxTurns: 5, runsPerScenario: 3 }]);
  });

  test("with `policy: head` at the base the pull request's own section holds", async () => {
    const head = { models: [IN_USE, EQUAL], "runs-per-scenario": 7 };
    const { run } = await aModelChange({ section: false, head, config: { policy: "head" } });
    expect(benchmarksIn(await run())).toMatchObject([{ runsPerScenario: 7 }]);
  });

  test.each([
    ["the prompt changed as well", { changes: { "prompts/support.md": REWORDED } }],
    ["no baseline is wanted", { config: { gate: { baseline: "off" } } }],
  ])("a preview is used where %s", async (_, options) => {
    const { run } = await aModelChange(options);
    const ended = await run();
    expect(benchmarksIn(ended)).toEqual([]);
    expect(startsIn(ended.requests).length).toBeGreaterThan(0);
  });

  test("a preview is used where the live agent has drifted from the base, and the report says why", async () => {
    const live = `${GOOD}- Be brief.\n`;
    const { run } = await aModelChange({ agents: [{ key: "support", live }] });
    const ended = await run();

    expect(benchmarksIn(ended)).toEqual([]);
    expect(startsIn(ended.requests)).toHaveLength(2);
    expect(ended.report?.notices.map(({ message }) => message).join("\n")).toContain(
      "Of support only the model changed, but its live agent agent_1 has another prompt",
    );
  });

  test("one agent's model and another's prompt are judged side by side within one budget", async () => {
    const prompts = { "prompts/billing.md": REWORDED };
    const agents = [{ key: "support" }, { key: "billing", settings: { model: IN_USE } }];
    const { run } = await aModelChange({
      agents,
      changes: prompts,
      config: { budget: { "max-runs": 2 } },
    });
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(1);
    expect(ended.report?.agents.map(({ verdict }) => verdict?.verdict)).toEqual([
      "unchanged",
      "not-evaluated",
    ]);
    expect(ended.report?.agents[1]?.verdict?.reason).toContain("1 of the 2 that max-runs allows");
    expect(ended.report?.cost.runsStarted).toBe(1);
  });
});
