/** A run's inputs and context, from the command line and git where a workflow has the runner's. */
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { RunContext } from "../event.ts";
import { type Inputs, type InputWords, readInputs } from "../inputs.ts";
import type { Checkout } from "./git.ts";

/** What to do in a folder without a configuration. */
export const BEGIN = "Start with: npx converra-gate init";

/** What a command was given; each has some of them. Options that are inputs have the input's name. */
export interface DeskOptions {
  readonly config?: readonly string[];
  readonly agents?: readonly string[];
  readonly base?: string;
  /** Also agents that are as they were at the base. */
  readonly all?: boolean;
  readonly failOn?: string;
  readonly timeoutMinutes?: string;
  readonly maxRuns?: string;
  readonly reportDir?: string;
  /** Of the doctor: also what writes. */
  readonly write?: boolean;
  readonly sandbox?: boolean;
  readonly json?: boolean;
}

type Access = Partial<Pick<Inputs, "apiKey" | "baseUrl" | "githubToken">>;

const VARIABLES: Readonly<Record<string, string>> = {
  "api-key": "the variable CONVERRA_API_KEY",
  "base-url": "the variable CONVERRA_BASE_URL",
};
const DESK_WORDS: InputWords = {
  nameOf: (input) => VARIABLES[input] ?? `--${input}`,
  kind: "argument",
  hint: "Add --help to see what each may be.",
};

/** Throws an InputError that names every option and variable that is wrong. */
export function deskInputs(command: string, options: DeskOptions, access: Access): Inputs {
  const values: Readonly<Record<string, string | undefined>> = {
    "api-key": access.apiKey,
    "base-url": access.baseUrl,
    // The other commands ask GitHub for nothing.
    "github-token": command === "clean" ? access.githubToken : undefined,
    command,
    config: options.config?.join("\n"),
    agents: options.agents?.join("\n"),
    // A pull request's default: what the base commit says already is left alone.
    "changed-only": command === "gate" && options.all !== true ? "true" : "auto",
    "fail-on": options.failOn,
    "timeout-minutes": options.timeoutMinutes,
    "max-runs": options.maxRuns,
    "report-dir": options.reportDir,
    write: options.write === true ? "true" : "false",
    comment: "never",
  };
  return readInputs({ get: (name) => values[name] ?? "", mask: () => {}, words: DESK_WORDS });
}

/**
 * `home` is the folder the reports are kept for, also where another one is worked on. Previews are kept by branch; nothing here is ever the default branch, so that
 * no live agent is written.
 */
export function deskContext(
  { workspace, home }: { readonly workspace: string; readonly home: string },
  { head, branch, repository, base }: Checkout,
): RunContext {
  return {
    event: "desk",
    action: undefined,
    actor: undefined,
    repository,
    commit: head,
    baseCommit: base?.commit,
    ref: branch === undefined ? "" : `refs/heads/${branch}`,
    branch: branch ?? "desk",
    defaultBranch: undefined,
    isDefaultBranch: false,
    pullRequest: undefined,
    endedRun: undefined,
    workflow: "",
    jobName: "",
    runId: "",
    runUrl: undefined,
    serverUrl: "https://github.com",
    apiUrl: "https://api.github.com",
    workspace,
    tempDir: join(tmpdir(), `converra-gate-${basename(home)}-${shortHash(home)}`),
  };
}

/** Two folders of the same name keep their reports apart. */
function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
