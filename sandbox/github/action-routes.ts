import type { Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { StoredWorkflowRun } from "./entities.ts";
import type { RouteContext } from "./routes.ts";

/** https://docs.github.com/en/rest/actions/workflow-runs: a run and its repetition, those that were seeded. */
export function addActionRoutes(app: Hono, { store, base, denied, addresses }: RouteContext): void {
  app.get(`${base}/actions/runs/:id`, (c) => {
    const refused = refusal(c, "actions: read", denied);
    if (refused !== undefined) return refused;
    const run = store.workflowRuns.get(Number(c.req.param("id")));
    if (run === undefined) return failed(c, 404, "Not Found");
    return c.json(formatRun(run, `${addresses(c).api}/repos/${store.repository}`));
  });

  app.post(`${base}/actions/runs/:id/rerun`, (c) => {
    const refused = refusal(c, "actions: write", denied);
    if (refused !== undefined) return refused;
    const run = store.workflowRuns.get(Number(c.req.param("id")));
    if (run === undefined) return failed(c, 404, "Not Found");
    if (run.status !== "completed") return failed(c, 403, "This workflow is already running");
    store.seedWorkflowRun({ ...run, status: "queued", attempt: run.attempt + 1 });
    store.reruns.push(run.id);
    return c.json({}, 201);
  });
}

function formatRun({ id, headSha, event, status, attempt }: StoredWorkflowRun, repo: string) {
  return {
    ...{ id, event, status, head_sha: headSha, run_attempt: attempt },
    url: `${repo}/actions/runs/${id}`,
    rerun_url: `${repo}/actions/runs/${id}/rerun`,
  };
}
