import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { message, start, startWithAgent, TRANSCRIPT } from "./start.ts";

interface Received {
  readonly signature: string | undefined;
  readonly body: string;
}

describe("webhooks", () => {
  it("show their secret once, then never again", async () => {
    const { call } = await start();
    const created = await call("POST /webhooks", {
      url: "https://hooks.example.com/converra",
      events: ["optimization.completed"],
      description: "CI",
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: "wh_1", status: "active", description: "CI" });
    expect(created.body.secret).toMatch(/^whsec_\w{32}$/);
    const listed = await call("GET /webhooks");
    expect(listed.body.data).toHaveLength(1);
    expect(listed.text).not.toContain("whsec_");
  });

  it.each([
    [{ events: ["insights.generated"] }, "url is required"],
    [{ url: "http://hooks.example.com", events: ["insights.generated"] }, "https"],
    [{ url: "ftp://127.0.0.1/x", events: ["insights.generated"] }, "https"],
    [{ url: "no url", events: ["insights.generated"] }, "https"],
    [{ url: "https://a.example", events: [] }, "events"],
    [{ url: "https://a.example", events: ["agent.exploded"] }, "events.0"],
  ])("refuse %j, naming: %s", async (body, words) => {
    const { call } = await start();
    const answer = await call("POST /webhooks", body);
    expect(answer.status).toBe(400);
    expect(message(answer)).toContain(words);
  });

  it("are deleted once", async () => {
    const { call } = await start();
    await call("POST /webhooks", { url: "https://a.example", events: ["insights.generated"] });
    expect((await call("DELETE /webhooks/wh_1")).body).toMatchObject({ success: true });
    expect((await call("DELETE /webhooks/wh_1")).status).toBe(404);
  });

  it("deliver each event to this machine, signed over the raw body", async () => {
    const receiver = await startReceiver();
    const { call, agent, converra, finishRuns } = await startWithAgent();
    const events = [
      "prompt.updated",
      "optimization.started",
      "optimization.completed",
      "optimization.stopped",
      "insights.generated",
      "conversation.created",
    ];
    const { body: hook } = await call("POST /webhooks", { url: receiver.url, events });
    await call("POST /conversations", { agentId: agent.id, content: TRANSCRIPT });
    await call("POST /optimizations", { agentId: agent.id });
    await call("POST /optimizations", { agentId: agent.id });
    await call("POST /optimizations/opt_2/stop", { reason: "enough" });
    await finishRuns();
    await call("POST /optimizations/opt_1/apply");
    await call("GET /optimizations/opt_1");
    expect(converra.deliveries).toHaveLength(7);
    const received = await receiver.take(7);
    for (const { signature, body } of received) {
      const expected = createHmac("sha256", String(hook.secret)).update(body).digest("hex");
      expect(signature).toBe(expected);
    }
    const parsed = received.map(({ body }) => JSON.parse(body));
    const names = parsed.map(({ event }) => event).sort();
    expect(names).toEqual([...events, "optimization.started"].sort());
    const data = (name: string) => parsed.find(({ event }) => event === name)?.data;
    expect(data("optimization.stopped")).toMatchObject({
      optimizationId: "opt_2",
      reason: "enough",
    });
    expect(data("optimization.completed")).toMatchObject({
      optimizationId: "opt_1",
      results: { winnerSelected: true, improvementPercentage: expect.any(Number) },
    });
    expect(data("prompt.updated")).toMatchObject({
      promptId: agent.id,
      promptName: "Support",
      variantId: expect.stringMatching(/^var_/),
    });
  });

  it("never send anything to another machine, and survive a receiver that is down", async () => {
    const { call, converra } = await start();
    const events = ["prompt.updated"];
    await call("POST /webhooks", { url: "https://hooks.example.com", events });
    await call("POST /webhooks", { url: "http://127.0.0.1:1/closed", events: ["agent.updated"] });
    await call("POST /agents", { name: "A", content: "one", llmModel: "m" });
    expect((await call("PATCH /agents/agent_1", { content: "two" })).status).toBe(200);
    await expect.poll(() => converra.deliveries.every(({ error }) => error)).toBe(true);
    expect(converra.deliveries).toMatchObject([
      { delivery: { event: "prompt.updated" }, error: expect.stringContaining("not sent") },
      { delivery: { event: "agent.updated", toLoopback: true } },
    ]);
  });
});

async function startReceiver() {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const signature = request.headers["x-converra-signature"];
      received.push({ signature: signature?.toString(), body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async take(count: number) {
      await expect.poll(() => received.length).toBe(count);
      return received;
    },
  };
}
