/** One test for each item of what the API pages leave unknown: names, refusals and what to repeat. */
import { describe, expect, it } from "vitest";
import { RateLimitedError, ServiceError } from "../../../src/errors.ts";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import { wireOptimization } from "../../support/service-examples.ts";

const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;

function refusal(status: number, code: string, message: string): Step {
  return { status, json: { error: { code, message } } };
}

describe("the client tolerates what the API pages leave unknown", () => {
  it("1: agentId or promptId, in requests, filters and answers", async () => {
    const older = wireOptimization({ agentId: undefined, promptId: "agent_1" });
    const { client, sent } = clientUnderTest([
      refusal(400, "VALIDATION_ERROR", "promptId is required"),
      { status: 201, json: older },
      { status: 201, json: older },
      { json: { data: [older] } },
    ]);
    expect((await client.optimizations.create(input)).agentId).toBe("agent_1");
    await client.optimizations.create(input);
    await client.optimizations.list({ agentId: "agent_1" });
    expect(sent.map(({ body, target }) => body ?? target)).toEqual([
      { agentId: "agent_1", mode: "validation", variantCount: 1 },
      { promptId: "agent_1", mode: "validation", variantCount: 1 },
      { promptId: "agent_1", mode: "validation", variantCount: 1 },
      "/optimizations?agentId=agent_1&promptId=agent_1",
    ]);
  });

  it("2: names and units of rate-limit headers, and the code of a 429", async () => {
    const { client, clock, run } = clientUnderTest([
      { status: 429, text: "slow down", headers: { "retry-after": "7" } },
      { json: { data: [] } },
    ]);
    const start = clock.now();
    await run(client.agents.list());
    expect(clock.now() - start).toBe(7_000);
  });

  it("3: status and code of a quota and of the eleventh run: neither is repeated", async () => {
    const cases = [
      [refusal(403, "LIMIT_EXCEEDED", "10 of 10 used"), "quota"],
      [refusal(429, "LIMIT_EXCEED", "10 of 10 used"), "quota"],
      [refusal(402, "PAYMENT", "no"), "quota"],
      [refusal(429, "CONCURRENCY_LIMIT", "at most 10 optimizations may run at once"), "slots"],
      [refusal(409, "CONFLICT", "Too many concurrent optimizations"), "slots"],
    ] as const;
    for (const [step, kind] of cases) {
      const { client, sent } = clientUnderTest([step]);
      expect(await errorOf(client.optimizations.create(input))).toMatchObject({ kind });
      expect(sent).toHaveLength(1);
    }
  });

  it("4: either code of a 401, and a 403", async () => {
    for (const [status, code] of [
      [401, "INVALID_API_KEY"],
      [401, "UNAUTHORIZED"],
      [403, "FORBIDDEN"],
    ] as const) {
      const { client } = clientUnderTest([refusal(status, code, "no")]);
      const error = await errorOf(client.agents.list());
      expect(error).toMatchObject({ kind: "unauthorized", status, code });
    }
  });

  it("11: apply, stop and regenerate succeed with any body or none", async () => {
    const { client } = clientUnderTest([
      { status: 204 },
      { status: 200, json: { success: true } },
      { status: 202, text: "accepted", headers: { "content-type": "text/plain" } },
      { status: 202, text: "" },
    ]);
    await client.optimizations.apply("opt_1");
    expect(await client.optimizations.stop("opt_1")).toBe(true);
    await client.agents.regenerateInsights("agent_1", { force: true });
    await client.conversations.regenerateInsights("conv_1");
  });

  it("12: a POST that starts paid work is not repeated when it may have been accepted", async () => {
    const steps: Step[] = [
      { fails: "timeout", sent: true },
      { status: 500 },
      { status: 201, text: '{"id":', headers: { "content-type": "application/json" } },
    ];
    for (const step of steps) {
      const { client, sent } = clientUnderTest([step]);
      const error = await errorOf(client.optimizations.create(input));
      expect(error).toBeInstanceOf(ServiceError);
      expect(error).toMatchObject({ ambiguous: true });
      expect(sent).toHaveLength(1);
    }
  });

  it("15: an HTML page in place of an error, and a redirect to another host, which gets no key", async () => {
    const html = { "content-type": "text/html" };
    const { client, sent, run } = clientUnderTest((_request, index) =>
      index < 6
        ? { status: 502, text: "<html><title>Bad Gateway</title></html>", headers: html }
        : { status: 302, headers: { location: "https://login.example.com/" } },
    );
    expect(await run(errorOf(client.agents.list()))).toMatchObject({
      kind: "server",
      message: expect.stringContaining('an HTML page, "Bad Gateway"'),
    });
    expect(await errorOf(client.agents.list())).toMatchObject({ kind: "protocol", status: 302 });
    expect(sent).toHaveLength(7);
  });

  it("16: the secret of a webhook is handed on once and never asked for again", async () => {
    const hook = {
      id: "wh_1",
      url: "https://example.com/hook",
      events: ["optimization.completed"],
    };
    const { client } = clientUnderTest([
      { status: 201, json: { ...hook, secret: "whsec_1234567890" } },
      { json: { data: [{ ...hook, secret: "whsec_1234567890" }] } },
    ]);
    const { url, events } = hook;
    expect((await client.webhooks.create({ url, events })).secret).toBe("whsec_1234567890");
    expect(await client.webhooks.list()).toEqual([hook]);
  });

  it("17: a stopped run is an end like any other, whatever became of its quota", async () => {
    const { client } = clientUnderTest([
      { json: wireOptimization({ status: "stopped", results: null }) },
      refusal(409, "CONFLICT", "the optimization has ended"),
    ]);
    expect((await client.optimizations.get("opt_1")).status).toBe("stopped");
    expect(await client.optimizations.stop("opt_1")).toBe(false);
  });

  it("waits out no 429 that would pass the deadline", async () => {
    const { client, clock } = clientUnderTest(
      [{ ...refusal(429, "RATE_LIMITED", "slow down"), headers: { "retry-after": "30" } }],
      { deadline: () => Date.UTC(2026, 10, 22) + 10_000 },
    );
    const start = clock.now();
    const error = await errorOf(client.conversations.list());
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 30_000 });
    expect(clock.now()).toBe(start);
  });
});
