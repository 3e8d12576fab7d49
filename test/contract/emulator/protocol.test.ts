import { describe, expect, it } from "vitest";
import { code, message, start, startWithAgent } from "./start.ts";

describe("authentication", () => {
  it.each([
    ["no header", { authorization: "" }],
    ["another key", { authorization: "Bearer sk_test_other" }],
    ["another scheme", { authorization: "Basic c2s6" }],
    ["the key without a scheme", { authorization: "sk_test_converra_sandbox" }],
  ])("refuses a request with %s", async (_, headers) => {
    const { call } = await start();
    const answer = await call("GET /agents", undefined, headers);
    expect(answer.status).toBe(401);
    expect(code(answer)).toBe("INVALID_API_KEY");
    expect(message(answer)).not.toContain("sk_test");
  });

  it("knows both codes that the pages show", async () => {
    const { call } = await start({ dialect: { unauthorizedCode: "UNAUTHORIZED" } });
    expect(code(await call("GET /agents", undefined, { authorization: "Bearer x" }))).toBe(
      "UNAUTHORIZED",
    );
  });

  it("accepts the key it was given", async () => {
    const { call } = await start({ apiKey: "sk_live_mine" });
    expect((await call("GET /agents")).status).toBe(200);
  });

  it("comes before everything else: an unknown route is not revealed", async () => {
    const { call } = await start();
    expect((await call("GET /nope", undefined, { authorization: "" })).status).toBe(401);
  });
});

describe("errors", () => {
  it.each([
    ["GET /nope", undefined, 404, "NOT_FOUND"],
    ["DELETE /agents/agent_1", undefined, 404, "NOT_FOUND"],
    ["GET /agents/agent_9", undefined, 404, "NOT_FOUND"],
    ["POST /agents", "{ not json", 400, "VALIDATION_ERROR"],
    ["POST /agents", "[]", 400, "VALIDATION_ERROR"],
  ] as const)(
    "%s (%s) is answered with %i %s in the envelope",
    async (request, body, status, expected) => {
      const { call } = await start();
      const answer = await call(request, body);
      expect(answer.status).toBe(status);
      expect(Object.keys(answer.body)).toEqual(["error"]);
      expect(Object.keys(answer.body.error ?? {})).toEqual(["code", "message"]);
      expect(code(answer)).toBe(expected);
    },
  );
});

describe("the rate limit", () => {
  it("refuses the 61st request of a minute on the free plan and says when to come back", async () => {
    const { call, clock } = await start();
    for (let sent = 0; sent < 60; sent += 1) {
      if (sent === 1) await clock.advance(10_000);
      const answer = await call("GET /settings");
      expect(answer.status).toBe(200);
      expect(answer.headers.get("x-ratelimit-remaining")).toBe(`${59 - sent}`);
    }
    const refused = await call("GET /settings");
    expect(refused.status).toBe(429);
    expect(code(refused)).toBe("RATE_LIMIT_EXCEEDED");
    expect(refused.headers.get("retry-after")).toBe("50");
    await clock.advance(50_000);
    // Only the first request is a minute old: the window slides.
    expect((await call("GET /settings")).status).toBe(200);
    expect((await call("GET /settings")).status).toBe(429);
  });

  it("is 300 on the pro plan, counts refusals of other kinds, and not those of a wrong key", async () => {
    const { call } = await start({ plan: "pro" });
    await call("GET /agents", undefined, { authorization: "Bearer x" });
    await call("GET /nope");
    const { headers } = await call("GET /agents");
    expect(headers.get("x-ratelimit-limit")).toBe("300");
    expect(headers.get("x-ratelimit-remaining")).toBe("298");
  });

  it.each([
    ["seconds", "60"],
    ["epoch", `${Date.UTC(2026, 10, 22, 0, 1) / 1000}`],
    ["epoch-ms", `${Date.UTC(2026, 10, 22, 0, 1)}`],
    ["iso", "2026-11-22T00:01:00.000Z"],
    ["absent", null],
  ] as const)("gives the reset in %s: %s", async (rateLimitHeaders, reset) => {
    const { call } = await start({ dialect: { rateLimitHeaders } });
    const { headers } = await call("GET /agents");
    expect(headers.get("x-ratelimit-reset")).toBe(reset);
    expect(headers.has("x-ratelimit-limit")).toBe(reset !== null);
  });

  it("leaves Retry-After out too where headers are absent", async () => {
    const { call } = await start({ dialect: { rateLimitHeaders: "absent" } });
    for (let sent = 0; sent < 60; sent += 1) await call("GET /settings");
    const refused = await call("GET /settings");
    expect(refused.status).toBe(429);
    expect(refused.headers.has("retry-after")).toBe(false);
  });
});

describe("the request log", () => {
  it("holds every request in order with query, body, status and time, and nothing that was seeded", async () => {
    const { call, converra, clock, agent } = await startWithAgent();
    await call("GET /agents?limit=5&status=active");
    await clock.advance(1_500);
    await call(`PATCH /agents/${agent.id}`, { content: "New." });
    await call("POST /agents", "broken");
    const at = Date.UTC(2026, 10, 22);
    expect(converra.requests).toEqual([
      {
        method: "GET",
        path: "/agents",
        query: { limit: "5", status: "active" },
        status: 200,
        at,
      },
      {
        method: "PATCH",
        path: `/agents/${agent.id}`,
        query: {},
        body: { content: "New." },
        status: 200,
        at: at + 1_500,
      },
      {
        method: "POST",
        path: "/agents",
        query: {},
        body: "broken",
        status: 400,
        at: at + 1_500,
      },
    ]);
  });

  it("is emptied by reset, with everything else", async () => {
    const seedData = [{ name: "Seeded", content: "A.", model: "gpt-4o" }];
    const { call, converra } = await start({ seedData });
    await call("POST /agents", { name: "B", content: "B.", llmModel: "gpt-4o" });
    converra.fault("GET /agents:*:html");
    converra.reset();
    expect(converra.requests).toEqual([]);
    const { body } = await call("GET /agents");
    expect(body.data).toMatchObject([{ id: "agent_1", name: "Seeded" }]);
  });
});
