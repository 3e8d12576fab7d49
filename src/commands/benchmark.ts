/** `benchmark`: compare the models of each agent and judge them against the last benchmark of the same models. */
import type { AgentVerdict } from "../domain.ts";
import { ActionError } from "../errors.ts";
import { blockedByOutcome } from "../gate/blocked.ts";
import { limitsOf, spentOnOthers } from "../gate/budget.ts";
import { plannedReport } from "../gate/report.ts";
import { settle } from "../gate/settle.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport } from "../report/model.ts";
import {
  isSameSet,
  isUnderWay,
  knownOf,
  type RunOutcome,
  type RunRequest,
  reportedOutcome,
} from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";
import { benchmarkVerdict, judgeBenchmark } from "../verdict/benchmark.ts";
import { readPlan } from "./sync.ts";

/** Benchmarks do not share the ten slots of optimizations; this many at once is our own restraint. */
const AT_ONCE = 4;

/** What is run for one agent, and what it is held against; or the verdict of one that is not benchmarked. */
type Prepared =
  | { readonly kind: "requested"; readonly request: RunRequest; readonly before?: Benchmark }
  | { readonly kind: "settled"; readonly verdict: AgentVerdict };

export async function benchmark(env: Environment): Promise<CommandResult> {
  const { ports, config, deadline } = env;
  if (env.definitions.every((one) => one.benchmark === undefined)) throw nothingToCompare();
  const planned = await readPlan(env);
  const prepared = await prepareAll(planned, env);
  const requests = prepared.flatMap((one) => (one.kind === "requested" ? [one.request] : []));
  if (requests.length > 0) ports.log(`Running ${requests.length} benchmarks.`);
  const options = { ...ports, deadline, wait: config.wait, slots: AT_ONCE };
  const outcomes = await executeRuns(requests, options);
  const agents: AgentReport[] = [];
  for (const [index, one] of planned.entries()) {
    const found = prepared[index];
    const outcome = outcomes.find(({ key }) => key === one.definition.key);
    const part =
      found?.kind === "settled"
        ? { verdict: found.verdict }
        : await judged(one, outcome, found?.before, env);
    const run = outcome && reportedOutcome(outcome);
    agents.push({ ...plannedReport(one), ...part, runs: run === undefined ? [] : [run] });
  }
  return { agents };
}

function nothingToCompare(): ActionError {
  return new ActionError("No agent has a benchmark section, so there are no models to compare", {
    hint: "Add `benchmark: { models: [the one in use, another one] }` to an agent or to defaults, or use the command gate to measure prompts.",
  });
}

/** In the order of the agents. */
async function prepareAll(
  planned: readonly PlannedAgent[],
  env: Environment,
): Promise<readonly Prepared[]> {
  const { converra, signal } = env.ports;
  const limits = limitsOf(env);
  const prepared: Prepared[] = [];
  let starts = 0;
  for (const one of planned) {
    const { live: agent, definition, entry } = one;
    const { key, benchmark: settings } = definition;
    const settled = (verdict: AgentVerdict["verdict"], reason: string) =>
      prepared.push({ kind: "settled", verdict: settle(key, verdict, reason) });
    if (settings === undefined) {
      settled("skipped", "It has no benchmark section.");
      continue;
    }
    if (agent === undefined) {
      settled("skipped", `There is no live agent to benchmark: ${entry.reason}.`);
      continue;
    }
    const { models, goal, maxTurns, runsPerScenario } = settings;
    const [baselineModel] = models;
    const input = { agentId: agent.id, models, baselineModel, goal, maxTurns, runsPerScenario };
    const runs = await converra.benchmarks.list({ agentId: agent.id, limit: 100 }, { signal });
    const same = runs.filter((run) => isSameSet(run.models, models));
    const before = await lastOf(same, env);
    const running = same.find(isUnderWay);
    if (running === undefined && starts >= limits.maxRuns) {
      settled("not-evaluated", `Not benchmarked: ${spentOnOthers(limits)}.`);
      continue;
    }
    if (running === undefined) starts += 1;
    const common = { key, purpose: "candidate", usualMs: durationOf(before) } as const;
    const work = { kind: "benchmark", input } as const;
    const request: RunRequest =
      running === undefined
        ? { ...common, prepare: async () => ({ agent, work, known: knownOf(runs) }) }
        : { ...common, agent, kind: "benchmark", adopt: running };
    prepared.push({ kind: "requested", request, before });
  }
  return prepared;
}

/** The newest that completed, with its results, which lists may leave out. */
async function lastOf(
  runs: readonly Benchmark[],
  { ports }: Environment,
): Promise<Benchmark | undefined> {
  const [last] = runs
    .filter((run) => run.status === "completed")
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (last === undefined || last.results.length > 0) return last;
  return ports.converra.benchmarks.get(last.id, { signal: ports.signal });
}

function durationOf(run: Benchmark | undefined): number | undefined {
  if (run?.completedAt === undefined) return undefined;
  const ms = Date.parse(run.completedAt) - Date.parse(run.createdAt);
  return ms > 0 ? ms : undefined;
}

async function judged(
  { definition }: PlannedAgent,
  outcome: RunOutcome | undefined,
  before: Benchmark | undefined,
  { ports }: Environment,
): Promise<Pick<AgentReport, "verdict" | "benchmark">> {
  const { key, gate } = definition;
  if (outcome?.status !== "completed" || outcome.run === undefined) {
    const { verdict, reason, advice } = blockedByOutcome("benchmark", outcome);
    return { verdict: settle(key, verdict, reason, advice) };
  }
  const now = await ports.converra.benchmarks.get(outcome.run.id, { signal: ports.signal });
  const judgement = judgeBenchmark(now.results, before?.results, gate);
  return {
    verdict: benchmarkVerdict(key, judgement, before !== undefined),
    benchmark: {
      benchmarkId: now.id,
      baselineId: before?.id,
      baselineCompletedAt: before?.completedAt ?? before?.createdAt,
      models: judgement.models,
      recommendation: now.recommendation,
    },
  };
}
