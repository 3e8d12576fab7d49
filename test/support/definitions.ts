/** Builders of definitions and agents, so that each test states only what it is about. */
import type { AgentDefinition, GateRules } from "../../src/domain.ts";
import type { Agent, Optimization, Variant } from "../../src/service/types.ts";

export function someRules(overrides: Partial<GateRules> = {}): GateRules {
  return {
    maxDrop: 5,
    metrics: {},
    confirm: 1,
    baseline: "run",
    evidenceDays: 30,
    headroom: { minLift: 10, action: "warn" },
    onInconclusive: "warn",
    onIncomplete: "fail",
    onNotEvaluated: "warn",
    onDrift: "warn",
    ...overrides,
  };
}

export function aDefinition(overrides: Partial<AgentDefinition> = {}): AgentDefinition {
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
  return {
    id: "var_1",
    name: "Variant 1",
    isControl: false,
    scores: { taskCompletion: 70 },
    ...overrides,
  };
}
