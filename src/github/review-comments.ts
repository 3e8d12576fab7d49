/** Review comments on the lines of a pull request's files: https://docs.github.com/en/rest/pulls/comments */
import { hiddenJson } from "../report/escape.ts";
import type { Lines } from "../report/links.ts";
import type { GitHubClient } from "./client.ts";
import { type IssueComment, isOwn } from "./comments.ts";

export interface ReviewComment extends Pick<IssueComment, "id" | "body" | "author"> {
  readonly file: string;
  /** Undefined where the lines it was about are no longer in the diff. */
  readonly lines: Lines | undefined;
}

/** What tells one of our suggestions from another. */
interface SuggestionId {
  /** Of the gate, as in its comment. */
  readonly key: string;
  readonly agent: string;
}

const permission = "pull-requests: write";
const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";
const COMMENT = "/repos/{owner}/{repo}/pulls/comments/{comment_id}";
const MARKER_START = "<!-- converra-gate:suggestion ";

/** The first line of a suggestion's body. */
export function suggestionMarker({ key, agent }: SuggestionId): string {
  return `${MARKER_START}${hiddenJson({ key, agent })} -->`;
}

/** Ours of this gate by agent, oldest first. */
export async function ownSuggestions(
  github: GitHubClient,
  pullRequest: number,
  key: string,
): Promise<ReadonlyMap<string, readonly ReviewComment[]>> {
  const all = await listReviewComments(github, pullRequest);
  const marked = all.flatMap((comment) => {
    const id = parseMarker(comment.body);
    return id?.key === key ? [{ agent: id.agent, comment }] : [];
  });
  const found = new Map<string, ReviewComment[]>();
  if (marked.length === 0) return found;
  const viewer = await github.viewer();
  for (const { agent, comment } of marked) {
    if (isOwn(comment.author, viewer)) found.set(agent, [...(found.get(agent) ?? []), comment]);
  }
  return found;
}

function parseMarker(body: string): SuggestionId | undefined {
  const [line = ""] = body.split(/\r?\n/, 1);
  if (!line.startsWith(MARKER_START) || !line.endsWith(" -->")) return undefined;
  try {
    const { key, agent } = Object(JSON.parse(line.slice(MARKER_START.length, -4)));
    return typeof key === "string" && typeof agent === "string" ? { key, agent } : undefined;
  } catch {
    return undefined;
  }
}

function listReviewComments(
  github: GitHubClient,
  pullRequest: number,
): Promise<readonly ReviewComment[]> {
  return github.call({
    doing: `list the review comments of pull request #${pullRequest}`,
    permission,
    repeatable: true,
    send: async ({ paginate }, repository) => {
      const query = { ...repository, pull_number: pullRequest, per_page: 100 };
      const comments = await paginate(`GET ${PULL}/comments`, query);
      return comments.map(decode).sort((a, b) => a.id - b.id);
    },
  });
}

/** Files of the pull request, and those it has moved away, with the runs of lines on their new side that a comment can be about. */
export function readHunks(
  github: GitHubClient,
  pullRequest: number,
): Promise<ReadonlyMap<string, readonly Lines[]>> {
  return github.call({
    doing: `read which lines pull request #${pullRequest} changes`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async ({ paginate }, repository) => {
      const query = { ...repository, pull_number: pullRequest, per_page: 100 };
      const files = await paginate(`GET ${PULL}/files`, query);
      const left = files.flatMap(({ previous_filename: name }) => name ?? []);
      return new Map([
        ...left.map((name) => [name, []] as const),
        ...files.map(({ filename, patch }) => [filename, hunksOf(patch ?? "")] as const),
      ]);
    },
  });
}

/** GitHub leaves the patch out where it is too large. */
function hunksOf(patch: string): readonly Lines[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].flatMap(
    ([, start, count = "1"]) => {
      const from = Number(start);
      return Number(count) === 0 ? [] : [{ from, to: from + Number(count) - 1 }];
    },
  );
}

/** Not repeated after an unclear failure: there would be two. */
export function createReviewComment(
  github: GitHubClient,
  pullRequest: number,
  { file, lines, body, commit }: { file: string; lines: Lines; body: string; commit: string },
): Promise<ReviewComment> {
  return github.call({
    doing: `suggest a prompt on pull request #${pullRequest}`,
    permission,
    repeatable: false,
    send: async ({ request }, repository) => {
      const { from, to } = lines;
      const start = from === to ? {} : { start_line: from, start_side: "RIGHT" as const };
      const { data } = await request(`POST ${PULL}/comments`, {
        ...{ ...repository, pull_number: pullRequest, commit_id: commit, body },
        ...{ path: file, line: to, side: "RIGHT" as const, ...start },
      });
      return decode(data);
    },
  });
}

export async function updateReviewComment(
  github: GitHubClient,
  { id, body }: { id: number; body: string },
): Promise<void> {
  await github.call({
    doing: `update suggestion ${id}`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`PATCH ${COMMENT}`, { ...repository, comment_id: id, body }),
  });
}

export async function deleteReviewComment(github: GitHubClient, id: number): Promise<void> {
  await github.call({
    doing: `take suggestion ${id} back`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`DELETE ${COMMENT}`, { ...repository, comment_id: id }),
  });
}

function decode(data: {
  id: number | bigint;
  body: string;
  path: string;
  line?: number;
  start_line?: number | null;
  user: { login: string; type: string } | null;
}): ReviewComment {
  const { id, body, path: file, line, start_line: start, user } = data;
  const lines = line == null ? undefined : { from: start ?? line, to: line };
  return { id: Number(id), body, file, lines, author: user ?? undefined };
}
