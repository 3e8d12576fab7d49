import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished, TestRunner } from "vitest";
import type { RunnerContext, RunnerEvent } from "../../sandbox/runner/environment.ts";
import { type RunnerSignal, runStep, type StepResult } from "../../sandbox/runner/runner.ts";
import type { Report } from "../../src/report/model.ts";

export interface ActionRun {
  readonly event: RunnerEvent;
  /** Over the defaults of action.yml; `api-key` and `base-url` come from `converra` unless given. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** A folder of `aWorkspace`, or the files of a fresh one. */
  readonly workspace: string | Readonly<Record<string, string>>;
  readonly github: { readonly url: string; readonly token: string; readonly repository: string };
  readonly converra?: { readonly url: string; readonly apiKey: string };
  readonly context?: Partial<RunnerContext>;
  readonly env?: Readonly<Record<string, string>>;
  /** What the main step saved, for `phase: "post"`. */
  readonly state?: Readonly<Record<string, string>>;
  readonly phase?: "main" | "post";
  readonly signals?: readonly RunnerSignal[];
  readonly timeoutMs?: number;
  /** Relative to the repository; the bundle unless told. */
  readonly entry?: string;
  readonly actionFile?: string;
}

export interface ActionResult extends StepResult {
  readonly workspace: string;
  readonly reportDir: string;
  /** report.json; undefined when there is none. */
  readonly report: Report | undefined;
}

const REPOSITORY = resolve(import.meta.dirname, "../..");

/** Runs the built action in a process of its own, as the runner would run its main or its post step. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const { phase = "main", state = {}, github, converra, event } = run;
  if (phase === "main" && Object.keys(state).length > 0) {
    throw new Error("A main step has no saved state: say phase: post");
  }
  const workspace = typeof run.workspace === "string" ? run.workspace : aWorkspace(run.workspace);
  const temp = `${workspace}.temp`;
  await mkdir(temp, { recursive: true });
  const result = await runStep({
    entry: resolve(REPOSITORY, run.entry ?? "dist/index.js"),
    actionFile: resolve(REPOSITORY, run.actionFile ?? "action.yml"),
    inputs: {
      ...(converra === undefined ? {} : { "api-key": converra.apiKey, "base-url": converra.url }),
      ...run.inputs,
    },
    event,
    context: { repository: github.repository, apiUrl: github.url, ...run.context },
    token: github.token,
    workspace,
    temp,
    state,
    ...(run.env === undefined ? {} : { env: run.env }),
    ...(run.signals === undefined ? {} : { signals: run.signals }),
    ...(run.timeoutMs === undefined ? {} : { timeoutMs: run.timeoutMs }),
  });
  const reportDir = result.outputs["report-dir"] || join(temp, "converra-gate");
  return { ...result, workspace, reportDir, report: readReport(reportDir) };
}

/** A folder with these files, removed when the test ends. Written at once: a thousand stories have one or more each. */
export function aWorkspace(
  files: Readonly<Record<string, string>>,
  parent: string = tmpdir(),
): string {
  const folder = join(aTemporaryFolder(parent), "workspace");
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

function aTemporaryFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, "converra-gate-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Outside of a test, as in beforeAll, the folder is shared by the tests that follow.
  if (TestRunner.getCurrentTest() === undefined) process.once("exit", remove);
  else onTestFinished(remove);
  return folder;
}

/** report.json of the folder; undefined when there is none. */
export function readReport(reportDir: string): Report | undefined {
  const file = join(reportDir, "report.json");
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}
