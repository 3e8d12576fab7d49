/** A run for a commit that its pull request has left behind: it must not touch what the newer commit's run works on. */
import type { AgentVerdict } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import { getPullRequest } from "../github/pull-request.ts";
import type { OfflineEnvironment } from "./environment.ts";

/** The pull request's head when it is no longer this run's commit; undefined also when GitHub does not tell. */
export async function newerHead({
  context,
  github,
  log,
}: OfflineEnvironment): Promise<string | undefined> {
  const { pullRequest, commit } = context;
  if (pullRequest === undefined || github === undefined) return undefined;
  try {
    const { head } = await getPullRequest(github, pullRequest.number);
    return head.sha === commit ? undefined : head.sha;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log(`${error.message}; this commit is taken to be the newest.`);
    return undefined;
  }
}

export function outdatedVerdict(
  key: string,
  commit: string | undefined,
  newer: string,
): AgentVerdict {
  const short = (sha: string) => sha.slice(0, 7);
  return {
    key,
    verdict: "not-evaluated",
    reason: `The pull request has moved on from ${short(commit ?? "this commit")} to ${short(newer)}: nothing is measured for the older commit.`,
    advice: "See the run of the newer commit.",
    metrics: [],
  };
}
