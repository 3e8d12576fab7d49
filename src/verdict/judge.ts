/** The judge: evidence in, findings out. Pure; the method and its measured error rates are in docs/verdict.md. */
import type { AgentVerdict, GateRules, Measurement, MetricComparison, Mode } from "../domain.ts";
import { type NoConfirm, verdictOf } from "./agent.ts";
import {
  isSuspectedBreach,
  isSuspectedDrop,
  type MetricTest,
  testMetric,
  thresholdOf,
} from "./compare.ts";
import { planConfirms, type Suspicion } from "./confirm.ts";
import { correctFamily, foundOf, nameOf } from "./family.ts";
import { comparisonOf, type Level } from "./finding.ts";
import { alphaOfLook } from "./looks.ts";
import { estimateNoise, type NoiseModel } from "./noise.ts";
import { metricNames, sampleOf } from "./sample.ts";
import { upperQuantile } from "./student.ts";

export interface JudgedAgent {
  readonly key: string;
  readonly rules: GateRules;
  readonly mode: Mode;
  readonly candidate: readonly Measurement[];
  readonly baseline: readonly Measurement[];
}

export interface JudgeOptions {
  /** The gate fails a harmless pull request with at most 1 minus this chance. */
  readonly confidence: number;
  /** Whatever else tells how noisy runs are: evidence of any prompt. Runs of the agents judged may be among it. */
  readonly history: readonly Measurement[];
  /** 1 for the first judgement, one more after each round of confirming runs. */
  readonly look: number;
  /** The most looks there can be: 1 plus the largest `confirm` of the agents. */
  readonly looks: number;
  /** The judgement of the look before. What it found regressed stays so: the error for it is spent. */
  readonly earlier?: Judgement;
}

export interface AgentJudgement {
  readonly verdict: AgentVerdict;
  /** Runs to add before the next look; absent when nothing is suspected or they could not settle it. */
  readonly confirm?: {
    readonly candidate: number;
    readonly baseline: number;
    readonly reason: string;
  };
}

export interface Judgement {
  /** In the order given. */
  readonly agents: readonly AgentJudgement[];
  /** How many tests share the error rate: one for each metric with a baseline, one for each floor. */
  readonly comparisons: number;
}

export function judge(agents: readonly JudgedAgent[], options: JudgeOptions): Judgement {
  const { confidence, looks } = options;
  const noise = estimateNoise(everyRun(agents, options.history));
  const tests = agents.map((agent) => testsOf(agent, noise, options));
  const found = foundBefore(options.earlier);
  const family = correctFamily(tests.flat(), found);
  const level: Level = { tests: family.size, reach: reachAt(confidence) };
  const drafts = agents.map((agent, index) => {
    const own = tests[index] ?? [];
    const metrics = own.map(
      (test) => foundOf(test, found) ?? comparisonOf(test, family.of(test), level),
    );
    const verdict = verdictOf(agent.key, metrics, undefined);
    return { verdict, suspicion: suspicionOf(agent, own, verdict, options) };
  });
  const plan = planConfirms(
    drafts.flatMap(({ suspicion }) => (typeof suspicion === "object" ? [suspicion] : [])),
    { alpha: alphaOfLook(confidence, looks, looks), tests: family.open },
  );
  return {
    comparisons: family.size,
    agents: drafts.map(({ verdict, suspicion }): AgentJudgement => {
      if (suspicion === undefined) return { verdict };
      const runs = typeof suspicion === "object" ? plan.get(suspicion) : undefined;
      if (runs === undefined || typeof suspicion === "string") {
        const why = typeof suspicion === "string" ? suspicion : "hopeless";
        return { verdict: verdictOf(verdict.key, verdict.metrics, why) };
      }
      const names = suspicion.suspects.map((test) => test.metric).join(", ");
      const reason = `suspected drop of ${names}: the confirming runs have a chance of ${Math.round(runs.chance * 100)} % to prove it if it is as large as it looks`;
      return { verdict, confirm: { candidate: runs.candidate, baseline: runs.baseline, reason } };
    }),
  };
}

/** The agents' own runs come first: of a run given twice, the first counts. */
function* everyRun(agents: readonly JudgedAgent[], history: readonly Measurement[]) {
  for (const agent of agents) yield* ownRuns(agent);
  yield* history;
}

/**
 * Where the candidate is a fresh run of the baseline's own prompt, it counts as a prompt of its own: what it lost since
 * must not pass for noise between runs of one prompt.
 */
function ownRuns({ candidate, baseline }: JudgedAgent): Measurement[] {
  const before = new Set(baseline.map((run) => run.fingerprint));
  const apart = candidate.map((run) =>
    before.has(run.fingerprint) ? { ...run, fingerprint: `${run.fingerprint} again` } : run,
  );
  return [...apart, ...baseline];
}

/**
 * How often this evidence has been looked at, here or in an earlier run of the workflow: judging the same evidence again
 * neither costs a run nor changes what is found. A confirming round leaves at least as many runs on both sides, or has
 * just been paid for; further runs of one side alone, as after a revert, were no look at this comparison.
 */
function lookAt({ candidate, baseline }: JudgedAgent, { looks }: JudgeOptions): number {
  const both = Math.min(candidate.length, Math.max(1, baseline.length));
  const paid = candidate.filter((run) => run.origin === "started").length;
  return Math.min(looks, Math.max(1, both, paid));
}

function testsOf(agent: JudgedAgent, noise: NoiseModel, options: JudgeOptions): MetricTest[] {
  const { rules, mode } = agent;
  if (agent.candidate.length === 0) return [];
  const runs = ownRuns(agent);
  const floors = Object.keys(rules.metrics).filter(
    (name) => rules.metrics[name]?.min !== undefined,
  );
  const floorsAlone = rules.baseline === "off" && floors.length > 0;
  // A floor for a metric that no run reports would otherwise look like a pass.
  const names = new Set([...(floorsAlone ? [] : metricNames(runs)), ...floors]);
  const excess = noise.excessOf(runs);
  const alpha = alphaOfLook(options.confidence, lookAt(agent, options), options.looks);
  return [...names].map((metric) => {
    const { variance, degreesOfFreedom } = noise.of(metric, mode);
    const threshold = thresholdOf(rules, metric);
    return testMetric({
      agent: agent.key,
      metric,
      threshold,
      candidate: sampleOf(agent.candidate, metric, threshold.direction),
      baseline: sampleOf(agent.baseline, metric, threshold.direction),
      noise: { variance: variance * excess, degreesOfFreedom },
      alpha,
      baselineRuns: agent.baseline.length,
      floorsAlone,
    });
  });
}

/** What could be confirmed, or why nothing can; undefined where the verdict needs no confirming. */
function suspicionOf(
  agent: JudgedAgent,
  tests: readonly MetricTest[],
  { verdict }: AgentVerdict,
  options: JudgeOptions,
): Suspicion | NoConfirm | undefined {
  if (verdict !== "inconclusive") return undefined;
  const suspects = tests.filter((test) => isSuspectedDrop(test) || isSuspectedBreach(test));
  if (suspects.length === 0) return "no-baseline";
  const taken = Math.max(options.look, lookAt(agent, options));
  const looksLeft = Math.min(options.looks, agent.rules.confirm + 1) - taken;
  if (looksLeft < 1) return "none-left";
  return { suspects, rules: agent.rules, mode: agent.mode, looksLeft };
}

function foundBefore(earlier: Judgement | undefined): Map<string, MetricComparison> {
  const found = new Map<string, MetricComparison>();
  for (const { verdict } of earlier?.agents ?? []) {
    for (const comparison of verdict.metrics) {
      const { finding, metric } = comparison;
      if (finding === "regressed" || finding === "below-min") {
        found.set(nameOf({ agent: verdict.key, metric }), comparison);
      }
    }
  }
  return found;
}

/** Half-width of the two-sided interval in standard errors, worked out once for each number of degrees of freedom. */
function reachAt(confidence: number): (degreesOfFreedom: number) => number {
  const known = new Map<number, number>();
  return (degreesOfFreedom) => {
    const cached = known.get(degreesOfFreedom);
    if (cached !== undefined) return cached;
    const reach = upperQuantile((1 - confidence) / 2, degreesOfFreedom);
    known.set(degreesOfFreedom, reach);
    return reach;
  };
}
