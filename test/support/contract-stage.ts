/** Where the contract suite runs: the emulator on a socket with a virtual clock, or the real service. */

import type { Dialect, SeedAgent } from "../../sandbox/converra/options.ts";
import { type RunningConverra, startConverra } from "../../sandbox/converra/server.ts";
import { systemClock } from "../../src/clock.ts";
import type { Converra } from "../../src/service/converra.ts";
import { type ConverraOptions, createConverra } from "../../src/service/converra.ts";
import { createTransport } from "../../src/service/transport.ts";
import { createVirtualClock } from "./virtual-clock.ts";

export interface Stage {
  readonly client: Converra;
  /** The same service, asked with a key that it does not know. */
  readonly stranger: Converra;
  /** Lets time pass until it is so; rejects when it never is. */
  until(what: string, isSo: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface EmulatorStage extends Stage {
  readonly converra: RunningConverra;
  /** Lets time pass on the emulator's clock. */
  advance(ms: number): Promise<void>;
}

const MINUTE = 60_000;
const UNKNOWN_KEY = "sk_test_unknown_to_everybody";

/** One agent with all there is to read, and a second one that filters must leave out. */
export const SEEDS: readonly SeedAgent[] = [
  {
    name: "Support",
    content: "You help customers of a shop. Be friendly and brief. Ask for the order number first.",
    model: "gpt-4o",
    tags: ["support", "production"],
    conversations: [
      "User: where is my order?\nAssistant: It left the depot yesterday.\nUser: thanks, great",
      { content: "User: I want a refund\nAssistant: I do not know.\nUser: useless", daysAgo: 3 },
      {
        content: "User: my package is broken\nAssistant: Sorry. A replacement is on its way.",
        status: "abandoned",
        daysAgo: 20,
      },
      { content: "User: do you ship abroad?\nAssistant: Yes.\nUser: thanks", daysAgo: 60 },
    ],
    runs: [{ daysAgo: 3, mode: "exploratory" }, { daysAgo: 2 }, { daysAgo: 1, variantCount: 2 }],
  },
  {
    name: "Sales",
    content: "You answer questions about prices.",
    model: "gpt-4o-mini",
    tags: ["sales"],
    conversations: ["User: how much is it?\nAssistant: Ten.\nUser: thanks"],
    runs: [{ daysAgo: 4 }],
  },
];

/** A finished benchmark and a webhook are made through the client: they cannot be seeded. */
export async function startEmulatorStage(dialect: Partial<Dialect>): Promise<EmulatorStage> {
  const clock = createVirtualClock();
  const converra = await startConverra({ clock, plan: "enterprise", dialect, seedData: SEEDS });
  const transport = createTransport({ timeoutMs: 10_000 });
  const asked = { baseUrl: converra.url, transport, clock };
  const client = clientOf({ ...asked, apiKey: converra.apiKey });
  // Nobody moves the clock while a request waits for its turn.
  client.useRate(1_200);
  await client.benchmarks.create({ agentId: "agent_1", models: ["gpt-4o", "gpt-4o-mini"] });
  await client.webhooks.create({ url: "https://a.example/hook", events: ["insights.generated"] });
  await clock.advance(60 * MINUTE);
  return {
    converra,
    client,
    stranger: clientOf({ ...asked, apiKey: UNKNOWN_KEY }),
    advance: (ms) => clock.advance(ms),
    async until(what, isSo) {
      for (let looks = 0; looks < 60; looks++) {
        if (await isSo()) return;
        await clock.advance(MINUTE);
      }
      throw new Error(`an hour passed and not: ${what}`);
    },
    close: () => converra.close(),
  };
}

export function startServiceStage(apiKey: string, baseUrl: string): Stage {
  const transport = createTransport({ timeoutMs: 30_000 });
  const asked = { baseUrl, transport, clock: systemClock };
  return {
    client: clientOf({ ...asked, apiKey }),
    stranger: clientOf({ ...asked, apiKey: UNKNOWN_KEY }),
    async until(what, isSo) {
      const end = systemClock.now() + 60 * MINUTE;
      while (!(await isSo())) {
        if (systemClock.now() > end) throw new Error(`an hour passed and not: ${what}`);
        await systemClock.sleep(15_000);
      }
    },
    close: async () => {},
  };
}

function clientOf(options: Omit<ConverraOptions, "userAgent">) {
  return createConverra({ ...options, userAgent: "converra-gate/contract-test" });
}
