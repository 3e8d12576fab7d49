/** Benchmarks of live agents beyond those that `benchmark.keep` keeps. */
import type { BenchmarkSettings } from "../domain.ts";
import type { Environment } from "../gate/types.ts";
import { planAgents } from "../plan/plan.ts";
import { taggedFingerprint } from "../plan/tags.ts";
import { hasEnded, isSameSet } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";

export interface OldBenchmark {
  readonly benchmark: Benchmark;
  /** The live agent it is of. */
  readonly agent: Agent;
  readonly why: string;
}

/**
 * A benchmark says of nobody who started it, so this is only done where the config states `keep`, on live agents that
 * sync has tagged, and to comparisons of the very models that the config names.
 */
export async function oldBenchmarks(
  agents: readonly Agent[],
  { definitions, config, ports }: Environment,
): Promise<readonly OldBenchmark[]> {
  const { converra, signal, clock } = ports;
  const found: OldBenchmark[] = [];
  const planned = planAgents(definitions, agents, clock.now(), config.agents);
  for (const { definition, live } of planned) {
    const { benchmark: settings } = definition;
    if (settings?.keep === undefined || live === undefined) continue;
    if (taggedFingerprint(live) === undefined) continue;
    const runs = await converra.benchmarks.list({ agentId: live.id, limit: 100 }, { signal });
    const why = `${definition.key} keeps its ${settings.keep} newest benchmarks of these models`;
    for (const benchmark of beyondKept(runs, live.id, settings, settings.keep)) {
      found.push({ benchmark, agent: live, why });
    }
  }
  return found;
}

/** Without the frozen reference, those that ended before the oldest of the completed ones that are kept. Pure. */
export function beyondKept(
  runs: readonly Benchmark[],
  agentId: string,
  { models, reference }: Pick<BenchmarkSettings, "models" | "reference">,
  keep: number,
): readonly Benchmark[] {
  const own = runs
    .filter((run) => run.agentId === agentId && isSameSet(run.models, models) && hasEnded(run))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const oldestKept = own.filter(({ status }) => status === "completed")[keep - 1];
  if (oldestKept === undefined) return [];
  return own.filter(({ id, createdAt }) => createdAt < oldestKept.createdAt && id !== reference);
}
