import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";

export interface RunnerEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the runner tells an action about the run: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface RunnerContext {
  /** owner/name */
  readonly repository: string;
  readonly apiUrl: string;
  readonly serverUrl?: string;
  readonly workflow?: string;
  readonly job?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly actor?: string;
  /** Derived from the event unless told. */
  readonly sha?: string;
  readonly ref?: string;
}

/** The files that a step writes its outputs, state and summary to. */
export interface CommandFiles {
  readonly output: string;
  readonly state: string;
  readonly summary: string;
  readonly env: string;
  readonly path: string;
}

export async function createCommandFiles(
  folder: string,
  event: RunnerEvent,
): Promise<{ files: CommandFiles; eventPath: string }> {
  await mkdir(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const files = {
    output: at("output"),
    state: at("state"),
    summary: at("summary"),
    env: at("env"),
    path: at("path"),
  };
  const eventPath = at("event.json");
  await Promise.all(Object.values(files).map((file) => writeFile(file, "")));
  await writeFile(eventPath, JSON.stringify(event.payload, null, 2));
  return { files, eventPath };
}

/**
 * The inputs a step sees: those given, and the defaults of action.yml. The one expression a default may hold is the
 * job's token; an input that action.yml does not know is refused, where the runner would only warn.
 */
export async function resolveInputs(
  actionFile: string,
  given: Readonly<Record<string, string>>,
  token: string,
): Promise<Readonly<Record<string, string>>> {
  return inputsAmong(await declaredInputs(actionFile), given, token);
}

/** The inputs that an action declares, by name. */
type DeclaredInputs = Readonly<Record<string, { readonly default?: unknown } | null>>;

export async function declaredInputs(actionFile: string): Promise<DeclaredInputs> {
  const { inputs = {} } = parse(await readFile(actionFile, "utf8")) as { inputs?: DeclaredInputs };
  return inputs;
}

/** As `resolveInputs`, of an action whose file was read. */
export function inputsAmong(
  inputs: DeclaredInputs,
  given: Readonly<Record<string, string>>,
  token: string,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(inputs, name));
  if (unknown.length > 0) {
    throw new Error(`action.yml has no input ${unknown.join(", ")}`);
  }
  const names = Object.keys(inputs);
  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? defaultOf(name, inputs[name]?.default, token)]),
  );
}

function defaultOf(name: string, value: unknown, token: string): string {
  const text = String(value ?? "").replace(/\$\{\{\s*github\.token\s*\}\}/gu, () => token);
  if (text.includes("${{")) {
    throw new Error(`The default of input ${name} holds an expression this runner does not know`);
  }
  return text;
}

/**
 * The environment of the action's process, built from nothing: the caller's own variables cannot leak into it.
 * Names as in actions/runner: inputs upper case with blanks as `_` and hyphens kept, state as `STATE_<name>`.
 */
export function runnerEnvironment(options: {
  inputs: Readonly<Record<string, string>>;
  state: Readonly<Record<string, string>>;
  event: RunnerEvent;
  context: RunnerContext;
  files: CommandFiles;
  eventPath: string;
  workspace: string;
  temp: string;
}): Record<string, string> {
  const { inputs, state, event, context, files, eventPath, workspace, temp } = options;
  const { repository, apiUrl, serverUrl = "https://github.com" } = context;
  const { ref, sha, headRef, baseRef } = refsOf(event, context);
  const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value] as const);
  const upper = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name.replaceAll(" ", "_").toUpperCase(), value]),
  );
  return {
    PATH: dirname(process.execPath),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__self",
    GITHUB_ACTOR: context.actor ?? "octocat",
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split("/")[0] ?? "",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//u, ""),
    GITHUB_REF_TYPE: ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_HEAD_REF: headRef,
    GITHUB_BASE_REF: baseRef,
    GITHUB_WORKFLOW: context.workflow ?? "Converra",
    GITHUB_JOB: context.job ?? "gate",
    GITHUB_RUN_ID: String(context.runId ?? 1),
    GITHUB_RUN_NUMBER: "1",
    GITHUB_RUN_ATTEMPT: String(context.runAttempt ?? 1),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_TEMP: temp,
    ...Object.fromEntries(prefixed("INPUT_", upper)),
    ...Object.fromEntries(prefixed("STATE_", state)),
  };
}

/** A pull request runs on its merge commit, which is not the head: the payload alone knows that. */
function refsOf({ name, payload }: RunnerEvent, context: RunnerContext) {
  const pull = payload.pull_request as
    | { number: number; head: { ref: string }; base: { ref: string; sha: string } }
    | undefined;
  const group = payload.merge_group as { head_ref: string; head_sha: string } | undefined;
  const onPull = pull !== undefined && name === "pull_request";
  const mergeSha = (payload.pull_request as { merge_commit_sha?: string } | undefined)
    ?.merge_commit_sha;
  const ref =
    context.ref ??
    (onPull ? `refs/pull/${pull.number}/merge` : undefined) ??
    group?.head_ref ??
    (typeof payload.ref === "string" ? payload.ref : "refs/heads/main");
  const sha =
    context.sha ??
    (onPull ? mergeSha : undefined) ??
    group?.head_sha ??
    (typeof payload.after === "string" ? payload.after : "0".repeat(40));
  return {
    ref,
    sha,
    headRef: onPull ? pull.head.ref : "",
    baseRef: onPull ? pull.base.ref : "",
  };
}
