/** Keeps the one issue about agents that scheduled runs have proven to be worse. */
import { GitHubError } from "../errors.ts";
import { keepHealthIssue } from "../github/health-issue.ts";
import {
  CLOSING_TEXT,
  changeText,
  issueBody,
  issueTitle,
  worseNow,
} from "../report/issue-content.ts";
import type { Report } from "../report/model.ts";
import type { Known } from "./prepare.ts";
import type { RunDeps } from "./run-deps.ts";

/** On a schedule. What GitHub refuses is a notice: an issue is best effort, the verdict is not. */
export async function keepIssue(
  report: Report,
  { config, context, github, inputs, notices }: Known,
  { clock, network, workflow }: RunDeps,
): Promise<void> {
  if (context?.event !== "schedule" || config === undefined || inputs === undefined) return;
  // Of a run that could not do its work nothing is known of any agent.
  if (report.fault !== undefined || report.worse === undefined) return;
  if (github === undefined) {
    notices.push({ level: "warning", ...NO_TOKEN });
    return;
  }
  const { labels, assignees } = config.health;
  const key = [...inputs.configPatterns, ...inputs.agents].join(",");
  try {
    const kept = await keepHealthIssue({
      ...{ github, key, labels, assignees, clock, random: network.random },
      next: (before) => worseNow(report, before),
      write: (worse) => ({ title: issueTitle(worse), body: issueBody(report, worse) }),
      change: changeText,
      closing: CLOSING_TEXT,
    });
    if (kept.action !== "none") workflow.info(`Issue ${kept.action}: ${kept.url ?? ""}`);
    for (const { message, hint } of kept.problems) {
      notices.push({ level: "warning", message: `${message}.`, hint });
    }
  } catch (error) {
    const isKnown = error instanceof GitHubError;
    notices.push({
      level: "warning",
      message: isKnown ? `${error.message}.` : "The issue about worse agents was not kept.",
      hint: isKnown ? error.hint : "The job summary has the whole report.",
    });
  }
}

const NO_TOKEN = {
  message: "health.issue is set, and there is no token to keep an issue with",
  hint: "Leave the input github-token out to use the job's own token.",
};
