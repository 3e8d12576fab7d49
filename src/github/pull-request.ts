import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import { readFailure, unusableAnswer } from "./failure.ts";

export interface PullRequest {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly draft: boolean;
  readonly labels: readonly string[];
  /** The newest commit, as GitHub knows it at the time of the call. */
  readonly head: { readonly sha: string; readonly ref: string };
  readonly base: { readonly sha: string; readonly ref: string };
  /** True when the head lies in another repository, or in one that is gone. */
  readonly fork: boolean;
}

/** What the contents API is read up to, in bytes: the limit of every file of a configuration. */
const LARGEST_FILE = 1024 * 1024;

export function getPullRequest(github: GitHubClient, number: number): Promise<PullRequest> {
  return github.call({
    doing: `read pull request #${number} of ${github.owner}/${github.repo}`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async (octokit) => {
      const { owner, repo } = github;
      const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
      return {
        number: data.number,
        state: data.state,
        merged: data.merged,
        draft: data.draft ?? false,
        labels: data.labels.map((label) => label.name),
        head: { sha: data.head.sha, ref: data.head.ref },
        base: { sha: data.base.sha, ref: data.base.ref },
        // A deleted fork leaves no repository behind.
        fork: data.head.repo?.full_name !== data.base.repo.full_name,
      };
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
    send: async (octokit) => {
      const { owner, repo } = github;
      try {
        const { data, headers } = await octokit.rest.repos.getContent({
          owner,
          repo,
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
