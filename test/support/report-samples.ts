/** Whole reports as the commands make them: what the snapshots show and the pictures are taken of. */
import type { Report } from "../../src/report/model.ts";
import { judge } from "../../src/verdict/judge.ts";
import {
  anAgent as aJudgedAgent,
  later,
  runsOf,
  someOptions,
  someRules,
  task,
} from "../unit/verdict/builders.ts";
import { aContext, anAgentReport, aReport, aVariant, aVerdict, gateOf } from "./report-builders.ts";
import {
  BILLING_AFTER,
  BILLING_BEFORE,
  SUPPORT_AFTER,
  SUPPORT_BEFORE,
  SUPPORT_BETTER,
} from "./report-prompts.ts";

/** As the judge says it of these runs, so that no sentence is shown that the gate would not write. */
const [SUPPORT_VERDICT, BILLING_VERDICT] = judge(
  [
    aJudgedAgent({
      key: "support",
      rules: someRules({ metrics: { verbosity: { direction: "lower" } } }),
      candidate: [
        ...runsOf("support new", scores(62.4, 79, 34.2)),
        ...later(5, runsOf("support new", scores(61.8, 79.5, 33.9))),
      ],
      baseline: [
        ...runsOf(
          "support old",
          ...[scores(73.9, 80.1, 35.6), scores(75, 81.2, 34.7)],
          ...[scores(74.6, 80.4, 35.3), scores(73.5, 80.9, 34.9)],
        ),
        ...later(5, runsOf("support old", scores(74.2, 80.6, 35.1))),
      ],
    }),
    aJudgedAgent({
      key: "billing",
      candidate: task("billing new", 75.3),
      baseline: task("billing old", 65.2, 66.8, 66),
    }),
  ],
  someOptions(),
).agents.map(({ verdict }) => verdict);

function scores(taskCompletion: number, clarity: number, verbosity: number) {
  return { taskCompletion, clarity, verbosity };
}

const SUPPORT = anAgentReport({
  promptSource: { file: "prompts/support.md", line: 1, column: 1, endLine: 10 },
  verdict: SUPPORT_VERDICT,
  baseline: {
    fingerprint: "aa11",
    mode: "validation",
    where: "preview",
    started: 1,
    adopted: 4,
    oldest: "2026-11-12T08:00:00.000Z",
    newest: "2026-11-22T10:14:00.000Z",
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
  verdict: BILLING_VERDICT,
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
    reason: "Same prompt and settings as the base commit, nothing run.",
  }),
});

export function failingReport(): Report {
  return aReport({
    agents: [SALES, BILLING, SUPPORT],
    gate: gateOf("fail", {
      support: SUPPORT_VERDICT?.reason ?? "",
    }),
    cost: { ...aReport().cost, runsStarted: 5, runsAdopted: 6 },
  });
}

export function passingReport(): Report {
  return aReport({
    agents: [BILLING, SALES],
    context: aContext({ sandbox: true }),
    cost: { runsStarted: 0, runsAdopted: 4, requests: 9, elapsedMs: 4200 },
  });
}
