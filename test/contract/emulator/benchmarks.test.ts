import { describe, expect, it } from "vitest";
import { SCENARIOS } from "../../../sandbox/converra/scenarios.ts";
import { message, startWithAgent } from "./start.ts";

const MODELS = { modelIds: ["gpt-4o", "gpt-3.5-turbo"] };

describe("benchmarks", () => {
  it("answer with a job id at once, take time, and then compare the models scenario by scenario", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    const started = await call("POST /benchmarks", { agentId: agent.id, ...MODELS });
    expect(started.status).toBe(201);
    expect(started.body).toMatchObject({
      id: "bench_1",
      jobId: "bench_1",
      status: "running",
      goal: "quality",
      maxTurns: 5,
      runsPerScenario: 3,
    });
    expect("results" in (await call("GET /benchmarks/bench_1")).body).toBe(false);
    await finishRuns();
    const { body } = await call("GET /benchmarks/bench_1");
    expect(body).toMatchObject({
      status: "completed",
      results: {
        models: [
          { modelId: "gpt-4o", isBaseline: true },
          { modelId: "gpt-3.5-turbo", isBaseline: false },
        ],
      },
      recommendation: expect.stringContaining("Keep gpt-4o"),
    });
    const models: unknown = body.results?.models;
    const [baseline, challenger] = models as {
      metrics: { clarity: number };
      scenarios: { id: string; metrics: { clarity: number } }[];
    }[];
    expect(baseline?.scenarios.map(({ id }) => id)).toEqual(SCENARIOS.map(({ id }) => id));
    expect(challenger?.metrics.clarity).toBeLessThan(baseline?.metrics.clarity ?? 0);
  });

  it("put the stated baseline first", async () => {
    const { call, agent } = await startWithAgent();
    const { body } = await call("POST /benchmarks", {
      agentId: agent.id,
      ...MODELS,
      baselineModelId: "gpt-3.5-turbo",
    });
    expect(body).toMatchObject({
      modelIds: ["gpt-3.5-turbo", "gpt-4o"],
      baselineModelId: "gpt-3.5-turbo",
    });
  });

  it("notice when a model was made worse, from then on", async () => {
    const { call, agent, converra, finishRuns } = await startWithAgent();
    await call("POST /benchmarks", { agentId: agent.id, ...MODELS });
    converra.setModelQuality("gpt-4o", -20);
    await call("POST /benchmarks", { agentId: agent.id, ...MODELS });
    await finishRuns();
    const clarity = async (id: string) =>
      Number((await call(`GET /benchmarks/${id}`)).body.results?.models?.[0]?.metrics?.clarity);
    expect((await clarity("bench_1")) - (await clarity("bench_2"))).toBeGreaterThan(12);
  });

  it.each([
    [{ modelIds: ["a", "b"] }, "agentId is required"],
    [{ agentId: "agent_1", modelIds: ["a"] }, "modelIds"],
    [{ agentId: "agent_1", modelIds: ["a", "a"] }, "must not repeat"],
    [{ agentId: "agent_1", modelIds: ["1", "2", "3", "4", "5", "6", "7"] }, "modelIds"],
    [{ agentId: "agent_1", ...MODELS, baselineModelId: "c" }, "baselineModelId"],
    [{ agentId: "agent_1", ...MODELS, runsPerScenario: 0 }, "runsPerScenario"],
  ])("refuse %j, naming: %s", async (body, words) => {
    const { call } = await startWithAgent();
    const answer = await call("POST /benchmarks", body);
    expect(answer.status).toBe(400);
    expect(message(answer)).toContain(words);
  });

  it("are listed newest first and deleted in bulk", async () => {
    const { call, agent, converra } = await startWithAgent();
    for (let made = 0; made < 3; made += 1) {
      await call("POST /benchmarks", { agentId: agent.id, ...MODELS });
    }
    const listed = await call(`GET /benchmarks?agentId=${agent.id}&limit=2`);
    expect(listed.body.data).toMatchObject([{ id: "bench_3" }, { id: "bench_2" }]);
    expect((await call("GET /benchmarks?agentId=agent_9")).body.data).toEqual([]);
    const wrong = await call("POST /benchmarks/bulk", { action: "archive", jobIds: ["bench_1"] });
    expect([wrong.status, message(wrong)]).toEqual([400, expect.stringContaining("action")]);
    const deleted = await call("POST /benchmarks/bulk", {
      action: "delete",
      jobIds: ["bench_1", "bench_2", "bench_9"],
    });
    expect(deleted.body).toEqual({ success: true, deleted: 2 });
    expect([...converra.state.benchmarks.keys()]).toEqual(["bench_3"]);
    expect((await call("GET /benchmarks/bench_1")).status).toBe(404);
  });
});
