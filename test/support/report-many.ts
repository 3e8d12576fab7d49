/** A report of many judged agents with prompts of their own: what sizes and times are measured on. */
import type { Finding, Verdict } from "../../src/domain.ts";
import type { AgentReport, Report } from "../../src/report/model.ts";
import { aComparison, anAgentReport, aReport, aVariant, aVerdict } from "./report-builders.ts";
import { SUPPORT_AFTER, SUPPORT_BEFORE, SUPPORT_BETTER } from "./report-prompts.ts";

const TEAMS = ["support", "billing", "sales", "onboarding", "returns", "fleet", "legal"];
const METRICS = ["taskCompletion", "clarity", "empathy", "verbosity"];

/** The first two agents regress, the next two are inconclusive, every fifth improves, the rest do not change. */
export function manyAgentsReport(count: number): Report {
  const agents = Array.from({ length: count }, (_, index) => judged(index));
  const acted = agents.slice(0, 4).map(({ key, verdict }, index) => ({
    key,
    action: index < 2 ? ("fail" as const) : ("warn" as const),
    reason: verdict?.reason ?? "",
  }));
  return aReport({ agents, gate: { result: "fail", reasons: acted } });
}

function verdictOf(index: number): Verdict & Finding {
  if (index < 2) return "regressed";
  if (index < 4) return "inconclusive";
  return index % 5 === 0 ? "improved" : "unchanged";
}

function judged(index: number): AgentReport {
  const key = `${TEAMS[index % TEAMS.length]}-${index + 1}`;
  const verdict = verdictOf(index);
  const moved = { regressed: -12.4, inconclusive: -6.1, improved: 9.3, unchanged: -0.8 }[verdict];
  const metrics = METRICS.map((metric, at) => {
    const delta = at === 0 ? moved : ((index * 7 + at * 3) % 30) / 10 - 1.5;
    const before = 60 + ((index * 13 + at * 11) % 300) / 10;
    return aComparison({
      metric,
      direction: metric === "verbosity" ? "lower" : "higher",
      baseline: { n: 3, mean: before, sd: 2.4 },
      candidate: { n: 2, mean: before + delta },
      delta,
      interval: [delta - 4.1, delta + 4.1],
      p: at === 0 && moved < -10 ? 0.0004 : 0.5 + delta / 20,
      finding: at === 0 ? verdict : "unchanged",
      explanation: `${metric} moved by ${delta.toFixed(1)} points from ${before.toFixed(1)}.`,
    });
  });
  const scores = (by: number) =>
    Object.fromEntries(
      metrics.map(({ metric, direction, candidate: { mean } }) => [
        metric,
        direction === "lower" ? 100 - mean - by : mean + by,
      ]),
    );
  const own = (prompt: string) => prompt.replace("Acme", `Acme, team ${key}`);
  return anAgentReport({
    key,
    name: `Agent ${index + 1} of Acme`,
    promptSource: { file: `prompts/${key}.md`, line: 1, column: 1, endLine: 14 },
    verdict: aVerdict({
      key,
      verdict,
      reason: `Task completion ${moved < 0 ? "fell" : "rose"} by ${Math.abs(moved).toFixed(1)} points; at most 5.0 are allowed.`,
      deciding: "taskCompletion",
      metrics,
    }),
    variants: [
      aVariant({ id: "c", name: "Control", isControl: true, scores: scores(0) }),
      aVariant({ name: "Variant 1", scores: scores(2.1) }),
      aVariant({ id: "w", name: "Variant 2", isWinner: true, scores: scores(6.4), lift: 9.8 }),
    ],
    runs: [
      {
        agentKey: key,
        runId: `opt_${index}`,
        purpose: "candidate",
        origin: "started",
        status: "completed",
        durationMs: 900_000,
      },
    ],
    headroom: {
      runId: `opt_${index}`,
      variantId: "w",
      variantName: "Variant 2",
      lift: 9.8,
      confidence: 0.96,
      band: "high",
      content: own(SUPPORT_BETTER),
    },
    promptBefore: own(SUPPORT_BEFORE),
    promptAfter: own(SUPPORT_AFTER),
  });
}

/** Every agent with the measurements of three weeks. */
export function withHistory(report: Report): Report {
  const scores = [70, 73, 75, 74.5, 76, 71, 74.2, 74];
  const days = ["01", "04", "08", "09", "12", "15", "18", "20"];
  const history = days.map((day, index) => ({
    completedAt: `2026-11-${day}T08:00:00.000Z`,
    scores: { taskCompletion: scores[index] ?? 0 },
  }));
  return { ...report, agents: report.agents.map((agent) => ({ ...agent, history })) };
}
