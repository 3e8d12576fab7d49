import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOfCommits, readCheckout, repositoryOf } from "../../../src/cli/git.ts";
import { blobSha } from "../../../src/gate/checkout.ts";
import { aWorkspace } from "../../support/run-action.ts";

const PROMPT = "You are support.\n\n";

async function aRepository() {
  const folder = aWorkspace({ "converra.yml": "version: 1\n", "prompts/a b.md": PROMPT });
  const git = (...args: readonly string[]) => {
    const who = ["-c", "user.name=T", "-c", "user.email=t@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" }).trim();
  };
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch=main");
  return { folder, git, commit };
}

describe("a checkout", () => {
  it("has nothing to tell without git, and without a commit", async () => {
    expect(await readCheckout(aWorkspace({}), undefined)).toEqual({});
    expect(await readCheckout((await aRepository()).folder, undefined)).toEqual({});
  });

  it("has the commit its branch left main at as its base", async () => {
    const { folder, git, commit } = await aRepository();
    const base = commit("first");
    git("remote", "add", "origin", "https://github.com/acme/agents.git");
    git("switch", "--quiet", "--create", "shorter");
    writeFileSync(join(folder, "new.md"), "x");
    const head = commit("second");

    expect(await readCheckout(folder, undefined)).toEqual({
      head,
      branch: "shorter",
      repository: "acme/agents",
      base: { name: "main", commit: base },
    });
    expect((await readCheckout(folder, "shorter")).base).toEqual({ name: "shorter", commit: head });
  });

  it("refuses a base that is none, and says what to do", async () => {
    const { folder, commit } = await aRepository();
    await expect(readCheckout(folder, "origin/main")).rejects.toThrow("there is no commit");
    commit("first");
    await expect(readCheckout(folder, "origin/main")).rejects.toMatchObject({
      message: expect.stringContaining("--base origin/main is no commit"),
      hint: expect.stringContaining("git fetch"),
    });
    await expect(readCheckout(folder, "--help")).rejects.toThrow("--base --help is no commit");
  });
});

describe("the repository of an address", () => {
  it.each([
    ["https://github.com/acme/agents.git", "acme/agents"],
    ["https://github.com/acme/agents", "acme/agents"],
    ["git@github.com:acme/my.agents.git", "acme/my.agents"],
    ["ssh://git@example.com:22/acme/agents/", "acme/agents"],
    ["", undefined],
  ])("of %s is told", (address, repository) => {
    expect(repositoryOf(address)).toEqual(repository);
  });
});

describe("files of commits", () => {
  it("are byte for byte those of the commit, whatever the folder has now", async () => {
    const { folder, commit } = await aRepository();
    const sha = commit("first");
    writeFileSync(join(folder, "prompts/a b.md"), "changed");
    const files = filesOfCommits(folder);

    const tree = await files.readTree(sha);
    expect([...tree.keys()]).toEqual(["converra.yml", "prompts/a b.md"]);
    const entry = { mode: "100644", sha: blobSha(Buffer.from(PROMPT)) };
    expect(tree.get("prompts/a b.md")).toEqual(entry);
    expect(await files.readTextAt({ path: "prompts/a b.md", ref: sha })).toBe(PROMPT);
    expect(await files.readTextAt({ path: "prompts/none.md", ref: sha })).toBeUndefined();
    await expect(files.readTree("0".repeat(40))).rejects.toThrow("could not list the files");
  });

  it("have paths from the folder of the configuration, also below the repository's own", async () => {
    const { folder, commit } = await aRepository();
    const sha = commit("first");
    const files = filesOfCommits(join(folder, "prompts"));

    expect([...(await files.readTree(sha)).keys()]).toEqual(["a b.md"]);
    expect(await files.readTextAt({ path: "a b.md", ref: sha })).toBe(PROMPT);
  });
});
