import { describe, expect, test } from "vitest";
import { seededRandom } from "../../sandbox/converra/random.ts";
import type { RunnerSignal } from "../../sandbox/runner/runner.ts";
import { systemClock } from "../../src/clock.ts";
import { stopLeftovers } from "../../src/commands/post.ts";
import { createConverra } from "../../src/service/converra.ts";
import { createTransport } from "../../src/service/transport.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { running } from "../support/stage/starts.ts";
import { aSlowStage, post } from "./support/cancel.ts";

/** Continuous integration takes 20. */
const KILLED_MOMENTS = Number(process.env.KILLED_MOMENTS ?? 8);

describe("a workflow that is killed", () => {
  const random = seededRandom("moments");
  const moments = Array.from({ length: KILLED_MOMENTS }, (_, index) => ({
    // From the first request to some looks after the last start.
    requests: 1 + Math.floor(random() * 40),
    delayMs: Math.floor(random() * 40),
    // The runner leaves 7.5 and 2.5 s; half of the moments leave next to nothing, so that the kill does land.
    gapsMs: index % 2 === 0 ? [7_500, 2_500] : [random() * 8, random() * 8],
  }));

  test("leaves no run of its own behind, at whatever moment it is interrupted, terminated and killed", {
    timeout: 180_000,
  }, async () => {
    const left: string[] = [];
    let started = 0;
    let killed = 0;
    await inParallel(4, moments, async ({ requests, delayMs, gapsMs }) => {
      const { stage, pull } = await aSlowStage();
      const signals: RunnerSignal[] = [
        { signal: "SIGINT", when: () => stage.converra.requests.length >= requests },
        { signal: "SIGTERM", afterMs: gapsMs[0] ?? 0 },
        { signal: "SIGKILL", afterMs: gapsMs[1] ?? 0 },
      ];
      // A pause after the request, so that not every moment is that of an arrival.
      signals.splice(0, 1, { ...signals[0], signal: "SIGINT", when: delayed(signals[0], delayMs) });
      const main = await stage.runPull(pull, { signals });
      const told = await stopLeft(stage, main);
      started += stage.converra.runs().length;
      killed += main.signal === null ? 0 : 1;
      const moment = `at request ${requests} + ${delayMs} ms`;
      left.push(
        ...running(stage).map((id) => `${id} ${moment}:\n${main.stdout}${told.join("\n")}`),
      );
    });
    expect(left).toEqual([]);
    expect(started, "the moments lie where runs are under way").toBeGreaterThan(KILLED_MOMENTS);
    expect(killed, "some are killed before they are done").toBeGreaterThan(KILLED_MOMENTS / 10);
  });

  test("while the answer to a start is on its way finds the run all the same", async () => {
    const { stage, pull } = await aSlowStage();
    stage.converra.fault("POST /optimizations:2:slow:3000");
    const when = () => running(stage).length === 2;
    const main = await stage.runPull(pull, { signals: [{ signal: "SIGKILL", when }] });

    expect(main.signal).toBe("SIGKILL");
    expect(main.stdout, "its id was never told").not.toContain("opt_2");
    expect(running(stage)).toEqual(["opt_1", "opt_2"]);
    const after = await post(stage, pull, main);
    expect(after.stdout).toContain("Stopped opt_2.");
    expect(running(stage)).toEqual([]);
  });
});

/** What the post step does, in this process; that a step of its own does it is told by the next test and by others. */
function stopLeft({ converra }: Stage, { state }: StageRun): Promise<readonly string[]> {
  return stopLeftovers(state.runs ?? "", async () =>
    createConverra({
      ...{ baseUrl: converra.url, apiKey: converra.apiKey, clock: systemClock, userAgent: "test" },
      transport: createTransport({ timeoutMs: 10_000 }),
    }),
  );
}

/** Holds `delayMs` after the signal's own condition first held. */
function delayed(signal: RunnerSignal | undefined, delayMs: number): () => boolean {
  let since: number | undefined;
  return () => {
    if (since === undefined && signal?.when?.() === true) since = performance.now();
    return since !== undefined && performance.now() - since >= delayMs;
  };
}

async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
