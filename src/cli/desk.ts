/** One command of the action at a desk: git in place of the event, the terminal in place of the runner. */
import { systemClock } from "../clock.ts";
import { ActionError, ConfigError } from "../errors.ts";
import type { Workflow } from "../github/workflow.ts";
import { readDeskAccess, readProxy } from "../inputs.ts";
import type { Report } from "../report/model.ts";
import { run } from "../run.ts";
import { createFetch, createTransport } from "../service/transport.ts";
import { type DeskOptions, deskContext, deskInputs } from "./desk-context.ts";
import { filesOfCommits, readCheckout } from "./git.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { Sandbox } from "./sandbox.ts";
import { renderTerminal, type Screen } from "./terminal.ts";

/** What the check says; it says nothing of a prompt; and what a shell makes of them. */
export const EXIT = { passed: 0, failed: 1, unable: 2 } as const;

export interface DeskIo {
  readonly folder: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
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
  const checkout = await readCheckout(io.folder, options.base);
  const access = readDeskAccess();
  if (options.sandbox !== true && access.apiKey === undefined) {
    throw new ActionError(NO_KEY.message, { hint: NO_KEY.hint });
  }
  const { folder, config: patterns } = { ...io, ...options };
  const sandbox = options.sandbox
    ? await (await import("./sandbox.ts")).openSandbox({ folder, patterns, checkout })
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
  const folder = sandbox?.folder ?? io.folder;
  const abort = abortOnSignal((line) => progress.log(line));
  const proxy = sandbox === undefined ? readProxy(undefined, () => {}) : {};
  let report: Report | undefined;
  const failed = await run({
    workflow: terminalWorkflow(progress),
    clock: sandbox?.clock ?? systemClock,
    signal: abort.signal,
    readInputs: () =>
      deskInputs(command, { timeout: sandbox && SANDBOX_MINUTES, ...options }, sandbox ?? access),
    loadContext: () =>
      deskContext({ workspace: folder, home: io.folder }, folder === io.folder ? checkout : {}),
    network: {
      createTransport: (given) => createTransport({ ...given, proxy }),
      gitHubFetch: createFetch(proxy),
    },
    files: filesOfCommits(folder),
    showRuns: (runs) => progress.show(runs),
    present: (found, reportDir) => {
      report = found;
      progress.end();
      io.stdout.write(
        options.json
          ? `${JSON.stringify(found, undefined, 2)}\n`
          : `${renderTerminal(found, io.screen)}Whole report: ${reportDir}/report.html\n`,
      );
    },
  });
  if (report?.fault !== undefined || abort.signal.aborted) return EXIT.unable;
  return failed ? EXIT.failed : EXIT.passed;
}

/** The first Ctrl-C stops the runs that were started; the second leaves at once. */
function abortOnSignal(log: (line: string) => void): AbortController {
  const abort = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (abort.signal.aborted) process.exit(EXIT.unable);
    log(`Received ${name}: stopping the runs this command started.`);
    abort.abort(new Error(`the command was interrupted (${name})`));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return abort;
}

/** What the runner shows elsewhere is in the report that is printed; what could not be written is logged. */
function terminalWorkflow(progress: Progress): Workflow {
  return {
    info: (text) => progress.log(text),
    debug: () => {},
    group: (_, work) => work(),
    annotate: () => {},
    writeSummary: async () => {},
    setOutput: () => {},
    saveState: () => {},
    getState: () => "",
    setFailed: () => {},
    setSecret: () => {},
  };
}

/** What kept a command from beginning, with the place of each mistake of a configuration. */
export function faultText(error: unknown, { colors }: Screen): string {
  if (error instanceof ConfigError) {
    const issues = error.issues.map(
      ({ file, line, column, message, fix }) =>
        `${colors.bold(`${file}:${line}:${column}`)} ${message}${fix ? `\n    ${fix}` : ""}\n`,
    );
    return `${issues.join("")}${colors.red(`${error.message}.`)}\n`;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ActionError ? error.hint : undefined;
  return `${colors.red(`converra-gate: ${message}.`)}\n${hint === undefined ? "" : `${hint}\n`}`;
}
