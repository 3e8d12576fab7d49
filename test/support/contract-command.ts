/** One command of the action, whole and in this process, over an emulator on its virtual clock; no pull request, no GitHub. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Emulator } from "../../sandbox/converra/emulator.ts";
import { readContext } from "../../src/event.ts";
import { blobSha } from "../../src/gate/checkout.ts";
import type { CommitFiles } from "../../src/gate/types.ts";
import type { Workflow } from "../../src/github/workflow.ts";
import { type Command, INPUT_DEFAULTS, readInputs } from "../../src/inputs.ts";
import { run } from "../../src/run.ts";
import { emulatorTransport, IN_PROCESS_URL } from "./in-process.ts";
import { aWorkspace } from "./run-action.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface CommandRun {
  readonly command: Command;
  /** `main` is the default branch, which sync may write live. */
  readonly branch: "main" | "feature";
  readonly files: Readonly<Record<string, string>>;
  readonly timeoutMinutes?: number;
  readonly write?: boolean;
  readonly event?: "workflow_dispatch" | "schedule";
  /** The base commit's files, of a pull request. */
  readonly base?: Readonly<Record<string, string>>;
}

/** Resolves with what the step was failed with, and the log. */
export async function runCommand(
  { clock, ...converra }: Emulator & { readonly clock: VirtualClock },
  {
    command,
    branch,
    files,
    timeoutMinutes = 120,
    write = false,
    event = "workflow_dispatch",
    base,
  }: CommandRun,
): Promise<{ readonly failed: readonly string[]; readonly log: string }> {
  const workspace = aWorkspace(files);
  const temp = mkdtempSync(join(tmpdir(), "converra-command-"));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const inputs: Readonly<Record<string, string>> = {
    ...INPUT_DEFAULTS,
    "api-key": converra.apiKey,
    "base-url": IN_PROCESS_URL,
    "github-token": "",
    "timeout-minutes": `${timeoutMinutes}`,
    ...{ command, write: `${write}` },
  };
  const failed: string[] = [];
  const lines: string[] = [];
  const ended = run({
    workflow: recording(lines, failed),
    clock,
    signal: new AbortController().signal,
    readInputs: () => readInputs({ get: (name) => inputs[name] ?? "", mask: () => {} }),
    loadContext: () =>
      readContext(
        {
          GITHUB_EVENT_NAME: base === undefined ? event : "pull_request",
          GITHUB_REPOSITORY: "acme/shop",
          GITHUB_REF: `refs/heads/${branch}`,
          GITHUB_SHA: "a".repeat(40),
          GITHUB_WORKSPACE: workspace,
          RUNNER_TEMP: temp,
        },
        { repository: { default_branch: "main" }, ...(base === undefined ? {} : PULL_REQUEST) },
      ),
    network: { createTransport: () => emulatorTransport(converra), gitHubFetch: fetch },
    ...(base === undefined ? {} : { files: commitFiles(base) }),
  });
  await clock.run(ended);
  return { failed, log: lines.join("\n") };
}

const PULL_REQUEST = {
  action: "opened",
  pull_request: {
    number: 7,
    head: { sha: "a".repeat(40), ref: "feature", repo: { full_name: "acme/shop" } },
    base: { sha: "b".repeat(40), ref: "main", repo: { full_name: "acme/shop" } },
  },
};

function commitFiles(files: Readonly<Record<string, string>>): CommitFiles {
  const blob = (text: string) => ({ mode: "100644", sha: blobSha(Buffer.from(text)) });
  return {
    readTree: async () =>
      new Map(Object.entries(files).map(([path, text]) => [path, blob(text)] as const)),
    readTextAt: async ({ path }) => files[path],
  };
}

function recording(lines: string[], failed: string[]): Workflow {
  const line = (text: string) => void lines.push(text);
  return {
    info: line,
    debug: line,
    group: (_name, inside) => inside(),
    annotate: ({ message }) => line(message),
    writeSummary: async () => {},
    setOutput: () => {},
    saveState: () => {},
    getState: () => "",
    setFailed: (message) => void failed.push(message),
    setSecret: () => {},
  };
}
