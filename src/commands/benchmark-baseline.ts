/** What a scheduled benchmark is compared with: the last completed one of the same models, and the reference of the config. */
import { refusalOf } from "../errors.ts";
import type { Ports } from "../gate/types.ts";
import { isSameSet } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";
import type { Against, BenchmarkScores } from "../verdict/benchmark-score.ts";

export interface Baselines {
  readonly last?: Benchmark;
  readonly reference?: Benchmark;
}

/** Where a reference is named that cannot serve, why; nothing is paid for then. */
export type Reference =
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly benchmark: Benchmark }
  | { readonly kind: "unfit"; readonly reason: string };

export const REFERENCE_ADVICE =
  "Name a completed benchmark of this agent and these models in `benchmark.reference`, such as one that this report or an earlier one shows, or remove the key.";

/** The newest that completed, with its results, which lists may leave out. */
export async function lastOf(
  runs: readonly Benchmark[],
  { converra, signal }: Ports,
): Promise<Benchmark | undefined> {
  const [last] = runs
    .filter((run) => run.status === "completed")
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (last === undefined || hasScenarios(last)) return last;
  return converra.benchmarks.get(last.id, { signal });
}

function hasScenarios({ results }: Benchmark): boolean {
  return results.some(({ scenarios }) => scenarios.length > 0);
}

export async function readReference(
  id: string | undefined,
  agent: Agent,
  models: readonly string[],
  { converra, signal }: Ports,
): Promise<Reference> {
  if (id === undefined) return { kind: "none" };
  try {
    const benchmark = await converra.benchmarks.get(id, { signal });
    const why = unfitness(benchmark, agent, models);
    if (why === undefined) return { kind: "read", benchmark };
    return { kind: "unfit", reason: `The reference ${id} ${why}.` };
  } catch (error) {
    const { message } = refusalOf(error);
    return { kind: "unfit", reason: `The reference ${id} could not be read: ${message}.` };
  }
}

/** Undefined for a reference that the agent's benchmarks can be compared with. */
function unfitness(
  { agentId, status, rawStatus, models, results }: Benchmark,
  agent: Agent,
  wanted: readonly string[],
): string | undefined {
  if (agentId !== agent.id)
    return `is a benchmark of agent ${agentId}, and this one is ${agent.id}`;
  if (status !== "completed") return `is ${rawStatus}, not completed`;
  if (!isSameSet(models, wanted)) {
    return `compared ${models.join(", ")}, and the benchmark section compares ${wanted.join(", ")}`;
  }
  return results.length === 0 ? "holds no scores in a shape that this version knows" : undefined;
}

/** As much of a benchmark as another is held against. */
export interface Held {
  readonly id: string;
  readonly results: readonly BenchmarkScores[];
}

/** In the order in which they are told where they say the same. */
export function againstOf({
  last,
  reference,
}: {
  readonly last?: Held;
  readonly reference?: Held;
}): readonly Against[] {
  const earlier = { lacking: "no earlier benchmark of this model has it" };
  const isOne = last?.id === reference?.id;
  return [
    ...(last === undefined
      ? []
      : [
          {
            ...earlier,
            since: "since the last benchmark",
            where: "in the last benchmark",
            models: last.results,
          },
        ]),
    ...(reference === undefined || isOne
      ? []
      : [
          {
            ...earlier,
            since: "since the reference",
            where: "in the reference",
            models: reference.results,
          },
        ]),
  ];
}
