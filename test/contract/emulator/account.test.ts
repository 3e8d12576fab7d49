import { describe, expect, it } from "vitest";
import { message, PROMPT, start, startWithAgent, TRANSCRIPT } from "./start.ts";

describe("settings", () => {
  it("are changed deep inside without touching their neighbours", async () => {
    const { call } = await start();
    const before = (await call("GET /settings")).body;
    const { status, body } = await call("PATCH /settings", {
      general: { industry: "Travel" },
      optimization: { simulation: { maxTurns: 4 } },
    });
    expect(status).toBe(200);
    expect(body.success).toBe(true);
    expect(body.settings).toEqual({
      general: { ...before.general, industry: "Travel" },
      optimization: {
        ...before.optimization,
        simulation: { ...before.optimization?.simulation, maxTurns: 4 },
      },
    });
    expect((await call("GET /settings")).body).toEqual(body.settings);
  });

  it.each([
    [{ optimization: { deploymentMode: "automatic" } }, "optimization.deploymentMode"],
    [{ optimization: { variantsPerGeneration: 9 } }, "optimization.variantsPerGeneration"],
    [{ general: { industry: 4 } }, "general.industry"],
    [{ general: { colour: "red" } }, "general.colour: unknown field"],
    [{ simulation: {} }, "simulation: unknown field"],
  ])("%j is refused, naming: %s", async (patch, words) => {
    const { call } = await start();
    const before = (await call("GET /settings")).text;
    const answer = await call("PATCH /settings", patch);
    expect(answer.status).toBe(400);
    expect(message(answer)).toContain(words);
    expect((await call("GET /settings")).text).toBe(before);
  });

  it.each([
    ["manual", "active", false],
    ["semi-automatic", "active", true],
    ["semi-automatic", "draft", false],
  ] as const)(
    "%s: a winner of an agent that is %s is deployed: %s",
    async (mode, status, isDeployed) => {
      const { converra, call, finishRuns } = await start();
      await call("PATCH /settings", { optimization: { deploymentMode: mode } });
      const conversations = [TRANSCRIPT];
      const { id } = converra.seedAgent({
        name: "a",
        content: PROMPT,
        model: "m",
        status,
        conversations,
      });
      converra.script({ kind: "winner-with-regression" });
      await call("POST /optimizations", { agentId: id });
      await finishRuns();
      const { content } = (await call(`GET /agents/${id}`)).body;
      expect(content !== (PROMPT as unknown)).toBe(isDeployed);
    },
  );

  it("can start without business context", async () => {
    const { call } = await start({ businessContext: false });
    expect((await call("GET /settings")).body.general).toMatchObject({
      industry: "",
      objectives: "",
    });
  });
});

describe("account and usage", () => {
  it.each([
    ["free", { agents: 5, optimizationsPerMonth: 10, conversationsPerMonth: 500 }],
    ["pro", { agents: 100, optimizationsPerMonth: 50, conversationsPerMonth: 10_000 }],
    ["enterprise", { agents: null, optimizationsPerMonth: null, conversationsPerMonth: null }],
  ] as const)("of the %s plan show its limits", async (plan, limits) => {
    const { call } = await start({ plan });
    expect((await call("GET /account")).body).toMatchObject({ plan: { name: plan, limits } });
    expect((await call("GET /usage")).body).toMatchObject({
      optimizations: { limit: limits.optimizationsPerMonth },
    });
  });

  it("count what was really used in the calendar month of the clock", async () => {
    const { call, agent, clock, finishRuns } = await startWithAgent();
    await call("POST /agents", { name: "B", content: "x", llmModel: "m", status: "archived" });
    await call("POST /optimizations", { agentId: agent.id });
    await call("POST /optimizations", { agentId: agent.id });
    await call("POST /conversations", { agentId: agent.id, content: TRANSCRIPT });
    await call("POST /optimizations/opt_1/stop");
    const usage = async () => (await call("GET /usage")).body;
    expect(await usage()).toEqual({
      period: { start: "2026-11-01T00:00:00.000Z", end: "2026-12-01T00:00:00.000Z" },
      agents: { used: 1, limit: 5 },
      optimizations: { used: 2, limit: 10, running: 1 },
      conversations: { used: 2, limit: 500 },
      tokens: { used: 2 * Math.ceil(TRANSCRIPT.length / 4), limit: null },
    });
    await finishRuns();
    expect((await usage()).optimizations).toMatchObject({ used: 2, running: 0 });
    await clock.advance(10 * 86_400_000);
    expect(await usage()).toMatchObject({
      period: { start: "2026-12-01T00:00:00.000Z" },
      agents: { used: 1 },
      optimizations: { used: 0 },
      conversations: { used: 0 },
    });
  });
});
