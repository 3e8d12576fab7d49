import { describe, expect, it } from "vitest";
import {
  type RunContext,
  reasonForNoSecrets,
  resolveCommand,
  resolveSync,
} from "../../src/event.ts";
import { context, fork, pullRequest } from "../support/run-contexts.ts";

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

  it("says what happened to a pull request in words", () => {
    expect(resolveCommand("auto", opened("synchronize")).reason).toBe(
      "a pull request was updated with new commits",
    );
    expect(resolveCommand("auto", opened("opened")).reason).toBe("a pull request was opened");
  });

  it("on a comment is to answer the command in it", () => {
    expect(resolveCommand("auto", context("issue_comment")).command).toBe("reply");
  });

  it("gives way to a command that is stated", () => {
    expect(resolveCommand("insights", opened("closed")).command).toBe("insights");
  });
});

describe("the repository's secrets", () => {
  it.each<[string, RunContext, string | undefined]>([
    ["are missing from a fork's pull request", context("pull_request", pullRequest(fork)), "fork"],
    [
      "are missing where Dependabot starts the run",
      context("pull_request", pullRequest(), { GITHUB_ACTOR: "dependabot[bot]" }),
      "dependabot",
    ],
    [
      "are there on the repository's own pull request",
      context("pull_request", pullRequest()),
      undefined,
    ],
    ["are there on a push", context("push"), undefined],
    ["are there on a schedule", context("schedule"), undefined],
  ])("%s", (_, found, reason) => {
    expect(reasonForNoSecrets(found)).toBe(reason);
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
    expect(resolveSync("auto", stated, found, "sync")).toBe(expected);
  });

  it("lets a gate on the default branch measure on previews, which write nothing to a live agent", () => {
    const found = context("workflow_dispatch");
    expect(found.isDefaultBranch).toBe(true);
    expect(resolveSync("auto", "preview", found, "gate")).toBe("preview");
    expect(resolveSync("auto", "preview", found, "sync")).toBe("live");
  });

  it("gives way to what the input states", () => {
    expect(resolveSync("live", "off", foreign, "gate")).toBe("live");
    expect(resolveSync("off", "live", context("push"), "sync")).toBe("off");
  });
});
