import { describe, expect, it } from "vitest";
import { code, message, PROMPT, start, startWithAgent, TRANSCRIPT } from "./start.ts";

const DAY = 86_400_000;

describe("conversations", () => {
  it("are logged with 200 and links, and read back with their transcript", async () => {
    const { call, agent } = await startWithAgent();
    const logged = await call("POST /conversations", {
      agentId: agent.id,
      content: TRANSCRIPT,
      llmModel: "gpt-4o",
      companyName: "Acme",
    });
    expect(logged.status).toBe(200);
    expect(logged.body).toEqual({
      id: "conv_2",
      agentId: agent.id,
      status: "completed",
      createdAt: "2026-11-22T00:00:00.000Z",
      _links: expect.objectContaining({
        self: { href: "/api/v1/conversations/conv_2", method: "GET" },
      }),
    });
    expect((await call("GET /conversations/conv_2")).body).toMatchObject({
      content: TRANSCRIPT,
      companyName: "Acme",
      hasInsights: true,
    });
    expect((await call("GET /conversations/conv_9")).status).toBe(404);
  });

  it("with the same idempotency key are one conversation", async () => {
    const { call, agent, converra } = await startWithAgent();
    const body = { agentId: agent.id, content: TRANSCRIPT, idempotencyKey: "k1" };
    const first = await call("POST /conversations", body);
    const second = await call("POST /conversations", { ...body, content: "User: other" });
    expect(second.body).toEqual(first.body);
    await call("POST /conversations", { ...body, idempotencyKey: "k2" });
    expect(converra.state.conversations.size).toBe(3);
  });

  it.each([
    [{ content: "x" }, "agentId is required"],
    [{ agentId: "agent_1", content: "" }, "content"],
    [{ agentId: "agent_1", content: "x", status: "done" }, "status"],
    [{ agentId: "agent_1", content: "x", idempotencyKey: "" }, "idempotencyKey"],
    [{ agentId: "agent_1", content: "x", toolDefinitions: [{}] }, "toolDefinitions.0.name"],
  ])("%j are refused, naming the field: %s", async (body, words) => {
    const { call } = await startWithAgent();
    const answer = await call("POST /conversations", body);
    expect([answer.status, code(answer)]).toEqual([400, "VALIDATION_ERROR"]);
    expect(message(answer)).toContain(words);
  });

  it("are listed newest first without transcripts, by agent, with paging", async () => {
    const { call, agent, converra, clock } = await startWithAgent();
    const other = converra.seedAgent({
      name: "B",
      content: PROMPT,
      model: "gpt-4o",
      conversations: [TRANSCRIPT],
    });
    await call("POST /conversations", { agentId: agent.id, content: "User: one" });
    await clock.advance(1);
    await call("POST /conversations", { agentId: agent.id, content: "User: two" });
    const { body } = await call(`GET /conversations?agentId=${agent.id}&limit=2`);
    expect(body.data).toMatchObject([{ id: "conv_4" }, { id: "conv_3" }]);
    expect(body.pagination).toEqual({ total: 3, limit: 2, offset: 0 });
    expect("content" in (body.data?.[0] ?? {})).toBe(false);
    const rest = await call(`GET /conversations?agentId=${agent.id}&limit=2&offset=2`);
    expect(rest.body.data).toMatchObject([{ id: "conv_1" }]);
    expect((await call(`GET /conversations?agentId=${other.id}`)).body.data).toHaveLength(1);
  });

  it("end with the plan's quota, repeated ones aside", async () => {
    const { call, agent, converra } = await startWithAgent();
    const keyed = { agentId: agent.id, content: TRANSCRIPT, idempotencyKey: "k" };
    await call("POST /conversations", keyed);
    converra.seedAgent({
      name: "Busy",
      content: PROMPT,
      model: "gpt-4o",
      conversations: Array.from({ length: 498 }, () => ({ content: TRANSCRIPT, daysAgo: 1 })),
    });
    const refused = await call("POST /conversations", { agentId: agent.id, content: TRANSCRIPT });
    expect([refused.status, code(refused)]).toEqual([403, "LIMIT_EXCEEDED"]);
    expect((await call("POST /conversations", keyed)).status).toBe(200);
  });
});

describe("insights of a conversation", () => {
  it("come with an ended conversation, and on request for one that is still going on", async () => {
    const { call, agent } = await startWithAgent();
    await call("POST /conversations", {
      agentId: agent.id,
      content: "User: refund please\nAssistant: I do not know.\nUser: useless",
      status: "active",
    });
    expect((await call("GET /conversations/conv_2")).body).toMatchObject({
      status: "in_progress",
      hasInsights: false,
    });
    expect((await call("GET /conversations/conv_2/insights")).status).toBe(404);
    expect((await call("POST /conversations/conv_2/insights/regenerate")).status).toBe(200);
    expect((await call("GET /conversations/conv_2/insights")).body).toMatchObject({
      conversationId: "conv_2",
      sentiment: "negative",
      sentimentScore: 0.3,
      taskCompleted: false,
      topics: ["refund-policy"],
      summary: expect.stringContaining("refund please"),
    });
  });
});

describe("insights of an agent", () => {
  it("cover 7, 30 or 90 days of its stored conversations, and nothing else", async () => {
    const { call, converra } = await start();
    const bad = "User: refund please\nAssistant: I do not know.\nUser: useless";
    converra.seedAgent({
      name: "A",
      content: PROMPT,
      model: "gpt-4o",
      conversations: [
        { content: TRANSCRIPT, daysAgo: 1 },
        { content: bad, daysAgo: 10, status: "abandoned" },
        { content: bad, daysAgo: 50 },
      ],
    });
    const figures = async (query: string) =>
      (await call(`GET /agents/agent_1/insights${query}`)).body;
    expect(await figures("?days=7")).toMatchObject({
      agentId: "agent_1",
      period: "7d",
      metrics: { taskCompletion: 100, conversationCount: 1, completionRate: 1 },
    });
    expect((await figures("")).metrics).toMatchObject({
      taskCompletion: 50,
      abandonmentRate: 0.5,
      conversationCount: 2,
    });
    expect((await figures("?days=90")).metrics).toMatchObject({ conversationCount: 3 });
    expect((await call("GET /agents/agent_1/insights?days=8")).status).toBe(400);
    expect((await call("GET /agents/agent_1/step-failures")).body).toMatchObject({
      agentId: "agent_1",
      failures: [{ rootCause: "prompt_issue", count: 1 }],
    });
  });

  it("are as old as the last conversation until they are regenerated", async () => {
    const { call, clock, agent } = await startWithAgent();
    await call("POST /conversations", { agentId: agent.id, content: "User: hi", status: "active" });
    await clock.advance(3 * DAY);
    const generated = async () =>
      (await call(`GET /agents/${agent.id}/insights`)).body.generatedAt as unknown as string;
    expect(await generated()).toBe("2026-11-21T23:00:00.000Z");
    const regenerated = await call(`POST /agents/${agent.id}/insights/regenerate`);
    expect([regenerated.status, regenerated.body]).toEqual([
      202,
      { success: true, processed: 1, remaining: 0 },
    ]);
    expect(await generated()).toBe("2026-11-25T00:00:00.000Z");
    const forced = await call(`POST /agents/${agent.id}/insights/regenerate`, {
      force: true,
      limit: 1,
    });
    expect(forced.body).toMatchObject({ processed: 1, remaining: 1 });
    const refused = await call(`POST /agents/${agent.id}/insights/regenerate`, { limit: 201 });
    expect(refused.status).toBe(400);
  });
});
