/** What the client makes of the answers to writes. */
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf } from "../../support/client-under-test.ts";
import { wireAgent, wireConversation } from "../../support/service-examples.ts";

const before = { description: "In the chat" };

describe("a PATCH that clears what it does not name", () => {
  it("is followed by one that writes it back, and is told", async () => {
    const cleared = wireAgent({ content: "new" });
    const { client, sent } = clientUnderTest([
      { json: wireAgent(before) },
      { json: cleared },
      { json: cleared },
      { json: wireAgent({ ...before, content: "new" }) },
    ]);
    const live = await client.agents.get("agent_1");
    const stored = await client.agents.update("agent_1", { content: "new" }, { before: live });
    expect(stored.description).toBe("In the chat");
    expect(sent.at(-1)?.body).toEqual({ content: "new", description: "In the chat" });
    const broken = client.observer.seen().find(({ id }) => id === "write-partial");
    expect(broken?.seen).toContain("`description` cleared");
  });

  it("is none where the answer only leaves out what is stored", async () => {
    const { client, sent } = clientUnderTest([
      { json: wireAgent(before) },
      { json: wireAgent({ content: "new" }) },
      { json: wireAgent({ ...before, content: "new" }) },
    ]);
    const live = await client.agents.get("agent_1");
    await client.agents.update("agent_1", { content: "new" }, { before: live });
    expect(sent).toHaveLength(3);
    expect(client.observer.stateOf("write-partial")).toBe("holds");
  });
});

describe("a write that is answered with success alone", () => {
  const done = { json: { success: true } };

  it("made the newest agent of that name, where it says what was sent", async () => {
    const older = wireAgent({ id: "agent_1", createdAt: "2020-01-01T00:00:00Z" });
    const made = wireAgent({ id: "agent_2", status: "draft" });
    const { client } = clientUnderTest(({ method }) =>
      method === "POST" ? done : { json: { data: [older, made], pagination: { total: 2 } } },
    );
    const input = { name: "Support", content: "You are a support agent.", model: "gpt-4o" };
    expect((await client.agents.create(input)).id).toBe("agent_2");
    const other = { ...input, content: "Something else." };
    expect(await errorOf(client.agents.create(other))).toMatchObject({ ambiguous: true });
  });

  it("logged the newest conversation of its agent", async () => {
    const { client } = clientUnderTest(({ method }) =>
      method === "POST" ? done : { json: { data: [wireConversation()] } },
    );
    const input = { agentId: "agent_1", content: "User: Hello?" };
    expect((await client.conversations.create(input)).id).toBe("conv_1");
  });

  it("leaves open which run it started", async () => {
    const { client } = clientUnderTest(() => done);
    const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;
    expect(await errorOf(client.optimizations.create(input))).toMatchObject({ ambiguous: true });
  });
});
