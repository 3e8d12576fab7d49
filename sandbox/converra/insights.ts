/** Insights of an agent, computed from its stored conversations. Shape: https://docs.converra.ai/api/insights.html */
import type { ConversationEntity } from "./entities.ts";
import { SCENARIOS } from "./scenarios.ts";
import { analyse, type TranscriptInsights } from "./transcript.ts";

const DAY_MS = 86_400_000;

export interface InsightsFigures {
  readonly metrics: {
    /** 0-100. */
    readonly taskCompletion: number;
    readonly averageSentiment: "positive" | "neutral" | "negative";
    readonly conversationCount: number;
    readonly averageTurns: number;
    /** 0-1, as is abandonmentRate. */
    readonly completionRate: number;
    readonly abandonmentRate: number;
  };
  readonly topics: readonly { readonly name: string; readonly count: number }[];
  readonly issues: readonly {
    readonly description: string;
    readonly frequency: number;
    readonly severity: "low" | "medium" | "high";
  }[];
  readonly recommendations: readonly string[];
  readonly sentiment: {
    readonly positive: number;
    readonly neutral: number;
    readonly negative: number;
  };
}

export interface StepFailureFigures {
  readonly step: string;
  readonly rootCause: string;
  readonly count: number;
  readonly total: number;
}

export function agentInsights(
  conversations: readonly ConversationEntity[],
  days: number,
  now: number,
): InsightsFigures {
  const recent = conversations.filter(
    (entry) => entry.insightsAt !== undefined && entry.createdAt > now - days * DAY_MS,
  );
  const analysed = recent.map((entry) => analyse(entry.content, entry.status));
  const share = (test: (insights: TranscriptInsights) => boolean) =>
    round(analysed.length === 0 ? 0 : analysed.filter(test).length / analysed.length);
  const statusShare = (status: string) =>
    recent.length === 0
      ? 0
      : round(recent.filter((entry) => entry.status === status).length / recent.length);
  const average = mean(
    analysed.map((entry) => entry.sentimentScore),
    0.5,
  );
  const issues = issuesOf(analysed);
  return {
    metrics: {
      taskCompletion: Math.round(1000 * share((entry) => entry.taskCompleted)) / 10,
      averageSentiment: average > 0.6 ? "positive" : average < 0.4 ? "negative" : "neutral",
      conversationCount: recent.length,
      averageTurns: Math.round(10 * mean(analysed.map((entry) => entry.turns))) / 10,
      completionRate: statusShare("completed"),
      abandonmentRate: statusShare("abandoned"),
    },
    topics: tally(analysed.flatMap((entry) => entry.topics)).map(([name, count]) => ({
      name,
      count,
    })),
    issues,
    recommendations: issues.map(({ description }) => recommendation(description)),
    sentiment: {
      positive: share((entry) => entry.sentiment === "positive"),
      neutral: share((entry) => entry.sentiment === "neutral"),
      negative: share((entry) => entry.sentiment === "negative"),
    },
  };
}

/** Failed steps of the last thirty days, the most frequent first. */
export function stepFailures(
  conversations: readonly ConversationEntity[],
  now: number,
): StepFailureFigures[] {
  const steps = conversations
    .filter((entry) => entry.createdAt > now - 30 * DAY_MS)
    .flatMap((entry) => analyse(entry.content, entry.status).steps);
  const failed = steps.flatMap(({ step, rootCause }) => (rootCause ? [{ step, rootCause }] : []));
  const keys = tally(failed.map((entry) => JSON.stringify([entry.step, entry.rootCause])));
  return keys.map(([key, count]) => {
    const [step, rootCause] = JSON.parse(key) as [string, string];
    return { step, rootCause, count, total: steps.filter((entry) => entry.step === step).length };
  });
}

function issuesOf(analysed: readonly TranscriptInsights[]): InsightsFigures["issues"] {
  const failedSteps = analysed.flatMap((entry) => [
    ...new Set(entry.steps.flatMap(({ step, rootCause }) => (rootCause ? [step] : []))),
  ]);
  return tally(failedSteps).map(([step, count]) => {
    const frequency = round(count / analysed.length);
    const severity = frequency >= 0.5 ? "high" : frequency >= 0.2 ? "medium" : "low";
    return { description: `No useful answer: ${step}`, frequency, severity };
  });
}

function recommendation(issue: string): string {
  const scenario = SCENARIOS.find(({ title }) => issue.endsWith(title));
  return scenario
    ? `Add to the prompt: ${scenario.paragraph}`
    : `Look at the conversations behind "${issue}".`;
}

function tally(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0]));
}

function mean(values: readonly number[], none = 0): number {
  return values.length === 0 ? none : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
