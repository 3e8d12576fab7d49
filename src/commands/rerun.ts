/** `/converra rerun`: the workflow runs that made the reports of the pull request's newest commit, once more. */
import { ActionError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import { standingReports } from "../github/comments.ts";
import { readWorkflowRun, rerunWorkflow } from "../github/workflow-runs.ts";
import type { PullRequestContext } from "../payload.ts";
import type { Answer } from "./comment-command.ts";
import { finishedReports } from "./standing.ts";

/** More gates than these on one pull request are no gates of ours. */
const RUNS_MAX = 10;

export async function rerun(pull: PullRequestContext, github: GitHubClient): Promise<Answer> {
  const finished = finishedReports(await standingReports(github, pull.number), pull);
  if (typeof finished === "string") return { done: false, words: finished };
  const runs = finished.map(({ made }) => made.run);
  return { done: true, words: `${await runAgain(runs, pull, github)} ${FREE}` };
}

const FREE =
  "Where both prompts' evidence is there already, no run is started and nothing is paid.";

/** A sentence on what was begun. What a comment says of its run is checked: people can edit comments. */
export async function runAgain(
  runs: readonly string[],
  { headSha }: Pick<PullRequestContext, "headSha">,
  github: GitHubClient,
): Promise<string> {
  const begun: string[] = [];
  const atWork: string[] = [];
  for (const id of [...new Set(runs)].slice(0, RUNS_MAX)) {
    const run = /^\d{1,15}$/.test(id) ? await readWorkflowRun(github, Number(id)) : undefined;
    // On pull_request_target GitHub names the base's commit.
    const isOurs = run?.headSha === headSha || run?.event === "pull_request_target";
    if (run === undefined || !isOurs) continue;
    if (run.isCompleted) await rerunWorkflow(github, Number(id));
    (run.isCompleted ? begun : atWork).push(id);
  }
  const told = [
    ...(begun.length === 0 ? [] : [`Run again: workflow run ${begun.join(", ")}.`]),
    ...(atWork.length === 0 ? [] : [`At work already: workflow run ${atWork.join(", ")}.`]),
  ];
  if (told.length > 0) return told.join(" ");
  throw new ActionError(
    `No workflow run of ${headSha.slice(0, 7)} is named in the action's comment`,
    {
      hint: "Press re-run on the pull request's checks.",
    },
  );
}
