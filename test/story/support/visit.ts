/** A visit of the doctor: what it said, wrote and called. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createEmulator, type Emulator } from "../../../sandbox/converra/emulator.ts";
import { createStub } from "../../../sandbox/github/stub.ts";
import type { Json } from "../../mutants/mutation.ts";
import { dispatchEvent } from "../../support/github-events.ts";
import type { ActionResult, ActionRun } from "../../support/run-action.ts";
import { GOOD } from "../../support/stage/prompts.ts";
import { GITHUB, SERVICE } from "../../support/stage/stage.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";
import { createNetwork } from "./network.ts";
import { play } from "./play.ts";
import { show } from "./shown.ts";
import type { Between } from "./stage.ts";

export interface Visit extends ActionResult {
  readonly emulator: Emulator;
  readonly calls: readonly string[];
  /** doctor.json */
  readonly text: string;
  readonly found: {
    readonly broken: readonly string[];
    readonly calls: readonly Json[];
    readonly assumptions: readonly Json[];
    readonly shapes: Readonly<Record<string, unknown>>;
  };
}

/** Runs the doctor where there is no converra.yml. */
export async function visit(
  options: { readonly between?: Between; readonly inputs?: Record<string, string> } = {},
): Promise<Visit> {
  const clock = createVirtualClock();
  const emulator = createEmulator({ ...SERVICE, clock });
  onTestFinished(() => emulator.close());
  emulator.seedAgent({
    name: "Larkfield Support",
    content: GOOD,
    model: "gpt-4o",
    tags: ["Larkfield vip"],
    conversations: ["Customer: I am Ada Lovelace."],
    runs: [{ daysAgo: 3 }],
  });
  const stub = createStub({ ...GITHUB, clock });
  const between = options.between?.({ emulator, clock });
  const network = createNetwork({ emulator, stub, clock, between });
  const run: ActionRun = {
    event: dispatchEvent(),
    workspace: { "README.md": "# Larkfield\n" },
    github: { ...stub, url: network.gitHubUrl },
    converra: { url: network.converraUrl, apiKey: SERVICE.apiKey },
    inputs: { command: "doctor", ...options.inputs },
  };
  const ended = await play(run, { clock, network: network.next() });
  show(run, ended, emulator.requests);
  const text = await readFile(join(ended.reportDir, "doctor.json"), "utf8").catch(() => "{}");
  const calls = emulator.requests.map(({ method, path }) => `${method} ${path}`);
  return { ...ended, emulator, calls, text, found: JSON.parse(text) };
}

export function stateOf({ found }: Visit, id: string): unknown {
  return found.assumptions.find((one) => one.id === id)?.state;
}
