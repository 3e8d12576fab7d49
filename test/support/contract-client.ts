/** The client over the emulator in one process, with what a network does on the way. */

import type { Emulator } from "../../sandbox/converra/emulator.ts";
import type { Clock } from "../../src/clock.ts";
import { type ConverraOptions, createConverra } from "../../src/service/converra.ts";
import { type Transport, TransportFailure, type TransportRequest } from "../../src/service/http.ts";
import { requestOf } from "./in-process.ts";

const TIMEOUT_MS = 30_000;

export interface Network {
  /** Half of it on the way there, half on the way back. */
  readonly latencyMs?: number;
  /** True for a request that is carried out, and whose answer does not come in time. */
  readonly timesOut?: (request: TransportRequest) => boolean;
}

export interface ClientOverEmulator {
  readonly client: ReturnType<typeof createConverra>;
  /** The hosts that requests were sent to. */
  readonly hosts: ReadonlySet<string>;
}

export function createClientOver(
  emulator: Pick<Emulator, "app" | "apiKey">,
  clock: Clock,
  network: Network = {},
  options: Partial<ConverraOptions> = {},
): ClientOverEmulator {
  const hosts = new Set<string>();
  const { latencyMs = 0, timesOut = () => false } = network;
  const transport: Transport = async (request) => {
    const { method, url, headers, body, signal } = request;
    signal?.throwIfAborted();
    hosts.add(new URL(url).host);
    if (latencyMs > 0) await clock.sleep(latencyMs / 2);
    const late = timesOut(request);
    let response: Response;
    try {
      response = await emulator.app.fetch(requestOf(url, { method, headers, body }));
    } catch {
      throw new TransportFailure("the connection was dropped", { reason: "reset", sent: true });
    }
    if (late) {
      await clock.sleep(TIMEOUT_MS);
      throw new TransportFailure("no answer in time", { reason: "timeout", sent: true });
    }
    if (latencyMs > 0) await clock.sleep(latencyMs / 2);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
  const client = createConverra({
    baseUrl: "http://127.0.0.1/api/v1",
    apiKey: emulator.apiKey,
    transport,
    clock,
    random: () => 0.5,
    userAgent: "converra-gate/contract-test",
    ...options,
  });
  return { client, hosts };
}
