import { createHash } from "node:crypto";
import type {
  Author,
  StoredBlob,
  StoredComment,
  StoredIssue,
  StoredPullRequest,
  StoredReviewComment,
} from "./entities.ts";

/** Where the stub is reached: https://docs.github.com/en/rest answers carry absolute addresses. */
export interface Addresses {
  /** Of the API, with its prefix. */
  readonly api: string;
  /** owner/name */
  readonly repository: string;
}

/** https://docs.github.com/en/rest/issues/comments */
export function formatComment(comment: StoredComment, { api, repository }: Addresses) {
  const repo = `${api}/repos/${repository}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${repo}/issues/comments/${comment.id}`,
    html_url: `https://github.com/${repository}/pull/${comment.pullRequest}#issuecomment-${comment.id}`,
    issue_url: `${repo}/issues/${comment.pullRequest}`,
    body: comment.body,
    user: formatUser(comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.type === "Bot" ? "NONE" : "MEMBER",
  };
}

/** https://docs.github.com/en/rest/pulls/comments; a line that has left the diff is null. */
export function formatReviewComment(
  comment: StoredReviewComment,
  isOutdated: boolean,
  { api, repository }: Addresses,
) {
  const { id, pullRequest, body, path, line, startLine = null } = comment;
  return {
    id,
    url: `${api}/repos/${repository}/pulls/comments/${id}`,
    html_url: `https://github.com/${repository}/pull/${pullRequest}#discussion_r${id}`,
    body,
    path,
    commit_id: comment.commit,
    line: isOutdated ? null : line,
    start_line: isOutdated ? null : startLine,
    original_line: line,
    side: "RIGHT",
    user: formatUser(comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

/** As a list has it: whether it can be merged is told of one alone. */
export function formatListedPull(pull: StoredPullRequest, addresses: Addresses) {
  const { merged, ...listed } = formatPullRequest(pull, addresses);
  return { ...listed, merged_at: merged ? "2026-11-26T00:00:00Z" : null };
}

/** https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export function formatPullRequest(pull: StoredPullRequest, { api, repository }: Addresses) {
  return {
    id: 5000 + pull.number,
    number: pull.number,
    url: `${api}/repos/${repository}/pulls/${pull.number}`,
    html_url: `https://github.com/${repository}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged: pull.merged,
    draft: pull.draft,
    labels: pull.labels.map((name, index) => ({ id: index + 1, name, color: "ededed" })),
    head: {
      sha: pull.head.sha,
      ref: pull.head.ref,
      repo: { full_name: pull.head.repository, fork: pull.head.repository !== repository },
    },
    base: { sha: pull.base.sha, ref: pull.base.ref, repo: { full_name: repository, fork: false } },
  };
}

/** https://docs.github.com/en/rest/issues/issues */
export function formatIssue(issue: StoredIssue, { api, repository }: Addresses) {
  const { number, title, body, state, labels, assignees, author, createdAt } = issue;
  return {
    id: 9000 + number,
    node_id: `I_${number}`,
    number,
    title,
    body,
    state,
    locked: false,
    comments: 0,
    url: `${api}/repos/${repository}/issues/${number}`,
    html_url: `https://github.com/${repository}/issues/${number}`,
    labels: labels.map((name, index) => ({ id: index + 1, name, color: "ededed" })),
    assignees: assignees.map((login) => formatUser({ login, type: "User" })),
    user: formatUser(author),
    author_association: author.type === "Bot" ? "NONE" : "MEMBER",
    created_at: createdAt,
    updated_at: createdAt,
    closed_at: state === "closed" ? createdAt : null,
  };
}

/** In the list of issues a pull request is told by the member `pull_request`. */
export function formatPullAsIssue(pull: StoredPullRequest, addresses: Addresses) {
  const { number, title, state } = pull;
  const author = { login: "octocat", type: "User" } as const;
  const createdAt = "2026-11-01T00:00:00Z";
  const plain = { number, title, state, body: "", labels: [], assignees: [], author, createdAt };
  const url = `${addresses.api}/repos/${addresses.repository}/pulls/${number}`;
  return { ...formatIssue(plain, addresses), pull_request: { url } };
}

/** https://docs.github.com/en/rest/git/trees#get-a-tree */
export function formatTreeEntry(path: string, { mode, content }: StoredBlob) {
  if (mode === "160000") return { path, mode, type: "commit", sha: content.toString() };
  return { path, mode, type: "blob", sha: gitBlobSha(content), size: content.byteLength };
}

/** https://docs.github.com/en/rest/repos/contents#get-repository-content: base64 up to 1 MiB, empty beyond. */
export function formatContent(path: string, content: Buffer, addresses: Addresses) {
  const inline = content.byteLength <= 1024 * 1024;
  return {
    type: "file",
    ...contentFacts(path, content, addresses),
    encoding: inline ? "base64" : "none",
    content: inline ? content.toString("base64").replace(/.{60}/gu, "$&\n") : "",
  };
}

/** One entry of a folder's listing. */
export function formatEntry(
  entry: { type: "file" | "dir"; path: string; content: Buffer },
  addresses: Addresses,
) {
  return { type: entry.type, ...contentFacts(entry.path, entry.content, addresses) };
}

export function formatUser({ login, type }: Author) {
  return { login, id: login.length, type, site_admin: false };
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function formatError(status: number, message: string, errors?: readonly unknown[]) {
  return {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  };
}

function contentFacts(path: string, content: Buffer, { api, repository }: Addresses) {
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    size: content.byteLength,
    sha: gitBlobSha(content),
    url: `${api}/repos/${repository}/contents/${path}`,
  };
}

function gitBlobSha(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}
