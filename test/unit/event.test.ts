import { describe, expect, it } from "vitest";
import { ActionError } from "../../src/errors.ts";
import { readContext } from "../../src/event.ts";
import { BASE, context, fork, HEAD, MERGE, pullRequest, runner } from "../support/run-contexts.ts";

describe("the context", () => {
  it("of a pull request is about its head, not about the merge commit that is checked out", () => {
    const found = context("pull_request", pullRequest(), { GITHUB_REF: "refs/pull/12/merge" });
    expect(found).toMatchObject({
      action: "synchronize",
      repository: "acme/bots",
      commit: HEAD,
      baseCommit: BASE,
      branch: "topic",
      defaultBranch: "main",
      isDefaultBranch: false,
      pullRequest: { number: 12, fork: false, labels: ["prompt"], headRef: "topic" },
      runUrl: "https://github.com/acme/bots/actions/runs/77",
      workspace: "/w",
      tempDir: "/t",
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

  it("of a pull request tells people from bots, both who opened it and who caused the event", () => {
    const payload = { ...pullRequest({ user: { type: "Bot" } }), sender: { type: "User" } };
    expect(context("pull_request", payload).pullRequest).toMatchObject({
      author: "Bot",
      sender: "User",
    });
    expect(context("pull_request", pullRequest()).pullRequest).toMatchObject({
      author: undefined,
      sender: undefined,
    });
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
