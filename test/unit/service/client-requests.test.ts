import { describe, expect, it } from "vitest";
import { API_INDEX, rowsFor } from "../../fixtures/api-index.ts";
import { clientUnderTest, TEST_KEY } from "../../support/client-under-test.ts";
import { wireAgent } from "../../support/service-examples.ts";

describe("the client sends", () => {
  it.each(API_INDEX)("$endpoint as the API index has it", async (row) => {
    const { target, body, answer } = row;
    const { client, sent } = clientUnderTest([
      answer === undefined ? { status: 204 } : { json: answer },
    ]);
    await row.call(client);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.target).toBe(target);
    expect(sent[0]?.body).toEqual(body);
    expect(rowsFor(sent[0]?.method ?? "", target.split("?")[0] ?? "")).toEqual([row]);
  });

  it("the key as a bearer token, a user agent, and a content type only with a body", async () => {
    const { client, sent } = clientUnderTest([{ json: [] }, { json: wireAgent() }]);
    await client.agents.list();
    await client.agents.create({ name: "Support", content: "Be kind.", model: "gpt-4o" });
    expect(sent[0]?.headers).toEqual({
      accept: "application/json",
      authorization: `Bearer ${TEST_KEY}`,
      "user-agent": "converra-gate/test",
    });
    expect(sent[1]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(client.requestCount()).toBe(2);
  });

  it("an id as one path segment, whatever is in it", async () => {
    const { client, sent } = clientUnderTest([{ json: wireAgent() }]);
    await client.agents.get("a/b?c=d#e ü$&");
    expect(sent[0]?.target).toBe("/agents/a%2Fb%3Fc%3Dd%23e%20%C3%BC%24%26");
  });

  it.each(["", ".", ".."])("nothing for the id %j, which would change the path", async (id) => {
    const { client, sent } = clientUnderTest([]);
    await expect(client.agents.update(id, {})).rejects.toMatchObject({ kind: "validation" });
    expect(sent).toEqual([]);
  });

  it("nothing to delete no benchmarks", async () => {
    const { client, sent } = clientUnderTest([]);
    await client.benchmarks.deleteMany([]);
    expect(sent).toEqual([]);
  });
});
