/** Lists of runs and conversations that are needed whole: read to their end, and nothing of them taken for absent. */
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import type { Sent } from "../../support/scripted-transport.ts";
import { wireAgent, wireConversation, wireOptimization } from "../../support/service-examples.ts";

const day = (index: number) => new Date(Date.UTC(2026, 9, 1) + index * 3_600_000).toISOString();
const runs = (count: number, changes: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, index) =>
    wireOptimization({ id: `opt_${index + 1}`, createdAt: day(index), ...changes }),
  );
const talks = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    wireConversation({ id: `conv_${index + 1}`, createdAt: day(index) }),
  );

const queryOf = ({ target }: Sent) => new URLSearchParams(target.split("?")[1]);

/** So many at a time, whatever is asked for. */
function capped(all: readonly unknown[], cap: number, paging: Record<string, unknown> = {}) {
  return (sent: Sent): Step => {
    const offset = Number(queryOf(sent).get("offset") ?? 0);
    return { json: { data: all.slice(offset, offset + cap), ...paging } };
  };
}

describe("the runs of an agent", () => {
  it.each([10, 16, 20, 24, 25])("are read to the end where a page holds %i", async (cap) => {
    const { client } = clientUnderTest(capped(runs(63), cap));
    const found = await client.optimizations.ofAgent("agent_1");
    expect(found).toHaveLength(63);
    expect(found[0]?.id).toBe("opt_63");
  });

  it("are one call where the page is surely all there is", async () => {
    for (const [count, paging] of [
      [7, {}],
      [13, {}],
      [22, { pagination: { total: 22 } }],
      [20, { hasMore: false }],
    ] as const) {
      const { client, sent } = clientUnderTest(capped(runs(count), 100, paging));
      await client.optimizations.ofAgents(["agent_1", "agent_2"]);
      expect(sent).toHaveLength(1);
    }
  });

  it("end where the service knows no offset, without a word", async () => {
    const { client, sent } = clientUnderTest(() => ({ json: { data: runs(10) } }));
    expect(await client.optimizations.ofAgent("agent_1")).toHaveLength(10);
    expect(sent).toHaveLength(2);
    expect(client.observer.stateOf("page-offset")).toBe("not-seen");
  });

  it("are read by their ids where the list leaves something out, those of others not at all", async () => {
    const odd = wireOptimization({ id: "opt_8", status: null });
    const others = wireOptimization({ id: "opt_9", status: null, agentId: "agent_9" });
    const { client, sent } = clientUnderTest((request) =>
      request.target.startsWith("/optimizations/opt_8")
        ? { json: wireOptimization({ id: "opt_8" }) }
        : { json: { data: [odd, others] } },
    );
    const { runs: found } = await client.optimizations.ofAgents(["agent_1", "agent_2"]);
    expect(found.map(({ id }) => id)).toEqual(["opt_8"]);
    expect(sent).toHaveLength(2);
  });

  it("are asked for agent by agent where the list does not say whose they are, which is told", async () => {
    const { client } = clientUnderTest((request) =>
      request.target.startsWith("/optimizations/")
        ? { json: wireOptimization() }
        : { json: { data: runs(1, { agentId: undefined }) } },
    );
    const found = await client.optimizations.ofAgents(["agent_1", "agent_2"]);
    expect(found.runs).toHaveLength(1);
    expect(client.observer.stateOf("run-agent-id")).toBe("broken");
  });

  it("are a fault where one of them can be read in no way", async () => {
    const odd = { json: wireOptimization({ status: null }) };
    const { client } = clientUnderTest((request) =>
      request.target.startsWith("/optimizations/") ? odd : { json: { data: [odd.json] } },
    );
    expect(String(await errorOf(client.optimizations.ofAgent("agent_1")))).toContain("status");
  });
});

describe("the conversations of an agent", () => {
  it("are the newest from the first page where that is in order", async () => {
    const { client, sent } = clientUnderTest(capped(talks(40).reverse(), 20));
    const found = await client.conversations.newest("agent_1", 5);
    expect(found.map(({ id }) => id)[0]).toBe("conv_40");
    expect(found).toHaveLength(5);
    expect(sent).toHaveLength(1);
  });

  it("are looked for to the end where the oldest come first", async () => {
    const { client } = clientUnderTest(capped(talks(45), 20));
    const found = await client.conversations.newest("agent_1", 5);
    expect(found.map(({ id }) => id)[0]).toBe("conv_45");
    expect(client.observer.stateOf("conversations-newest-first")).toBe("broken");
  });

  it("are all read where all are asked for", async () => {
    const { client } = clientUnderTest(capped(talks(45), 20));
    expect(await client.conversations.ofAgent("agent_1")).toHaveLength(45);
  });
});

describe("a total that counts no more than its page", () => {
  it.each([20, 24, 32, 50, 60, 100])("ends no list of agents at %i", async (cap) => {
    const all = Array.from({ length: 2 * cap + 3 }, (_, index) =>
      wireAgent({ id: `agent_${index + 1}`, name: `Agent ${index + 1}` }),
    );
    const { client } = clientUnderTest((sent) => {
      const offset = Number(queryOf(sent).get("offset") ?? 0);
      const data = all.slice(offset, offset + cap);
      return { json: { data, pagination: { total: data.length } } };
    });
    const found = await client.agents.listAll();
    expect(found).toHaveLength(all.length);
  });

  it.each([20, 24, 50, 100])("ends no list of runs at %i", async (cap) => {
    const all = runs(2 * cap + 30);
    const { client } = clientUnderTest((sent) => {
      const offset = Number(queryOf(sent).get("offset") ?? 0);
      const data = all.slice(offset, offset + cap);
      return { json: { data, total: data.length } };
    });
    const { runs: found } = await client.optimizations.ofAgents(["agent_1"]);
    expect(found).toHaveLength(2 * cap + 30);
  });

  it("nor does the word that there is no more, beside a larger one", async () => {
    const { client } = clientUnderTest(capped(runs(45), 20, { total: 45, hasMore: false }));
    const { runs: found } = await client.optimizations.ofAgents(["agent_1"]);
    expect(found).toHaveLength(45);
  });
});

it("a list that gave as many as its total is whole, whatever ids a stranger's records have", async () => {
  const mine = wireAgent({ id: "agent_1", name: "Agent 1" });
  const strangers = Array.from({ length: 23 }, () => ({ ...wireAgent({}), id: 7 }));
  const { client } = clientUnderTest(capped([mine, ...strangers], 100, { total: 24 }));
  const found = await client.agents.listAll({ wanted: [{ name: "Agent 1" }, { name: "New" }] });
  expect(found.map(({ id }) => id)).toEqual(["agent_1"]);
});
