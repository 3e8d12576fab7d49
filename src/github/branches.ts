/** Branches and the files on them: https://docs.github.com/en/rest/git/refs and https://docs.github.com/en/rest/repos/contents */
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear, unlessMissing } from "./failure.ts";

const permission = "contents: write";
const REFS = "/repos/{owner}/{repo}/git/refs";
const CONTENTS = "/repos/{owner}/{repo}/contents/{path}";

export interface BranchFile {
  readonly text: string;
  /** Of the blob: a write names what it replaces. */
  readonly sha: string;
}

/** SHA of the branch's newest commit; undefined where there is no such branch. */
export function readBranch(github: GitHubClient, branch: string): Promise<string | undefined> {
  return github.call({
    doing: `read branch ${branch}`,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, ref: `heads/${branch}` };
      const route = "GET /repos/{owner}/{repo}/git/ref/{ref}";
      return (await unlessMissing(request(route, query)))?.data.object.sha;
    },
  });
}

/** A branch that is there already is a GitHubError. */
export async function createBranch(
  github: GitHubClient,
  { branch, sha }: { branch: string; sha: string },
): Promise<void> {
  await github.call({
    doing: `create branch ${branch}`,
    permission,
    repeatable: false,
    send: ({ request }, repository) =>
      request(`POST ${REFS}`, { ...repository, ref: `refs/heads/${branch}`, sha }),
  });
}

/** Whatever commits the branch had are no longer on it. */
export async function resetBranch(
  github: GitHubClient,
  { branch, sha }: { branch: string; sha: string },
): Promise<void> {
  await github.call({
    doing: `set branch ${branch} back to ${sha.slice(0, 7)}`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`PATCH ${REFS}/{ref}`, { ...repository, ref: `heads/${branch}`, sha, force: true }),
  });
}

export async function deleteBranch(github: GitHubClient, branch: string): Promise<void> {
  await github.call({
    doing: `delete branch ${branch}`,
    permission,
    repeatable: false,
    send: ({ request }, repository) =>
      request(`DELETE ${REFS}/{ref}`, { ...repository, ref: `heads/${branch}` }),
  });
}

/** Undefined where there is no such file. Larger than 1 MiB is a GitHubError. */
export async function readFileAt(
  github: GitHubClient,
  { path, ref }: { path: string; ref: string },
): Promise<BranchFile | undefined> {
  const data = await github.call({
    doing: `read ${path} at ${ref}`,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) =>
      (await unlessMissing(request(`GET ${CONTENTS}`, { ...repository, path, ref })))?.data,
  });
  if (data === undefined || Array.isArray(data) || data.type !== "file") return undefined;
  if (!("content" in data) || data.encoding !== "base64") {
    throw new GitHubError(`Could not read ${path} at ${ref}: the file is larger than 1 MiB`, {
      hint: "Prompts and configuration files have to be smaller than 1 MiB.",
    });
  }
  const bytes = Buffer.from(data.content, "base64");
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), sha: data.sha };
}

/**
 * One commit on the branch. GitHub refuses it where the file is no longer the one that `sha` names. After an unclear
 * answer the file tells whether the commit was made.
 */
export async function writeFileOn(
  github: GitHubClient,
  file: { branch: string; path: string; text: string; sha: string; message: string },
): Promise<void> {
  const { text, ...named } = file;
  const { path, branch } = named;
  try {
    await github.call({
      doing: `write ${path} on branch ${branch}`,
      permission,
      repeatable: false,
      send: ({ request }, repository) => {
        const content = Buffer.from(text).toString("base64");
        return request(`PUT ${CONTENTS}`, { ...repository, ...named, content });
      },
    });
  } catch (error) {
    if (!(error instanceof GitHubError && isUnclear(error))) throw error;
    const after = await readFileAt(github, { path, ref: branch });
    if (after?.text !== text) throw error;
  }
}
