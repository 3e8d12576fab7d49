/** The stage without sockets and without waiting: the whole gate in this process, on a virtual clock. */
import { onTestFinished } from "vitest";
import { createEmulator, type Emulator } from "../../../sandbox/converra/emulator.ts";
import { createStub } from "../../../sandbox/github/stub.ts";
import type { Transport } from "../../../src/service/http.ts";
import {
  GITHUB,
  SERVICE,
  type Stage,
  type StageOptions,
  setStage,
} from "../../support/stage/stage.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtual-clock.ts";
import { createNetwork } from "./network.ts";
import { play } from "./play.ts";
import { show } from "./shown.ts";

export interface Story extends Stage {
  readonly clock: VirtualClock;
}

/** Makes what stands between the client and the service. */
export type Between = (world: {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
}) => (service: Transport) => Transport;

/** A tenth of the looks and of the lines in the comment come to the same end. */
const TIME_SCALE = 10;

/** The runs on it take a tenth of the emulator's 15 to 27 minutes, of the clock, unless told. */
export async function aStage(
  options: StageOptions & {
    readonly between?: Between;
    /** Is given what takes the stage down; it is taken down with the test unless told. */
    readonly onTakeDown?: (takeDown: () => Promise<void>) => void;
  } = {},
): Promise<Story> {
  const clock = createVirtualClock();
  const emulator = createEmulator({
    ...SERVICE,
    timeScale: TIME_SCALE,
    clock,
    ...options.converra,
  });
  (options.onTakeDown ?? onTestFinished)(() => emulator.close());
  const stub = createStub({ ...GITHUB, clock, ...options.github });
  const between = options.between?.({ emulator, clock });
  const network = createNetwork({ emulator, stub, clock, between });
  const stage = setStage(options, {
    converra: { ...emulator, url: network.converraUrl },
    github: { ...stub, url: network.gitHubUrl },
    play: async (run) => {
      const seen = emulator.requests.length;
      const result = await play(run, { clock, network: network.next() });
      show(run, result, emulator.requests.slice(seen));
      return result;
    },
  });
  return { ...stage, clock };
}
