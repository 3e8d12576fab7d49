import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  createCommandFiles,
  type RunnerContext,
  type RunnerEvent,
  resolveInputs,
  runnerEnvironment,
} from "./environment.ts";
import {
  annotationsOf,
  parseCommandFile,
  parseWorkflowCommands,
  type RunnerAnnotation,
} from "./output.ts";

/** A signal sent when `when` first holds, or `afterMs` after the step before it (or the start). */
export interface RunnerSignal {
  readonly signal: "SIGINT" | "SIGTERM" | "SIGKILL";
  readonly afterMs?: number;
  readonly when?: () => boolean;
}

export interface RunnerStep {
  /** The action's bundle. */
  readonly entry: string;
  readonly actionFile: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: RunnerEvent;
  readonly context: RunnerContext;
  /** The job's token, for the default of an input. */
  readonly token: string;
  readonly workspace: string;
  /** RUNNER_TEMP; the same for the main and the post step of one job. */
  readonly temp: string;
  /** What the main step saved, for the post step. */
  readonly state?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly signals?: readonly RunnerSignal[];
  /** Killed and refused beyond this; 60 s unless told. */
  readonly timeoutMs?: number;
  /** Sees the log as it is written. */
  readonly onLog?: (text: string) => void;
}

export interface StepResult {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly RunnerAnnotation[];
  /** What the step asked to be masked. The log here is not masked. */
  readonly masks: readonly string[];
  readonly durationMs: number;
}

/** Starts the action's bundle in a process of its own as the actions runner would start a step, and waits for its end. */
export async function runStep(step: RunnerStep): Promise<StepResult> {
  const { entry, event, context, workspace, temp, token } = step;
  const inputs = await resolveInputs(step.actionFile, step.inputs, token);
  const folder = await mkdtemp(join(temp, "_runner_file_commands_"));
  const { files, eventPath } = await createCommandFiles(folder, event);
  const environment = runnerEnvironment({
    inputs,
    state: step.state ?? {},
    event,
    context,
    files,
    eventPath,
    workspace,
    temp,
  });
  const started = performance.now();
  const child = spawn(process.execPath, [entry], {
    cwd: workspace,
    env: { ...environment, ...step.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = await finished(child, step);
  const read = (file: string) => readFile(file, "utf8");
  const commands = parseWorkflowCommands(ended.stdout);
  return {
    ...ended,
    outputs: parseCommandFile(await read(files.output)),
    state: parseCommandFile(await read(files.state)),
    summary: await read(files.summary),
    annotations: annotationsOf(commands),
    masks: commands.filter(({ name }) => name === "add-mask").map(({ data }) => data),
    durationMs: performance.now() - started,
  };
}

async function finished(
  child: ChildProcess,
  { signals = [], timeoutMs = 60_000, onLog }: RunnerStep,
): Promise<Pick<StepResult, "exitCode" | "signal" | "stdout" | "stderr">> {
  const log = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      log[name] += text;
      onLog?.(text);
    });
  }
  const over = new AbortController();
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const sending = sendSignals(child, signals, over.signal);
  try {
    const end = await new Promise<Pick<StepResult, "exitCode" | "signal">>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode, signal) => resolve({ exitCode, signal }));
    });
    if (late) throw new Error(`The step did not end within ${timeoutMs} ms:\n${log.stdout}`);
    return { ...end, ...log };
  } finally {
    clearTimeout(deadline);
    over.abort();
    await sending;
  }
}

async function sendSignals(
  child: ChildProcess,
  signals: readonly RunnerSignal[],
  over: AbortSignal,
): Promise<void> {
  for (const { signal, afterMs, when } of signals) {
    if (afterMs !== undefined) await wait(afterMs, undefined, { signal: over }).catch(() => {});
    while (when !== undefined && !over.aborted && !when()) await wait(5);
    if (over.aborted) return;
    child.kill(signal);
  }
}
