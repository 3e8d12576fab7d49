/** `benchmark`: compare the models of each agent and judge them against the last benchmark of the same models. */
import type { AgentVerdict } from "../domain.ts";
import { blockedByEnding } from "../gate/blocked.ts";
import { limitsOf } from "../gate/budget.ts";
import { plannedReport } from "../gate/report.ts";
import type { CommandResult } from "../gate/types.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport, BenchmarkReport } from "../report/model.ts";
import { listRuns } from "../runs/remote.ts";
import { isUnderWay, knownOf, type RunEnding, type RunRequest } from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import type { Agent, Benchmark, BenchmarkInput } from "../service/types.ts";
import { benchmarkVerdict, judgeBenchmark } from "../verdict/benchmark.ts";
import type { CommandEnvironment } from "./environment.ts";
import { readPlan } from "./sync.ts";

/** Benchmarks do not share the ten slots of optimizations; this many at once is our own restraint. */
const AT_ONCE = 4;

/** What is run for one agent, and what it is held against; or the verdict of one that is not benchmarked. */
type Prepared =
  | { readonly kind: "wanted"; readonly request: RunRequest; readonly before?: Benchmark }
  | { readonly kind: "settled"; readonly verdict: AgentVerdict };

export async function benchmark(env: CommandEnvironment): Promise<CommandResult> {
  const { ports, config, deadline } = env;
  const planned = await readPlan(env);
  const prepared = await prepareAll(planned, env);
  const requests = [...prepared.values()].flatMap((one) =>
    one.kind === "wanted" ? [one.request] : [],
  );
  if (requests.length > 0) ports.log(`Running ${requests.length} benchmarks.`);
  const options = { ...ports, deadline, wait: config.wait, slots: AT_ONCE };
  const endings = await executeRuns(requests, options);
  const reports: AgentReport[] = [];
  for (const one of planned) {
    const { key } = one.definition;
    const found = prepared.get(key);
    const ending = endings.find((some) => some.key === key);
    reports.push(
      found?.kind === "settled"
        ? agentReport(one, found.verdict, undefined)
        : await judged(one, ending, found?.before, env),
    );
  }
  return { agents: reports };
}

async function prepareAll(
  planned: readonly PlannedAgent[],
  env: CommandEnvironment,
): Promise<ReadonlyMap<string, Prepared>> {
  const { converra, signal } = env.ports;
  const { maxRuns } = limitsOf(env);
  const prepared = new Map<string, Prepared>();
  let starts = 0;
  for (const one of planned) {
    const { key } = one.definition;
    const settle = (verdict: AgentVerdict["verdict"], reason: string) =>
      prepared.set(key, { kind: "settled", verdict: { key, verdict, reason, metrics: [] } });
    const wanted = inputOf(one);
    if (typeof wanted === "string") {
      settle("skipped", wanted);
      continue;
    }
    const { agent, input } = wanted;
    const known = await listRuns(converra, "benchmark", { agentId: agent.id }, signal);
    const before = await lastOf(known, input, env);
    const running = known.find((run) => sameModels(run, input) && isUnderWay(run));
    if (running === undefined && starts >= maxRuns) {
      settle(
        "not-evaluated",
        `Not benchmarked: the budget of ${maxRuns} runs for one workflow run was spent on the agents before it.`,
      );
      continue;
    }
    if (running === undefined) starts += 1;
    const common = { key, purpose: "candidate", usualMs: durationOf(before) } as const;
    const work = { kind: "benchmark", input } as const;
    const request: RunRequest =
      running === undefined
        ? { ...common, prepare: async () => ({ agent, work, known: knownOf(known) }) }
        : { ...common, agent, kind: "benchmark", adopt: running };
    prepared.set(key, { kind: "wanted", request, before });
  }
  return prepared;
}

/** What POST /benchmarks is sent, or why there is nothing to send. */
function inputOf({
  definition,
  live,
  entry,
}: PlannedAgent): { agent: Agent; input: BenchmarkInput } | string {
  const { benchmark: settings } = definition;
  if (settings === undefined) return "It has no benchmark section.";
  if (live === undefined) return `There is no live agent to benchmark: ${entry.reason}.`;
  const { models, goal, maxTurns, runsPerScenario } = settings;
  const [baselineModel] = models;
  const input = { agentId: live.id, models, baselineModel, goal, maxTurns, runsPerScenario };
  return { agent: live, input };
}

function sameModels(run: Benchmark, input: BenchmarkInput): boolean {
  const wanted = [...input.models].sort();
  return JSON.stringify([...run.models].sort()) === JSON.stringify(wanted);
}

/** The newest completed benchmark of the same models, with its results, which lists may leave out. */
async function lastOf(
  known: readonly Benchmark[],
  input: BenchmarkInput,
  { ports }: CommandEnvironment,
): Promise<Benchmark | undefined> {
  const last = known
    .filter((run) => run.status === "completed" && sameModels(run, input))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (last === undefined || last.results.length > 0) return last;
  return ports.converra.benchmarks.get(last.id, { signal: ports.signal });
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
  { ports }: CommandEnvironment,
): Promise<AgentReport> {
  const { key, gate } = planned.definition;
  if (ending?.status !== "completed" || ending.run === undefined) {
    const { verdict, reason, advice } = blockedByEnding("benchmark", ending);
    return agentReport(planned, { key, verdict, reason, advice, metrics: [] }, ending);
  }
  const now = await ports.converra.benchmarks.get(ending.run.id, { signal: ports.signal });
  const models = judgeBenchmark(now.results, before?.results, gate);
  const report: BenchmarkReport = {
    benchmarkId: now.id,
    baselineId: before?.id,
    baselineCompletedAt: before?.completedAt ?? before?.createdAt,
    models,
    recommendation: now.recommendation,
  };
  const verdict = benchmarkVerdict(key, models, before !== undefined);
  return { ...agentReport(planned, verdict, ending), benchmark: report };
}

function agentReport(
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
