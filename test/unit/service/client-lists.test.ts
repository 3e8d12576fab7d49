import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import type { Sent } from "../../support/scripted-transport.ts";
import { wireAgent, wireConversation, wireOptimization } from "../../support/service-examples.ts";

const agents = (count: number) =>
  Array.from({ length: count }, (_, index) => wireAgent({ id: `agent_${index + 1}` }));

/** A service with so many agents that pages in one of its ways. */
function paging(count: number, shape: "paginated" | "data" | "array", maxLimit = 100) {
  const all = agents(count);
  return ({ target }: Sent): Step => {
    const query = new URLSearchParams(target.split("?")[1]);
    const offset = Number(query.get("offset"));
    const limit = Math.min(maxLimit, Number(query.get("limit")));
    const data = all.slice(offset, offset + limit);
    if (shape === "array") return { json: data };
    return {
      json: shape === "data" ? { data } : { data, pagination: { total: count, limit, offset } },
    };
  };
}

describe("listing every agent", () => {
  it.each([
    ["paginated", 0, 1],
    ["paginated", 99, 1],
    // The total may count no more than its page.
    ["paginated", 100, 2],
    ["paginated", 250, 3],
    ["data", 99, 2],
    ["data", 100, 2],
    ["array", 250, 4],
  ] as const)(
    "reads lists that are %s: %i agents in %i requests",
    async (shape, count, requests) => {
      const { client, sent } = clientUnderTest(paging(count, shape));
      expect(await client.agents.listAll()).toHaveLength(count);
      expect(sent).toHaveLength(requests);
    },
  );

  it("goes on by what came where pages are smaller than asked for", async () => {
    const { client } = clientUnderTest(paging(120, "paginated", 50));
    expect(await client.agents.listAll()).toHaveLength(120);
  });

  it("ends where the offset is ignored, without repeating an agent", async () => {
    const { client, sent } = clientUnderTest(() => ({ json: { data: agents(100) } }));
    expect(await client.agents.listAll()).toHaveLength(100);
    expect(sent).toHaveLength(2);
  });

  it("ends where the total promises more than there is", async () => {
    const { client } = clientUnderTest((_request, index) => ({
      json: { data: index === 0 ? agents(20) : [], pagination: { total: 900 } },
    }));
    expect(await client.agents.listAll()).toHaveLength(20);
  });

  it("refuses to read for ever", async () => {
    const { client, run } = clientUnderTest((_request, index) => ({
      json: { data: [wireAgent({ id: `agent_${index}` })], pagination: { total: 1e6 } },
    }));
    const error = await run(errorOf(client.agents.listAll()));
    expect(error).toMatchObject({ kind: "protocol" });
    expect(client.requestCount()).toBe(100);
  });
});

describe("listing for one agent", () => {
  const mine = wireOptimization({ id: "opt_1" });
  const others = wireOptimization({ id: "opt_2", agentId: "agent_2" });

  it("filters again where the service ignored the filter", async () => {
    const { client } = clientUnderTest([{ json: { data: [mine, others] } }]);
    const runs = await client.optimizations.list({ agentId: "agent_1" });
    expect(runs.map((run) => run.id)).toEqual(["opt_1"]);
  });

  it("filters again by status", async () => {
    const { client } = clientUnderTest([{ json: [mine, wireOptimization({ status: "running" })] }]);
    expect(await client.optimizations.list({ status: "running" })).toHaveLength(1);
  });

  it("asks once more under the older name when the answer shows that the service speaks it", async () => {
    const older = (id: string, promptId: string) =>
      wireOptimization({ id, promptId, agentId: undefined });
    const { client, sent } = clientUnderTest([
      { json: { data: [older("opt_9", "agent_2")] } },
      { json: { data: [older("opt_1", "agent_1")] } },
      { json: { data: [older("opt_1", "agent_1")] } },
    ]);
    const runs = await client.optimizations.list({ agentId: "agent_1" });
    expect(runs.map((run) => run.id)).toEqual(["opt_1"]);
    await client.optimizations.list({ agentId: "agent_1" });
    expect(sent.map((request) => request.target)).toEqual([
      "/optimizations?agentId=agent_1",
      "/optimizations?agentId=agent_1&promptId=agent_1",
      "/optimizations?agentId=agent_1&promptId=agent_1",
    ]);
  });

  it("keeps the total only while it counts what is returned", async () => {
    const pagination = { total: 2, limit: 20, offset: 0 };
    const foreign = wireConversation({ agentId: "agent_2" });
    const { client } = clientUnderTest([
      { json: { data: [wireConversation()], pagination } },
      { json: { data: [wireConversation(), foreign], pagination } },
    ]);
    expect((await client.conversations.list({ agentId: "agent_1" })).total).toBe(2);
    expect((await client.conversations.list({ agentId: "agent_1" })).total).toBeUndefined();
  });
});

describe("the name of the agent's id in a request", () => {
  const wants = (name: string): Step => ({
    status: 422,
    json: { error: { code: "VALIDATION_ERROR", message: `${name} is required` } },
  });
  const conversation = { agentId: "agent_1", content: "User: hi", idempotencyKey: "k" };

  it("is learnt for each group of endpoints by itself", async () => {
    const { client, sent } = clientUnderTest([
      wants("promptId"),
      { json: wireConversation() },
      { json: wireOptimization() },
      { json: wireConversation() },
    ]);
    await client.conversations.create(conversation);
    await client.optimizations.create({ agentId: "agent_1", mode: "validation", variantCount: 1 });
    await client.conversations.create(conversation);
    const names = sent.map(({ body }) => Object.keys(body as object)[0]);
    expect(names).toEqual(["agentId", "promptId", "agentId", "promptId"]);
  });

  it("is not changed by a refusal about something else, and the first refusal is the one reported", async () => {
    const about = "agentId (formerly promptId) is unknown";
    const { client, sent } = clientUnderTest([
      { status: 400, json: { error: { code: "VALIDATION_ERROR", message: about } } },
      wants("agentId"),
      { json: wireConversation() },
    ]);
    const error = await errorOf(client.conversations.create(conversation));
    expect(error).toMatchObject({ message: expect.stringContaining(about) });
    await client.conversations.create(conversation);
    expect(sent[2]?.body).toHaveProperty("agentId");
  });
});
