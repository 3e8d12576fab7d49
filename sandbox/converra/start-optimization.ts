/** The birth of a run: everything its future depends on is fixed and stored at this moment. */
import type { Mode } from "../../src/domain.ts";
import type { RouteContext } from "./context.ts";
import type { AgentEntity, OptimizationEntity } from "./entities.ts";
import { runDuration } from "./run-state.ts";
import { goldenSetOf } from "./simulate-optimization.ts";

/** Stores a run of the agent as it is; checks nothing, so that seeds can use it too. */
export function startOptimization(
  context: RouteContext,
  agent: AgentEntity,
  input: {
    mode: Mode;
    variantCount: number;
    targetImprovements: readonly string[];
    createdAt: number;
    /** In place of the model's of now. */
    shift?: number;
  },
): OptimizationEntity {
  const { store, seed, timeScale, dialect } = context;
  const id = store.nextId("opt");
  const durationMs = runDuration(input.mode, `${seed}:${id}`, timeScale);
  agent.goldenSet ??= goldenSetOf(agent.content);
  const scripted = context.outcomeOf(agent, id);
  const run: OptimizationEntity = {
    id,
    agentId: agent.id,
    mode: input.mode,
    variantIds: Array.from({ length: input.variantCount }, () => store.nextId("var")),
    targetImprovements: input.targetImprovements,
    prompt: agent.content,
    model: agent.llmModel,
    shift:
      (input.shift ?? context.shiftOf(agent.llmModel)) +
      (agent.status === "draft" ? context.draftShift : 0),
    goldenSet: agent.goldenSet,
    noiseSeed: `${seed}:${id}`,
    createdAt: input.createdAt,
    queuedMs: dialect.startStatus === "queued" ? durationMs / 10 : 0,
    durationMs,
    ...(scripted === undefined
      ? {}
      : { outcome: { kind: scripted.kind, reason: scripted.reason } }),
    announced: false,
  };
  store.optimizations.set(run.id, run);
  return run;
}
