/** A fork's run that left its report in a folder, and the run on workflow_run that posts it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Report } from "../../../src/report/model.ts";
import { workflowRunEvent } from "../github-events.ts";
import { BAD } from "./prompts.ts";
import type { PullRequest } from "./repository.ts";
import type { RunOptions, Stage, StageRun } from "./stage.ts";

export const FORK = "stranger/support";
export const RUN_ID = 4711;

/** Runs the gate on a fork's pull request without a key, or on one of the repository's own with it. */
export async function leaveReport(
  stage: Stage,
  { fork = FORK }: { readonly fork?: string | false } = {},
): Promise<{ readonly pull: PullRequest; readonly text: string }> {
  const changes = { "prompts/support.md": BAD };
  const pull = stage.openPullRequest({ changes, ...(fork === false ? {} : { fork }) });
  const run = await stage.runPull(pull, {
    ...(fork === false ? {} : { key: false }),
    inputs: { comment: "never" },
    context: { runId: RUN_ID },
  });
  return { pull, text: await readFile(join(run.reportDir, "report.json"), "utf8") };
}

/** The report with other members: of its context, or of its own. */
export function forged(
  text: string,
  { context, ...rest }: { readonly context?: object } & Partial<Omit<Report, "context">>,
): string {
  const report = JSON.parse(text) as Report;
  return JSON.stringify({ ...report, ...rest, context: { ...report.context, ...context } });
}

/** Posts the folder with this report.json, as the second workflow does. */
export async function postReport(
  stage: Stage,
  text: string,
  {
    event = {},
    ...options
  }: RunOptions & { readonly event?: Parameters<typeof workflowRunEvent>[0] } = {},
): Promise<StageRun> {
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-left-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "report.json"), text);
  return stage.runEvent(
    workflowRunEvent({ id: RUN_ID, headRepository: FORK, ...event }),
    { files: {} },
    {
      key: false,
      makesNoReport: true,
      ...options,
      inputs: { "report-dir": folder, ...options.inputs },
    },
  );
}
