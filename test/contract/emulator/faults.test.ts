import { describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { code, start, startWithAgent } from "./start.ts";

describe("a scripted fault", () => {
  it("answers a status with headers, on the nth call only", async () => {
    const { call, converra } = await start();
    converra.fault("GET /agents:2:status:503,retry-after=7");
    expect((await call("GET /agents")).status).toBe(200);
    const second = await call("GET /agents");
    expect([second.status, second.headers.get("retry-after")]).toEqual([503, "7"]);
    expect((await call("GET /agents")).status).toBe(200);
    expect(converra.requests.map(({ status }) => status)).toEqual([200, 503, 200]);
  });

  it("comes before authentication and spends none of the rate", async () => {
    const { call, converra } = await start();
    converra.fault("GET /agents:1:500");
    expect((await call("GET /agents", undefined, { authorization: "" })).status).toBe(500);
    expect((await call("GET /agents")).headers.get("x-ratelimit-remaining")).toBe("59");
  });

  it("answers the HTML of a proxy", async () => {
    const { call } = await start({ faults: ["GET /agents:1:html:504"] });
    const answer = await call("GET /agents");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      504,
      "text/html; charset=utf-8",
    ]);
    expect(answer.text).toContain("<html>");
  });

  it("cuts the body in half after the work was done", async () => {
    const { call, converra } = await start({ faults: ["POST /agents:1:cut-json"] });
    const answer = await call("POST /agents", { name: "A", content: "x", llmModel: "m" });
    expect(answer.status).toBe(201);
    expect(() => JSON.parse(answer.text)).toThrow();
    expect(answer.text.startsWith('{"id":"agent_1"')).toBe(true);
    expect(converra.state.agents.size).toBe(1);
  });

  it("answers members of the wrong type, or the wrong content type", async () => {
    const { call, converra } = await start();
    converra.fault("GET /account:1:wrong-type");
    expect((await call("GET /account")).body).toMatchObject({ id: 12, plan: 12 });
    converra.fault("GET /account:1:wrong-type:content");
    const plain = await call("GET /account");
    expect(plain.headers.get("content-type")).toContain("text/plain");
    expect(plain.body.id).toBe("acct_sandbox");
  });

  it("is slow by the clock", async () => {
    const { call, converra, clock } = await start({ faults: ["GET /agents:1:slow:5000"] });
    let answered = false;
    const pending = call("GET /agents").then((answer) => {
      answered = true;
      return answer;
    });
    await expect.poll(() => clock.sleepers()).toBe(1);
    await clock.advance(4_999);
    expect(answered).toBe(false);
    await clock.advance(1);
    expect((await pending).status).toBe(200);
    expect(converra.requests).toHaveLength(1);
  });

  it("drops the connection before the work", async () => {
    const { call, converra, agent } = await startWithAgent();
    converra.fault("POST /optimizations:1:drop-before");
    await expect(call("POST /optimizations", { agentId: agent.id })).rejects.toThrow();
    expect(converra.runs()).toEqual([]);
    expect(converra.requests).toMatchObject([{ path: "/optimizations", status: 0 }]);
  });

  it("drops the connection after the work: exactly one run exists", async () => {
    const { call, converra, agent } = await startWithAgent();
    converra.fault("POST /optimizations:1:drop-after");
    await expect(call("POST /optimizations", { agentId: agent.id })).rejects.toThrow();
    expect(converra.runs()).toMatchObject([{ id: "opt_1", phase: "running" }]);
    expect(converra.requests).toMatchObject([{ status: 0 }]);
    expect((await call("GET /optimizations")).body.data).toHaveLength(1);
  });

  it("redirects elsewhere", async () => {
    const { call } = await start({ faults: ["GET /agents/:id:1:redirect:https://evil.example/x"] });
    const answer = await call("GET /agents/agent_1");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      307,
      "https://evil.example/x",
    ]);
  });

  it("is a rate limit that says how long to wait", async () => {
    const { call } = await start({ faults: ["GET /agents:1:retry-after:3"] });
    const answer = await call("GET /agents");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(code(answer)).toBe("RATE_LIMIT_EXCEEDED");
  });

  it("rejects a request without a socket as a broken connection would", async () => {
    const emulator = createEmulator({ faults: ["GET /agents:1:drop-before"] });
    await expect(emulator.app.request("/api/v1/agents")).rejects.toThrow("dropped");
    expect((await emulator.app.request("/api/v1/agents")).status).toBe(401);
    expect(emulator.requests.map(({ status }) => status)).toEqual([0, 401]);
  });
});
