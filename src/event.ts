/** What started the run: environment and payload in, RunContext out; and what follows from it when an input says auto. */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Command, Inputs, SyncMode } from "./inputs.ts";
import {
  at,
  branchOf,
  type CommandComment,
  type EndedRun,
  type PullRequestContext,
  readAskingComment,
  readEndedRun,
  readMergeGroup,
  readPullRequest,
  sha,
  text,
} from "./payload.ts";

export interface RunContext {
  readonly event: string;
  readonly action: string | undefined;
  /** owner/name */
  readonly repository: string | undefined;
  /** The commit the run is about: of a pull request its head, not the merge commit that is checked out. */
  readonly commit: string | undefined;
  /** What it is compared with: the pull request's or merge group's base, the commit before a push. */
  readonly baseCommit: string | undefined;
  /** As the runner has it; for pull_request_target that is the base branch. */
  readonly ref: string;
  /** The branch the commit lies on; hostile text. */
  readonly branch: string | undefined;
  readonly defaultBranch: string | undefined;
  /** The text at hand is merged: the default branch itself, never a pull request or a merge group. */
  readonly isDefaultBranch: boolean;
  readonly pullRequest: PullRequestContext | undefined;
  /** That started this one, on issue_comment. */
  readonly comment?: CommandComment | undefined;
  /** Whose end started this one, on workflow_run. */
  readonly endedRun: EndedRun | undefined;
  /** Who started the run; hostile text. */
  readonly actor: string | undefined;
  readonly workflow: string;
  readonly jobName: string;
  readonly runId: string;
  readonly runUrl: string | undefined;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly workspace: string;
  readonly tempDir: string;
}

/** The runner's own environment and payload. A payload that cannot be read counts as none. */
export function loadContext(): RunContext {
  return readContext(
    { GITHUB_WORKSPACE: process.cwd(), RUNNER_TEMP: tmpdir(), ...process.env },
    payload(),
  );
}

function payload(): unknown {
  try {
    return JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch {
    return undefined;
  }
}

/** Throws an ActionError where the event needs a payload member that is not there. */
export function readContext(env: NodeJS.ProcessEnv, payload: unknown): RunContext {
  const event = env.GITHUB_EVENT_NAME ?? "";
  const [owner = "", repo = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
  const pullRequest = isPullRequest(event) ? readPullRequest(payload) : undefined;
  const mergeGroup = event === "merge_group" ? readMergeGroup(payload) : undefined;
  const eventHead = /^(merge_group|workflow_run)$/.test(event)
    ? sha(at(payload, event, "head_sha"))
    : undefined;
  const ref = env.GITHUB_REF ?? "";
  const refBranch = branchOf(ref);
  // The payload of a schedule may lack the repository, and a schedule runs on the default branch only.
  const defaultBranch =
    text(at(payload, "repository", "default_branch")) ??
    (event === "schedule" ? refBranch : undefined);
  const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
  const runId = env.GITHUB_RUN_ID ?? "";
  const repository = owner !== "" && repo !== "" ? `${owner}/${repo}` : undefined;
  return {
    event,
    action: text(at(payload, "action")),
    repository,
    commit: pullRequest?.headSha ?? eventHead ?? sha(env.GITHUB_SHA),
    baseCommit:
      pullRequest?.baseSha ??
      mergeGroup?.baseSha ??
      (event === "push" ? sha(at(payload, "before")) : undefined),
    ref,
    branch: pullRequest?.headRef ?? mergeGroup?.headRef ?? refBranch,
    defaultBranch,
    isDefaultBranch: !isReview(event) && refBranch !== undefined && refBranch === defaultBranch,
    pullRequest,
    comment: event === "issue_comment" ? readAskingComment(payload) : undefined,
    endedRun: event === "workflow_run" ? readEndedRun(payload) : undefined,
    actor: env.GITHUB_ACTOR || undefined,
    workflow: env.GITHUB_WORKFLOW ?? "",
    jobName: env.GITHUB_JOB ?? "",
    runId,
    runUrl: repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined,
    serverUrl,
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    workspace: env.GITHUB_WORKSPACE || ".",
    tempDir: env.RUNNER_TEMP || tmpdir(),
  };
}

/** The events whose commit waits to be merged: what they check must not set its own rules unseen. */
export function isReview(event: string): boolean {
  return isPullRequest(event) || event === "merge_group";
}

/** Why GitHub gives this run no secrets of the repository's; undefined where it does. */
export function reasonForNoSecrets(
  context: Pick<RunContext, "pullRequest" | "actor">,
): "fork" | "dependabot" | undefined {
  if (context.pullRequest?.fork) return "fork";
  return context.actor === "dependabot[bot]" ? "dependabot" : undefined;
}

const isPullRequest = (event: string) => /^pull_request(_target)?$/.test(event);

export interface ResolvedCommand {
  readonly command: Command;
  /** For the log: why this one. */
  readonly reason: string;
}

/** Where GitHub's word for what happened is no past tense. */
const HAPPENED = new Map([
  ["synchronize", "updated with new commits"],
  ["ready_for_review", "marked as ready for review"],
]);

/** What `command: auto` means here. On a schedule the answer depends on whether any agent has a benchmark. */
export function resolveCommand(
  input: Inputs["command"],
  context: RunContext,
  hasBenchmark = false,
): ResolvedCommand {
  if (input !== "auto") return { command: input, reason: "stated by the command input" };
  const { event, action, isDefaultBranch, ref } = context;
  const because = (command: Command, reason: string) => ({ command, reason });
  if (isPullRequest(event)) {
    if (action === "closed") return because("clean", "a pull request was closed");
    const what = HAPPENED.get(action ?? "") ?? action ?? "given";
    return because("gate", `a pull request was ${what.replaceAll("_", " ")}`);
  }
  switch (event) {
    case "merge_group":
      return because("gate", "a merge queue asks for a check");
    case "push":
      return isDefaultBranch
        ? because("sync", "a push to the default branch")
        : because("plan", `a push to ${ref}, which is not the default branch`);
    case "schedule":
      return hasBenchmark
        ? because("benchmark", "a schedule, and an agent has a benchmark")
        : because("gate", "a schedule, and no agent has a benchmark");
    case "workflow_dispatch":
      return because("gate", "started by hand");
    case "workflow_run":
      return because("comment", "another workflow has ended");
    case "issue_comment":
      return because("reply", "a comment may hold a command");
    default:
      return because("plan", `nothing else is safe to assume of the event ${event || "(none)"}`);
  }
}

/** Whether agents that are as they were at the base commit are left out. */
export function onlyChanged(
  { changedOnly }: Pick<Inputs, "changedOnly">,
  { event }: Pick<RunContext, "event">,
): boolean {
  return changedOnly === "auto" ? isReview(event) : changedOnly;
}

/** The text at hand is the default branch's, by an event that only who may write there can cause. */
export function isMerged({ event, isDefaultBranch }: RunContext): boolean {
  return isDefaultBranch && ["push", "schedule", "workflow_dispatch"].includes(event);
}

/**
 * Where prompts go. Text that is not merged reaches a live agent only where somebody wrote `live` down: in the
 * workflow file, or in the configuration of the default branch, for what is to be merged into that. Any other branch may
 * have been made to say so by whoever may push.
 */
export function resolveSync(
  input: Inputs["sync"],
  pullRequestSync: SyncMode,
  context: RunContext,
  command: Command,
): SyncMode {
  if (input !== "auto") return input;
  // A gate measures: it writes to a live agent only where somebody wrote that down, on the default branch too.
  if (isMerged(context) && command !== "gate") return "live";
  if (pullRequestSync !== "live") return pullRequestSync;
  const { pullRequest: pull, defaultBranch } = context;
  const isOfDefault = pull?.baseRef !== undefined && pull.baseRef === defaultBranch;
  return isOfDefault && !pull.fork ? "live" : "preview";
}
