/** `benchmark`: compare the models of each agent and judge them against earlier benchmarks of the same models. */
import type { AgentVerdict } from "../domain.ts";
import { ActionError } from "../errors.ts";
import { blockedByOutcome } from "../gate/blocked.ts";
import { BENCHMARKS_AT_ONCE, limitsOf, spentOnOthers } from "../gate/budget.ts";
import { plannedReport } from "../gate/report.ts";
import { settle } from "../gate/settle.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import type { AgentReport } from "../report/model.ts";
import { type RunOutcome, type RunRequest, reportedOutcome } from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import { durationOf, isSameSet, isUnderWay, knownOf } from "../runs/work.ts";
import { judgeBenchmark } from "../verdict/benchmark.ts";
import { benchmarkVerdict } from "../verdict/benchmark-verdict.ts";
import { nightConfidence } from "../verdict/night.ts";
import {
  againstOf,
  type Baselines,
  lastOf,
  REFERENCE_ADVICE,
  readReference,
} from "./benchmark-baseline.ts";
import { benchmarkReport } from "./benchmark-report.ts";
import { readPeriod } from "./period.ts";
import { readAgents } from "./sync.ts";

/** What is run for one agent, and what it is held against; or the verdict of one that is not benchmarked. */
type Prepared =
  | {
      readonly kind: "requested";
      readonly request: RunRequest;
      readonly baselines: Baselines;
      /** When the newest benchmark of the same models was started; empty where there is none. */
      readonly newest: string;
    }
  | { readonly kind: "settled"; readonly verdict: AgentVerdict };

export async function benchmark(env: Environment): Promise<CommandResult> {
  const { ports, config, deadline } = env;
  if (env.definitions.every((one) => one.benchmark === undefined)) throw nothingToCompare();
  const listed = await readAgents(env);
  const planned = planAgents(env.definitions, listed, ports.clock.now(), env.config.agents);
  const month = await readPeriod(listed, env);
  const prepared = await prepareAll(planned, env);
  const requests = prepared.flatMap((one) => (one.kind === "requested" ? [one.request] : []));
  if (requests.length > 0) ports.log(`Running ${requests.length} benchmarks.`);
  const options = { ...ports, deadline, wait: config.wait, slots: BENCHMARKS_AT_ONCE };
  const outcomes = await executeRuns(requests, options);
  const confidence = nightConfidence(config.confidence, requests.length);
  const agents: AgentReport[] = [];
  for (const [index, one] of planned.entries()) {
    const found = prepared[index];
    const outcome = outcomes.find(({ key }) => key === one.definition.key);
    const part =
      found?.kind === "settled"
        ? { verdict: found.verdict }
        : await judged(one, outcome, found?.baselines ?? {}, confidence, ports);
    const run = outcome && reportedOutcome(outcome);
    agents.push({ ...plannedReport(one), ...part, runs: run === undefined ? [] : [run] });
  }
  return { agents, ...month };
}

function nothingToCompare(): ActionError {
  return new ActionError("No agent has a benchmark section, so there are no models to compare", {
    hint: "Add `benchmark: { models: [the one in use, another one] }` to an agent or to defaults, or use the command gate to measure prompts.",
  });
}

/** In the order of the agents. Where the budget does not reach all, it goes to those that were benchmarked longest ago. */
async function prepareAll(
  planned: readonly PlannedAgent[],
  env: Environment,
): Promise<readonly Prepared[]> {
  const limits = limitsOf(env);
  const prepared: Prepared[] = [];
  for (const one of planned) prepared.push(await prepare(one, env));
  const paid = prepared.flatMap((one) =>
    one.kind === "requested" && "prepare" in one.request ? [one] : [],
  );
  const served = paid.toSorted((a, b) => a.newest.localeCompare(b.newest)).slice(0, limits.maxRuns);
  const reason = `Not benchmarked: ${spentOnOthers(limits)}.`;
  return prepared.map((one) => {
    if (one.kind === "settled" || !paid.includes(one) || served.includes(one)) return one;
    return { kind: "settled", verdict: settle(one.request.key, "not-evaluated", reason) };
  });
}

async function prepare(
  { live: agent, definition, entry }: PlannedAgent,
  { ports }: Environment,
): Promise<Prepared> {
  const { key, benchmark: settings } = definition;
  const settled = (verdict: AgentVerdict["verdict"], reason: string, advice?: string) =>
    ({ kind: "settled", verdict: settle(key, verdict, reason, advice) }) as const;
  if (settings === undefined) return settled("skipped", "It has no benchmark section.");
  if (agent === undefined) {
    return settled("skipped", `There is no live agent to benchmark: ${entry.reason}.`);
  }
  const { reference: referenceId, ...asked } = settings;
  const { models } = settings;
  const reference = await readReference(referenceId, agent, models, ports);
  if (reference.kind === "unfit") {
    return settled("incomplete", `Not benchmarked: ${reference.reason}`, REFERENCE_ADVICE);
  }
  const query = { agentId: agent.id, limit: 100 };
  const runs = await ports.converra.benchmarks.list(query, { signal: ports.signal });
  const same = runs.filter((run) => isSameSet(run.models, models));
  const last = await lastOf(same, ports);
  const running = same.find(isUnderWay);
  const common = { key, purpose: "candidate", usualMs: durationOf(last) } as const;
  const baselineModel = models.includes(agent.model) ? agent.model : models[0];
  const input = { ...asked, agentId: agent.id, baselineModel };
  const work = { kind: "benchmark", input } as const;
  const request: RunRequest =
    running === undefined
      ? { ...common, prepare: async () => ({ agent, work, known: knownOf(runs) }) }
      : { ...common, agent, kind: "benchmark", adopt: running };
  const frozen = reference.kind === "read" ? reference.benchmark : undefined;
  const newest =
    same
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .at(-1) ?? "";
  return { kind: "requested", request, baselines: { last, reference: frozen }, newest };
}

async function judged(
  { definition }: PlannedAgent,
  outcome: RunOutcome | undefined,
  baselines: Baselines,
  confidence: number,
  ports: Environment["ports"],
): Promise<Pick<AgentReport, "verdict" | "benchmark">> {
  const { key, gate } = definition;
  if (outcome?.status !== "completed" || outcome.run === undefined) {
    const { verdict, reason, advice } = blockedByOutcome("benchmark", outcome);
    return { verdict: settle(key, verdict, reason, advice) };
  }
  const now = await ports.converra.benchmarks.get(outcome.run.id, { signal: ports.signal });
  const against = againstOf(baselines);
  const judgement = judgeBenchmark(now.results, against, gate, confidence);
  return {
    verdict: benchmarkVerdict(key, judgement, against.length > 0),
    benchmark: benchmarkReport(now, judgement, baselines, definition),
  };
}
