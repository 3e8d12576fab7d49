/**
 * `comment`: posts what a run without the right to comment left as a report folder. It runs on workflow_run, with a
 * token that may write, on a folder that anybody may have filled: nothing of it is taken as Markdown, as an address, or
 * as the word on which pull request it is about.
 */
import { join, resolve } from "node:path";
import { ActionError } from "../errors.ts";
import type { RunContext } from "../event.ts";
import { type PullRequestHead, readPullRequest } from "../github/repository.ts";
import { commentOverheadBytes } from "../github/sections.ts";
import { type UpsertResult, upsertComment } from "../github/sticky-comment.ts";
import type { Inputs } from "../inputs.ts";
import type { EndedRun } from "../payload.ts";
import { COMMENT_MAX_BYTES, renderComment } from "../report/comment.ts";
import { sentence } from "../report/format.ts";
import type { AgentReport, Report, ReportContext } from "../report/model.ts";
import { readReportFile } from "../report/read-file.ts";
import { gitHubFor } from "./prepare.ts";
import { hasChange } from "./publish.ts";
import type { RunDeps } from "./run-deps.ts";

/** Resolves to true when the step has to fail: when nothing could be posted that should have been. */
export async function comment(inputs: Inputs, deps: RunDeps): Promise<boolean> {
  const { workflow } = deps;
  try {
    const { url, words } = await postLeftReport(inputs, deps);
    if (url !== undefined) workflow.setOutput("comment-url", url);
    workflow.info(words);
    await workflow.writeSummary(`### Converra gate\n\n${words}`);
    return false;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    workflow.setFailed([sentence(error.message), error.hint ?? []].flat().join(" "));
    return true;
  }
}

/** Our words only: they go to the summary as they are. */
interface Posted {
  readonly url?: string;
  readonly words: string;
}

async function postLeftReport(inputs: Inputs, deps: RunDeps): Promise<Posted> {
  const context = deps.loadContext();
  const { run, repository } = requiredOf(context, inputs);
  const github = await gitHubFor(inputs, context, deps);
  if (github === undefined) {
    throw new ActionError(
      "The command comment needs a token, and the input github-token is empty",
      {
        hint: "Leave the input out to use the job's own token.",
      },
    );
  }
  const folder = resolve(inputs.reportDir ?? join(context.tempDir, "converra-gate"));
  const report = await readReportFile(folder);
  const number = pullRequestOf(report, run, `${context.serverUrl}/${repository}`);
  const head = await readPullRequest(github, number);
  if (!isSame(head.repository, run.headRepository)) throw notTheirs(number, head, run);
  if (head.sha !== run.headSha) {
    return { words: `Nothing was posted: pull request #${number} has moved on to another commit.` };
  }
  const isFork = !isSame(run.headRepository, repository);
  if (isFork && claimsMeasurement(report)) throw untrue(number);
  const shown = { ...report, context: trusted(report.context, context, { run, number, isFork }) };
  const key = inputs.commentKey || `${context.workflow}/${context.jobName}`;
  const made = { run: run.id };
  const target = { key, head: head.sha, id: key, made };
  const result = await upsertComment({
    ...{ github, pullRequest: number, key, head: head.sha, sectionId: key, made },
    body: renderComment(shown, COMMENT_MAX_BYTES - commentOverheadBytes(target)),
    mode: inputs.comment === "on-change" ? "on-change" : "always",
    hasChange: hasChange(shown),
    clock: deps.clock,
    random: deps.network.random,
    signal: deps.signal,
  });
  return { url: result.url, words: wordsOf(result, number) };
}

function wordsOf({ action, reason }: UpsertResult, number: number): string {
  const done = {
    created: `The report was posted on pull request #${number}.`,
    updated: `The comment on pull request #${number} was updated.`,
    unchanged: `The comment on pull request #${number} says the same already.`,
    skipped: `Nothing was posted on pull request #${number}: ${reason}.`,
  };
  return done[action];
}

function requiredOf(
  { endedRun: run, repository }: RunContext,
  { comment: mode }: Inputs,
): { run: EndedRun; repository: string } {
  if (mode === "never") {
    throw new ActionError(
      "The command comment was asked to post, and the input comment says never",
    );
  }
  if (run === undefined || repository === undefined) {
    throw new ActionError(
      "The command comment runs on workflow_run, and this event names no run that has ended",
      {
        hint: `Give it a workflow of its own, as ${FORKS_DOC} shows.`,
      },
    );
  }
  if (run.event !== "pull_request") {
    throw new ActionError(
      `The run that ended was started by ${run.event || "another event"}, and only pull requests have comments`,
      {
        hint: "Let the job run only on those: `if: github.event.workflow_run.event == 'pull_request'`.",
      },
    );
  }
  return { run, repository };
}

const FORKS_DOC = "https://github.com/converra/gate/blob/main/docs/forks.md";

/** The pull request that the report names, where all else it says of itself is what GitHub says of the run. */
function pullRequestOf({ context }: Report, run: EndedRun, repositoryUrl: string): number {
  const { pullRequest = 0, commit, runUrl } = context;
  if (commit !== run.headSha) throw mismatch("another commit than the run's");
  if (runUrl !== `${repositoryUrl}/actions/runs/${run.id}`) throw mismatch("another run");
  if (!Number.isSafeInteger(pullRequest) || pullRequest < 1) throw mismatch("no pull request");
  return pullRequest;
}

function mismatch(what: string): ActionError {
  return new ActionError(`The report is not that of the run which has ended: it is about ${what}`, {
    hint: "Nothing was posted. Download the artifact of `github.event.workflow_run.id`.",
  });
}

function notTheirs(number: number, { repository }: PullRequestHead, run: EndedRun): ActionError {
  const [from, ran] = [
    repository ?? "a repository that is gone",
    run.headRepository ?? "one that is gone",
  ];
  return new ActionError(
    `The report names pull request #${number}, whose head is in ${from}, and the run was of ${ran}`,
    { hint: "Nothing was posted: the report is not about that pull request." },
  );
}

const UNMEASURED: ReadonlySet<string> = new Set(["not-evaluated", "skipped"]);
/** All that a run without a key can know of an agent. */
const KNOWN_WITHOUT_KEY: ReadonlySet<string> = new Set<keyof AgentReport>([
  ...["key", "name", "source", "promptSource", "promptBefore", "promptAfter"],
  ...["plan", "verdict", "runs", "variants"],
] as const);

/** Whether a report says more than a run without a key can know. */
function claimsMeasurement({ command, agents, cost, account = [] }: Report): boolean {
  if (command !== "gate" && command !== "plan") return true;
  if (account.some(({ action, from }) => action !== "not-compared" || from !== undefined))
    return true;
  if (cost.runsStarted + cost.runsAdopted > 0 || cost.period !== undefined) return true;
  return agents.some(
    (agent) =>
      Object.keys(agent).some((name) => !KNOWN_WITHOUT_KEY.has(name)) ||
      agent.runs.length + agent.variants.length > 0 ||
      (agent.verdict !== undefined &&
        (!UNMEASURED.has(agent.verdict.verdict) || agent.verdict.metrics.length > 0)),
  );
}

function untrue(number: number): ActionError {
  return new ActionError(
    `The report of the fork behind pull request #${number} says that something was measured, and a fork's run has no key to measure with`,
    { hint: "Nothing was posted: somebody may have written that report by hand." },
  );
}

/** Every address in the comment is built of this, and none of it is the report's own. */
function trusted(
  claimed: ReportContext,
  { serverUrl }: RunContext,
  { run, number, isFork }: { run: EndedRun; number: number; isFork: boolean },
): ReportContext {
  return {
    ...claimed,
    serverUrl,
    commit: run.headSha,
    pullRequest: number,
    unverified: isFork ? (run.headRepository ?? "a fork") : undefined,
  };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
