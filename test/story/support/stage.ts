/** The stage without sockets and without waiting: the whole gate in this process, on a virtual clock. */
import { onTestFinished } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { createStub } from "../../../sandbox/github/stub.ts";
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

export interface Story extends Stage {
  readonly clock: VirtualClock;
}

/** The runs on it take the emulator's 15 to 27 minutes, of the clock. */
export async function aStage(options: StageOptions = {}): Promise<Story> {
  const clock = createVirtualClock();
  const emulator = createEmulator({ ...SERVICE, clock, ...options.converra });
  onTestFinished(() => emulator.close());
  const stub = createStub({ ...GITHUB, clock, ...options.github });
  const network = createNetwork({ emulator, stub, clock });
  const stage = setStage(options, {
    converra: { ...emulator, url: network.converraUrl },
    github: { ...stub, url: network.gitHubUrl },
    play: (run) => play(run, { clock, network: network.next() }),
  });
  return { ...stage, clock };
}
