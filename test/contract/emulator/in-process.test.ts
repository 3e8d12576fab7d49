import { describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";
import { PROMPT, TRANSCRIPT } from "./start.ts";

describe("the emulator without a socket", () => {
  it("answers app.request on a virtual clock, at no cost in time", async () => {
    const clock = createVirtualClock();
    const emulator = createEmulator({ clock, plan: "enterprise", seed: 3 });
    for (let made = 0; made < 1_000; made += 1) {
      emulator.seedAgent({ name: `Agent ${made}`, content: PROMPT, model: "gpt-4o" });
    }
    const headers = { authorization: `Bearer ${emulator.apiKey}` };
    const names = new Set<string>();
    for (let offset = 0; offset < 1_000; offset += 100) {
      const answer = await emulator.app.request(`/api/v1/agents?limit=100&offset=${offset}`, {
        headers,
      });
      const { data } = (await answer.json()) as { data: { name: string }[] };
      for (const { name } of data) names.add(name);
    }
    expect(names.size).toBe(1_000);
    expect(emulator.requests).toHaveLength(10);
    expect(emulator.requests.every(({ at }) => at === clock.now())).toBe(true);
    await emulator.close();
  });

  it("has history where it was seeded: runs of the past are completed and scored", async () => {
    const clock = createVirtualClock();
    const emulator = createEmulator({
      clock,
      seedData: [
        {
          name: "Support",
          content: PROMPT,
          model: "gpt-4o",
          conversations: [TRANSCRIPT],
          runs: [{ daysAgo: 3 }, { daysAgo: 2 }, { daysAgo: 1, mode: "exploratory" }],
        },
      ],
    });
    expect(emulator.runs().map(({ phase }) => phase)).toEqual([
      "completed",
      "completed",
      "completed",
    ]);
    const [agent] = emulator.state.agents.values();
    const oldest = Math.min(...[...emulator.state.optimizations.values()].map((r) => r.createdAt));
    expect(agent?.updatedAt).toBeLessThan(oldest);
    await emulator.close();
  });
});
