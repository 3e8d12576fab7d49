/** The client over the emulator in one process, on one virtual clock: no socket, no waiting. */

import { createEmulator, type Emulator } from "../../sandbox/converra/emulator.ts";
import type { EmulatorOptions } from "../../sandbox/converra/options.ts";
import type { Clock } from "../../src/clock.ts";
import { createConverra } from "../../src/service/converra.ts";
import { type Transport, TransportFailure } from "../../src/service/http.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** Plain http is accepted for this machine only. */
export const IN_PROCESS_URL = "http://127.0.0.1/api/v1";

export interface InProcess {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly converra: ReturnType<typeof createConverra>;
}

export function inProcess(options: EmulatorOptions = {}): InProcess {
  const clock = createVirtualClock();
  const emulator = createEmulator({ plan: "enterprise", ...options, clock });
  return { clock, emulator, converra: createClient(emulator, clock) };
}

/** As much of a Request as an app reads of one: a whole one takes longer than its answer, and a story has hundreds. */
export function requestOf(
  url: string,
  { method = "GET", headers, body }: Pick<RequestInit, "method" | "headers" | "body"> = {},
): Request {
  const read = { method, url, headers: new Headers(headers), text: async () => body ?? "" };
  return read as unknown as Request;
}

/** Hands requests to the emulator's app; a dropped connection becomes the failure a socket would give. */
export function emulatorTransport(emulator: Emulator): Transport {
  return async ({ method, url, headers, body, signal }) => {
    signal?.throwIfAborted();
    let response: Response;
    try {
      response = await emulator.app.fetch(requestOf(url, { method, headers, body }));
    } catch {
      const data = { reason: "reset", sent: true } as const;
      throw new TransportFailure("the connection was dropped", data);
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}

function createClient(emulator: Emulator, clock: Clock) {
  return createConverra({
    baseUrl: IN_PROCESS_URL,
    apiKey: emulator.apiKey,
    transport: emulatorTransport(emulator),
    clock,
    random: () => 0.5,
    userAgent: "test",
  });
}
