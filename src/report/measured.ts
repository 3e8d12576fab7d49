/** What was measured and how, in sentences. */
import type { Outcome, RunPurpose } from "../domain.ts";
import { oneLine } from "./escape.ts";
import { age, dayOf, duration, grouped, plural, range, sentenceList } from "./format.ts";
import { commitUrl } from "./links.ts";
import { code, type Inline, link } from "./markdown.ts";
import type { AgentReport, EvidenceReport, Report } from "./model.ts";

const PURPOSE: Readonly<Record<RunPurpose, string>> = {
  candidate: "the candidate's run",
  baseline: "the baseline's run",
  "confirm-candidate": "a confirming run of the candidate",
  "confirm-baseline": "a confirming run of the baseline",
};

/** Sentences to be set one after the other, a space between them. */
export function measuredSentences(report: Report, agent: AgentReport): Inline[] {
  const parts: Inline[] = [];
  if (agent.baseline !== undefined) parts.push(baselineSentence(report, agent.baseline));
  else if (agent.plan?.action === "create") {
    parts.push("Baseline: none, the agent does not exist on the service yet.");
  }
  if (agent.candidate !== undefined) parts.push(candidateSentence(report, agent, agent.candidate));
  const noise = agent.verdict?.metrics[0];
  if (
    agent.benchmark === undefined &&
    noise?.noiseSd !== undefined &&
    noise.degreesOfFreedom !== undefined
  ) {
    parts.push(noiseSentence(agent));
  }
  return parts;
}

function baselineSentence(report: Report, evidence: EvidenceReport): Inline {
  const prompt =
    report.context.event === "schedule" ? "Baseline: earlier runs" : "Baseline: the live prompt";
  const commit: Inline =
    evidence.commit === undefined
      ? ""
      : [
          ", synced from ",
          link(commitUrl(report.context, evidence.commit), shortCommit(evidence.commit)),
        ];
  return [prompt, commit, `; ${runsOf(report, evidence)}.`];
}

function candidateSentence(report: Report, agent: AgentReport, evidence: EvidenceReport): Inline {
  const id: Inline =
    agent.measuredOn === undefined ? "" : [" (", code(agent.measuredOn.agentId), ")"];
  const where: Inline = {
    preview: ["on a preview agent", id, "; the live agent was not touched"],
    live: ["on the live agent", id],
    both: "on the live agent and on previews of it",
  }[evidence.where];
  return [`Candidate: ${runsOf(report, evidence)}, `, where, "."];
}

function runsOf(report: Report, evidence: EvidenceReport): string {
  const count = evidence.started + evidence.adopted;
  const origin =
    evidence.started > 0 && evidence.adopted > 0
      ? ` (${evidence.started} started, ${evidence.adopted} reused)`
      : evidence.adopted > 0
        ? " (reused)"
        : "";
  const newest =
    evidence.newest === undefined ? undefined : age(evidence.newest, report.finishedAt);
  // A run that has only just ended has no age worth naming.
  const old = evidence.adopted === 0 || newest === undefined ? "" : `, newest ${newest} old`;
  return `${plural(count, "run")}${origin} in ${evidence.mode} mode${old}`;
}

function noiseSentence(agent: AgentReport): string {
  const metrics = agent.verdict?.metrics ?? [];
  const noise = metrics.flatMap(({ noiseSd }) => (noiseSd === undefined ? [] : [noiseSd]));
  return `Noise of one run: ${range(noise)} points.`;
}

/** Runs that gave no score, with the service's reason. */
export function lostRuns(agent: AgentReport): Inline[] {
  return agent.runs
    .filter((run) => run.status !== "completed")
    .slice(0, 10)
    .map((run) => [code(run.runId), `, ${PURPOSE[run.purpose]}, ${ending(run)}.`]);
}

function ending(run: Outcome): string {
  const word = {
    completed: "completed",
    failed: "failed",
    stopped: "was stopped",
    "timed-out": "did not end in time",
  };
  const after = run.durationMs === undefined ? "" : ` after ${duration(run.durationMs)}`;
  const reason = run.reason === undefined ? "" : `: ${oneLine(run.reason, 300).replace(/\.$/, "")}`;
  return `${word[run.status]}${after}${reason}`;
}

export function shortCommit(commit: string): string {
  return oneLine(commit.slice(0, 7), 7);
}

/** "14 runs used since 1 November: 6 for pull requests (1 to confirm), 5 for nights, 3 for what they are compared with". */
export function periodSentence({ cost: { period } }: Report): string | undefined {
  if (period === undefined) return undefined;
  const { used, since, confirming } = period;
  const again = confirming === 0 ? "" : ` (${grouped(confirming)} to confirm)`;
  const parts = [
    [period.pullRequests, `for pull requests${again}`],
    [period.nights, "for nights"],
    [period.measuring, "for what these are compared with"],
    [period.nightsOrMeasuring, "for nights or as baselines"],
    [period.others, "on live agents or elsewhere"],
    [period.untold, "not told apart"],
  ] as const;
  const listed = parts.reduce((sum, [count]) => sum + count, 0);
  const many =
    used === undefined
      ? `At least ${plural(listed, "run")}`
      : used < listed
        ? `${plural(used, "run")} counted by Converra, ${grouped(listed)} listed,`
        : `${plural(used, "run")} used`;
  const told = parts.flatMap(([count, words]) =>
    count === 0 ? [] : [`${grouped(count)} ${words}`],
  );
  return `${many} since ${dayOf(since)}${told.length === 0 ? "" : `: ${told.join(", ")}`}`;
}

/** "Commit 4f2c9d1 · 3 runs started, 4 reused · 31 of 50 runs left this month · 17 min". */
export function costParts(report: Report): string[] {
  const { cost, context } = report;
  const counts = [
    cost.runsStarted > 0 ? `${plural(cost.runsStarted, "run")} started` : "",
    cost.runsAdopted > 0 ? `${plural(cost.runsAdopted, "run")} reused` : "",
  ].filter(Boolean);
  const left =
    cost.runsLeft === undefined
      ? ""
      : cost.runsLimit === undefined
        ? `${plural(cost.runsLeft, "run")} left this month`
        : `${cost.runsLeft} of ${plural(cost.runsLimit, "run")} left this month`;
  return [
    context.commit === undefined ? "" : `Commit ${shortCommit(context.commit)}`,
    counts.length === 0 ? "no run started" : sentenceList(counts),
    left,
    cost.requests === 0 ? "" : plural(cost.requests, "request"),
    duration(cost.elapsedMs),
  ].filter(Boolean);
}
