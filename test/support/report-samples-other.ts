/** Reports without a plain verdict, as the commands make them: what the snapshots show and the pictures are taken of. */
import type { Report } from "../../src/report/model.ts";
import {
  aComparison,
  aContext,
  anAgentReport,
  aReport,
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

/** Every way an evaluation can end without an answer, with notices beside it. */
export function incompleteReport(): Report {
  return aReport({
    agents: [
      anAgentReport({
        verdict: aVerdict({
          verdict: "incomplete",
          reason: "The optimization opt_40 failed.",
          advice: "Run this again; if it fails again, look at the run in Converra.",
        }),
        runs: [
          {
            agentKey: "support",
            runId: "opt_40",
            purpose: "candidate",
            origin: "started",
            status: "failed",
            reason: "Simulation backend unavailable.",
            durationMs: 310_000,
          },
          {
            agentKey: "support",
            runId: "opt_41",
            purpose: "baseline",
            origin: "adopted",
            status: "timed-out",
            durationMs: 3_600_000,
          },
        ],
        promptBefore: SUPPORT_BEFORE,
        promptAfter: SUPPORT_AFTER,
      }),
      anAgentReport({
        key: "billing",
        verdict: aVerdict({
          key: "billing",
          verdict: "not-evaluated",
          reason: "The budget of 6 runs was used up before its turn.",
          advice: "Raise budget.max-runs or max-runs.",
        }),
        plan: { key: "billing", action: "create", changes: [], reason: "no such agent exists" },
      }),
    ],
    gate: {
      result: "fail",
      reasons: [
        { key: "support", action: "fail", reason: "The optimization opt_40 failed." },
        {
          key: "billing",
          action: "warn",
          reason:
            "The budget of 6 runs was used up before its turn. The live prompt was edited outside this repository.",
        },
      ],
    },
    notices: [
      { level: "notice", message: "2 previews of closed pull requests were archived." },
      {
        level: "warning",
        message: "The comment could not be posted: the token may not write to pull requests.",
        hint: "Add to the job:\npermissions:\n  contents: read\n  pull-requests: write",
        at: { file: ".github/workflows/gate.yml", line: 8, column: 1, endLine: 8 },
      },
    ],
  });
}

/** A pull request from a fork, which GitHub gives no secret: what can be said without the key. */
export function forkReport(): Report {
  const reason =
    "There is no API key, so nothing was measured: a pull request from a fork is given no secrets.";
  const advice = "A maintainer can push the branch to this repository to have it measured.";
  return aReport({
    cost: { runsStarted: 0, runsAdopted: 0, requests: 0, elapsedMs: 400 },
    agents: ["support", "billing"].map((key) =>
      anAgentReport({ key, verdict: aVerdict({ key, verdict: "not-evaluated", reason, advice }) }),
    ),
    gate: gateOf("warn", { support: reason, billing: reason }),
  });
}

export function faultReport(): Report {
  return aReport({
    gate: gateOf("fail"),
    cost: { runsStarted: 0, runsAdopted: 0, requests: 1, elapsedMs: 800 },
    fault: {
      message: "Converra refused the API key (401 INVALID_API_KEY) at GET /agents.",
      hint: "Create a key in Converra under Settings, API keys, and store it as the secret CONVERRA_API_KEY.",
    },
  });
}

export function planReport(command: "plan" | "sync" = "plan"): Report {
  return aReport({
    command,
    gate: { result: "warn", reasons: [{ key: "support", action: "warn", reason: "drifted" }] },
    cost: { runsStarted: 0, runsAdopted: 0, requests: 2, elapsedMs: 900 },
    agents: [
      anAgentReport({
        key: "billing",
        promptAfter: BILLING_AFTER,
        plan: {
          key: "billing",
          action: "update",
          changes: ["prompt", "model"],
          reason: "prompt, model differ from agent agent_b",
          liveAgentId: "agent_b",
          livePrompt: BILLING_BEFORE,
        },
      }),
      anAgentReport({
        key: "onboarding",
        plan: {
          key: "onboarding",
          action: "create",
          changes: [],
          reason: 'no agent named "Onboarding" exists; sync creates it',
        },
      }),
      anAgentReport({
        promptAfter: SUPPORT_AFTER,
        plan: {
          key: "support",
          action: "drifted",
          changes: ["prompt"],
          reason:
            "agent agent_s was edited elsewhere since the last sync: its prompt is neither the file's nor the one synced last",
          liveAgentId: "agent_s",
          livePrompt: SUPPORT_BETTER,
        },
      }),
      anAgentReport({
        key: "sales",
        plan: {
          key: "sales",
          action: "unchanged",
          changes: [],
          reason: "agent agent_x already says what the file says",
        },
      }),
    ],
  });
}

function modelComparison(before: number, after: number, finding: "regressed" | "unchanged") {
  return aComparison({
    candidate: { n: 1, mean: after },
    baseline: { n: 1, mean: before },
    delta: after - before,
    interval: [after - before - 4.2, after - before + 4.2],
    finding,
    explanation: `taskCompletion ${after < before ? "fell" : "rose"} by ${Math.abs(after - before).toFixed(1)} points.`,
  });
}

export function benchmarkReport(): Report {
  return aReport({
    command: "benchmark",
    context: aContext({ event: "schedule", pullRequest: undefined }),
    gate: gateOf("fail", { support: "claude-sonnet-4-5 lost 9.1 points of task completion." }),
    agents: [
      anAgentReport({
        verdict: aVerdict({
          verdict: "regressed",
          reason: "claude-sonnet-4-5 lost 9.1 points of task completion.",
          deciding: "taskCompletion",
          metrics: [modelComparison(78.2, 69.1, "regressed")],
        }),
        benchmark: {
          benchmarkId: "bench_9",
          baselineId: "bench_8",
          baselineCompletedAt: "2026-11-21T02:15:00.000Z",
          models: [
            {
              model: "gpt-4o",
              isBaseline: true,
              finding: "unchanged",
              metrics: [modelComparison(74.2, 73.8, "unchanged")],
              cost: { value: 0.0312, unit: "USD" },
              latency: { value: 2140, unit: "ms" },
            },
            {
              model: "claude-sonnet-4-5",
              isBaseline: false,
              finding: "regressed",
              metrics: [modelComparison(78.2, 69.1, "regressed")],
              cost: { value: 0.0274, unit: "USD" },
              latency: { value: 1890, unit: "ms" },
            },
          ],
          referenceId: "bench_2",
          referenceCompletedAt: "2026-09-30T02:15:00.000Z",
          recommendation: "Keep gpt-4o for this agent.",
        },
        insights: {
          recent: {
            days: 7,
            taskCompletion: 71.3,
            completionRate: 0.81,
            abandonmentRate: 0.09,
            conversationCount: 412,
            sentiment: "positive",
          },
          usual: {
            days: 30,
            taskCompletion: 74.9,
            completionRate: 0.84,
            abandonmentRate: 0.07,
            conversationCount: 1893,
            sentiment: "positive",
          },
          stepFailures: [
            { step: "verify identity", rootCause: "asks for the order number twice", count: 14 },
            { step: "start refund", count: 3 },
          ],
          recommendations: ["Say in the prompt which order number is meant."],
        },
      }),
    ],
  });
}
