import { describe, expect, it } from "vitest";
import { ActionError } from "../../src/errors.ts";
import { type RunContext, readContext, resolveCommand, resolveSync } from "../../src/event.ts";

const HEAD = "a".repeat(40);
const BASE = "b".repeat(40);
const MERGE = "c".repeat(40);
const repository = { full_name: "acme/bots", default_branch: "main" };

const runner = {
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

function context(event: string, payload: object = {}, env: object = {}): RunContext {
  return readContext({ ...runner, GITHUB_EVENT_NAME: event, ...env }, { repository, ...payload });
}

function pullRequest(overrides: object = {}, action = "synchronize"): object {
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

const fork = { head: { sha: HEAD, ref: "main", repo: { full_name: "eve/bots" } } };

describe("the context", () => {
  it("of a pull request is about its head, not about the merge commit that is checked out", () => {
    const found = context("pull_request", pullRequest(), { GITHUB_REF: "refs/pull/12/merge" });
    expect(found).toMatchObject({
      action: "synchronize",
      repository: { owner: "acme", repo: "bots" },
      commit: HEAD,
      baseCommit: BASE,
      branch: "topic",
      defaultBranch: "main",
      isDefaultBranch: false,
      pullRequest: { number: 12, fork: false, labels: ["prompt"], draft: false, headRef: "topic" },
      runAttempt: 2,
      runUrl: "https://github.com/acme/bots/actions/runs/77",
      workspace: "/w",
      tempDir: "/t",
      actor: "ada",
    });
  });

  it.each([
    ["pull_request_target", pullRequest(fork), true],
    ["pull_request", pullRequest({ head: { sha: HEAD, ref: "x", repo: null } }), true],
    ["pull_request", pullRequest({ head: { sha: HEAD }, base: {} }), true],
    ["pull_request", pullRequest(), false],
  ])("of %s knows a fork, and never takes it for the default branch", (event, payload, isFork) => {
    const found = context(event, payload);
    expect(found.pullRequest?.fork).toBe(isFork);
    expect(found.isDefaultBranch).toBe(false);
  });

  it("of a merge group is about the group's head", () => {
    const group = {
      head_sha: HEAD,
      head_ref: "refs/heads/gh-readonly-queue/main/pr-1",
      base_sha: BASE,
    };
    expect(context("merge_group", { merge_group: group })).toMatchObject({
      commit: HEAD,
      baseCommit: BASE,
      branch: "gh-readonly-queue/main/pr-1",
      isDefaultBranch: false,
      mergeGroup: { headRef: "gh-readonly-queue/main/pr-1", baseSha: BASE },
    });
  });

  it.each([
    ["an earlier commit", BASE, BASE],
    ["none, for a branch that begins", "0".repeat(40), undefined],
    ["none, for a payload that lies", "main; rm -rf /", undefined],
  ])("of a push compares with %s", (_, before, expected) => {
    const found = context("push", { before });
    expect(found).toMatchObject({ commit: MERGE, branch: "main", isDefaultBranch: true });
    expect(found.baseCommit).toBe(expected);
  });

  it("of a workflow_run is about the commit that workflow ran on", () => {
    expect(context("workflow_run", { workflow_run: { head_sha: HEAD } }).commit).toBe(HEAD);
  });

  it("takes the branch of a schedule for the default one when the payload is silent", () => {
    const env = { ...runner, GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/trunk" };
    expect(readContext(env, { schedule: "0 3 * * *" })).toMatchObject({
      defaultBranch: "trunk",
      isDefaultBranch: true,
    });
  });

  it("knows no default branch for a tag of its name", () => {
    const found = context("push", {}, { GITHUB_REF: "refs/tags/main" });
    expect(found).toMatchObject({ branch: undefined, isDefaultBranch: false });
  });

  it("of an Enterprise Server has its addresses", () => {
    const env = {
      GITHUB_SERVER_URL: "https://git.acme.test",
      GITHUB_API_URL: "https://git.acme.test/api/v3",
    };
    expect(context("push", {}, env)).toMatchObject({
      apiUrl: "https://git.acme.test/api/v3",
      runUrl: "https://git.acme.test/acme/bots/actions/runs/77",
    });
  });

  it.each([undefined, null, 5, "text", [], { pull_request: 7, repository: [] }])(
    "needs no payload where the event needs none: %j",
    (payload) => {
      const found = readContext({ ...runner, GITHUB_EVENT_NAME: "push" }, payload);
      expect(found).toMatchObject({
        commit: MERGE,
        isDefaultBranch: false,
        pullRequest: undefined,
      });
    },
  );

  it.each([
    undefined,
    {},
    { pull_request: { number: "12", head: { sha: HEAD } } },
    pullRequest({ head: {} }),
  ])("of a pull request without number or head says what to do: %j", (payload) => {
    const read = () => readContext({ ...runner, GITHUB_EVENT_NAME: "pull_request" }, payload);
    expect(read).toThrow(ActionError);
    expect(read).toThrow("names no pull request with a number and a head commit");
  });

  it("is complete outside of any runner", () => {
    expect(readContext({}, undefined)).toMatchObject({
      event: "",
      repository: undefined,
      commit: undefined,
      runUrl: undefined,
      apiUrl: "https://api.github.com",
    });
  });
});

describe("command: auto", () => {
  const opened = (action: string) => context("pull_request", pullRequest({}, action));
  it.each<[string, RunContext, string]>([
    ...["opened", "synchronize", "reopened", "ready_for_review", "labeled", "edited"].map(
      (action): [string, RunContext, string] => [
        `a pull request ${action}`,
        opened(action),
        "gate",
      ],
    ),
    ["a pull request closed", opened("closed"), "clean"],
    ["pull_request_target", context("pull_request_target", pullRequest()), "gate"],
    ["a merge group", context("merge_group"), "gate"],
    ["a push to the default branch", context("push"), "sync"],
    ["a push to another branch", context("push", {}, { GITHUB_REF: "refs/heads/x" }), "plan"],
    ["a push of a tag", context("push", {}, { GITHUB_REF: "refs/tags/main" }), "plan"],
    ["a start by hand", context("workflow_dispatch"), "gate"],
    ["a schedule", context("schedule"), "gate"],
    ["the end of another workflow", context("workflow_run"), "comment"],
    ["an event nobody thought of", context("gollum"), "plan"],
  ])("on %s is the right one", (_, found, expected) => {
    expect(resolveCommand("auto", found)).toEqual({
      command: expected,
      reason: expect.any(String),
    });
  });

  it("on a schedule is benchmark where an agent has one", () => {
    expect(resolveCommand("auto", context("schedule"), true).command).toBe("benchmark");
  });

  it("on a comment says that it reads none", () => {
    expect(() => resolveCommand("auto", context("issue_comment"))).toThrow(ActionError);
  });

  it("gives way to a command that is stated", () => {
    expect(resolveCommand("insights", opened("closed")).command).toBe("insights");
  });
});

describe("sync: auto", () => {
  const own = context("pull_request", pullRequest());
  const foreign = context("pull_request_target", pullRequest(fork));
  const branch = context("workflow_dispatch", {}, { GITHUB_REF: "refs/heads/x" });
  it.each<[string, RunContext, "preview" | "live" | "off", string]>([
    ["live on a push to the default branch", context("push"), "preview", "live"],
    ["live on a schedule", context("schedule"), "off", "live"],
    [
      "live on a start by hand from the default branch",
      context("workflow_dispatch"),
      "preview",
      "live",
    ],
    ["preview on a start by hand from another branch", branch, "preview", "preview"],
    ["preview on another branch even where the configuration says live", branch, "live", "preview"],
    ["preview on a pull request", own, "preview", "preview"],
    ["off on a pull request where the configuration says so", own, "off", "off"],
    ["live on a pull request where the configuration says so", own, "live", "live"],
    [
      "preview on a fork's pull request whatever the configuration says",
      foreign,
      "live",
      "preview",
    ],
    [
      "preview in a merge group even where the configuration says live",
      context("merge_group"),
      "live",
      "preview",
    ],
    [
      "preview on a comment, which runs on the default branch",
      context("issue_comment"),
      "preview",
      "preview",
    ],
    [
      "preview after another workflow, which runs on the default branch",
      context("workflow_run"),
      "live",
      "preview",
    ],
  ])("is %s", (_, found, stated, expected) => {
    expect(resolveSync("auto", stated, found)).toBe(expected);
  });

  it("gives way to what the input states", () => {
    expect(resolveSync("live", "off", foreign)).toBe("live");
    expect(resolveSync("off", "live", context("push"))).toBe("off");
  });
});
