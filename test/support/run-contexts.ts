/** Contexts as the runner and GitHub make them: pull request 12 of acme/bots unless told. */
import { type RunContext, readContext } from "../../src/event.ts";

export const HEAD = "a".repeat(40);
export const BASE = "b".repeat(40);
export const MERGE = "c".repeat(40);
const repository = { full_name: "acme/bots", default_branch: "main" };

export const runner = {
  GITHUB_REPOSITORY: "acme/bots",
  GITHUB_SHA: MERGE,
  GITHUB_REF: "refs/heads/main",
  GITHUB_WORKFLOW: "Gate",
  GITHUB_JOB: "check",
  GITHUB_RUN_ID: "77",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_ACTOR: "ada",
  GITHUB_WORKSPACE: "/w",
  RUNNER_TEMP: "/t",
};

export function context(event: string, payload: object = {}, env: object = {}): RunContext {
  return readContext({ ...runner, GITHUB_EVENT_NAME: event, ...env }, { repository, ...payload });
}

export function pullRequest(overrides: object = {}, action = "synchronize"): object {
  const pull = {
    number: 12,
    draft: false,
    labels: [{ name: "prompt" }],
    head: { sha: HEAD, ref: "topic", repo: { full_name: "acme/bots" } },
    base: { sha: BASE, ref: "main", repo: { full_name: "acme/bots" } },
    ...overrides,
  };
  return { action, pull_request: pull };
}

export const fork = { head: { sha: HEAD, ref: "main", repo: { full_name: "eve/bots" } } };
