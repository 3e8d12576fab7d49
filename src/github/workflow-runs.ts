/** Runs of workflows: https://docs.github.com/en/rest/actions/workflow-runs */
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear } from "./failure.ts";

export interface WorkflowRun {
  readonly headSha: string;
  /** Of what had started it, such as pull_request. */
  readonly event: string;
  readonly isCompleted: boolean;
}

const permission = "actions: write";
const RUN = "/repos/{owner}/{repo}/actions/runs/{run_id}";

export function readWorkflowRun(github: GitHubClient, id: number): Promise<WorkflowRun> {
  return github.call({
    doing: `read workflow run ${id}`,
    permission,
    repeatable: true,
    send: async ({ request }, repository) => {
      const { data } = await request(`GET ${RUN}`, { ...repository, run_id: id });
      const { head_sha: headSha, event, status } = data;
      return { headSha, event, isCompleted: status === "completed" };
    },
  });
}

/** All of its jobs. After an unclear failure it is looked whether the run has begun again. */
export async function rerunWorkflow(github: GitHubClient, id: number): Promise<void> {
  try {
    await github.call({
      doing: `run workflow run ${id} again`,
      permission,
      repeatable: false,
      send: ({ request }, repository) =>
        request(`POST ${RUN}/rerun`, { ...repository, run_id: id }),
    });
  } catch (error) {
    if (!(error instanceof GitHubError) || !isUnclear(error)) throw error;
    if ((await readWorkflowRun(github, id)).isCompleted) throw error;
  }
}
