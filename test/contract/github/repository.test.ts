import { describe, expect, it } from "vitest";
import { readHead, readTextAt, readTree } from "../../../src/github/repository.ts";
import { aGitHub, BASE, clientOf, HEAD } from "../../support/github-fixtures.ts";

describe("a pull request", () => {
  it("is read with its newest commit", async () => {
    const stub = await aGitHub();
    expect(await readHead(clientOf(stub), 7)).toBe(HEAD);
  });

  it("that does not exist is a GitHubError with its number", async () => {
    const stub = await aGitHub();
    await expect(readHead(clientOf(stub), 99)).rejects.toMatchObject({
      name: "GitHubError",
      status: 404,
      message: "Could not read pull request #99 of acme/support: Not Found (404)",
    });
  });

  it("is found on an Enterprise Server, whose API has a path", async () => {
    const stub = await aGitHub({ prefix: "/api/v3" });
    expect(stub.url).toMatch(/\/api\/v3$/u);
    expect(await readHead(clientOf(stub), 7)).toBe(HEAD);
  });

  it.each([
    ["answers 502", 502, "text/html", "<html>"],
    ["sends JSON that is cut", 200, "application/json", '{"number": 7, "sta'],
    ["is a proxy's page", 200, "text/html", "<html>please log in</html>"],
  ])("is asked for again when GitHub once %s", async (_name, status, type, text) => {
    let calls = 0;
    const stub = await aGitHub({
      intercept: async () => {
        calls += 1;
        return calls === 1
          ? new Response(text, { status, headers: { "content-type": type } })
          : undefined;
      },
    });
    expect(await readHead(clientOf(stub), 7)).toBe(HEAD);
    expect(stub.requests.map((request) => request.status)).toEqual([status, 200]);
  });

  it("is a GitHubError when nobody listens", async () => {
    const stub = await aGitHub();
    const github = clientOf({ ...stub, url: "http://127.0.0.1:1" });
    await expect(readHead(github, 7)).rejects.toMatchObject({
      name: "GitHubError",
      status: undefined,
      message: expect.stringContaining("no usable answer"),
    });
  });
});

describe("the tree of a commit", () => {
  it("has every file, link and submodule with the hash that git gives it", async () => {
    const stub = await aGitHub();
    stub.seedFiles(BASE, {
      "prompts/a.md": "Grüß Gott",
      "prompts/run.sh": { mode: "100755", content: "true" },
      "prompts/b.md": { mode: "120000", content: "a.md" },
      shared: { mode: "160000", content: HEAD },
    });
    expect(Object.fromEntries(await readTree(clientOf(stub), BASE))).toEqual({
      "prompts/a.md": { mode: "100644", sha: "32c3980e5b0045e6fcd59f4038fee556c1647f3c" },
      "prompts/run.sh": { mode: "100755", sha: "f32a5804e292d30bedf68f62d32fb75d87e99fd9" },
      "prompts/b.md": { mode: "120000", sha: "e77de8562fa61286381cc40e34a75024c20e17eb" },
      shared: { mode: "160000", sha: HEAD },
    });
    expect(stub.requests).toMatchObject([{ query: { recursive: "1" }, status: 200 }]);
  });

  it("is what GitHub lists of it when it is cut off", async () => {
    const stub = await aGitHub({ treeLimit: 1 });
    stub.seedFiles(BASE, { "a.md": "a", "b.md": "b" });
    expect([...(await readTree(clientOf(stub), BASE)).keys()]).toEqual(["a.md"]);
  });

  it("of a commit that is gone is a GitHubError", async () => {
    const stub = await aGitHub();
    await expect(readTree(clientOf(stub), "f".repeat(40))).rejects.toMatchObject({
      name: "GitHubError",
      status: 404,
      message: "Could not read the files of commit fffffff: Not Found (404)",
    });
  });
});

describe("a file at the base commit", () => {
  it("is read as it was there, byte order mark and all", async () => {
    const stub = await aGitHub();
    stub.seedFiles(BASE, { "prompts/dir with # and ü/a.md": "\ufeffBe kind.\r\n" });
    stub.seedFiles(HEAD, { "prompts/dir with # and ü/a.md": "Be rude." });
    const github = clientOf(stub);
    const path = "prompts/dir with # and ü/a.md";
    expect(await readTextAt(github, { path, ref: BASE })).toBe("\ufeffBe kind.\r\n");
    expect(await readTextAt(github, { path, ref: HEAD })).toBe("Be rude.");
  });

  it("behind a link is the file that the link points to", async () => {
    const stub = await aGitHub();
    const link = { mode: "120000", content: "../shared/a.md" } as const;
    stub.seedFiles(BASE, { "shared/a.md": "Be kind.", "prompts/a.md": link });
    const read = readTextAt(clientOf(stub), { path: "prompts/a.md", ref: BASE });
    expect(await read).toBe("Be kind.");
  });

  it.each([
    ["a file that was not there", "new.md", BASE],
    ["a folder", "prompts", BASE],
    ["a commit that is gone", "prompts/a.md", "f".repeat(40)],
  ])("is undefined for %s", async (_name, path, ref) => {
    const stub = await aGitHub();
    stub.seedFiles(BASE, { "prompts/a.md": "a" });
    expect(await readTextAt(clientOf(stub), { path, ref })).toBeUndefined();
  });

  it("that is JSON or empty is a file all the same", async () => {
    const stub = await aGitHub();
    stub.seedFiles(BASE, { "a.json": '{"a":1}', "empty.md": "" });
    expect(await readTextAt(clientOf(stub), { path: "a.json", ref: BASE })).toBe('{"a":1}');
    expect(await readTextAt(clientOf(stub), { path: "empty.md", ref: BASE })).toBe("");
  });

  it("is refused when it is over 1 MiB", async () => {
    const stub = await aGitHub();
    const most = "a".repeat(1024 * 1024);
    stub.seedFiles(BASE, { "most.md": most, "more.md": `${most}a` });
    const github = clientOf(stub);
    expect(await readTextAt(github, { path: "most.md", ref: BASE })).toHaveLength(1024 * 1024);
    await expect(readTextAt(github, { path: "more.md", ref: BASE })).rejects.toMatchObject({
      name: "GitHubError",
      message: expect.stringContaining("larger than 1 MiB"),
    });
  });

  it("names the permission when the token may not read the repository", async () => {
    const stub = await aGitHub({ denied: ["contents: read"] });
    await expect(readTextAt(clientOf(stub), { path: "a.md", ref: BASE })).rejects.toMatchObject({
      status: 403,
      permission: "contents: read",
    });
  });
});
