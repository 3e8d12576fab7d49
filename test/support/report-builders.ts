/** Builders of reports, so that each test states only what it is about. */
import type { AgentVerdict, Gate, MetricComparison } from "../../src/domain.ts";
import type { VariantResult } from "../../src/headroom.ts";
import type { AgentReport, Report, ReportContext, RunningReport } from "../../src/report/model.ts";

export function aContext(overrides: Partial<ReportContext> = {}): ReportContext {
  return {
    event: "pull_request",
    repository: "acme/widgets",
    serverUrl: "https://github.com",
    commit: "4f2c9d1b3a5e6f708192a3b4c5d6e7f801234567",
    pullRequest: 12,
    runUrl: "https://github.com/acme/widgets/actions/runs/77",
    configFiles: ["converra.yml"],
    sandbox: false,
    syncMode: "preview",
    ...overrides,
  };
}

export function aReport(overrides: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    command: "gate",
    context: aContext(),
    gate: { result: "pass", reasons: [] },
    agents: [],
    cost: {
      runsStarted: 3,
      runsAdopted: 4,
      runsLeft: 31,
      runsLimit: 50,
      period: {
        since: "2026-11-01T00:00:00.000Z",
        used: 19,
        ...{ pullRequests: 9, confirming: 2, nights: 6, measuring: 3 },
        ...{ nightsOrMeasuring: 0, others: 1, untold: 0 },
      },
      requests: 142,
      elapsedMs: 17 * 60_000,
    },
    notices: [],
    startedAt: "2026-11-22T10:00:00.000Z",
    finishedAt: "2026-11-22T10:17:00.000Z",
    ...overrides,
  };
}

export function anAgentReport(overrides: Partial<AgentReport> = {}): AgentReport {
  return {
    key: "support",
    name: "Customer Support Agent",
    source: { file: "converra.yml", line: 4, column: 3, endLine: 9 },
    promptSource: { file: "prompts/support.md", line: 1, column: 1, endLine: 3 },
    runs: [],
    variants: [],
    promptAfter: "You are the support agent of Acme.\n",
    ...overrides,
  };
}

export function aVerdict(overrides: Partial<AgentVerdict> = {}): AgentVerdict {
  return {
    key: "support",
    verdict: "unchanged",
    reason: "No metric moved by more than noise.",
    metrics: [],
    ...overrides,
  };
}

export function aComparison(overrides: Partial<MetricComparison> = {}): MetricComparison {
  return {
    metric: "taskCompletion",
    direction: "higher",
    candidate: { n: 2, mean: 61.8, sd: 2.1 },
    baseline: { n: 4, mean: 74.2, sd: 2.4 },
    delta: -12.4,
    interval: [-16.5, -8.3],
    noiseSd: 2.5,
    standardError: 1.9,
    degreesOfFreedom: 12,
    p: 0.0004,
    adjustedP: 0.0021,
    alpha: 0.05,
    maxDrop: 5,
    finding: "regressed",
    explanation:
      "taskCompletion fell by 12.4 points, from 74.2 in 4 runs to 61.8 in 2 runs, and at most 5.0 are allowed: noise alone does that with a chance of only 0.21 % (5.0 % is the limit).",
    ...overrides,
  };
}

export function aVariant(overrides: Partial<VariantResult> = {}): VariantResult {
  return {
    id: "var_1",
    name: "Variant 1",
    isControl: false,
    isWinner: false,
    scores: { taskCompletion: 64, clarity: 80.2 },
    lift: 3.6,
    ...overrides,
  };
}

export function gateOf(
  result: Gate["result"],
  reasons: Readonly<Record<string, string>> = {},
): Gate {
  return {
    result,
    reasons: Object.entries(reasons).map(([key, reason]) => ({ key, action: result, reason })),
  };
}

export function aRunningReport(overrides: Partial<RunningReport> = {}): RunningReport {
  return {
    context: aContext(),
    agents: [
      { key: "support", state: "measuring the candidate, running, about 12 min left" },
      { key: "billing", state: "measuring the candidate, running, about 9 min left" },
      { key: "support", state: "baseline completed" },
    ],
    spending: "Waiting for opt_31, opt_32.",
    progress: {
      ended: 1,
      total: 3,
      asOf: "2026-11-22T10:05:00.000Z",
      expectedEnd: "2026-11-22T10:17:00.000Z",
    },
    ...overrides,
  };
}
