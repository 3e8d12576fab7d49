/** Lists that are not as the pages show them: each ends where nothing new comes, and hides nothing that is needed. */
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import type { Sent } from "../../support/scripted-transport.ts";
import { wireAgent, wireConversation, wireOptimization } from "../../support/service-examples.ts";

const agents = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) =>
    wireAgent({ id: `agent_${index + from}`, name: `Agent ${index + from}` }),
  );

function queryOf({ target }: Sent): URLSearchParams {
  return new URLSearchParams(target.split("?")[1]);
}

const refusal: Step = { status: 400, json: { error: { code: "BAD", message: "limit too large" } } };

/** Pages of twenty whatever is asked for, and what is said about how many there are. */
function capped(all: readonly unknown[], paging: (offset: number) => Record<string, unknown>) {
  return (sent: Sent): Step => {
    const offset = Number(queryOf(sent).get("offset"));
    return { json: { data: all.slice(offset, offset + 20), ...paging(offset) } };
  };
}

describe("a list of agents", () => {
  it.each([
    ["says nothing of a total", () => ({})],
    ["says the total as a text", () => ({ pagination: { total: "26" } })],
    ["says totalCount and hasMore", (offset: number) => ({ totalCount: 26, hasMore: offset < 20 })],
    ["says only whether there is more", (offset: number) => ({ hasMore: offset < 20 })],
    ["says a total that is that of the page", () => ({ pagination: { total: 0.26 } })],
  ])("is read to its end where it gives twenty at a time and %s", async (_how, paging) => {
    const { client } = clientUnderTest(capped(agents(26), paging));
    const found = await client.agents.listAll();
    expect(found.map(({ id }) => id)).toContain("agent_26");
    expect(found).toHaveLength(26);
  });

  it.each([
    ["agents", (list: unknown) => ({ agents: list })],
    ["items", (list: unknown) => ({ items: list, pagination: { total: 3 } })],
    ["results", (list: unknown) => ({ results: list })],
    ["data.items", (list: unknown) => ({ data: { items: list, total: 3 } })],
  ])("is read where it stands in %s, which is told", async (_where, wrap) => {
    const { client } = clientUnderTest((sent) => ({
      json: wrap(queryOf(sent).get("offset") === "0" ? agents(3) : []),
    }));
    expect(await client.agents.listAll()).toHaveLength(3);
    expect(client.observer.stateOf("list-in-data")).toBe("broken");
  });

  it("is asked for fewer where a limit is refused, once and for good", async () => {
    const { client, sent } = clientUnderTest((request) =>
      Number(queryOf(request).get("limit")) > 50 ? refusal : { json: { data: [] } },
    );
    await client.optimizations.list({ limit: 100 });
    await client.optimizations.list({ limit: 100 });
    expect(sent.map((one) => queryOf(one).get("limit"))).toEqual(["100", "50", "50"]);
    expect(client.observer.stateOf("page-of-100")).toBe("broken");
  });

  it("is asked for without a limit where each is refused, and a refusal of that is the one told", async () => {
    const { client, sent } = clientUnderTest((request) =>
      queryOf(request).has("limit") ? refusal : { json: { data: [wireOptimization()] } },
    );
    expect(await client.optimizations.list({ limit: 100 })).toHaveLength(1);
    expect(sent).toHaveLength(4);
    const { client: other } = clientUnderTest(() => refusal);
    expect(await errorOf(other.optimizations.list({ limit: 100 }))).toMatchObject({ status: 400 });
  });

  it("leaves out a record that nobody needs, and tells where it was wrong", async () => {
    const odd = wireAgent({ id: "agent_9", name: "Other", llmModel: null });
    const { client } = clientUnderTest(capped([...agents(2), odd], () => ({})));
    const found = await client.agents.listAll({ wanted: [{ name: "Agent 1" }] });
    expect(found).toHaveLength(2);
    const [broken] = client.observer.seen();
    expect(broken).toMatchObject({ id: "record-decodes" });
    expect(broken?.seen).toContain("data[2].llmModel is not text");
    expect(broken?.seen).not.toContain("Other");
  });

  it("fails in words where the record is the one that is needed", async () => {
    const odd = wireAgent({ id: "agent_9", name: "Support", llmModel: null });
    const { client } = clientUnderTest((sent) =>
      sent.target.startsWith("/agents/agent_9")
        ? { json: odd }
        : { json: { data: [...agents(2), odd], pagination: { total: 3 } } },
    );
    const error = await errorOf(client.agents.listAll({ wanted: [{ name: "Support" }] }));
    expect(error).toMatchObject({ kind: "protocol" });
    expect(String(error)).toContain("could not read agent agent_9");
    expect(String(error)).toContain("llmModel is not text");
  });

  it("takes no nameless record for an absence", async () => {
    const nameless = wireAgent({ id: "agent_9", name: null });
    const { client } = clientUnderTest((sent) =>
      sent.target.startsWith("/agents/agent_9")
        ? { json: wireAgent({ id: "agent_9", name: "Support" }) }
        : { json: { data: [...agents(2), nameless], pagination: { total: 3 } } },
    );
    const found = await client.agents.listAll({ wanted: [{ name: "Support" }] });
    expect(found.map(({ id }) => id)).toEqual(["agent_1", "agent_2", "agent_9"]);
  });

  it("is filled up by id where it leaves the prompt out: of those that are needed alone", async () => {
    const listed = agents(3).map((agent) => ({ ...agent, content: undefined }));
    const { client, sent } = clientUnderTest((request) =>
      request.target.startsWith("/agents/")
        ? { json: wireAgent({ id: "agent_2", name: "Agent 2", content: "You help." }) }
        : { json: { data: listed, pagination: { total: 3 } } },
    );
    const found = await client.agents.listAll({ wanted: [{ name: "Agent 2" }] });
    expect(found.map(({ content }) => content)).toEqual(["", "You help.", ""]);
    expect(sent.filter(({ target }) => target.startsWith("/agents/"))).toHaveLength(1);
    expect(client.observer.stateOf("listed-content")).toBe("broken");
  });

  it.each([undefined, null, { 0: "vip" }])(
    "is filled up by id where its tags are %j",
    async (tags) => {
      const listed = agents(3).map((agent) => ({ ...agent, tags }));
      const { client, sent } = clientUnderTest((request) =>
        request.target.startsWith("/agents/")
          ? { json: wireAgent({ id: "agent_2", name: "Agent 2", tags: ["vip"] }) }
          : { json: { data: listed, pagination: { total: 3 } } },
      );
      const found = await client.agents.listAll({ wanted: [{ name: "Agent 2" }] });
      expect(found.map((agent) => agent.tags)).toEqual([[], ["vip"], []]);
      expect(sent.filter(({ target }) => target.startsWith("/agents/"))).toHaveLength(1);
      expect(client.observer.stateOf("listed-content")).toBe("broken");
    },
  );

  it.each([20, 24, 100])("is no proof of absence where it does not go on after %i", async (cap) => {
    const full = agents(cap);
    const { client } = clientUnderTest(() => ({ json: { data: full } }));
    const error = await errorOf(client.agents.listAll({ wanted: [{ name: "Support" }] }));
    expect(String(error)).toContain(`"Support" is not among the first ${cap}`);
    expect(client.observer.stateOf("page-offset")).toBe("broken");
    await expect(client.agents.listAll({ wanted: [{ name: "Agent 7" }] })).resolves.toBeDefined();
  });

  it("is read by id where the config has one and the list has it not", async () => {
    const { client } = clientUnderTest((sent) =>
      sent.target.startsWith("/agents/agent_77")
        ? { json: wireAgent({ id: "agent_77" }) }
        : { json: { data: queryOf(sent).get("offset") === "0" ? agents(2) : [] } },
    );
    const wanted = [{ id: "agent_77", name: "Support" }];
    expect(await client.agents.listAll({ wanted })).toHaveLength(3);
    const gone = clientUnderTest((sent) =>
      sent.target.startsWith("/agents/agent_77")
        ? { status: 404, json: { error: { code: "NOT_FOUND", message: "no" } } }
        : { json: { data: queryOf(sent).get("offset") === "0" ? agents(2) : [] } },
    );
    expect(await gone.client.agents.listAll({ wanted })).toHaveLength(2);
  });
});

describe("drafts", () => {
  const draft = wireAgent({ id: "agent_9", name: "P", status: "draft", tags: ["converra-gate"] });
  const withTag = { tag: "converra-gate" };
  const page = (data: readonly unknown[]): Step => ({
    json: { data, pagination: { total: data.length } },
  });

  it("are asked for by status where the list has none, and the difference is told", async () => {
    const { client, sent } = clientUnderTest((request) =>
      page(queryOf(request).get("status") === "draft" ? [draft] : agents(2)),
    );
    expect((await client.agents.listAll(withTag)).map(({ id }) => id)).toContain("agent_9");
    expect(sent).toHaveLength(2);
    expect(client.observer.stateOf("drafts-listed")).toBe("broken");
  });

  it("are asked for by tag where the filter by status is ignored or refused", async () => {
    for (const byStatus of [page(agents(2)), refusal]) {
      const { client } = clientUnderTest((request) => {
        const query = queryOf(request);
        if (query.has("tags")) return page([draft]);
        return query.has("status") ? byStatus : page(agents(2));
      });
      expect((await client.agents.listAll(withTag)).map(({ id }) => id)).toContain("agent_9");
    }
  });

  it("cost no request where the list has one, or where nobody needs them", async () => {
    const { client, sent } = clientUnderTest(() => page([...agents(2), draft]));
    await client.agents.listAll(withTag);
    expect(sent).toHaveLength(1);
    expect(client.observer.stateOf("drafts-listed")).toBe("holds");
    const { client: other, sent: asked } = clientUnderTest(() => page(agents(2)));
    await other.agents.listAll({ wanted: [{ name: "Agent 1" }] });
    expect(asked).toHaveLength(1);
  });
});

describe("a list of runs or conversations", () => {
  it("is put in the order of time, whatever order it came in", async () => {
    const at = (day: number) => ({ id: `x_${day}`, createdAt: `2026-11-0${day}T10:00:00Z` });
    const { client } = clientUnderTest([
      { json: { data: [1, 3, 2].map((day) => wireOptimization(at(day))) } },
      { json: { data: [1, 2, 3].map((day) => wireConversation(at(day))) } },
    ]);
    const runs = await client.optimizations.list();
    expect(runs.map(({ id }) => id)).toEqual(["x_3", "x_2", "x_1"]);
    const { items } = await client.conversations.list();
    expect(items.map(({ id }) => id)).toEqual(["x_3", "x_2", "x_1"]);
    expect(client.observer.stateOf("runs-newest-first")).toBe("broken");
    expect(client.observer.stateOf("conversations-newest-first")).toBe("broken");
  });

  it("has times in seconds and milliseconds since 1970 too", async () => {
    const seconds = Date.parse("2026-11-20T10:00:00Z") / 1000;
    for (const createdAt of [seconds, seconds * 1000, String(seconds)]) {
      const { client } = clientUnderTest([{ json: { data: [wireOptimization({ createdAt })] } }]);
      const [run] = await client.optimizations.list();
      expect(run?.createdAt).toBe("2026-11-20T10:00:00.000Z");
      expect(client.observer.stateOf("time-iso")).toBe("broken");
    }
  });

  it("has times without a zone in UTC, wherever this machine is", async () => {
    const before = process.env.TZ;
    process.env.TZ = "America/New_York";
    try {
      for (const createdAt of ["2026-11-20T10:00:00", "2026-11-20 10:00:00.000"]) {
        const { client } = clientUnderTest([{ json: { data: [wireOptimization({ createdAt })] } }]);
        const [run] = await client.optimizations.list();
        expect(run?.createdAt).toBe("2026-11-20T10:00:00.000Z");
      }
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TZ");
      else process.env.TZ = before;
    }
  });
});
