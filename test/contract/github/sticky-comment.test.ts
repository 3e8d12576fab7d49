import { describe, expect, it } from "vitest";
import type { GitHubStub } from "../../../sandbox/github/server.ts";
import type { GitHubClient } from "../../../src/github/client.ts";
import { buildMarker, mergeSections } from "../../../src/github/sections.ts";
import { type UpsertOptions, upsertComment } from "../../../src/github/sticky-comment.ts";
import { aGitHub, clientOf, HEAD, instantClock } from "../../support/github-fixtures.ts";

const KEY = "CI / gate / converra.yml";

function upsert(github: GitHubClient, options: Partial<UpsertOptions> = {}) {
  return upsertComment({
    github,
    pullRequest: 7,
    key: KEY,
    head: HEAD,
    sectionId: "gate",
    body: "### Passed",
    mode: "always",
    hasChange: true,
    clock: instantClock(),
    ...options,
  });
}

function ours(body: string, head = HEAD): string {
  return mergeSections([], { key: KEY, head, id: "gate", body });
}

function writes(stub: GitHubStub): readonly string[] {
  return stub.requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, status }) => `${method} ${path.split("/").slice(4).join("/")} ${status}`);
}

describe("the comment of a gate", () => {
  it("is created with the marker on its first line", async () => {
    const stub = await aGitHub();
    const result = await upsert(clientOf(stub));
    expect(result).toEqual({
      action: "created",
      url: "https://github.com/acme/support/pull/7#issuecomment-1001",
    });
    const [comment] = stub.comments(7);
    expect(comment?.body.split("\n")[0]).toBe(buildMarker({ key: KEY, head: HEAD }));
    expect(comment?.body).toContain("### Passed");
  });

  it("is found behind 120 older comments and updated in place", async () => {
    const stub = await aGitHub();
    for (let index = 0; index < 120; index += 1) {
      const author = { login: "octocat", type: "User" } as const;
      stub.seedComment({ pullRequest: 7, body: `comment ${index}`, author });
    }
    const mine = stub.seedComment({ pullRequest: 7, body: ours("### Running", "0ld") });
    const result = await upsert(clientOf(stub));
    expect(result.action).toBe("updated");
    expect(stub.comments(7)).toHaveLength(121);
    expect(mine.body).toBe(ours("### Passed"));
    expect(stub.requests.filter(({ path }) => path.endsWith("7/comments"))[0]?.query).toEqual({
      per_page: "100",
    });
  });

  it("is left alone when it says the same already", async () => {
    const stub = await aGitHub();
    stub.seedComment({ pullRequest: 7, body: ours("### Passed") });
    expect((await upsert(clientOf(stub))).action).toBe("unchanged");
    expect(writes(stub)).toEqual([]);
  });

  it.each([
    ["a person", { login: "mallory", type: "User" }],
    ["a person who is called like a bot", { login: "mallory[bot]", type: "User" }],
    ["a bot account without an app", { login: "mallory", type: "Bot" }],
  ] as const)("is never one that %s wrote with the same marker", async (_name, author) => {
    const stub = await aGitHub();
    const theirs = stub.seedComment({ pullRequest: 7, body: ours("### Forged"), author });
    expect((await upsert(clientOf(stub))).action).toBe("created");
    expect(theirs.body).toBe(ours("### Forged"));
    expect(stub.comments(7)).toHaveLength(2);
  });

  it("is only the token's own when the token belongs to a person", async () => {
    const author = { login: "release-bot", type: "User" } as const;
    const stub = await aGitHub({ author });
    const bot = stub.seedComment({ pullRequest: 7, body: ours("### By the job's bot") });
    const mine = stub.seedComment({ pullRequest: 7, body: ours("### Running"), author });
    expect((await upsert(clientOf(stub))).action).toBe("updated");
    expect(mine.body).toBe(ours("### Passed"));
    expect(bot.body).toBe(ours("### By the job's bot"));
  });

  it("is not one that quotes the marker further down, nor one of another key", async () => {
    const stub = await aGitHub();
    stub.seedComment({ pullRequest: 7, body: `> quoted\n${ours("### Passed")}` });
    const other = mergeSections([], { key: "other", head: HEAD, id: "gate", body: "### Passed" });
    stub.seedComment({ pullRequest: 7, body: other });
    expect((await upsert(clientOf(stub))).action).toBe("created");
    expect(stub.comments(7)).toHaveLength(3);
    expect(writes(stub)).toEqual(["POST issues/7/comments 201"]);
  });

  it("is made anew when the update is refused with 404", async () => {
    const gone = { id: 0 };
    const stub = await aGitHub({
      intercept: async ({ method, path }) =>
        method === "PATCH" && path.endsWith(`/${gone.id}`)
          ? Response.json({ message: "Not Found" }, { status: 404 })
          : undefined,
    });
    gone.id = stub.seedComment({ pullRequest: 7, body: ours("### Running", "0ld") }).id;
    const result = await upsert(clientOf(stub));
    expect(result.action).toBe("created");
    expect(stub.comments(7).map(({ body }) => body)).toEqual([
      ours("### Running", "0ld"),
      ours("### Passed"),
    ]);
  });

  it("is not created twice when the answer to the first attempt was lost", async () => {
    let stub: GitHubStub | undefined;
    let lost = false;
    stub = await aGitHub({
      intercept: async ({ method }) => {
        if (method !== "POST" || lost) return undefined;
        lost = true;
        stub?.seedComment({ pullRequest: 7, body: ours("### Passed") });
        return Response.json({ message: "Bad Gateway" }, { status: 502 });
      },
    });
    await upsert(clientOf(stub));
    expect(stub.comments(7)).toHaveLength(1);
    expect(writes(stub)).toEqual(["POST issues/7/comments 502"]);
  });

  it("stays as it is when the pull request has a newer commit than the run", async () => {
    const stub = await aGitHub();
    const newer = stub.seedComment({ pullRequest: 7, body: ours("### Newer") });
    const result = await upsert(clientOf(stub), { head: "0ldc0mm1t", body: "### Older" });
    expect(result).toMatchObject({ action: "skipped", reason: expect.stringMatching(/moved on/u) });
    expect(newer.body).toBe(ours("### Newer"));
    expect(writes(stub)).toEqual([]);
  });
});

describe("commenting on change only", () => {
  it("says nothing when nothing changed and there is no comment", async () => {
    const stub = await aGitHub();
    const result = await upsert(clientOf(stub), { mode: "on-change", hasChange: false });
    expect(result).toEqual({ action: "skipped", reason: "nothing changed" });
    expect(writes(stub)).toEqual([]);
  });

  it("brings an earlier comment up to date even when nothing changed any more", async () => {
    const stub = await aGitHub();
    stub.seedComment({ pullRequest: 7, body: ours("### Failed", "0ld") });
    const result = await upsert(clientOf(stub), { mode: "on-change", hasChange: false });
    expect(result.action).toBe("updated");
  });
});

describe("a token that may not comment", () => {
  it("is explained with the permission to add, and written to nowhere", async () => {
    const stub = await aGitHub({ denied: ["pull-requests: write"] });
    await expect(upsert(clientOf(stub))).rejects.toMatchObject({
      name: "GitHubError",
      status: 403,
      permission: "pull-requests: write",
      hint: expect.stringContaining("pull-requests: write"),
    });
    expect(stub.comments(7)).toEqual([]);
  });

  it("that is wrong is told from one that lacks a permission, and is in no message", async () => {
    const stub = await aGitHub();
    const failing = upsert(clientOf(stub, { token: "ghs_wrong" }));
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "GitHubError", status: 401, permission: undefined });
    expect(JSON.stringify(error) + String(error)).not.toContain("ghs_wrong");
  });
});

describe("a body over the limit", () => {
  it("is cut rather than refused", async () => {
    const stub = await aGitHub();
    await upsert(clientOf(stub), { body: `### Failed\n\n<details>\n${"x".repeat(70_000)}` });
    const [comment] = stub.comments(7);
    expect(comment?.body).toContain("### Failed\n\n_The rest did not fit");
  });
});
