/** The client's limiter against the emulator's counting, on one virtual clock. */
import { describe, expect, it, onTestFinished } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { type Dialect, PLANS, type Plan } from "../../../sandbox/converra/options.ts";
import { startConverra } from "../../../sandbox/converra/server.ts";
import { createConverra } from "../../../src/service/converra.ts";
import { createTransport } from "../../../src/service/transport.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { SWITCHES } from "../../support/contract-dialects.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";

const MINUTE = 60_000;
const UNITS = SWITCHES.rateLimitHeaders;

/** The most requests that arrived in any sliding minute. */
function busiestMinute(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (let last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= MINUTE) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("61 calls in a minute on the free plan", () => {
  it("give a 429, which a client waits out", async () => {
    const clock = createVirtualClock();
    const { url, apiKey, requests, close } = await startConverra({ clock, plan: "free" });
    onTestFinished(close);
    const headers = { Authorization: `Bearer ${apiKey}` };
    const statuses: number[] = [];
    for (let calls = 0; calls < 61; calls++) {
      statuses.push((await fetch(`${url}/agents`, { headers })).status);
    }
    expect(statuses).toEqual([...Array(60).fill(200), 429]);

    const client = createConverra({
      baseUrl: url,
      apiKey,
      clock,
      transport: createTransport({ timeoutMs: 10_000 }),
      userAgent: "test",
    });
    const reading = client.account.get();
    await expect.poll(() => clock.sleepers()).toBe(1);
    await clock.advance(MINUTE - 1);
    expect(requests.at(-1)?.status).toBe(429);
    // Resets are told in whole seconds, so the client gives them one more.
    await clock.advance(1_001);
    expect((await reading).plan).toBe("free");
    expect(requests).toHaveLength(63);
  });

  it.each(UNITS)("are waited out with headers in %s", async (rateLimitHeaders) => {
    const clock = createVirtualClock();
    const emulator = createEmulator({ clock, plan: "free", dialect: { rateLimitHeaders } });
    const headers = { Authorization: `Bearer ${emulator.apiKey}` };
    for (let calls = 0; calls < 60; calls++) {
      await emulator.app.request("/api/v1/agents", { headers });
    }
    await clock.advance(20_000);
    const start = clock.now();
    const { client } = createClientOver(emulator, clock);
    expect(await clock.run(client.agents.list())).toMatchObject({ items: [] });
    expect(clock.now() - start).toBeGreaterThanOrEqual(40_000);
    const told = rateLimitHeaders !== "absent";
    expect(clock.now() - start).toBeLessThanOrEqual(told ? 41_000 : 80_000);
    const refused = emulator.requests.filter(({ status }) => status === 429);
    if (told) expect(refused).toHaveLength(1);
  });

  it.each(UNITS)("are seen coming from the answers of others, with headers in %s", async (unit) => {
    const clock = createVirtualClock();
    const dialect: Partial<Dialect> = { rateLimitHeaders: unit };
    const emulator = createEmulator({ clock, plan: "free", dialect });
    const headers = { Authorization: `Bearer ${emulator.apiKey}` };
    for (let calls = 0; calls < 50; calls++) {
      await emulator.app.request("/api/v1/agents", { headers });
    }
    const { client } = createClientOver(emulator, clock);
    await client.agents.list();
    await clock.run(Promise.all(Array.from({ length: 30 }, () => client.agents.list())));
    const refused = emulator.requests.filter(({ status }) => status === 429);
    if (unit !== "absent") expect(refused).toEqual([]);
    expect(emulator.requests.filter(({ status }) => status === 200)).toHaveLength(81);
  });
});

describe("1,000 calls at once", () => {
  const rows = (["free", "pro"] as const).flatMap((plan) =>
    UNITS.flatMap((unit) => [0, 300].map((latencyMs) => ({ plan, unit, latencyMs }))),
  );

  it.each(rows)(
    "stay within the $plan plan as the emulator counts, and use 95 percent of it: headers in $unit, $latencyMs ms an answer",
    async ({ plan, unit, latencyMs }) => {
      const { times, statuses } = await thousandCalls(plan, unit, latencyMs);
      const rate = PLANS[plan].requestsPerMinute;
      expect(statuses).toEqual(new Set([200]));
      expect(times).toHaveLength(1_000);
      expect(busiestMinute(times)).toBeLessThanOrEqual(rate);
      // The least time 1,000 calls can take: the first batch is free, each further one costs a minute.
      const least = (Math.ceil(1_000 / rate) - 1) * MINUTE;
      const taken = (times.at(-1) ?? 0) - (times[0] ?? 0);
      expect(least / taken).toBeGreaterThanOrEqual(0.95);
    },
  );
});

/** When they arrived, by the emulator's clock. */
async function thousandCalls(plan: Plan, unit: Dialect["rateLimitHeaders"], latencyMs: number) {
  const clock = createVirtualClock();
  const emulator = createEmulator({ clock, plan, dialect: { rateLimitHeaders: unit } });
  const deadline = () => Number.POSITIVE_INFINITY;
  const { client } = createClientOver(emulator, clock, { latencyMs }, { deadline });
  // What the action does with the plan that GET /account names, for a service without headers.
  client.useRate(PLANS[plan].requestsPerMinute);
  await clock.run(Promise.all(Array.from({ length: 1_000 }, () => client.account.usage())));
  return {
    times: emulator.requests.map(({ at }) => at),
    statuses: new Set(emulator.requests.map(({ status }) => status)),
  };
}
