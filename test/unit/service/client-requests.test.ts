import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "../../../src/service/endpoints.ts";
import { clientUnderTest, TEST_KEY } from "../../support/client-under-test.ts";
import { wireAgent } from "../../support/service-examples.ts";
import { agentInput, endpointCalls } from "./endpoint-calls.ts";

describe("the client sends", () => {
  it.each(endpointCalls)(
    "%s as the API index has it",
    async (endpoint, call, target, body, answer) => {
      const { client, sent } = clientUnderTest([
        answer === undefined ? { status: 204 } : { json: answer },
      ]);
      await call(client);
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatchObject({ method: ENDPOINTS[endpoint].method, target });
      expect(sent[0]?.body).toEqual(body);
      expect(target.split("?")[0]).toMatch(
        new RegExp(`^${ENDPOINTS[endpoint].path.replace(":id", "[a-z]+_1")}$`),
      );
    },
  );

  it("each of the 29 endpoints", () => {
    expect(Object.keys(ENDPOINTS)).toHaveLength(29);
    expect(endpointCalls.map(([endpoint]) => endpoint).sort()).toEqual(
      Object.keys(ENDPOINTS).sort(),
    );
  });

  it("the key as a bearer token, a user agent, and a content type only with a body", async () => {
    const { client, sent } = clientUnderTest([{ json: [] }, { json: wireAgent() }]);
    await client.agents.list();
    await client.agents.create(agentInput);
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
