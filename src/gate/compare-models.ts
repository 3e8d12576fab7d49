/** Judges changed models by benchmarks of the live agents: adopts what is known, starts what is missing, tries what fell. */
import { refusalOf } from "../errors.ts";
import type { RunRequest } from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import { durationOf, knownOf } from "../runs/work.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";
import { blockedByOutcome, blockedUnchecked, notEvaluated, voidedByChange } from "./blocked.ts";
import { incomparableBenchmark, notBenchmarked, unreadBenchmarks } from "./blocked-models.ts";
import { BENCHMARKS_AT_ONCE, limitsOf, runsLeft } from "./budget.ts";
import { changedAgents } from "./interference.ts";
import {
  decisionOf,
  type ModelCase,
  type ModelPart,
  onOneScale,
  partOf,
  readCase,
  whyUnfit,
} from "./model-case.ts";
import { runningState } from "./running.ts";
import type { Environment, ModelChange, Scope } from "./types.ts";

/** Agent key -> its part of the report. `alpha`: the error that each agent may use. */
export async function compareModels(
  { modelChanges, accountAgents }: Scope,
  env: Environment,
  alpha: number,
): Promise<ReadonlyMap<string, ModelPart>> {
  let cases: ModelCase[] = [];
  for (const change of modelChanges) cases.push(await readOrBlock(change, env.ports));
  const isOpen = (one: ModelCase) =>
    one.blocked === undefined &&
    one.refused === undefined &&
    decisionOf(one, alpha)?.isOpen !== false;
  // A round gives every open case a benchmark or the reason why it gets none, so that this ends.
  while (cases.some(isOpen) && !env.ports.signal.aborted) {
    const round = await runRound(cases.filter(isOpen), env);
    cases = cases.map((one) => round.get(one.change.key) ?? one);
  }
  cases = await recheckCases(cases, accountAgents, env);
  return new Map(cases.map((one) => [one.change.key, partOf(one, alpha)]));
}

/** The same by the benchmarks there are; nothing is started. */
export async function knownModels(
  { modelChanges }: Scope,
  ports: Environment["ports"],
  alpha: number,
): Promise<ReadonlyMap<string, ModelPart>> {
  const refused = notEvaluated("No further benchmark of both models is known.");
  const parts = new Map<string, ModelPart>();
  for (const change of modelChanges) {
    parts.set(change.key, partOf({ ...(await readOrBlock(change, ports)), refused }, alpha));
  }
  return parts;
}

/** What cannot be read of one agent ends no other's gate. */
async function readOrBlock(change: ModelChange, ports: Environment["ports"]): Promise<ModelCase> {
  try {
    return await readCase(change, ports);
  } catch (error) {
    if (ports.signal.aborted) throw error;
    const blocked = unreadBenchmarks(change.live.id, refusalOf(error));
    return { change, listed: [], known: [], outcomes: [], blocked };
  }
}

/** Each open case with one more benchmark, or refused or blocked. */
async function runRound(
  open: readonly ModelCase[],
  env: Environment,
): Promise<ReadonlyMap<string, ModelCase>> {
  const { ports, deadline, config, showRunning } = env;
  const limits = limitsOf(env);
  const next = new Map<string, ModelCase>();
  const requests: RunRequest[] = [];
  let starts = 0;
  for (const one of open) {
    const { key } = one.change;
    if (one.running === undefined && starts >= runsLeft(limits)) {
      next.set(key, { ...one, refused: notBenchmarked(limits) });
      continue;
    }
    if (one.running === undefined) starts += 1;
    requests.push(requestOf(one));
  }
  if (requests.length === 0) return next;
  const spending = `Comparing models on ${requests.length} live agents: starting ${starts} benchmarks, reusing ${requests.length - starts}.`;
  ports.log(spending);
  await showRunning({
    spending,
    agents: requests.map(({ key }) => ({ key, state: "comparing both models" })),
  });
  const outcomes = await executeRuns(requests, {
    ...{ ...ports, deadline, wait: config.wait, slots: BENCHMARKS_AT_ONCE },
    progress: (round) => showRunning(runningState(round, ports.clock.now())),
  });
  for (const outcome of outcomes) {
    const one = open.find(({ change }) => change.key === outcome.key);
    if (one === undefined) continue;
    const ended = { ...one, running: undefined, outcomes: [...one.outcomes, outcome] };
    const { run, status } = outcome;
    next.set(
      outcome.key,
      status === "completed" && run !== undefined
        ? await withBenchmark(ended, run.id, env)
        : { ...ended, refused: blockedByOutcome("benchmark", outcome) },
    );
  }
  return next;
}

function requestOf({ change, running, listed, known }: ModelCase): RunRequest {
  const { key, live: agent, pair, settings } = change;
  const purpose = known.length === 0 ? ("candidate" as const) : ("confirm-candidate" as const);
  const common = { key, purpose, usualMs: durationOf(known.at(-1)) };
  if (running !== undefined) return { ...common, agent, kind: "benchmark", adopt: running };
  const { goal, maxTurns, runsPerScenario } = settings;
  const input = {
    ...{ agentId: agent.id, models: [pair.from, pair.to], baselineModel: pair.from },
    ...{ goal, maxTurns, runsPerScenario },
  };
  const work = { kind: "benchmark", input } as const;
  const runs = [...listed, ...known];
  return { ...common, prepare: async () => ({ agent, work, known: knownOf(runs) }) };
}

/** What the service says otherwise is not judged, and not paid for again. */
async function withBenchmark(
  one: ModelCase,
  id: string,
  { ports }: Environment,
): Promise<ModelCase> {
  try {
    const benchmark: Benchmark = await ports.converra.benchmarks.get(id, { signal: ports.signal });
    const why = whyUnfit(benchmark, one.change);
    return why === undefined
      ? onOneScale({ ...one, known: [...one.known, benchmark] })
      : { ...one, blocked: incomparableBenchmark(id, why) };
  } catch (error) {
    const reason = `its results could not be read: ${refusalOf(error).message}`;
    return {
      ...one,
      refused: blockedByOutcome("benchmark", { ...UNREAD, key: one.change.key, reason }),
    };
  }
}

const UNREAD = { purpose: "candidate", status: "completed", origin: "started" } as const;

/** A benchmark is void when the live agent is no longer what it was started on. Only waiting gives it time to change. */
async function recheckCases(
  cases: readonly ModelCase[],
  accountAgents: number,
  { ports }: Environment,
): Promise<ModelCase[]> {
  const waited = cases.filter((one) => one.outcomes.length > 0 && one.blocked === undefined);
  if (waited.length === 0 || ports.signal.aborted) return [...cases];
  try {
    const lives = waited.map(({ change }) => change.live);
    const changed = await changedAgents(lives, accountAgents, ports);
    return cases.map((one) => {
      const { id } = one.change.live;
      const isVoid = waited.includes(one) && changed.has(id);
      return isVoid ? { ...one, blocked: voidedByChange(`the live agent ${id}`) } : one;
    });
  } catch (error) {
    if (ports.signal.aborted) return [...cases];
    const blocked = blockedUnchecked(refusalOf(error));
    return cases.map((one) => (waited.includes(one) ? { ...one, blocked } : one));
  }
}
