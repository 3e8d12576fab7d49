/** A main step of the action in this process: the environment the runner would give it, and what it would read back. */
import { setMaxListeners } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import {
  declaredInputs,
  inputsAmong,
  runnerEnvironment,
} from "../../../sandbox/runner/environment.ts";
import { annotationsOf, parseWorkflowCommands } from "../../../sandbox/runner/output.ts";
import type { Network } from "../../../src/commands/run-deps.ts";
import { readContext } from "../../../src/event.ts";
import { createWorkflow } from "../../../src/github/workflow.ts";
import { givenNames, readInputs } from "../../../src/inputs.ts";
import { run as runGate } from "../../../src/run.ts";
// The gate loads it late: here it is loaded before the clock waits for it.
import "../../../src/service/converra.ts";
import {
  type ActionResult,
  type ActionRun,
  aWorkspace,
  readReport,
} from "../../support/run-action.ts";
import type { VirtualClock } from "../../support/virtual-clock.ts";
import { createRecorder } from "./recorder.ts";

const MEMORY = "/dev/shm";
const ACTION_FILE = resolve(import.meta.dirname, "../../../action.yml");
/** Read once: a thousand stories have the same. */
let declared: ReturnType<typeof declaredInputs> | undefined;
/** What goes to these files is recorded. */
const NO_FILES = { output: "", state: "", summary: "", env: "", path: "" };

/** `durationMs` is of the clock. */
export async function play(
  run: ActionRun,
  { clock, network }: { readonly clock: VirtualClock; readonly network: Network },
): Promise<ActionResult> {
  if (run.phase === "post") throw new Error("The post step is a process's: see test/process");
  const { github, converra, event } = run;
  declared ??= declaredInputs(ACTION_FILE);
  const workspace =
    typeof run.workspace === "string" ? run.workspace : aWorkspace(run.workspace, quickFolder());
  const temp = `${workspace}.temp`;
  mkdirSync(temp, { recursive: true });
  const access: Record<string, string> =
    converra === undefined ? {} : { "api-key": converra.apiKey, "base-url": converra.url };
  const environment = {
    ...runnerEnvironment({
      inputs: inputsAmong(await declared, { ...access, ...run.inputs }, github.token),
      state: {},
      event,
      context: { repository: github.repository, apiUrl: github.url, ...run.context },
      files: NO_FILES,
      eventPath: "",
      workspace,
      temp,
    }),
    ...run.env,
  };
  const { toolkit, recorded } = createRecorder();
  const startedAt = clock.now();
  const cancelling = cancelled(run, clock);
  const failed = await clock.run(
    runGate({
      workflow: createWorkflow(toolkit),
      clock,
      signal: cancelling.signal,
      readInputs: () =>
        readInputs({
          get: inputOf(environment),
          names: () => givenNames(environment),
          mask: toolkit.setSecret,
        }),
      loadContext: () => readContext(environment, event.payload),
      network,
    }),
  );
  await cancelling.end();
  const { log, ...written } = recorded();
  const commands = parseWorkflowCommands(log);
  const reportDir = written.outputs["report-dir"] ?? "";
  return {
    ...written,
    exitCode: failed || cancelling.signal.aborted ? 1 : 0,
    signal: null,
    stdout: log,
    stderr: "",
    annotations: annotationsOf(commands),
    masks: commands.filter(({ name }) => name === "add-mask").map(({ data }) => data),
    durationMs: clock.now() - startedAt,
    workspace,
    reportDir,
    report: readReport(reportDir),
  };
}

/** Aborts as the action does on its first signal, when that signal's condition holds. */
function cancelled({ signals = [] }: ActionRun, clock: VirtualClock) {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  const [first, ...others] = signals;
  if (others.length > 0 || (first !== undefined && first.when === undefined)) {
    throw new Error(
      "More than one signal, and one after a time, are a process's: see test/process",
    );
  }
  let over = false;
  const until = async () => {
    if (first?.when === undefined) return;
    await clock.until(() => over || first.when?.() === true, "the moment of the signal");
    if (!over) abort.abort(new Error(`the workflow was cancelled (${first.signal})`));
  };
  const done = until();
  const end = () => {
    over = true;
    return done;
  };
  return { signal: abort.signal, end };
}

/** In memory where there is such a folder: of the files of a story none outlasts it. */
export function quickFolder(): string {
  return existsSync(MEMORY) ? MEMORY : tmpdir();
}

/** As the toolkit reads an input. */
function inputOf(environment: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim() ?? "";
}
