/** The two services at addresses nobody listens on: requests are handed over, each after its time on the way. */
import type { Emulator } from "../../../sandbox/converra/emulator.ts";
import { BASE_PATH } from "../../../sandbox/converra/middleware/record.ts";
import type { Stub } from "../../../sandbox/github/stub.ts";
import type { Network } from "../../../src/commands/run-deps.ts";
import { type Transport, TransportFailure } from "../../../src/service/http.ts";
import { emulatorTransport, requestOf } from "../../support/in-process.ts";
import type { VirtualClock } from "../../support/virtual-clock.ts";

/** Requests of different runs never arrive at one moment for long, so that their order is the same every time. */
const LATENCY_MS = 40;
const LATENCY_STEP_MS = 7;

interface StageNetwork {
  readonly converraUrl: string;
  readonly gitHubUrl: string;
  /** For one more run, whose requests take a little longer than those of the run before. */
  next(): Network;
}

let hosts = 0;

export function createNetwork({
  emulator,
  stub,
  clock,
  between = (service) => service,
}: {
  readonly emulator: Emulator;
  readonly stub: Stub;
  readonly clock: VirtualClock;
  /** Stands between the client and the service, and may have either say something else. */
  readonly between?: (service: Transport) => Transport;
}): StageNetwork {
  const converra = aHost();
  const gitHub = aHost();
  const send = between(emulatorTransport(emulator));
  let latencyMs = LATENCY_MS - LATENCY_STEP_MS;
  return {
    converraUrl: `${converra}${BASE_PATH}`,
    gitHubUrl: gitHub,
    next: () => {
      latencyMs += LATENCY_STEP_MS;
      const onTheWay = latencyMs;
      return {
        createTransport: () => async (request) => {
          if (new URL(request.url).origin !== converra) {
            throw new TransportFailure("ECONNREFUSED", { reason: "refused", sent: false });
          }
          await clock.sleep(onTheWay, request.signal);
          return send(request);
        },
        gitHubFetch: async (input, init) => {
          await clock.sleep(onTheWay, init?.signal ?? undefined);
          return stub.app.fetch(requestOf(String(input), init));
        },
        random: () => 0.5,
      };
    },
  };
}

/** An origin of this machine: plain http is accepted for no other. */
function aHost(): string {
  hosts += 1;
  return `http://127.0.0.1:${20_000 + hosts}`;
}
