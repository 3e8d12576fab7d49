/** What is read of an event's payload: https://docs.github.com/webhooks/webhook-events-and-payloads */
import { valueAt } from "./config/data.ts";
import { ActionError } from "./errors.ts";

export interface PullRequestContext {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string | undefined;
  /** The head lies in another repository, or in one that is gone. */
  readonly fork: boolean;
  readonly labels: readonly string[];
  /** Branch name; hostile text. */
  readonly headRef: string;
  /** Branch that it is to be merged into; whoever may push can have made one for this. */
  readonly baseRef: string | undefined;
  /** Who opened it, and who caused this event: User, Bot or Organization, as GitHub has it. */
  readonly author: string | undefined;
  readonly sender: string | undefined;
}

export function readPullRequest(payload: unknown): PullRequestContext {
  const pull = at(payload, "pull_request");
  const number = at(pull, "number");
  const headSha = sha(at(pull, "head", "sha"));
  if (typeof number !== "number" || headSha === undefined) {
    throw new ActionError(
      "the event's payload names no pull request with a number and a head commit",
      {
        hint: "Run on pull_request as GitHub sends it; a local runner needs GITHUB_EVENT_PATH to name the payload's file.",
      },
    );
  }
  const labels = at(pull, "labels");
  const head = text(at(pull, "head", "repo", "full_name"));
  return {
    number,
    headSha,
    baseSha: sha(at(pull, "base", "sha")),
    fork: head === undefined || head !== text(at(pull, "base", "repo", "full_name")),
    labels: Array.isArray(labels) ? labels.flatMap((label) => text(at(label, "name")) ?? []) : [],
    headRef: text(at(pull, "head", "ref")) ?? "",
    baseRef: text(at(pull, "base", "ref")),
    author: text(at(pull, "user", "type")),
    sender: text(at(payload, "sender", "type")),
  };
}

/** A comment on an issue or a pull request that may hold a command; hostile text. */
export interface CommandComment {
  readonly id: number;
  readonly body: string;
  readonly login: string;
  readonly isPerson: boolean;
  /** ISO time; empty where the payload has none. */
  readonly createdAt: string;
  /** Undefined for a comment on an issue. */
  readonly pullRequest: number | undefined;
}

export function readAskingComment(payload: unknown): CommandComment | undefined {
  const id = at(payload, "comment", "id");
  const login = text(at(payload, "comment", "user", "login"));
  const number = at(payload, "issue", "number");
  if (typeof id !== "number" || login === undefined || typeof number !== "number") return undefined;
  return {
    id,
    login,
    body: text(at(payload, "comment", "body")) ?? "",
    createdAt: text(at(payload, "comment", "created_at")) ?? "",
    isPerson: at(payload, "comment", "user", "type") === "User",
    pullRequest: at(payload, "issue", "pull_request") === undefined ? undefined : number,
  };
}

export function readMergeGroup(payload: unknown) {
  const headRef = text(at(payload, "merge_group", "head_ref"));
  const baseSha = sha(at(payload, "merge_group", "base_sha"));
  if (headRef === undefined || baseSha === undefined) return undefined;
  return { headRef: branchOf(headRef) ?? headRef, baseSha };
}

/** What GitHub says of a run of another workflow that has ended: its own words, of a commit that may be anybody's. */
export interface EndedRun {
  readonly id: string;
  /** The event that had started it. */
  readonly event: string;
  readonly headSha: string;
  /** owner/name; undefined where the head's repository is gone. */
  readonly headRepository: string | undefined;
}

/** Undefined where the payload names no run with an id and a head commit. */
export function readEndedRun(payload: unknown): EndedRun | undefined {
  const run = at(payload, "workflow_run");
  const id = at(run, "id");
  const headSha = sha(at(run, "head_sha"));
  if (typeof id !== "number" || !Number.isSafeInteger(id) || headSha === undefined)
    return undefined;
  return {
    id: String(id),
    event: text(at(run, "event")) ?? "",
    headSha,
    headRepository: text(at(run, "head_repository", "full_name")),
  };
}

export const branchOf = (ref: string) => /^refs\/heads\/(.+)$/.exec(ref)?.[1];

export const at = (payload: unknown, ...path: readonly string[]) => valueAt(payload, path);

export const text = (value: unknown) =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A commit's hash; the zeros that stand for "no commit" are none. */
export function sha(value: unknown): string | undefined {
  const found = text(value);
  return found && /^[0-9a-f]{7,64}$/i.test(found) && !/^0+$/.test(found) ? found : undefined;
}
