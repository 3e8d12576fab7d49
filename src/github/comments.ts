import { parseMarker } from "../report/marker.ts";
import type { GitHubClient } from "./client.ts";

/** A comment on a pull request, as far as it matters here. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  readonly author: { readonly login: string; readonly type: string } | undefined;
}

/** Every comment of the pull request, over all pages, oldest first. */
export function listComments(
  github: GitHubClient,
  pullRequest: number,
): Promise<readonly IssueComment[]> {
  return github.call({
    doing: `list the comments of pull request #${pullRequest}`,
    permission: "pull-requests: write",
    repeatable: true,
    send: async (octokit) => {
      const { owner, repo } = github;
      const comments = await octokit.paginate(octokit.rest.issues.listComments, {
        owner,
        repo,
        issue_number: pullRequest,
        per_page: 100,
      });
      return comments.map(decode).sort((a, b) => a.id - b.id);
    },
  });
}

/** Not repeated after an unclear failure: the caller looks whether it was created. */
export function createComment(
  github: GitHubClient,
  { pullRequest, body }: { pullRequest: number; body: string },
): Promise<IssueComment> {
  return github.call({
    doing: `comment on pull request #${pullRequest}`,
    permission: "pull-requests: write",
    repeatable: false,
    send: async (octokit) => {
      const { owner, repo } = github;
      const answer = await octokit.rest.issues.createComment({
        owner,
        repo,
        issue_number: pullRequest,
        body,
      });
      return decode(answer.data);
    },
  });
}

export function updateComment(
  github: GitHubClient,
  { id, body }: { id: number; body: string },
): Promise<IssueComment> {
  return github.call({
    doing: `update comment ${id}`,
    permission: "pull-requests: write",
    repeatable: true,
    send: async (octokit) => {
      const { owner, repo } = github;
      const answer = await octokit.rest.issues.updateComment({
        owner,
        repo,
        comment_id: id,
        body,
      });
      return decode(answer.data);
    },
  });
}

export async function deleteComment(github: GitHubClient, id: number): Promise<void> {
  await github.call({
    doing: `delete comment ${id}, a second one with the same key`,
    permission: "pull-requests: write",
    repeatable: true,
    send: (octokit) => {
      const { owner, repo } = github;
      return octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    },
  });
}

/**
 * The comments of this gate: marker with this key at the very start, written by the token's owner. A token that
 * belongs to no user (`viewer` undefined, as for the job's own) writes as a bot, so a bot has to be the author.
 */
export function ownComments(
  comments: readonly IssueComment[],
  { key, viewer }: { key: string; viewer: string | undefined },
): readonly IssueComment[] {
  return comments.filter(
    ({ author, body }) => parseMarker(body)?.key === key && isOwn(author, viewer),
  );
}

/** Whether any comment starts with this key's marker, whoever wrote it. */
export function hasKey(comments: readonly IssueComment[], key: string): boolean {
  return comments.some(({ body }) => parseMarker(body)?.key === key);
}

function isOwn(author: IssueComment["author"], viewer: string | undefined): boolean {
  if (author === undefined) return false;
  if (viewer !== undefined) return author.login.toLowerCase() === viewer.toLowerCase();
  return author.type === "Bot" && author.login.endsWith("[bot]");
}

/** GitHub leaves out the body of an empty comment and the user of a deleted account. */
function decode(data: {
  id: number;
  body?: string | null;
  html_url: string;
  user: { login: string; type: string } | null;
}): IssueComment {
  return {
    id: data.id,
    body: data.body ?? "",
    url: data.html_url,
    author: data.user === null ? undefined : { login: data.user.login, type: data.user.type },
  };
}
