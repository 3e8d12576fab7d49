import type { GitHubClient } from "./client.ts";
import { type MadeBy, parseMarker, reportsIn } from "./sections.ts";

/** A comment on a pull request, as far as it matters here. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** ISO time of its last change. */
  readonly updatedAt: string;
  readonly author: { readonly login: string; readonly type: string } | undefined;
}

const permission = "pull-requests: write";
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";

/** Every comment of the pull request, over all pages, oldest first. */
export function listComments(
  github: GitHubClient,
  pullRequest: number,
): Promise<readonly IssueComment[]> {
  return github.call({
    doing: `list the comments of pull request #${pullRequest}`,
    permission,
    repeatable: true,
    send: async ({ paginate }, repository) => {
      const query = { ...repository, issue_number: pullRequest, per_page: 100 };
      const comments = await paginate(`GET ${COMMENTS}`, query);
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
    permission,
    repeatable: false,
    send: async ({ request }, repository) => {
      const query = { ...repository, issue_number: pullRequest, body };
      return decode((await request(`POST ${COMMENTS}`, query)).data);
    },
  });
}

export function updateComment(
  github: GitHubClient,
  { id, body }: { id: number; body: string },
): Promise<IssueComment> {
  return github.call({
    doing: `update comment ${id}`,
    permission,
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, comment_id: id, body };
      return decode((await request(`PATCH ${COMMENT}`, query)).data);
    },
  });
}

export async function deleteComment(github: GitHubClient, id: number): Promise<void> {
  await github.call({
    doing: `delete comment ${id}, a second one with the same key`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`DELETE ${COMMENT}`, { ...repository, comment_id: id }),
  });
}

/**
 * The comments of this gate: marker with this key at the very start, written by the token's owner. A token that
 * belongs to no user (the job's own) writes as a bot, so a bot has to be the author.
 */
export async function ownComments(
  github: GitHubClient,
  comments: readonly IssueComment[],
  key: string,
): Promise<readonly IssueComment[]> {
  const marked = comments.filter(({ body }) => parseMarker(body)?.key === key);
  if (marked.length === 0) return [];
  const viewer = await github.viewer();
  return marked.filter(({ author }) => isOwn(author, viewer));
}

/** One job's part of a comment of the action's own. */
export interface StandingReport {
  /** The commit it is about. */
  readonly head: string;
  /** Undefined while its gate waits. */
  readonly made: MadeBy | undefined;
  /** ISO time of the comment's last change. */
  readonly updatedAt: string;
}

/** Of every gate on the pull request whose comments the token's owner writes. */
export async function standingReports(
  github: GitHubClient,
  pullRequest: number,
): Promise<readonly StandingReport[]> {
  const marked = (await listComments(github, pullRequest)).flatMap((comment) => {
    const marker = parseMarker(comment.body);
    return marker === undefined ? [] : [{ ...comment, head: marker.head }];
  });
  if (marked.length === 0) return [];
  const viewer = await github.viewer();
  return marked
    .filter(({ author }) => isOwn(author, viewer))
    .flatMap(({ body, head, updatedAt }) =>
      reportsIn(body).map((made) => ({ head, made, updatedAt })),
    );
}

/** Whether the token's owner wrote it; the job's own token writes as a bot. */
export function isOwn(author: IssueComment["author"], viewer: string | undefined): boolean {
  if (author === undefined) return false;
  if (viewer !== undefined) return author.login.toLowerCase() === viewer.toLowerCase();
  return author.type === "Bot" && author.login.endsWith("[bot]");
}

/** GitHub leaves out the body of an empty comment and the user of a deleted account. */
function decode(data: {
  id: number | bigint;
  body?: string | null;
  html_url: string;
  updated_at: string;
  user: { login: string; type: string } | null;
}): IssueComment {
  const { id, body, html_url: url, updated_at: updatedAt, user } = data;
  return { id: Number(id), body: body ?? "", url, updatedAt, author: user ?? undefined };
}
