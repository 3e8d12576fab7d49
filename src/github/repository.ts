/** What is read of the repository: the head of a pull request, the tree of a commit, a file. */
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import { readFailure, unlessMissing, unusableAnswer } from "./failure.ts";

/** https://docs.github.com/en/rest/git/trees: a file 100644 or 100755, a link 120000, a submodule 160000. */
export interface TreeEntry {
  readonly mode: string;
  /** SHA-1 of the blob; of a submodule its commit. */
  readonly sha: string;
}

const PULL = "GET /repos/{owner}/{repo}/pulls/{pull_number}";

/** What the contents API is read up to, in bytes: the limit of every file of a configuration. */
const LARGEST_FILE = 1024 * 1024;

/** The newest commit of a pull request, as GitHub knows it at the time of the call. */
export interface PullRequestHead {
  readonly sha: string;
  /** owner/name of the repository it lies in; undefined when that is gone. */
  readonly repository: string | undefined;
}

export async function readHead(github: GitHubClient, pullRequest: number): Promise<string> {
  return (await readPullRequest(github, pullRequest)).sha;
}

export function readPullRequest(
  github: GitHubClient,
  pullRequest: number,
): Promise<PullRequestHead> {
  return github.call({
    doing: `read pull request #${pullRequest} of ${github.repository}`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, pull_number: pullRequest };
      const { data } = await request(PULL, query);
      // The types leave out that a fork can be deleted.
      const from: { full_name: string } | null = data.head.repo;
      return { sha: data.head.sha, repository: from?.full_name };
    },
  });
}

/** The pull request as GitHub has it, which is how the payloads of its events have it. */
export function readPullData(github: GitHubClient, pullRequest: number): Promise<unknown> {
  return github.call({
    doing: `read pull request #${pullRequest} of ${github.repository}`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, pull_number: pullRequest };
      return (await request(PULL, query)).data;
    },
  });
}

/** Whether the pull request is open, at the time of the call; undefined where there is none of this number. */
export function readPullState(
  github: GitHubClient,
  pullRequest: number,
): Promise<"open" | "closed" | undefined> {
  return github.call({
    doing: `read whether pull request #${pullRequest} is closed`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, pull_number: pullRequest };
      const state = (await unlessMissing(request(PULL, query)))?.data.state;
      return state === "open" || state === "closed" ? state : undefined;
    },
  });
}

/** False also where the token may not see the repository's branches. */
export function seesBranch(github: GitHubClient, branch: string): Promise<boolean> {
  return github.call({
    doing: `read whether the branch ${branch.slice(0, 100)} exists`,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const route = "GET /repos/{owner}/{repo}/branches/{branch}";
      return (await unlessMissing(request(route, { ...repository, branch }))) !== undefined;
    },
  });
}

/**
 * Every entry of a commit's tree that GitHub lists, by its path. GitHub cuts a tree off at 100,000 entries or 7 MB:
 * that a path is missing does not say that the commit lacks it. A commit that is gone is a GitHubError.
 */
export function readTree(
  github: GitHubClient,
  commit: string,
): Promise<ReadonlyMap<string, TreeEntry>> {
  return github.call({
    doing: `read the files of commit ${commit.slice(0, 7)}`,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, tree_sha: commit, recursive: "1" };
      const { data } = await request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", query);
      return new Map(data.tree.map(({ path, mode, sha }) => [path, { mode, sha }]));
    },
  });
}

/**
 * A file's text at a commit or branch; undefined when there is no such file or commit, and for a folder.
 * A byte order mark is kept, so that the text equals the same file read from disk.
 */
export async function readTextAt(
  github: GitHubClient,
  { path, ref }: { path: string; ref: string },
): Promise<string | undefined> {
  const doing = `read ${path} at ${ref}`;
  const bytes = await github.call({
    doing,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      try {
        const route = "GET /repos/{owner}/{repo}/contents/{path}";
        const { data, headers } = await request(route, {
          ...repository,
          path,
          ref,
          mediaType: { format: "raw" },
          // The body as a stream: nothing beyond the limit is read.
          request: { parseSuccessResponseBody: false },
        });
        // A folder is answered as a JSON list whatever media type was asked for.
        if (headers["content-type"]?.startsWith("application/json")) return undefined;
        return await readUpTo(data as unknown as ReadableStream<Uint8Array>, LARGEST_FILE);
      } catch (error) {
        if (readFailure(error)?.status === 404) return undefined;
        throw error;
      }
    },
  });
  if (bytes === "too large") {
    throw new GitHubError(`Could not ${doing}: the file is larger than 1 MiB`, {
      hint: "Prompts and configuration files have to be smaller than 1 MiB.",
    });
  }
  return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

async function readUpTo(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array | "too large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (size > limit) return "too large";
      chunks.push(chunk);
    }
  } catch (error) {
    throw unusableAnswer("the answer was cut short", error);
  }
  return Buffer.concat(chunks);
}
