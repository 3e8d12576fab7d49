import { type ConverraOptions, createConverra } from "../../src/service/converra.ts";
import {
  BASE,
  type ScriptedTransport,
  type Step,
  scriptedTransport,
} from "./scripted-transport.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

export interface ClientUnderTest extends ScriptedTransport {
  readonly client: ReturnType<typeof createConverra>;
  readonly clock: VirtualClock;
  /** Drives the clock until the call has ended. */
  run<T>(promise: Promise<T>): Promise<T>;
}

export const TEST_KEY = "sk_test_0123456789";

/** The real client over a scripted service, on a virtual clock. */
export function clientUnderTest(
  script: Parameters<typeof scriptedTransport>[0],
  options: Partial<ConverraOptions> = {},
): ClientUnderTest {
  const scripted = scriptedTransport(script);
  const clock = createVirtualClock();
  const client = createConverra({
    baseUrl: BASE,
    apiKey: TEST_KEY,
    transport: scripted.transport,
    clock,
    random: () => 1,
    userAgent: "converra-gate/test",
    ...options,
  });
  return { ...scripted, client, clock, run: (promise) => clock.run(promise) };
}

/** The error a promise rejects with; fails the test where it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol();
  const error = await promise.then(
    () => nothing,
    (reason: unknown) => reason,
  );
  if (error === nothing) throw new Error("it did not fail");
  return error;
}

export type { Step };
