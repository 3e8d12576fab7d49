import { describe, expect, it } from "vitest";
import { aGitHub, BASE, HEAD } from "../../support/github-fixtures.ts";

const REPO = "/repos/acme/support";
const AUTH = { authorization: "Bearer ghs_sandbox" };

function post(url: string, body: unknown, headers: Record<string, string> = AUTH) {
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("the GitHub stub", () => {
  it.each([
    ["no token", {}, "Requires authentication"],
    ["a wrong token", { authorization: "token ghs_other" }, "Bad credentials"],
  ])("refuses %s with 401", async (_name, headers, message) => {
    const stub = await aGitHub();
    const answer = await fetch(`${stub.url}${REPO}/pulls/7`, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ message, status: "401" });
  });

  it("pages a list as the Link header says, 30 unless told and never more than 100", async () => {
    const stub = await aGitHub();
    for (let index = 0; index < 205; index += 1) {
      stub.seedComment({ pullRequest: 7, body: `comment ${index}` });
    }
    const list = `${stub.url}${REPO}/issues/7/comments`;
    const first = await fetch(list, { headers: AUTH });
    expect(await first.json()).toHaveLength(30);
    const middle = await fetch(`${list}?per_page=500&page=2`, { headers: AUTH });
    expect(await middle.json()).toHaveLength(100);
    expect(middle.headers.get("link")).toBe(
      `<${list}?per_page=500&page=1>; rel="prev", <${list}?per_page=500&page=3>; rel="next", ` +
        `<${list}?per_page=500&page=3>; rel="last", <${list}?per_page=500&page=1>; rel="first"`,
    );
    const last = await fetch(`${list}?per_page=100&page=3`, { headers: AUTH });
    expect(await last.json()).toHaveLength(5);
    expect(last.headers.get("link")).not.toContain('rel="next"');
  });

  it("writes comments as the job's bot, with times of its clock", async () => {
    const stub = await aGitHub();
    const answer = await post(`${stub.url}${REPO}/issues/7/comments`, { body: "hello" });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      id: 1001,
      body: "hello",
      user: { login: "github-actions[bot]", type: "Bot" },
      created_at: "2026-11-22T00:00:00Z",
    });
  });

  it.each([
    ["nothing in it", {}, "wasn't supplied"],
    ["a blank body", { body: " " }, "can't be blank"],
    ["more than 65,536 bytes", { body: "é".repeat(32_769) }, "too long"],
  ])("refuses a comment with %s", async (_name, body, message) => {
    const stub = await aGitHub();
    const answer = await post(`${stub.url}${REPO}/issues/7/comments`, body);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(message);
    expect(stub.comments(7)).toEqual([]);
  });

  it("names the permission that is missing, and lets denied reading deny writing", async () => {
    const stub = await aGitHub({ denied: ["pull-requests: read"] });
    const answer = await post(`${stub.url}${REPO}/issues/7/comments`, { body: "hello" });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("x-accepted-github-permissions")).toBe(
      "issues=write; pull_requests=write",
    );
    expect(await answer.json()).toMatchObject({
      message: "Resource not accessible by integration",
    });
  });

  it("knows whose token it is only when it is a person's", async () => {
    const job = await aGitHub();
    expect((await fetch(`${job.url}/user`, { headers: AUTH })).status).toBe(403);
    const person = await aGitHub({ author: { login: "octocat", type: "User" } });
    const answer = await fetch(`${person.url}/user`, { headers: AUTH });
    expect(await answer.json()).toMatchObject({ login: "octocat", type: "User" });
  });

  it.each([
    ["GET", "/issues/8/comments"],
    ["GET", "/issues/comments/1"],
    ["PATCH", "/issues/comments/1"],
    ["DELETE", "/issues/comments/1"],
    ["GET", "/pulls/8"],
    ["GET", "/contents/none.md?ref=main"],
    ["GET", "/check-runs"],
  ])("answers 404 to %s %s", async (method, path) => {
    const stub = await aGitHub();
    stub.seedFiles("main", { "a.md": "a" });
    const answer = await fetch(`${stub.url}${REPO}${path}`, { method, headers: AUTH });
    expect(answer.status).toBe(404);
  });

  it("lists a folder, and gives a file as base64 or raw", async () => {
    const stub = await aGitHub();
    stub.seedFiles(BASE, { "prompts/a.md": "Grüß Gott", "prompts/deep/b.md": "b" });
    const read = async (path: string, accept = "application/json") =>
      fetch(`${stub.url}${REPO}/contents/${path}?ref=${BASE}`, { headers: { ...AUTH, accept } });
    expect(await (await read("prompts")).json()).toMatchObject([
      { type: "file", path: "prompts/a.md" },
      { type: "dir", path: "prompts/deep" },
    ]);
    const file = (await (await read("prompts/a.md")).json()) as { content: string; sha: string };
    expect(Buffer.from(file.content, "base64").toString()).toBe("Grüß Gott");
    expect(file.sha).toBe("32c3980e5b0045e6fcd59f4038fee556c1647f3c");
    const raw = await read("prompts/a.md", "application/vnd.github.raw+json");
    expect(await raw.text()).toBe("Grüß Gott");
  });

  it("records every request in order, with what was answered", async () => {
    const stub = await aGitHub();
    await fetch(`${stub.url}${REPO}/pulls/7?x=1`, { headers: AUTH });
    await post(`${stub.url}${REPO}/issues/9/comments`, { body: "hello" }, {});
    await expect.poll(() => stub.requests[0]?.answer).toMatchObject({ number: 7 });
    expect(stub.requests.map(({ answer: _, ...request }) => request)).toEqual([
      {
        method: "GET",
        path: `${REPO}/pulls/7`,
        query: { x: "1" },
        body: undefined,
        status: 200,
        at: Date.UTC(2026, 10, 22),
      },
      {
        method: "POST",
        path: `${REPO}/issues/9/comments`,
        query: {},
        body: { body: "hello" },
        status: 401,
        at: Date.UTC(2026, 10, 22),
      },
    ]);
  });

  it("tells the newest commit of a pull request, its labels and whether it comes from a fork", async () => {
    const stub = await aGitHub();
    stub.seedPullRequest({ number: 8, head: HEAD, base: BASE, fork: "mallory/support" });
    const answer = await fetch(`${stub.url}${REPO}/pulls/8`, { headers: AUTH });
    expect(await answer.json()).toMatchObject({
      number: 8,
      head: { sha: HEAD, repo: { full_name: "mallory/support", fork: true } },
      base: { sha: BASE, ref: "main" },
    });
  });
});
