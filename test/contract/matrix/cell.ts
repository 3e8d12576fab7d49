/** One cell: one call of the client against an emulator of its own, with one fault, on a virtual clock. */

import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { ServiceError } from "../../../src/errors.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { arm, type MatrixFault, type Persistence } from "../../support/contract-faults.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";
import type { MatrixCall } from "./calls.ts";

export interface Ending {
  /** Times taken out: a retry takes time. */
  readonly value?: unknown;
  readonly error?: ServiceError;
  /** How many more there are of what the call makes, after it. */
  readonly made: number;
  /** Optimizations and benchmarks begun by the call. */
  readonly paid: number;
  readonly requests: number;
  readonly hosts: readonly string[];
}

export async function runCell(
  { call, route, makes }: MatrixCall,
  fault?: MatrixFault,
  persistence: Persistence = "once",
): Promise<Ending> {
  const clock = createVirtualClock();
  const emulator = createEmulator({ clock, plan: "enterprise" });
  emulator.seedAgent({
    name: "Support",
    content: "You help customers of a shop.",
    model: "gpt-4o",
    conversations: ["User: where is my order?\nAssistant: I do not know.\nUser: useless"],
    runs: [{ daysAgo: 1 }, { daysAgo: 0 }],
  });
  const setUp = createClientOver(emulator, clock).client;
  await setUp.benchmarks.create({ agentId: "agent_1", models: ["gpt-4o", "gpt-4o-mini"] });
  await setUp.webhooks.create({ url: "https://b.example", events: ["insights.generated"] });
  const count = () => (makes === undefined ? 0 : emulator.state[makes].size);
  const paid = () => emulator.state.optimizations.size + emulator.state.benchmarks.size;
  const before = { made: count(), paid: paid(), requests: emulator.requests.length };

  const timesOut = fault && arm(emulator, route, fault, persistence);
  const { client, hosts } = createClientOver(emulator, clock, timesOut && { timesOut });
  const ended = await clock.run(
    call(client).then(
      (value) => ({ value: withoutTimes(value) }),
      (error: unknown) => {
        if (!(error instanceof ServiceError)) throw error;
        return { error };
      },
    ),
  );
  return {
    ...ended,
    made: count() - before.made,
    paid: Math.max(0, paid() - before.paid),
    requests: emulator.requests.length - before.requests,
    hosts: [...hosts],
  };
}

function withoutTimes(value: unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return "a time";
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutTimes(inner)]),
  );
}
