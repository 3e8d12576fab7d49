/** One measurement: an account with agents, a pull request that changes all of them or none, and the gate on it. */

import type { AgentDefinition } from "../../src/domain.ts";
import { gate } from "../../src/gate/gate.ts";
import { createLedger } from "../../src/runs/ledger.ts";
import { aDefinition, someRules } from "../../test/support/definitions.ts";
import { type InProcess, inProcess } from "../../test/support/in-process.ts";
import { environmentFor } from "./environment.ts";

export interface ScaleCase {
  readonly agents: number;
  readonly changed: boolean;
  readonly promptBytes?: number;
}

export interface ScaleFigures {
  readonly requests: number;
  readonly lists: number;
  readonly runs: number;
  readonly makespanMs: number;
  /** What ten slots allow for the runs in the order they were made, or the rate for the requests, whichever is longer. */
  readonly lowerBoundMs: number;
  /** From the end of each run to the next list call, which shows it. */
  readonly delays: readonly number[];
  /** Runs seen within 15 s or 5 % of their duration. */
  readonly withinPromise: number;
  readonly peakRssBytes: number;
}

const SLOTS = 10;
const MINUTE_MS = 60_000;
/** Enterprise plan of the emulator. */
const RATE_PER_MINUTE = 1_200;
const PROMPT =
  "You are a support agent. Be polite and clear. Refunds are possible within 30 days with a receipt.\n";

export async function createScaleStage(wanted: ScaleCase): Promise<ScaleFigures> {
  const service = inProcess({ timeScale: 1 });
  const text = promptOf(wanted.promptBytes ?? 2_048);
  const definitions = Array.from({ length: wanted.agents }, (_, index) => {
    const name = `Agent ${index + 1}`;
    const live = `${text}This is agent ${index + 1}.\n`;
    service.emulator.seedAgent({
      name,
      content: live,
      model: "gpt-4o",
      conversations: ["User: hello\nAssistant: Hello, how can I help?"],
      runs: [{ daysAgo: 2, mode: "validation" }],
    });
    const prompt = wanted.changed ? `${live}Offer to pass the customer on to a person.\n` : live;
    return aDefinition({ key: `agent-${index + 1}`, name, prompt, gate: someRules() });
  });
  return measure(service, definitions);
}

function promptOf(bytes: number): string {
  return PROMPT.repeat(Math.ceil(bytes / PROMPT.length)).slice(0, bytes);
}

async function measure(
  service: InProcess,
  definitions: readonly AgentDefinition[],
): Promise<ScaleFigures> {
  const { clock, emulator } = service;
  const env = environmentFor(
    service,
    definitions,
    createLedger(() => {}),
  );
  const before = emulator.runs().length;
  const startedAt = clock.now();
  let peakRssBytes = process.memoryUsage.rss();
  const watch = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  }, 20);
  await clock.run(gate(env));
  clearInterval(watch);
  peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  const requests = emulator.requests;
  const runs = [...emulator.state.optimizations.values()].slice(before);
  const spans = runs.map((run) => ({ start: run.createdAt, end: run.createdAt + run.durationMs }));
  const looks = requests.filter(
    ({ method, path }) => method === "GET" && path === "/optimizations",
  );
  const delays = spans.map(
    ({ end }) => (looks.find(({ at }) => at >= end)?.at ?? Number.POSITIVE_INFINITY) - end,
  );
  const rate = ((requests.length - RATE_PER_MINUTE) / RATE_PER_MINUTE) * MINUTE_MS;
  return {
    requests: requests.length,
    lists: requests.filter(({ method, path }) => method === "GET" && path === "/agents").length,
    runs: runs.length,
    makespanMs: clock.now() - startedAt,
    lowerBoundMs: Math.max(slotsBound(spans.map(({ start, end }) => end - start)), rate, 0),
    delays,
    withinPromise: spans.filter(
      ({ start, end }, index) => (delays[index] ?? 0) <= Math.max(15_000, 0.05 * (end - start)),
    ).length,
    peakRssBytes,
  };
}

/**
 * The makespan of these runs in ten slots when every slot is filled again at the very moment it becomes free: nobody
 * can do better who does not know beforehand how long each run takes.
 */
function slotsBound(durations: readonly number[]): number {
  const free = Array.from({ length: SLOTS }, () => 0);
  for (const duration of durations) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + duration;
  }
  return Math.max(...free);
}
