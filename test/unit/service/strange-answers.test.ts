/** Answers that are not as the pages show them: wrapped, empty, failing under a status of success. */
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import { wireAgent, wireConversation, wireOptimization } from "../../support/service-examples.ts";

/** The scripted service sends no rate-limit headers. */
function broken(client: ReturnType<typeof clientUnderTest>["client"]) {
  return client.observer.seen().filter(({ id }) => id !== "rate-headers");
}

const RUN = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;

describe("a single object", () => {
  it.each([
    ["data", { data: wireAgent() }],
    ["its name beside success", { success: true, agent: wireAgent() }],
    ["its older name", { prompt: wireAgent() }],
    ["its name in data", { data: { agent: wireAgent() } }],
  ])("is unwrapped out of %s, which is told", async (_how, json) => {
    const { client } = clientUnderTest([{ json }]);
    expect((await client.agents.get("agent_1")).name).toBe("Support");
    expect(broken(client).map(({ id }) => id)).toEqual(["bare-object"]);
  });

  it("is unwrapped for the account, the usage and the settings", async () => {
    const { client } = clientUnderTest([
      { json: { data: { plan: "pro" } } },
      { json: { usage: { optimizations: { used: 3, limit: 10 } } } },
      { json: { data: { optimization: { deploymentMode: "Manual" } } } },
    ]);
    expect((await client.account.get()).plan).toBe("pro");
    expect((await client.account.usage()).optimizations).toMatchObject({ used: 3, limit: 10 });
    expect((await client.account.settings()).optimization.deploymentMode).toBe("manual");
  });
});

describe("a success that says it failed", () => {
  const words = "the model is not available on this plan";
  it.each([
    { success: false, error: words },
    { success: false, error: { code: "X", message: words } },
    { error: { message: words } },
    { errors: [{ field: "llmModel", message: words }] },
    { success: false, message: words },
  ])("is a failure in the service's own words: %j", async (json) => {
    const { client } = clientUnderTest(() => ({ json }));
    const error = await errorOf(client.agents.update("agent_1", { content: "x" }));
    expect(String(error)).toContain(words);
    expect(error).toMatchObject({ ambiguous: false });
    expect(client.observer.stateOf("success-status")).toBe("broken");
  });

  it("is no failure where a run tells why it failed", async () => {
    const run = wireOptimization({ status: "failed", error: "model overloaded", results: null });
    const { client } = clientUnderTest([{ json: run }]);
    expect(await client.optimizations.get("opt_1")).toMatchObject({
      status: "failed",
      failureReason: "model overloaded",
    });
  });

  it("to a stop leaves the run running, unless it says that the run has ended", async () => {
    const { client } = clientUnderTest([
      { json: { success: false, message: "cannot stop in this phase" } },
      { json: { success: false, message: "the run is already completed" } },
    ]);
    const error = await errorOf(client.optimizations.stop("opt_1"));
    expect(String(error)).toContain("cannot stop in this phase");
    expect(await client.optimizations.stop("opt_1")).toBe(false);
  });

  it("to a start is what it says: a slot, a quota, a missing precondition", async () => {
    const kinds = [
      ["10 optimizations are running at once", "slots"],
      ["monthly quota reached", "quota"],
      ["the agent has no conversations", "precondition"],
      ["something else", "server"],
    ] as const;
    for (const [message, kind] of kinds) {
      const { client } = clientUnderTest([{ json: { success: false, error: { message } } }]);
      expect(await errorOf(client.optimizations.create(RUN))).toMatchObject({ kind });
    }
  });
});

describe("the answer to a write", () => {
  it.each([
    ["create", { success: true, agentId: "agent_1" }],
    ["create", { id: "agent_1" }],
    ["create", { data: { id: "agent_1" } }],
    ["update", { success: true }],
    ["update", undefined],
  ] as const)("of %s may be %j: then the agent is read by its id", async (method, json) => {
    const first: Step = json === undefined ? { status: 204 } : { json };
    const { client, sent } = clientUnderTest([first, { json: wireAgent() }]);
    const input = { name: "Support", content: "x", model: "gpt-4o" };
    const stored =
      method === "create"
        ? await client.agents.create(input)
        : await client.agents.update("agent_1", input);
    expect(stored.content).toBe("You are a support agent.");
    expect(sent.map((one) => `${one.method} ${one.target}`).at(-1)).toBe("GET /agents/agent_1");
    expect(client.observer.stateOf("write-answer")).toBe("broken");
  });

  it("of a start or a log may be an id under any of its names", async () => {
    const { client } = clientUnderTest([
      { status: 202, json: { success: true, optimizationId: "opt_1" } },
      { json: wireOptimization({ status: "queued" }) },
      { json: { success: true, conversationId: "conv_1" } },
      { json: wireConversation() },
    ]);
    expect((await client.optimizations.create(RUN)).id).toBe("opt_1");
    expect((await client.conversations.create({ agentId: "agent_1", content: "x" })).id).toBe(
      "conv_1",
    );
  });

  it("leaves a start in doubt where the run cannot be read back", async () => {
    const { client, run } = clientUnderTest((_sent, index) =>
      index === 0 ? { json: { success: true, optimizationId: "opt_1" } } : { status: 500 },
    );
    const error = await run(errorOf(client.optimizations.create(RUN)));
    expect(error).toMatchObject({ kind: "protocol", ambiguous: true });
  });

  it("shows what was stored otherwise: text, model, tags, status, and what was not named", async () => {
    const before = wireAgent({ description: "Answers customers", temperature: 0.2 });
    const after = wireAgent({
      content: "Be kind.",
      llmModel: "openai/gpt-4o",
      tags: ["converra-gate"],
      temperature: 0.2,
    });
    const { client } = clientUnderTest((_, index) => ({ json: index === 0 ? before : after }));
    const agent = await client.agents.get("agent_1");
    await client.agents.update(
      "agent_1",
      {
        content: "Be  kind.",
        model: "gpt-4o",
        tags: ["converra-gate", "key:Support"],
        status: "draft",
      },
      { before: agent },
    );
    const seen = new Map(broken(client).map(({ id, seen }) => [id, seen]));
    expect(Object.fromEntries(seen)).toEqual({
      "agent-draft": 'status "active"',
      "write-partial": "`description` cleared or set back by a PATCH that did not name it",
      "content-stored": "9 characters sent, 8 characters stored, not the same",
      "model-stored": "another name of the model",
      "tags-stored": "1 of 2 tags not stored as they were sent, 1 stored",
    });
  });

  it("that is as it was sent breaks nothing", async () => {
    const { client } = clientUnderTest([{ json: wireAgent({ tags: ["b", "a"] }) }]);
    const sent = { content: "You are a support agent.", model: "gpt-4o", tags: ["a", "b"] };
    await client.agents.update("agent_1", sent);
    expect(broken(client)).toEqual([]);
  });
});

describe("a GET whose JSON is cut", () => {
  it("is asked again, and told in words where it stays so", async () => {
    const cut: Step = {
      text: '{"id": "agent_1", "na',
      headers: { "content-type": "application/json" },
    };
    const once = clientUnderTest([cut, { json: wireAgent() }]);
    expect((await once.run(once.client.agents.get("agent_1"))).id).toBe("agent_1");
    const always = clientUnderTest(() => cut);
    const error = await always.run(errorOf(always.client.agents.get("agent_1")));
    expect(error).toMatchObject({ kind: "protocol" });
    expect(String(error)).toContain("cut or invalid JSON");
    expect(always.sent.length).toBeGreaterThan(1);
  });

  it("is not asked again where it was a POST", async () => {
    const { client, sent } = clientUnderTest(() => ({ text: "{" }));
    await errorOf(client.optimizations.create(RUN));
    expect(sent).toHaveLength(1);
  });
});

describe("a refusal", () => {
  it.each([
    [
      { errors: [{ field: "variantCount", message: "must be at least 2" }] },
      "variantCount: must be at least 2",
    ],
    [{ detail: [{ loc: ["body", "mode"], msg: "unknown" }] }, "body.mode: unknown"],
    [{ detail: "not in this region" }, "not in this region"],
    [{ error: { message: "invalid", details: ["mode is unknown"] } }, "invalid; mode is unknown"],
    [{ title: "Bad", errors: ["a", "b"] }, "Bad; a; b"],
  ])("says why as %j", async (json, words) => {
    const { client } = clientUnderTest([{ status: 422, json }]);
    const error = await errorOf(client.optimizations.create(RUN));
    expect(String(error)).toContain(words);
    expect(client.observer.stateOf("error-envelope")).toBe("error" in json ? "holds" : "broken");
  });

  it.each([
    ["too many active: 10 active optimizations", {}, "LIMIT", "slots"],
    ["too many requests", { "retry-after": "1" }, "LIMIT_EXCEEDED", "rate-limit"],
    ["60 requests per minute", {}, "LIMIT_EXCEEDED", "rate-limit"],
    ["10 of 10 used", {}, "LIMIT_EXCEEDED", "quota"],
  ])("with 429 and %j is told apart", async (message, headers, code, kind) => {
    const { client, run } = clientUnderTest(() => ({
      status: 429,
      headers: headers as Record<string, string>,
      json: { error: { code, message } },
    }));
    expect(await run(errorOf(client.optimizations.create(RUN)))).toMatchObject({ kind });
  });

  it("with 409 about another run of the agent is waited for like a slot, any other is not", async () => {
    const conflict = (message: string): Step => ({ status: 409, json: { error: { message } } });
    const { client } = clientUnderTest([
      conflict("an optimization of this agent is already running"),
      conflict("the agent is archived"),
    ]);
    expect(await errorOf(client.optimizations.create(RUN))).toMatchObject({ kind: "slots" });
    expect(await errorOf(client.optimizations.create(RUN))).toMatchObject({ kind: "conflict" });
  });

  it("tells a quota of agents from one of conversations and of runs", async () => {
    const full: Step = {
      status: 403,
      json: { error: { code: "LIMIT_EXCEEDED", message: "full" } },
    };
    const { client } = clientUnderTest(() => full);
    const input = { name: "a", content: "b", model: "c" };
    expect(await errorOf(client.agents.create(input))).toMatchObject({ about: "agents" });
    const log = client.conversations.create({ agentId: "agent_1", content: "x" });
    expect(await errorOf(log)).toMatchObject({ about: "conversations", kind: "quota" });
    expect(await errorOf(client.optimizations.create(RUN))).toMatchObject({ about: "runs" });
  });
});
