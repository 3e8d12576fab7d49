/** `benchmark`: compare the models of each agent and judge them against the last benchmark of the same models. */
import type { AgentVerdict } from "../domain.ts";
import { blockedByEnding } from "../evaluate/blocked.ts";
import { executeRuns } from "../evaluate/execute.ts";
import type { RunEnding, RunRequest } from "../evaluate/executing.ts";
import { knownOf } from "../evaluate/known-runs.ts";
import { listRemote } from "../evaluate/remote.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import type { AgentReport, BenchmarkReport } from "../report/model.ts";
import type { Benchmark, BenchmarkInput } from "../service/types.ts";
import { benchmarkVerdict, judgeBenchmark } from "../verdict/benchmark.ts";
import { plannedReport } from "./agent-report.ts";
import type { CommandEnvironment, CommandResult } from "./environment.ts";

/** Benchmarks do not share the ten slots of optimizations; this many at once is our own restraint. */
const AT_ONCE = 4;

export async function benchmark(env: CommandEnvironment): Promise<CommandResult> {
  const agents = await env.converra.agents.listAll({ signal: env.signal });
  const planned = planAgents(env.definitions, agents, env.clock.now());
  const before = new Map<string, Benchmark>();
  const requests: RunRequest[] = [];
  const settled = new Map<string, AgentVerdict>();
  const limit = env.inputs.maxRuns ?? env.config.budget.maxRuns;
  for (const one of planned) {
    const { key } = one.definition;
    const input = inputOf(one);
    if (typeof input === "string") {
      settled.set(key, { key, verdict: "skipped", reason: input, metrics: [] });
      continue;
    }
    const { agentId } = input;
    const known = await listRemote(env.converra, "benchmark", { agentId }, env.signal);
    const last = await lastOf(known, input, env);
    if (last !== undefined) before.set(key, last);
    const running = known.find((run) => sameModels(run, input) && isPending(run));
    if (
      running === undefined &&
      requests.filter((one) => one.adopt === undefined).length >= limit
    ) {
      const reason = `Not benchmarked: the budget of ${limit} runs for one workflow run was spent on the agents before it.`;
      settled.set(key, { key, verdict: "not-evaluated", reason, metrics: [] });
      continue;
    }
    requests.push({
      key,
      purpose: "candidate",
      work: { kind: "benchmark", input },
      adopt: running,
      usualMs: durationOf(last),
      known: knownOf(known),
    });
  }
  if (requests.length > 0) env.log(`Running ${requests.length} benchmarks.`);
  const endings = await executeRuns(requests, { ...env, wait: env.config.wait, slots: AT_ONCE });
  const reports: AgentReport[] = [];
  for (const one of planned) {
    const { key } = one.definition;
    const verdict = settled.get(key);
    const ending = endings.find((some) => some.key === key);
    reports.push(
      verdict === undefined
        ? await judged(one, ending, before.get(key), env)
        : bare(one, verdict, undefined),
    );
  }
  return { agents: reports };
}

/** What POST /benchmarks is sent, or why there is nothing to send. */
function inputOf({ definition, live, entry }: PlannedAgent): BenchmarkInput | string {
  const { benchmark: settings } = definition;
  if (settings === undefined) return "It has no benchmark section.";
  if (live === undefined) return `There is no live agent to benchmark: ${entry.reason}.`;
  const { models, goal, maxTurns, runsPerScenario } = settings;
  return { agentId: live.id, models, baselineModel: models[0], goal, maxTurns, runsPerScenario };
}

function isPending({ status }: Benchmark): boolean {
  return status === "queued" || status === "running";
}

function sameModels(run: Benchmark, input: BenchmarkInput): boolean {
  const wanted = [...input.models].sort();
  return JSON.stringify([...run.models].sort()) === JSON.stringify(wanted);
}

/** The newest completed benchmark of the same models, with its results, which lists may leave out. */
async function lastOf(
  known: readonly Benchmark[],
  input: BenchmarkInput,
  env: CommandEnvironment,
): Promise<Benchmark | undefined> {
  const last = known
    .filter((run) => run.status === "completed" && sameModels(run, input))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (last === undefined || last.results.length > 0) return last;
  return env.converra.benchmarks.get(last.id, { signal: env.signal });
}

function durationOf(run: Benchmark | undefined): number | undefined {
  if (run?.completedAt === undefined) return undefined;
  const ms = Date.parse(run.completedAt) - Date.parse(run.createdAt);
  return ms > 0 ? ms : undefined;
}

async function judged(
  planned: PlannedAgent,
  ending: RunEnding | undefined,
  before: Benchmark | undefined,
  env: CommandEnvironment,
): Promise<AgentReport> {
  const { key, gate } = planned.definition;
  if (ending?.status !== "completed" || ending.run === undefined) {
    const { verdict, reason, advice } = blockedByEnding("benchmark", ending);
    return bare(planned, { key, verdict, reason, advice, metrics: [] }, ending);
  }
  const now = await env.converra.benchmarks.get(ending.run.id, { signal: env.signal });
  const models = judgeBenchmark(now.results, before?.results, gate);
  const report: BenchmarkReport = {
    benchmarkId: now.id,
    baselineId: before?.id,
    baselineCompletedAt: before?.completedAt ?? before?.createdAt,
    models,
    recommendation: now.recommendation,
  };
  const verdict = benchmarkVerdict(key, models, before !== undefined);
  return { ...bare(planned, verdict, ending), benchmark: report };
}

function bare(
  planned: PlannedAgent,
  verdict: AgentVerdict,
  ending: RunEnding | undefined,
): AgentReport {
  const { key } = planned.definition;
  const { run, status, origin, reason, durationMs } = ending ?? {};
  const ran = run !== undefined && status !== undefined && status !== "not-started";
  const outcome = { agentKey: key, purpose: "candidate", origin: origin ?? "started" } as const;
  return {
    ...plannedReport(planned),
    verdict,
    runs: ran ? [{ ...outcome, runId: run.id, status, reason, durationMs }] : [],
  };
}
