/** Pull requests that the action opens itself: https://docs.github.com/en/rest/pulls/pulls */
import type { GitHubClient } from "./client.ts";

export interface OwnPull {
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly title: string;
  readonly body: string;
  /** Of its head, as of its last open moment. */
  readonly headSha: string;
}

const permission = "pull-requests: write";
const PULLS = "/repos/{owner}/{repo}/pulls";

/** Those from a branch of this repository, open or closed, newest first. */
export function listPullsFrom(github: GitHubClient, branch: string): Promise<readonly OwnPull[]> {
  return github.call({
    doing: `list the pull requests from branch ${branch}`,
    permission: "pull-requests: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const head = `${repository.owner}:${branch}`;
      const query = { ...repository, head, state: "all" as const, per_page: 30 };
      const { data } = await request(`GET ${PULLS}`, query);
      return data.map(decode).sort((a, b) => b.number - a.number);
    },
  });
}

/** Not repeated after an unclear failure: the caller looks whether it was opened. */
export function openPull(
  github: GitHubClient,
  pull: { title: string; body: string; head: string; base: string },
): Promise<OwnPull> {
  return github.call({
    doing: `open a pull request from branch ${pull.head}`,
    permission,
    repeatable: false,
    send: async ({ request }, repository) =>
      decode((await request(`POST ${PULLS}`, { ...repository, ...pull })).data),
  });
}

export async function changePull(
  github: GitHubClient,
  number: number,
  change: { title?: string; body?: string; state?: "closed" },
): Promise<void> {
  await github.call({
    doing: `${change.state === "closed" ? "close" : "update"} pull request #${number}`,
    permission,
    repeatable: true,
    send: ({ request }, repository) =>
      request(`PATCH ${PULLS}/{pull_number}`, { ...repository, pull_number: number, ...change }),
  });
}

/** The list says when it was merged, the answer about one alone whether. */
function decode(data: {
  number: number;
  html_url: string;
  state: string;
  title: string;
  body: string | null;
  merged_at?: string | null;
  head: { sha: string };
}): OwnPull {
  const { number, html_url: url, state, title, body, merged_at: mergedAt, head } = data;
  return {
    number,
    url,
    title,
    state: state === "closed" ? "closed" : "open",
    merged: typeof mergedAt === "string",
    body: body ?? "",
    headSha: head.sha,
  };
}
