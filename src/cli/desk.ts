/** One command of the action at a desk: git in place of the event, the terminal in place of the runner. */
import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../clock.ts";
import type { Diagnosis } from "../commands/doctor-text.ts";
import { ActionError, ConfigError, messageOf } from "../errors.ts";
import type { Workflow } from "../github/workflow.ts";
import { visible } from "../report/escape.ts";
import type { Report } from "../report/model.ts";
import { run } from "../run.ts";
import { createFetch, createTransport } from "../service/transport.ts";
import { isDebugging, readDeskAccess, readProxy } from "../variables.ts";
import { BEGIN, type DeskOptions, deskContext, deskInputs } from "./desk-context.ts";
import { renderDiagnosis } from "./diagnosis.ts";
import { filesOfCommits, readCheckout } from "./git.ts";
import { createProgress, type Progress, type Stream } from "./progress.ts";
import type { Sandbox } from "./sandbox.ts";
import { renderTerminal, type Screen, visibleLine } from "./terminal.ts";

/** What the check says; it says nothing of a prompt; and what a shell makes of them. */
export const EXIT = { passed: 0, failed: 1, unable: 2 } as const;

export interface DeskIo {
  readonly folder: string;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly screen: Screen;
}

const NO_KEY = {
  message: "There is no API key: the variable CONVERRA_API_KEY is empty",
  hint: "Set it (export CONVERRA_API_KEY=…), or add --sandbox to use an emulated account.",
};
/** Its minutes are short, so that a slow machine shall not end them. */
const SANDBOX_MINUTES = "600";

/** Resolves to the exit code. Throws an ActionError where the run cannot begin. */
export async function runAtDesk(
  command: string,
  options: DeskOptions,
  io: DeskIo,
): Promise<number> {
  const access = readDeskAccess();
  deskInputs(command, options, options.sandbox ? {} : access);
  const checkout = await readCheckout(io.folder, options.base);
  if (options.sandbox !== true && access.apiKey === undefined) {
    throw new ActionError(NO_KEY.message, { hint: NO_KEY.hint });
  }
  const desk = { folder: io.folder, patterns: options.config, checkout };
  const sandbox = options.sandbox
    ? await (await import("./sandbox.ts")).openSandbox(desk, { isRead: command !== "doctor" })
    : undefined;
  const clock = sandbox?.clock ?? systemClock;
  const progress = createProgress({
    stream: io.stderr,
    clock,
    screen: io.screen,
    everyMs: sandbox === undefined ? 1_000 : 200,
  });
  if (sandbox !== undefined) progress.log(sandbox.greeting);
  try {
    return await play({ command, options, io, sandbox, progress, checkout, access });
  } finally {
    progress.end();
    await sandbox?.close();
  }
}

interface Play {
  readonly command: string;
  readonly options: DeskOptions;
  readonly io: DeskIo;
  readonly sandbox: Sandbox | undefined;
  readonly progress: Progress;
  readonly checkout: Awaited<ReturnType<typeof readCheckout>>;
  readonly access: ReturnType<typeof readDeskAccess>;
}

async function play({ command, options, io, sandbox, ...rest }: Play): Promise<number> {
  const { progress, checkout, access } = rest;
  const { stdout, stderr, screen } = io;
  const folder = sandbox?.folder ?? io.folder;
  const interrupts = abortOnSignal((line) => progress.log(line));
  const proxy = sandbox === undefined ? readProxy(() => {}) : {};
  const show = (text: string) => {
    progress.end();
    stdout.write(text);
  };
  let report: Report | undefined;
  let diagnosis: Diagnosis | undefined;
  let failure = "";
  const failed = await run({
    workflow: terminalWorkflow(progress, (message) => {
      failure = message;
    }),
    clock: sandbox?.clock ?? systemClock,
    signal: interrupts.signal,
    readInputs: () =>
      deskInputs(
        command,
        { timeoutMinutes: sandbox && SANDBOX_MINUTES, ...options },
        sandbox ?? access,
      ),
    loadContext: () =>
      deskContext({ workspace: folder, home: io.folder }, folder === io.folder ? checkout : {}),
    network: {
      createTransport: (given) => createTransport({ ...given, proxy }),
      gitHubFetch: createFetch(proxy),
    },
    files: filesOfCommits(folder),
    begin: BEGIN,
    showRuns: (runs) => progress.show(runs),
    present: (found, reportDir) => {
      report = found;
      const page = join(reportDir, "report.html");
      const where = existsSync(page) ? `Whole report: ${page}\n` : "";
      show(options.json ? jsonText(found) : `${renderTerminal(found, screen)}${where}`);
    },
    presentDiagnosis: (found, { path, text }) => {
      diagnosis = found;
      show(options.json ? text : renderDiagnosis(found, path, screen));
    },
  }).finally(interrupts.ignore);
  if (report === undefined && diagnosis === undefined) {
    stderr.write(`${screen.colors.red(visible(`converra-gate: ${failure}`))}\n`);
    return EXIT.unable;
  }
  const nothing = diagnosis?.readings.every(({ state }) => state !== "read") ?? false;
  if (report?.fault !== undefined || nothing || interrupts.signal.aborted) return EXIT.unable;
  return failed ? EXIT.failed : EXIT.passed;
}

const jsonText = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The first Ctrl-C stops the runs that were started; the second leaves at once. */
function abortOnSignal(log: (line: string) => void) {
  const abort = new AbortController();
  // Every wait listens for it, and there may be as many as there are runs.
  setMaxListeners(0, abort.signal);
  const onSignal = (name: NodeJS.Signals) => {
    if (abort.signal.aborted) process.exit(EXIT.unable);
    log(`Received ${name}: stopping the runs this command started.`);
    abort.abort(new Error(`the command was interrupted (${name})`));
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const name of signals) process.on(name, onSignal);
  const ignore = () => {
    for (const name of signals) process.off(name, onSignal);
  };
  return { signal: abort.signal, ignore };
}

/** What the runner shows elsewhere is in the report that is printed; what could not be written is logged. */
function terminalWorkflow(progress: Progress, setFailed: (message: string) => void): Workflow {
  return {
    info: (text) => progress.log(text),
    debug: (text) => (isDebugging() ? progress.log(text) : undefined),
    group: (_, work) => work(),
    annotate: () => {},
    writeSummary: async () => {},
    setOutput: () => {},
    saveState: () => {},
    getState: () => "",
    setFailed,
    setSecret: () => {},
  };
}

/** What kept a command from beginning, with the place of each mistake of a configuration. */
export function faultText(error: unknown, { colors }: Screen): string {
  if (error instanceof ConfigError) {
    const issues = error.issues.map(
      ({ file, line, column, message, fix, isAbsent }) =>
        `${isAbsent ? "" : `${colors.bold(visibleLine(`${file}:${line}:${column}`))} `}${visibleLine(message)}${fix ? `\n    ${visible(fix)}` : ""}\n`,
    );
    return `${issues.join("")}${colors.red(visibleLine(`${error.message}.`))}\n`;
  }
  const message = messageOf(error);
  const hint = error instanceof ActionError ? error.hint : undefined;
  return `${colors.red(visibleLine(`converra-gate: ${message}.`))}\n${hint === undefined ? "" : `${visible(hint)}\n`}`;
}
