/** Hands a finished report to every writer. The verdict is in the report already; nothing here decides anything. */
import { ActionError, GitHubError, messageOf } from "../errors.ts";
import { commentOverheadBytes } from "../github/sections.ts";
import { type UpsertOptions, upsertComment } from "../github/sticky-comment.ts";
import type { Workflow } from "../github/workflow.ts";
import { renderAnnotations, withoutAnnotated } from "../report/annotations.ts";
import {
  COMMENT_MAX_BYTES,
  renderComment,
  renderRunningComment,
  renderSummary,
} from "../report/comment.ts";
import type { Notice, Report, RunningReport } from "../report/model.ts";
import { renderOutputs } from "../report/outputs.ts";
import { renderText } from "../report/text.ts";
import { writeReportFiles, writeReportPage } from "../report/write-files.ts";

type CommentTarget = Pick<
  UpsertOptions,
  "github" | "pullRequest" | "key" | "head" | "sectionId" | "made" | "mode" | "clock" | "random"
>;

/** Posts comments until GitHub refuses one; the refusal is told once, as a notice. */
export interface Commenter {
  /** Gives up when the workflow is cancelled, and does not count that as a refusal. */
  running(report: RunningReport, signal?: AbortSignal): Promise<void>;
  final(report: Report, signal?: AbortSignal): Promise<string | undefined>;
}

/** For a run that has no pull request to comment on. */
export const silentCommenter: Commenter = {
  running: async () => {},
  final: async () => undefined,
};

export function createCommenter(
  target: CommentTarget,
  notice: (notice: Notice) => void,
  log: (line: string) => void,
): Commenter {
  let refused = false;
  const budgetBytes = COMMENT_MAX_BYTES - commentOverheadBytes({ ...target, id: target.sectionId });
  const post = async (
    body: string,
    kind: "running" | "changed" | "unchanged",
    signal?: AbortSignal,
  ): Promise<string | undefined> => {
    if (refused) return undefined;
    try {
      const result = await upsertComment({
        ...target,
        body,
        made: kind === "running" ? undefined : target.made,
        hasChange: kind === "changed",
        signal,
      });
      if (result.reason !== undefined) log(`No comment: ${result.reason}.`);
      return result.url;
    } catch (error) {
      if (kind === "running" && signal?.aborted === true) return undefined;
      // A comment is best effort, the verdict is not: whatever stops it is told and changes nothing else.
      refused = true;
      const known = error instanceof GitHubError;
      notice({
        level: "warning",
        message: known ? `${error.message}.` : "The comment was not posted.",
        hint: known ? error.hint : "The job summary has the whole report.",
      });
      return undefined;
    }
  };
  return {
    running: async (report, signal) => {
      if (target.mode !== "always" || signal?.aborted === true) return;
      await post(renderRunningComment(report), "running", signal);
    },
    final: (report, signal) =>
      post(renderComment(report, budgetBytes), hasChange(report) ? "changed" : "unchanged", signal),
  };
}

/** `comment: on-change` writes for these, and where an earlier comment would otherwise go stale. */
export function hasChange(report: Report): boolean {
  if (report.fault !== undefined) return true;
  if (report.account?.some(({ action }) => action !== "unchanged") === true) return true;
  return report.agents.some(({ verdict, plan }) => {
    if (verdict !== undefined) return !["unchanged", "skipped"].includes(verdict.verdict);
    return plan !== undefined && plan.action !== "unchanged";
  });
}

/** Files, summary, outputs and annotations first: they need no permission and no network. */
export async function publish(
  report: Report,
  options: {
    readonly workflow: Workflow;
    readonly reportDir: string;
    /** Webhook secrets that were asked for, by URL. */
    readonly webhookSecrets?: ReadonlyMap<string, string>;
    readonly commenter: Commenter;
    /** Adds how better prompts are offered; undefined where that was not asked for. */
    readonly suggest?: (report: Report) => Promise<Report>;
    /** Keeps the issue about agents that are worse; undefined where there is to be none. */
    readonly keepIssue?: (report: Report) => Promise<void>;
    readonly notices: () => readonly Notice[];
    readonly signal?: AbortSignal;
    /** The log unless told. */
    readonly present?: (report: Report, reportDir: string) => void;
  },
): Promise<void> {
  const { workflow, reportDir, commenter, signal, present } = options;
  // Whoever takes the report has no annotations.
  const attempt = (write: () => Promise<unknown>) =>
    attempted(write, (message) => {
      if (present !== undefined) workflow.info(message);
      else workflow.annotate({ level: "warning", title: "Converra gate", message });
    });
  await attempt(() => writeReportFiles(reportDir, report));
  const outputs = renderOutputs(report, { reportDir, webhookSecrets: options.webhookSecrets });
  for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
  const offered = (await options.suggest?.(report)) ?? report;
  const commentUrl = await commenter.final(offered, signal);
  if (commentUrl !== undefined) workflow.setOutput("comment-url", commentUrl);
  await options.keepIssue?.(offered);
  const whole: Report = { ...offered, notices: options.notices() };
  await attempt(() => workflow.writeSummary(renderSummary(whole)));
  if (offered !== report || whole.notices.length !== report.notices.length) {
    await attempt(() => writeReportFiles(reportDir, whole));
  }
  for (const annotation of renderAnnotations(whole)) workflow.annotate(annotation);
  if (present === undefined)
    for (const line of renderText(withoutAnnotated(whole))) workflow.info(line);
  await attempt(() => writeReportPage(reportDir, whole));
  present?.(whole, reportDir);
}

/** One writer that fails does not keep the others from writing. */
async function attempted(
  write: () => Promise<unknown>,
  tell: (message: string) => void,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const message = messageOf(error);
    const hint = error instanceof ActionError ? error.hint : undefined;
    tell(hint === undefined ? message : `${message}. ${hint}`);
  }
}
