/** Builders of definitions and agents, so that each test states only what it is about. */
import type { AgentDefinition, GateRules } from "../../src/domain.ts";
import type { Evidence, RunRecord, Side } from "../../src/gate/evidence.ts";
import type { EvaluatedAgent } from "../../src/gate/types.ts";
import { type ModelledDefinition, planAgents } from "../../src/plan/plan.ts";
import type { Agent } from "../../src/service/agent-shape.ts";
import type { Optimization } from "../../src/service/endpoints/optimizations.ts";
import type { Variant } from "../../src/service/variants.ts";

export function someRules(overrides: Partial<GateRules> = {}): GateRules {
  return {
    maxDrop: 5,
    metrics: {},
    confirm: 1,
    baseline: "run",
    evidenceDays: 30,
    declineDays: 180,
    history: 3,
    scale: "auto",
    headroom: { minLift: 10, minConfidence: 0.95, action: "warn" },
    onInconclusive: "warn",
    onIncomplete: "fail",
    onNotEvaluated: "warn",
    onWinner: "none",
    onDrift: "warn",
    onRemoved: "warn",
    accept: true,
    ...overrides,
  };
}

export function aDefinition(overrides: Partial<ModelledDefinition> = {}): ModelledDefinition {
  return {
    key: "support",
    name: "Support",
    prompt: "You are the support agent.",
    promptSource: { file: "prompts/support.md", line: 1, column: 1, endLine: 1 },
    source: { file: "converra.yml", line: 3, column: 3, endLine: 6 },
    model: "gpt-4o",
    tags: [],
    optimize: { mode: "validation", variants: 3, improve: [], personas: [] },
    gate: someRules(),
    ...overrides,
  };
}

export function anAgent(overrides: Partial<Agent> = {}): Agent {
  return {
    id: "agent_1",
    name: "Support",
    content: "You are the support agent.",
    model: "gpt-4o",
    tags: [],
    status: "active",
    createdAt: "2026-11-01T00:00:00.000Z",
    updatedAt: "2026-11-01T00:00:00.000Z",
    ...overrides,
  };
}

export function aRun(overrides: Partial<Optimization> = {}): Optimization {
  return {
    id: "opt_1",
    agentId: "agent_1",
    status: "completed",
    rawStatus: "completed",
    mode: "validation",
    variantCount: 3,
    createdAt: "2026-11-02T00:00:00.000Z",
    completedAt: "2026-11-02T00:15:00.000Z",
    ...overrides,
  };
}

export function aVariant(overrides: Partial<Variant> = {}): Variant {
  const { scores = { taskCompletion: 70 } } = overrides;
  return {
    ...{ id: "var_1", name: "Variant 1", isControl: false, lift: undefined },
    ...{ scores, raw: scores, dropped: [] },
    ...overrides,
  };
}

/** A definition against its live agent, whose prompt it changes unless told. */
export function anEvaluated(
  definition: Partial<AgentDefinition> = {},
  agents: { readonly live?: Agent; readonly previews?: readonly Agent[] } = {},
): EvaluatedAgent {
  const { live = anAgent(), previews = [] } = agents;
  const head = aDefinition({ prompt: "You are the new support agent.", ...definition });
  const [planned] = planAgents([head], [live], 0);
  if (planned === undefined) throw new Error("one definition is one planned agent");
  return { key: head.key, planned, previews, namesakes: [], preview: previews[0] };
}

/** One moment after every run of these builders. */
export function someEvidence(
  records: readonly RunRecord[] = [],
  overrides: Partial<Evidence> = {},
): Evidence {
  const asOf = Date.parse("2026-11-03T00:00:00.000Z");
  return { asOf, records, knownRuns: new Map(), outcomes: [], listed: [], ...overrides };
}

/** A run of one side's prompt, with a control. */
export function aRecord(
  evaluated: EvaluatedAgent,
  side: Side,
  run: Partial<Optimization> = {},
  scores: Variant["scores"] = { taskCompletion: 70 },
): RunRecord {
  return {
    run: aRun(run),
    agent: anAgent({ id: "agent_2" }),
    place: "preview",
    key: evaluated.key,
    fingerprint: evaluated.planned[side],
    variants: [aVariant({ isControl: true, scores })],
  };
}
