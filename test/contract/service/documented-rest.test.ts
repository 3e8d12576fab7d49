/** Documented examples beside those of the emulator's own suite: errors, single agents, newer names, webhook events. */
import { describe, expect, it } from "vitest";
import { startWithAgent } from "../emulator/start.ts";

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const TEXT = expect.stringMatching(/\w/);
const NUMBER = expect.any(Number);

describe("errors", () => {
  it.each([
    ["https://converra.ai/docs/api", "newer", "INVALID_API_KEY"],
    ["https://docs.converra.ai/api/authentication.html", "older", "UNAUTHORIZED"],
  ] as const)("%s: a refused key, in the %s naming, has the code %s", async (_, naming, code) => {
    const { call } = await startWithAgent({ dialect: { naming } });
    const { status, body } = await call("GET /agents", undefined, { authorization: "Bearer no" });
    expect(status).toBe(401);
    expect(body).toEqual({ error: { code, message: TEXT } });
  });

  it("https://docs.converra.ai/api/account.html: a used-up plan begins with LIMIT_EXCEED", async () => {
    const { call } = await startWithAgent({ plan: "free" });
    const agent = { name: "A", content: "You help.", llmModel: "gpt-4o" };
    for (let made = 1; made < 5; made++) {
      expect((await call("POST /agents", agent)).status).toBe(201);
    }
    const { body } = await call("POST /agents", agent);
    expect(body).toEqual({
      error: { code: expect.stringMatching(/^LIMIT_EXCEED/), message: TEXT },
    });
  });
});

it("https://docs.converra.ai/api/prompts.html: GET /prompts/:id answers the bare prompt", async () => {
  const { call, agent } = await startWithAgent({ dialect: { naming: "older" } });
  const { status, body } = await call(`GET /prompts/${agent.id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: agent.id,
    name: TEXT,
    content: TEXT,
    llmModel: TEXT,
    status: "active",
    createdAt: TIME,
    updatedAt: TIME,
  });
});

it("https://docs.converra.ai/sdk/api-reference.html: content alone can be updated", async () => {
  const { call, agent } = await startWithAgent({ dialect: { naming: "older" } });
  const { body: before } = await call(`GET /prompts/${agent.id}`);
  const { status, body } = await call(`PATCH /prompts/${agent.id}`, { content: "Be brief." });
  expect(status).toBe(200);
  expect(body).toEqual({ ...before, content: "Be brief.", updatedAt: TIME });
});

it("https://docs.converra.ai/api/optimizations.html: the first variant is var_control, the control", async () => {
  const { call, agent, finishRuns } = await startWithAgent({ dialect: { naming: "older" } });
  await call("POST /optimizations", { promptId: agent.id });
  await finishRuns();
  const { body } = await call("GET /optimizations/opt_1/variants");
  expect(body.data?.[0]).toMatchObject({
    id: "var_control",
    name: "Control",
    metrics: { taskCompletion: NUMBER },
  });
});

describe("https://docs.converra.ai/api/insights.html", () => {
  it.each([
    [7, "7d"],
    [30, "30d"],
    [90, "90d"],
  ])("days=%i gives the period %s; others are refused", async (days, period) => {
    const { call, agent } = await startWithAgent();
    expect((await call(`GET /agents/${agent.id}/insights?days=${days}`)).body.period).toBe(period);
    expect((await call(`GET /agents/${agent.id}/insights?days=${days + 1}`)).status).toBe(400);
  });
});

describe("conversations", () => {
  it("https://converra.ai/docs/guide/conversations/logging: are logged with agentId", async () => {
    const { call, agent } = await startWithAgent();
    const content = "Human: hi\nAI: hello";
    const { status, body } = await call("POST /conversations", { agentId: agent.id, content });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: TEXT, agentId: agent.id, status: "completed" });
  });

  it("https://converra.ai/docs/api/conversations: are opened as active, with the tools there are", async () => {
    const { call, agent } = await startWithAgent({ dialect: { naming: "older" } });
    const { status, body } = await call("POST /conversations", {
      promptId: agent.id,
      content: "User: hi",
      status: "active",
      llmModel: "gpt-4o",
      companyName: "Acme",
      idempotencyKey: "once",
      toolDefinitions: [{ name: "find_order", description: "Finds it", parameters: {} }],
    });
    expect(status).toBe(200);
    const stored = await call(`GET /conversations/${String(body.id)}`);
    expect(stored.body).toMatchObject({ status: "in_progress", companyName: "Acme" });
  });
});

it("https://docs.converra.ai/api/webhooks.html: each event carries the members of its row", async () => {
  const { call, agent, converra, finishRuns } = await startWithAgent({
    dialect: { naming: "older" },
  });
  const rows = {
    "prompt.updated": {
      promptId: TEXT,
      promptName: TEXT,
      updateType: TEXT,
      variantId: TEXT,
      appliedAt: TIME,
    },
    "optimization.started": {
      optimizationId: TEXT,
      promptId: TEXT,
      status: "running",
      settings: expect.any(Object),
      startedAt: TIME,
    },
    "optimization.completed": {
      optimizationId: TEXT,
      promptId: TEXT,
      results: expect.objectContaining({ improvementPercentage: NUMBER }),
      duration: NUMBER,
      completedAt: TIME,
    },
    "optimization.stopped": { optimizationId: TEXT, promptId: TEXT, reason: TEXT, stoppedAt: TIME },
    "insights.generated": {
      conversationId: TEXT,
      promptId: TEXT,
      insightsId: TEXT,
      summary: TEXT,
      sentiment: TEXT,
    },
  };
  await call("POST /webhooks", { url: "https://a.example/hook", events: Object.keys(rows) });
  await call("POST /conversations", { promptId: agent.id, content: "User: hi\nAssistant: yes" });
  await call("POST /optimizations", { promptId: agent.id });
  await call("POST /optimizations", { promptId: agent.id });
  await call("POST /optimizations/opt_2/stop", { reason: "enough" });
  await finishRuns();
  await call("POST /optimizations/opt_1/apply", { variantId: "var_1" });
  const sent = Object.fromEntries(
    converra.deliveries.map(({ delivery }) => [delivery.event, JSON.parse(delivery.body).data]),
  );
  expect(sent).toEqual(rows);
});
