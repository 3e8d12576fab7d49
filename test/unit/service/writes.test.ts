/** What the client makes of the answers to writes. */
import { describe, expect, it } from "vitest";
import { clientUnderTest } from "../../support/client-under-test.ts";
import { wireAgent } from "../../support/service-examples.ts";

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
