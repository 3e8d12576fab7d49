/** Pull requests with a known truth, put through the gate as the action does it: judge, confirm, judge again. */

import { METRICS, measuredScores, seededRandom } from "../../sandbox/converra/score-model.ts";
import type { GateRules, Measurement } from "../../src/domain.ts";
import { type JudgedAgent, type Judgement, judge } from "../../src/verdict/judge.ts";
import { decideGate } from "../../src/verdict/policy.ts";
import type { Cell } from "./cells.ts";

const CONFIDENCE = 0.95;
/** Far enough from 0 and 100 that clamping hardly touches the noise. */
const TRUE_SCORE = 65;

const FLOORS: GateRules["metrics"] = Object.fromEntries(
  METRICS.map((metric) => [metric, { min: TRUE_SCORE, direction: "higher" }]),
);

/** Rates are shares of all pull requests, unless said otherwise. */
export interface CellResult {
  readonly trials: number;
  readonly failed: number;
  /** Neither failed nor passed: something is suspected. */
  readonly inconclusive: number;
  /** The gate without statistics: newest run against newest run, fail when a metric is lower by max-drop. */
  readonly naiveFailed: number;
  /** Share of the changed agents that were found regressed. */
  readonly changedFound: number;
  /** Paid runs of one agent. */
  readonly candidateRuns: number;
  readonly baselineRuns: number;
}

export function simulateCell(cell: Cell, trials: number, seed: string): CellResult {
  const random = seededRandom(`${seed} ${JSON.stringify(cell)}`);
  const sum = { failed: 0, inconclusive: 0, naiveFailed: 0, changedFound: 0 };
  let candidateRuns = 0;
  let baselineRuns = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const one = simulatePullRequest(cell, random);
    sum.failed += one.gate === "fail" ? 1 : 0;
    sum.inconclusive += one.gate === "warn" ? 1 : 0;
    sum.naiveFailed += one.naiveFails ? 1 : 0;
    sum.changedFound += one.changedFound;
    candidateRuns += one.candidateRuns;
    baselineRuns += one.baselineRuns;
  }
  return {
    trials,
    failed: sum.failed / trials,
    inconclusive: sum.inconclusive / trials,
    naiveFailed: sum.naiveFailed / trials,
    changedFound: cell.changed === 0 ? 0 : sum.changedFound / (trials * cell.changed),
    candidateRuns: candidateRuns / (trials * cell.agents),
    baselineRuns: baselineRuns / (trials * cell.agents),
  };
}

function simulatePullRequest(cell: Cell, random: () => number) {
  const rules = rulesOf(cell);
  const agents = Array.from({ length: cell.agents }, (_, index) => anAgent(cell, index, random));
  // Without history the baseline has to be measured, which costs a run.
  let baselineRuns = cell.history === 0 ? agents.length : 0;
  let candidateRuns = agents.length;
  const naiveFails = agents.some(({ candidate, baseline }) =>
    METRICS.some(
      (metric) => scoreOf(baseline[0], metric) - scoreOf(candidate[0], metric) >= rules.maxDrop,
    ),
  );

  const judged = (): JudgedAgent[] =>
    agents.map(({ key, candidate, baseline }) => ({
      key,
      rules,
      mode: cell.mode,
      candidate,
      baseline,
    }));
  const looks = cell.confirm + 1;
  let judgement: Judgement | undefined;
  for (let look = 1; look <= looks; look += 1) {
    const options = { confidence: CONFIDENCE, history: [], look, looks, earlier: judgement };
    judgement = judge(judged(), options);
    let settled = true;
    judgement.agents.forEach(({ confirm }, index) => {
      const agent = agents[index];
      if (confirm === undefined || agent === undefined) return;
      for (let run = 0; run < confirm.candidate; run += 1) agent.addCandidate();
      for (let run = 0; run < confirm.baseline; run += 1) agent.addBaseline();
      candidateRuns += confirm.candidate;
      baselineRuns += confirm.baseline;
      settled = false;
    });
    if (settled) break;
  }

  const verdicts = (judgement?.agents ?? []).map(({ verdict }) => verdict);
  const gate = decideGate(verdicts.map((verdict) => ({ verdict, rules })));
  const changedFound = verdicts
    .slice(0, cell.changed)
    .filter(({ verdict }) => verdict === "regressed").length;
  return { gate: gate.result, naiveFails, changedFound, candidateRuns, baselineRuns };
}

function anAgent(cell: Cell, index: number, random: () => number) {
  const key = `agent-${index}`;
  const drop = index < cell.changed ? cell.drop : 0;
  const before = truth(0, 0);
  const after = truth(drop, cell.metrics);
  const candidate: Measurement[] = [];
  const baseline: Measurement[] = [];
  const add = (side: Measurement[], name: string, scores: Record<string, number>) =>
    side.push({
      runId: `${key} ${name} ${side.length}`,
      agentId: key,
      fingerprint: `${key} ${name}`,
      mode: cell.mode,
      scores: noisy(scores, cell, index, random),
      completedAt: "2026-01-01T00:00:00Z",
      origin: "started",
    });
  const agent = {
    key,
    candidate,
    baseline,
    addCandidate: () => add(candidate, "candidate", after),
    addBaseline: () => add(baseline, "baseline", before),
  };
  for (let run = 0; run < Math.max(1, cell.history); run += 1) agent.addBaseline();
  agent.addCandidate();
  return agent;
}

function truth(drop: number, metrics: number): Record<string, number> {
  return Object.fromEntries(
    METRICS.map((metric, index) => [metric, index < metrics ? TRUE_SCORE - drop : TRUE_SCORE]),
  );
}

/** The score model's noise, stretched: it knows one size for each mode. */
function noisy(
  scores: Record<string, number>,
  cell: Cell,
  agent: number,
  random: () => number,
): Record<string, number> {
  const measured = measuredScores(scores, cell.mode, random);
  if (cell.noise === 1 || (cell.noisy === "one agent" && agent > 0)) return measured;
  const stretched = cell.noisy === "one metric" ? METRICS.slice(0, 1) : METRICS;
  for (const metric of stretched) {
    const mean = scores[metric] ?? 0;
    measured[metric] = mean + cell.noise * ((measured[metric] ?? mean) - mean);
  }
  return measured;
}

function scoreOf(measurement: Measurement | undefined, metric: string): number {
  return measurement?.scores[metric] ?? Number.NaN;
}

function rulesOf(cell: Cell): GateRules {
  return {
    maxDrop: 5,
    metrics: cell.floors ? FLOORS : {},
    confirm: cell.confirm,
    baseline: "run",
    evidenceDays: 30,
    headroom: { minLift: 10, action: "warn" },
    onInconclusive: "warn",
    onIncomplete: "fail",
    onNotEvaluated: "warn",
    onDrift: "warn",
  };
}
