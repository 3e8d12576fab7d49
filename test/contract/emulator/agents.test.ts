import { describe, expect, it } from "vitest";
import { code, message, start, startWithAgent } from "./start.ts";

const INPUT = { name: "Support", content: "You help.", llmModel: "gpt-4o" };

describe("agents", () => {
  it("are created active, read back, and keep temperature and maxTokens to themselves", async () => {
    const { call } = await start();
    const created = await call("POST /agents", {
      ...INPUT,
      description: "Main",
      tags: ["a", "b"],
      temperature: 0.3,
      maxTokens: 500,
    });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: "agent_1",
      ...INPUT,
      description: "Main",
      tags: ["a", "b"],
      status: "active",
      isActive: true,
      createdAt: "2026-11-22T00:00:00.000Z",
      updatedAt: "2026-11-22T00:00:00.000Z",
      conversationCount: 0,
    });
    expect((await call("GET /agents/agent_1")).body).toEqual(created.body);
  });

  it.each([
    [{ content: "x", llmModel: "m" }, "name is required"],
    [{ ...INPUT, content: "  " }, "content: must not be empty"],
    [{ ...INPUT, llmModel: 4 }, "llmModel"],
    [{ ...INPUT, temperature: 2.1 }, "temperature"],
    [{ ...INPUT, maxTokens: 0 }, "maxTokens"],
    [{ ...INPUT, tags: ["a", 1] }, "tags.1"],
    [{ ...INPUT, status: "sleeping" }, "status"],
  ])("%j is refused, naming the field: %s", async (body, words) => {
    const { call, converra } = await start();
    const answer = await call("POST /agents", body);
    expect([answer.status, code(answer)]).toEqual([400, "VALIDATION_ERROR"]);
    expect(message(answer)).toContain(words);
    expect(converra.state.agents.size).toBe(0);
  });

  it("change only in what PATCH names, and keep each earlier content as a version", async () => {
    const { call, clock, converra } = await start();
    await call("POST /agents", { ...INPUT, tags: ["a"] });
    await clock.advance(1_000);
    const { status, body } = await call("PATCH /agents/agent_1", { content: "Second." });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "Support",
      content: "Second.",
      tags: ["a"],
      createdAt: "2026-11-22T00:00:00.000Z",
      updatedAt: "2026-11-22T00:00:01.000Z",
    });
    await call("PATCH /agents/agent_1", { tags: [] });
    expect(converra.state.agents.get("agent_1")?.versions).toMatchObject([
      { content: "You help.", by: "update" },
    ]);
  });

  it("become inactive when they are archived and do not count against the plan then", async () => {
    const { call } = await start();
    for (let made = 0; made < 5; made += 1) await call("POST /agents", INPUT);
    const refused = await call("POST /agents", INPUT);
    expect([refused.status, code(refused)]).toEqual([403, "LIMIT_EXCEEDED"]);
    const archived = await call("PATCH /agents/agent_2", { status: "archived" });
    expect(archived.body).toMatchObject({ status: "archived", isActive: false });
    expect((await call("POST /agents", INPUT)).status).toBe(201);
    expect((await call("PATCH /agents/agent_2", { status: "draft" })).status).toBe(403);
  });

  it("are listed twenty at a time, at most a hundred, with offset and total", async () => {
    const seedData = Array.from({ length: 45 }, (_, index) => ({
      name: `A${index}`,
      content: "x",
      model: "gpt-4o",
    }));
    const { call } = await start({ seedData });
    const first = await call("GET /agents");
    expect(first.body.data).toHaveLength(20);
    expect(first.body.pagination).toEqual({ total: 45, limit: 20, offset: 0 });
    const last = await call("GET /agents?limit=100&offset=40");
    expect(last.body.data).toHaveLength(5);
    for (const query of ["limit=101", "limit=0", "limit=x", "offset=-1"]) {
      expect((await call(`GET /agents?${query}`)).status).toBe(400);
    }
  });

  it("are filtered by status and by any of the tags, and listed with every status otherwise", async () => {
    const seed = (name: string, tags: string[], status: "draft" | "active" | "archived") =>
      ({ name, content: "x", model: "gpt-4o", tags, status }) as const;
    const { call } = await start({
      seedData: [
        seed("one", ["a"], "active"),
        seed("two", ["b", "c"], "draft"),
        seed("three", ["d"], "archived"),
      ],
    });
    const names = async (query: string) => {
      const { body } = await call(`GET /agents${query}`);
      return (body.data as unknown as { name: string }[]).map(({ name }) => name);
    };
    expect(await names("")).toEqual(["one", "two", "three"]);
    expect(await names("?status=draft")).toEqual(["two"]);
    expect(await names("?tags=a,c")).toEqual(["one", "two"]);
  });

  it("count their conversations and say when they were last optimized", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    expect((await call(`GET /agents/${agent.id}`)).body.lastOptimizedAt).toBeUndefined();
    await finishRuns();
    const { body } = await call(`GET /agents/${agent.id}`);
    expect(body.conversationCount).toBe(1);
    expect(body.lastOptimizedAt).toMatch(/^2026-11-22T00:1/);
  });

  it("can be edited by somebody else without a request", async () => {
    const { call, agent, converra } = await startWithAgent();
    converra.editAgent(agent.id, "Edited in the dashboard.");
    expect((await call(`GET /agents/${agent.id}`)).body.content).toBe("Edited in the dashboard.");
    expect(converra.requests).toHaveLength(1);
  });
});
