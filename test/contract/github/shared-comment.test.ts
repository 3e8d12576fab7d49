import { describe, expect, it } from "vitest";
import type { GitHubStub } from "../../../sandbox/github/server.ts";
import { mergeSections } from "../../../src/github/sections.ts";
import { upsertComment } from "../../../src/github/sticky-comment.ts";
import { aGitHub, barrier, clientOf, HEAD, instantClock } from "../../support/github-fixtures.ts";

const KEY = "CI / gate / converra.yml";

function upsert(stub: GitHubStub, job: string) {
  return upsertComment({
    github: clientOf(stub),
    pullRequest: 7,
    key: KEY,
    head: HEAD,
    sectionId: job,
    body: `### ${job} passed`,
    mode: "always",
    hasChange: true,
    clock: instantClock(),
  });
}

/** What one comment has to hold in the end. */
function together(jobs: readonly string[]): string {
  return jobs.reduce(
    (text, id) => mergeSections([text], { key: KEY, head: HEAD, id, body: `### ${id} passed` }),
    "",
  );
}

/** Makes the nth request of a method to the comments wait. */
function gates(
  rules: readonly { method: string; nth: readonly number[]; wait: () => Promise<void> }[],
) {
  const counts = new Map<string, number>();
  return async ({ method, path }: { method: string; path: string }) => {
    if (!path.includes("/comments")) return undefined;
    const nth = (counts.get(method) ?? 0) + 1;
    counts.set(method, nth);
    for (const rule of rules) {
      if (rule.method === method && rule.nth.includes(nth)) await rule.wait();
    }
    return undefined;
  };
}

describe("two jobs with one key", () => {
  it("that both create end with one comment that holds both", async () => {
    const stub = await aGitHub({
      intercept: gates([
        { method: "GET", nth: [1, 2], wait: barrier(2) },
        { method: "POST", nth: [1, 2], wait: barrier(2) },
      ]),
    });
    await Promise.all([upsert(stub, "linux"), upsert(stub, "windows")]);
    expect(stub.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
    expect(stub.comments(7).map(({ body }) => body)).toEqual([together(["linux", "windows"])]);
  });

  it("that overwrite each other's update notice and put it right", async () => {
    const stub = await aGitHub({
      intercept: gates([
        { method: "GET", nth: [1, 2], wait: barrier(2) },
        { method: "PATCH", nth: [1, 2], wait: barrier(2) },
        { method: "GET", nth: [3, 4], wait: barrier(2) },
      ]),
    });
    stub.seedComment({ pullRequest: 7, body: together(["macos"]) });
    await Promise.all([upsert(stub, "linux"), upsert(stub, "windows")]);
    const patches = stub.requests.filter(({ method }) => method === "PATCH");
    expect(patches.length).toBeGreaterThanOrEqual(3);
    expect(stub.comments(7).map(({ body }) => body)).toEqual([
      together(["linux", "macos", "windows"]),
    ]);
  });

  it("give up after five writes that never stay, and say what to do", async () => {
    let stub: GitHubStub | undefined;
    stub = await aGitHub({
      intercept: async ({ method }) => {
        const first = stub?.comments(7)[0];
        if (method === "GET" && first !== undefined) first.body = together(["windows"]);
        return undefined;
      },
    });
    stub.seedComment({ pullRequest: 7, body: together(["windows"]) });
    await expect(upsert(stub, "linux")).rejects.toMatchObject({
      name: "GitHubError",
      message: expect.stringMatching(/other jobs overwrote it 5 times/u),
      hint: expect.stringContaining("comment-key"),
    });
    expect(stub.requests.filter(({ method }) => method === "PATCH")).toHaveLength(5);
  });

  it("wait between a write and its check", async () => {
    const clock = instantClock();
    const stub = await aGitHub();
    await upsertComment({
      github: clientOf(stub),
      pullRequest: 7,
      key: KEY,
      head: HEAD,
      sectionId: "linux",
      body: "### Passed",
      mode: "always",
      hasChange: true,
      clock,
    });
    const [pause = 0, ...further] = clock.slept;
    expect(further).toEqual([]);
    expect(pause).toBeGreaterThanOrEqual(250);
    expect(pause).toBeLessThanOrEqual(750);
  });

  it("leave one comment when an earlier race left three", async () => {
    const stub = await aGitHub();
    for (const job of ["a", "b", "c"]) stub.seedComment({ pullRequest: 7, body: together([job]) });
    const [oldest] = stub.comments(7);
    await upsert(stub, "d");
    expect(stub.comments(7)).toEqual([oldest]);
    expect(oldest?.body).toBe(together(["a", "b", "c", "d"]));
  });

  it("delete a second comment that says the same, without touching the first", async () => {
    const stub = await aGitHub();
    for (const _ of [1, 2]) stub.seedComment({ pullRequest: 7, body: together(["linux"]) });
    const [oldest] = stub.comments(7);
    await upsert(stub, "linux");
    expect(stub.comments(7)).toEqual([oldest]);
    expect(stub.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
  });
});
