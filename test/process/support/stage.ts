/** The stage on loopback sockets, with the built action in a process of its own. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { startConverra } from "../../../sandbox/converra/server.ts";
import { startGitHub } from "../../../sandbox/github/server.ts";
import { type ActionResult, type ActionRun, runAction } from "../../support/run-action.ts";
import {
  GITHUB,
  SERVICE,
  type Stage,
  type StageOptions,
  setStage,
} from "../../support/stage/stage.ts";

/** A run of the emulator's 15 to 27 minutes takes about a fifth of a second. */
const TIME_SCALE = 6_000;
const WAIT = { "interval-seconds": 0.05, "max-interval-seconds": 0.2 };

/** What Node prints into a user's log; what it would say in a test alone counts as well. */
export const NODE_WARNING = /\(node:\d+\)|\w+Warning\b|\bdeprecat/i;

/** The servers are closed when the test ends, or by what is told. */
export async function aStage(
  options: StageOptions & { readonly onTakeDown?: (close: () => Promise<void>) => void } = {},
): Promise<Stage> {
  const { onTakeDown = onTestFinished } = options;
  const converra = await startConverra({
    ...SERVICE,
    timeScale: TIME_SCALE,
    ...options.converra,
  });
  onTakeDown(() => converra.close());
  const github = await startGitHub({ ...GITHUB, ...options.github });
  onTakeDown(() => github.close());
  const config = { wait: WAIT, ...options.config };
  return setStage({ ...options, config }, { converra, github, play });
}

async function play(run: ActionRun): Promise<ActionResult> {
  const result = await runAction(run);
  expect(result.stdout + result.stderr).not.toMatch(NODE_WARNING);
  return result;
}

/** Resolves as soon as it holds; for stories in which something happens while a step runs. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await wait(5)) {
    if (Date.now() > end) throw new Error(`It never came to this: ${what}`);
  }
}
