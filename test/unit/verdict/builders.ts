import type { GateRules, Measurement } from "../../../src/domain.ts";
import type { JudgedAgent, JudgeOptions } from "../../../src/verdict/gather.ts";

export function someRules(over: Partial<GateRules> = {}): GateRules {
  return {
    maxDrop: 5,
    metrics: {},
    confirm: 2,
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
    ...over,
  };
}

export function aRun(over: Partial<Measurement> = {}): Measurement {
  return {
    runId: "opt_1",
    agentId: "agent_1",
    fingerprint: "fp",
    mode: "validation",
    scores: { taskCompletion: 80 },
    completedAt: "2026-05-01T00:00:00Z",
    origin: "started",
    ...over,
  };
}

/** One run for each set of scores, all of one prompt. */
export function runsOf(prompt: string, ...scores: Record<string, number>[]): Measurement[] {
  return scores.map((one, index) =>
    aRun({ runId: `${prompt} ${index}`, fingerprint: prompt, scores: one }),
  );
}

/** Runs of another day, in the order given: with the candidate's first run before them they are rounds of a trial. */
export function later(hours: number, runs: readonly Measurement[]): Measurement[] {
  const day = Date.parse("2026-05-01T00:00:00Z");
  return runs.map((run, index) => {
    const startedAt = new Date(day + (hours + 2 * index) * 3_600_000).toISOString();
    const completedAt = new Date(day + (hours + 2 * index + 1) * 3_600_000).toISOString();
    return { ...run, runId: `${run.runId} at ${hours}`, startedAt, completedAt };
  });
}

/** The same metric in several runs of one prompt. */
export function task(prompt: string, ...values: number[]): Measurement[] {
  return runsOf(prompt, ...values.map((taskCompletion) => ({ taskCompletion })));
}

export function anAgent(over: Partial<JudgedAgent> = {}): JudgedAgent {
  return {
    key: "support",
    rules: someRules(),
    mode: "validation",
    candidate: task("candidate", 80),
    baseline: task("baseline", 79, 80, 81),
    ...over,
  };
}

export function someOptions(over: Partial<JudgeOptions> = {}): JudgeOptions {
  return { confidence: 0.95, history: [], ...over };
}
