/** Further reports for the snapshots: kinds that the pictures do not show. */
import type { Report, SuggestionReport } from "../../src/report/model.ts";
import {
  aComparison,
  aContext,
  anAgentReport,
  aReport,
  aVerdict,
  gateOf,
} from "./report-builders.ts";
import { SUPPORT_AFTER, SUPPORT_BEFORE } from "./report-prompts.ts";
import { failingReport } from "./report-samples.ts";
import { forkReport } from "./report-samples-other.ts";

/** A drop that noise could explain. */
export function warningReport(): Report {
  const reason =
    "taskCompletion fell by 6.1 points, more than the limit of 5.0, and noise alone does that in 1 of 12 gates.";
  return aReport({
    agents: [
      anAgentReport({
        verdict: aVerdict({
          verdict: "inconclusive",
          reason,
          deciding: "taskCompletion",
          advice: "Raise gate.confirm to have it measured again.",
          metrics: [
            aComparison({
              candidate: { n: 1, mean: 68.1 },
              delta: -6.1,
              interval: [-11.2, -1],
              p: 0.08,
              finding: "inconclusive",
              explanation: reason,
            }),
          ],
        }),
        promptBefore: SUPPORT_BEFORE,
        promptAfter: SUPPORT_AFTER,
      }),
    ],
    gate: gateOf("warn", { support: reason }),
  });
}

/** A fork's report as a second workflow posts it. */
export function unverifiedReport(): Report {
  const report = forkReport();
  return { ...report, context: { ...report.context, unverified: "stranger/widgets" } };
}

/** The failing report with its winner offered. */
export function suggestedReport(kind: SuggestionReport["kind"] = "review"): Report {
  const report = failingReport();
  const suggestion = kind === "patch" ? { kind } : { kind, commentId: 2_048_123 };
  return {
    ...report,
    agents: report.agents.map((agent) =>
      agent.headroom === undefined ? agent : { ...agent, suggestion },
    ),
  };
}

export function insightsReport(): Report {
  const figures = { taskCompletion: 71.4, completionRate: 0.68, abandonmentRate: 0.14 };
  return aReport({
    command: "insights",
    gate: gateOf("pass"),
    cost: { runsStarted: 0, runsAdopted: 0, requests: 4, elapsedMs: 2_100 },
    agents: [
      anAgentReport({
        insights: {
          recent: { days: 7, ...figures, conversationCount: 412, sentiment: "neutral" },
          usual: { days: 30, ...figures, taskCompletion: 77.9, conversationCount: 1893 },
          stepFailures: [
            { step: "refund request", rootCause: "the prompt names no deadline", count: 31 },
          ],
          recommendations: ["Say how long a refund takes."],
          transcripts: {
            shown: [
              {
                ...{ file: "talks/refund.json", line: 1, conversationId: "conv_4" },
                ...{ taskCompleted: false, sentiment: "negative", sentimentScore: 0.3 },
                topics: ["refunds", "delivery"],
                summary: "The customer asked for a refund | and got no date.",
              },
              {
                ...{ file: "talks/many.jsonl", line: 3, conversationId: "conv_5" },
                ...{ taskCompleted: true, sentiment: "positive", topics: [] },
              },
            ],
            notes: ["1 of 3 are not logged: a sync does that."],
          },
        },
      }),
      anAgentReport({ key: "billing", insights: { stepFailures: [], recommendations: [] } }),
    ],
  });
}

const DECLINE = {
  since: "2026-11-12T03:17:00.000Z",
  points: 6.2,
  metric: "taskCompletion",
  metrics: { taskCompletion: 6.2, clarity: -0.3 },
  ...{ before: 9, after: 11 },
  explanation:
    "Since about 12 November 6.2 points lower (task completion): 11 runs of the live prompt since then against 9 before, and noise does not explain it.",
};
const NIGHTLY = [
  ...[75.2, 73.9, 76.1, 74.4, 75.8, 73.6, 74.9, 76.3, 74.1],
  ...[69.2, 67.8, 70.1, 68.4, 69.7, 67.2, 68.9, 69.8, 67.5, 69.1, 68.3],
];

/** A night that found a live prompt lower than it was, by as much as the rules forbid. */
export function decliningReport(): Report {
  const agent = anAgentReport({
    verdict: aVerdict({
      verdict: "regressed",
      reason: DECLINE.explanation,
      advice: "Look at what changed on the service or in the model about then.",
      deciding: "taskCompletion",
      metrics: [
        aComparison({
          candidate: { n: 1, mean: 68.3 },
          baseline: { n: 12, mean: 69.4, sd: 1.9 },
          delta: -1.1,
          interval: [-4.9, 2.7],
          p: 0.28,
          adjustedP: 0.56,
          finding: "unchanged",
          explanation:
            "taskCompletion fell by 1.1 points, from 69.4 to 68.3: within the 5.0 allowed.",
        }),
      ],
    }),
    decline: DECLINE,
    history: NIGHTLY.map((taskCompletion, index) => ({
      completedAt: `2026-11-${String(index + 3).padStart(2, "0")}T03:17:00.000Z`,
      scores: { taskCompletion },
    })),
  });
  return aReport({
    agents: [agent],
    context: aContext({ event: "schedule", pullRequest: undefined }),
    gate: gateOf("fail", { support: DECLINE.explanation }),
    worse: [{ key: "support", reason: DECLINE.explanation }],
  });
}
