/** Issues of the repository, as far as the one about the health of its agents needs them. */
import type { GitHubClient } from "./client.ts";
import { isOwn } from "./comments.ts";

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly author: { readonly login: string; readonly type: string } | undefined;
}

const permission = "issues: write";
const ISSUES = "/repos/{owner}/{repo}/issues";
const ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}";

/** Those that are open, begin with this text and were written by the token's owner; oldest first. */
export async function ownOpenIssues(
  github: GitHubClient,
  beginning: string,
): Promise<readonly Issue[]> {
  const open = await github.call({
    doing: "list the open issues",
    permission,
    repeatable: true,
    send: async ({ paginate }, repository) => {
      const issues = await paginate(`GET ${ISSUES}`, {
        ...repository,
        state: "open",
        per_page: 100,
      });
      // GitHub lists pull requests among the issues.
      return issues.filter((one) => one.pull_request === undefined).map(decode);
    },
  });
  const marked = open.filter(({ body }) => body.startsWith(beginning));
  if (marked.length === 0) return [];
  const viewer = await github.viewer();
  return marked
    .filter(({ author }) => isOwn(author, viewer))
    .toSorted((a, b) => a.number - b.number);
}

/** Not repeated after an unclear failure: the caller looks whether it was created. */
export function createIssue(
  github: GitHubClient,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<Issue> {
  return github.call({
    doing: "open an issue",
    permission,
    repeatable: false,
    send: async ({ request }, repository) =>
      decode((await request(`POST ${ISSUES}`, { ...repository, title, body })).data),
  });
}

export interface IssueChange {
  readonly title?: string;
  readonly body?: string;
  readonly state?: "closed";
  readonly labels?: string[];
  readonly assignees?: string[];
}

export async function changeIssue(
  github: GitHubClient,
  number: number,
  change: IssueChange,
): Promise<void> {
  const what = (change.labels ?? change.assignees) ? "label and assign" : "update";
  await github.call({
    doing: `${what} issue #${number}`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`PATCH ${ISSUE}`, { ...repository, issue_number: number, ...change }),
  });
}

export async function commentOnIssue(
  github: GitHubClient,
  number: number,
  body: string,
): Promise<void> {
  await github.call({
    doing: `comment on issue #${number}`,
    permission,
    repeatable: false,
    send: ({ request }, repository) =>
      request(`POST ${ISSUE}/comments`, { ...repository, issue_number: number, body }),
  });
}

/** GitHub leaves out the user of a deleted account. */
function decode(data: {
  number: number;
  title: string;
  body?: string | null;
  html_url: string;
  user: { login: string; type: string } | null;
}): Issue {
  const { number, title, body, html_url: url, user } = data;
  return { number, title, body: body ?? "", url, author: user ?? undefined };
}
