import { describe, expect, it } from "vitest";
import { message, startWithAgent } from "./start.ts";

async function completed(dialect: object, idName: "agentId" | "promptId" = "agentId") {
  const started = await startWithAgent({ dialect });
  await started.call("POST /optimizations", { [idName]: started.agent.id });
  await started.finishRuns();
  const details = await started.call("GET /optimizations/opt_1");
  const variants = await started.call("GET /optimizations/opt_1/variants");
  return { ...started, details: details.body, variants: variants.body };
}

describe("the older dialect", () => {
  const dialect = { naming: "older" } as const;

  it("wants promptId, says so, and does not take agentId for it", async () => {
    const { call, agent } = await startWithAgent({ dialect });
    for (const path of ["/optimizations", "/conversations"] as const) {
      const refused = await call(`POST ${path}`, { agentId: agent.id, content: "User: hi" });
      expect([refused.status, message(refused)]).toEqual([400, "promptId is required"]);
      const accepted = await call(`POST ${path}`, { promptId: agent.id, content: "User: hi" });
      expect(accepted.body.promptId).toBe(agent.id);
      expect("agentId" in accepted.body).toBe(false);
    }
  });

  it("filters by promptId and is deaf to agentId", async () => {
    const { call } = await completed(dialect, "promptId");
    expect((await call("GET /optimizations?promptId=agent_9")).body.data).toEqual([]);
    expect((await call("GET /optimizations?agentId=agent_9")).body.data).toHaveLength(1);
    expect((await call("GET /conversations?promptId=agent_9")).body.data).toEqual([]);
  });

  it("serves agents under /prompts as well", async () => {
    const { call, agent } = await startWithAgent({ dialect });
    expect((await call("GET /prompts")).body.data).toHaveLength(1);
    const patched = await call(`PATCH /prompts/${agent.id}`, { content: "Two." });
    expect((await call(`GET /agents/${agent.id}`)).body).toEqual(patched.body);
    expect((await call(`GET /prompts/${agent.id}/insights`)).body.promptId).toBe(agent.id);
  });

  it("does not mark the control, nor show its content", async () => {
    const { variants } = await completed(dialect, "promptId");
    const [control, first] = [variants.data?.[0], variants.data?.[1]];
    expect(Object.keys(control ?? {})).toEqual(["id", "name", "metrics"]);
    expect(Object.keys(first ?? {})).toEqual(["id", "name", "metrics", "content"]);
  });

  it("speaks of prompts in usage and account", async () => {
    const { call } = await startWithAgent({ dialect });
    expect((await call("GET /usage")).body.prompts).toEqual({ used: 1, limit: 5 });
    expect((await call("GET /account")).body.plan?.limits).toHaveProperty("prompts", 5);
  });
});

describe("the newer dialect", () => {
  it("wants agentId and knows no /prompts", async () => {
    const { call, agent } = await startWithAgent();
    const refused = await call("POST /optimizations", { promptId: agent.id });
    expect([refused.status, message(refused)]).toEqual([400, "agentId is required"]);
    expect((await call("GET /prompts")).status).toBe(404);
  });
});

describe("a switch of the dialect", () => {
  it.each([
    ["paginated", ["data", "pagination"], ["data"]],
    ["data", ["data"], ["data"]],
  ] as const)("gives lists as %s", async (listShape, agents, runs) => {
    const { call } = await completed({ listShape });
    expect(Object.keys((await call("GET /agents")).body)).toEqual(agents);
    expect(Object.keys((await call("GET /optimizations")).body)).toEqual(runs);
  });

  it("gives every list as a bare array", async () => {
    const { call } = await completed({ listShape: "array" });
    const lists = [
      "/agents",
      "/conversations",
      "/optimizations",
      "/optimizations/opt_1/variants",
      "/benchmarks",
      "/webhooks",
    ] as const;
    for (const path of lists) {
      expect(Array.isArray((await call(`GET ${path}`)).body), path).toBe(true);
    }
  });

  it("gives confidence as a fraction or in percent", async () => {
    const fraction = Number((await completed({})).details.results?.confidence);
    const percent = Number((await completed({ confidenceScale: 100 })).details.results?.confidence);
    expect(fraction).toBeLessThanOrEqual(1);
    expect(percent).toBeCloseTo(100 * fraction, 1);
  });

  it("gives metrics on 0-100 or 0-1, and lift in percent either way", async () => {
    const points = (await completed({})).variants.data?.[1]?.metrics;
    const shares = (await completed({ metricScale: 1 })).variants.data?.[1]?.metrics;
    expect(Number(shares?.clarity)).toBeCloseTo(Number(points?.clarity) / 100, 3);
    expect(shares?.lift).toBe(points?.lift);
  });

  it("answers results null", async () => {
    const { details, variants } = await completed({ resultsNull: true });
    expect(details).toMatchObject({ status: "completed", results: null });
    expect(variants.data).toHaveLength(4);
  });

  it("passes through an unknown status", async () => {
    const { call, agent, clock } = await startWithAgent({ dialect: { unknownStatus: true } });
    await call("POST /optimizations", { agentId: agent.id });
    await clock.advance(7.5 * 60_000);
    expect((await call("GET /optimizations/opt_1")).body.status).toBe("analyzing");
  });

  it("starts queued and goes on to running", async () => {
    const { call, agent, clock } = await startWithAgent({ dialect: { startStatus: "queued" } });
    expect((await call("POST /optimizations", { agentId: agent.id })).body.status).toBe("queued");
    await clock.advance(3 * 60_000);
    expect((await call("GET /optimizations/opt_1")).body.status).toBe("running");
  });

  it("hides the control's content", async () => {
    const { variants } = await completed({ controlContent: false });
    expect("content" in (variants.data?.[0] ?? {})).toBe(false);
    expect(variants.data?.[0]?.isControl).toBe(true);
  });
});
