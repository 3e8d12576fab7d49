/** Whole reports as the commands make them: what the snapshots show and the pictures are taken of. */
import type { Report } from "../../src/report/model.ts";
import {
  aComparison,
  aContext,
  anAgentReport,
  aReport,
  aVariant,
  aVerdict,
  gateOf,
} from "./report-builders.ts";
import {
  BILLING_AFTER,
  BILLING_BEFORE,
  SUPPORT_AFTER,
  SUPPORT_BEFORE,
  SUPPORT_BETTER,
} from "./report-prompts.ts";

const SUPPORT = anAgentReport({
  promptSource: { file: "prompts/support.md", line: 1, column: 1, endLine: 10 },
  verdict: aVerdict({
    verdict: "regressed",
    reason: aComparison().explanation,
    advice: "Look at the changed lines, or take over the better prompt below.",
    deciding: "taskCompletion",
    metrics: [
      aComparison(),
      aComparison({
        metric: "clarity",
        candidate: { n: 2, mean: 79.5 },
        baseline: { n: 4, mean: 80.6 },
        delta: -1.1,
        interval: [-5.2, 3],
        p: 0.28,
        adjustedP: 1,
        finding: "unchanged",
        explanation: "clarity fell by 1.1 points, from 80.6 to 79.5: within the 5.0 allowed.",
      }),
      aComparison({
        metric: "verbosity",
        direction: "lower",
        candidate: { n: 2, mean: 66.1 },
        baseline: { n: 4, mean: 64.9 },
        delta: 1.2,
        interval: [-2.9, 5.3],
        p: 0.72,
        adjustedP: 1,
        finding: "unchanged",
        explanation:
          "verbosity (lower is better: counted as 100 minus the score) rose by 1.2 points, from 64.9 to 66.1.",
      }),
    ],
  }),
  baseline: {
    fingerprint: "aa11",
    mode: "validation",
    where: "live",
    started: 0,
    adopted: 4,
    oldest: "2026-11-12T08:00:00.000Z",
    newest: "2026-11-20T08:00:00.000Z",
    commit: "9ab31c25e6f708192a3b4c5d6e7f801234567abc",
  },
  candidate: {
    fingerprint: "bb22",
    mode: "validation",
    where: "preview",
    started: 2,
    adopted: 0,
    newest: "2026-11-22T10:16:00.000Z",
  },
  measuredOn: { kind: "preview", agentId: "agent_pv12" },
  runs: [
    {
      agentKey: "support",
      runId: "opt_31",
      purpose: "candidate",
      origin: "started",
      status: "completed",
      durationMs: 900_000,
    },
  ],
  variants: [
    aVariant({
      id: "var_control",
      name: "Control",
      isControl: true,
      scores: { taskCompletion: 61.8, clarity: 79.5, verbosity: 33.9 },
    }),
    aVariant({ scores: { taskCompletion: 64, clarity: 80.2, verbosity: 35 } }),
    aVariant({
      id: "var_2",
      name: "Variant 2",
      isWinner: true,
      scores: { taskCompletion: 73.1, clarity: 81, verbosity: 36.2 },
      lift: 18.3,
    }),
  ],
  headroom: {
    runId: "opt_31",
    variantId: "var_2",
    variantName: "Variant 2",
    lift: 18.3,
    confidence: 0.97,
    band: "high",
    goldenSet: { passed: 6, regressed: 0 },
    content: SUPPORT_BETTER,
    againstBaseline: [
      { metric: "taskCompletion", delta: -1.1, noise: 5 },
      { metric: "clarity", delta: 0.4, noise: 5 },
      { metric: "verbosity", delta: -1.1, noise: 5 },
    ],
  },
  promptBefore: SUPPORT_BEFORE,
  promptAfter: SUPPORT_AFTER,
});

const BILLING = anAgentReport({
  key: "billing",
  name: "Billing Agent",
  promptSource: { file: "prompts/billing.md", line: 1, column: 1, endLine: 1 },
  verdict: aVerdict({
    key: "billing",
    verdict: "improved",
    reason: "Task completion rose by 9.3 points, more than noise.",
    deciding: "taskCompletion",
    metrics: [
      aComparison({
        candidate: { n: 1, mean: 75.3 },
        baseline: { n: 3, mean: 66 },
        delta: 9.3,
        interval: [4.9, 13.7],
        p: 0.999,
        adjustedP: 1,
        finding: "improved",
        explanation:
          "taskCompletion rose by 9.3 points, from 66.0 in 3 runs to 75.3 in 1 run: more than noise.",
      }),
    ],
  }),
  baseline: {
    fingerprint: "cc33",
    mode: "validation",
    where: "both",
    started: 1,
    adopted: 2,
    newest: "2026-11-22T10:10:00.000Z",
  },
  candidate: { fingerprint: "dd44", mode: "validation", where: "preview", started: 1, adopted: 0 },
  runs: [
    {
      agentKey: "billing",
      runId: "opt_32",
      purpose: "candidate",
      origin: "started",
      status: "completed",
    },
  ],
  promptBefore: BILLING_BEFORE,
  promptAfter: BILLING_AFTER,
});

const SALES = anAgentReport({
  key: "sales",
  name: "Sales Agent",
  verdict: aVerdict({
    key: "sales",
    verdict: "skipped",
    reason: "Same prompt as the live agent, nothing was run.",
  }),
});

export function failingReport(): Report {
  return aReport({
    agents: [SALES, BILLING, SUPPORT],
    gate: gateOf("fail", {
      support: aComparison().explanation,
    }),
  });
}

export function passingReport(): Report {
  return aReport({
    agents: [BILLING, SALES],
    context: aContext({ sandbox: true }),
    cost: { runsStarted: 0, runsAdopted: 4, requests: 9, elapsedMs: 4200 },
  });
}
