import {
  type PullRequestFacts,
  pullRequestPayload,
  repositoryPayload,
} from "../../sandbox/github/payloads.ts";
import type { RunnerEvent } from "../../sandbox/runner/environment.ts";
import { BASE, HEAD } from "./github-fixtures.ts";

const REPOSITORY = "acme/support";

/** Pull request 7 from HEAD to BASE, opened, unless told otherwise. */
export function pullRequestEvent(facts: Partial<PullRequestFacts> = {}): RunnerEvent {
  const payload = pullRequestPayload({
    repository: REPOSITORY,
    number: 7,
    head: HEAD,
    base: BASE,
    ...facts,
  });
  return { name: "pull_request", payload };
}

export function pushEvent(
  facts: { branch?: string; after?: string; before?: string } = {},
): RunnerEvent {
  const { branch = "main", after = HEAD, before = BASE } = facts;
  return event("push", {
    ref: `refs/heads/${branch}`,
    before,
    after,
    created: false,
    deleted: false,
    forced: false,
    head_commit: { id: after, message: "change" },
  });
}

export function mergeGroupEvent(facts: { head?: string; base?: string } = {}): RunnerEvent {
  const { head = HEAD, base = BASE } = facts;
  return event("merge_group", {
    action: "checks_requested",
    merge_group: {
      head_sha: head,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}`,
      base_sha: base,
      base_ref: "refs/heads/main",
    },
  });
}

export function scheduleEvent(facts: { cron?: string } = {}): RunnerEvent {
  return event("schedule", { schedule: facts.cron ?? "17 3 * * *" });
}

export function dispatchEvent(facts: { branch?: string } = {}): RunnerEvent {
  return event("workflow_dispatch", { ref: `refs/heads/${facts.branch ?? "main"}`, inputs: {} });
}

/** Of a run that a pull request of HEAD had started, in the repository itself unless told otherwise. */
export function workflowRunEvent(
  facts: { id?: number; headSha?: string; headRepository?: string | null; startedBy?: string } = {},
): RunnerEvent {
  const {
    id = 77,
    headSha = HEAD,
    headRepository = REPOSITORY,
    startedBy = "pull_request",
  } = facts;
  return event("workflow_run", {
    action: "completed",
    workflow_run: {
      id,
      event: startedBy,
      head_sha: headSha,
      head_repository: headRepository === null ? null : { full_name: headRepository },
      conclusion: "success",
      // Empty for a fork's, so that nothing can be read from it.
      pull_requests: [],
    },
  });
}

/** A comment that was just written on pull request 7, or on an issue. */
export function commentEvent(facts: {
  id: number;
  body: string;
  login?: string;
  type?: "User" | "Bot";
  createdAt?: string;
  action?: string;
  onIssue?: boolean;
}): RunnerEvent {
  const { id, body, login = "octocat", type = "User", action = "created", onIssue = false } = facts;
  return event("issue_comment", {
    action,
    comment: { id, body, user: { login, type }, created_at: facts.createdAt },
    issue: { number: 7, ...(onIssue ? {} : { pull_request: { url: "https://api.github.com" } }) },
  });
}

function event(name: string, payload: Record<string, unknown>): RunnerEvent {
  return { name, payload: { ...payload, repository: repositoryPayload(REPOSITORY) } };
}
