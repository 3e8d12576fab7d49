// Definition -> plan -> outcome -> measurement -> verdict -> gate. Scores are points on 0-100, times ISO 8601, durations ms.

/** The worst of those found, by a list that has the worst first; undefined when none is found. */
export function worstOf<T>(worstFirst: readonly T[], found: readonly T[]): T | undefined {
  return worstFirst.find((one) => found.includes(one));
}

/** Where text came from: path relative to the workspace with forward slashes, lines and columns 1-based. */
export interface SourceRange {
  readonly file: string;
  /** @asType integer */
  readonly line: number;
  /** @asType integer */
  readonly column: number;
  /** @asType integer */
  readonly endLine: number;
}

export type Mode = "exploratory" | "validation";
export type Direction = "higher" | "lower";
/** From the worst to the best. */
export const GATE_RESULTS = ["fail", "warn", "pass"] as const;
export type GateResult = (typeof GATE_RESULTS)[number];

export interface MetricRule {
  /** Points; falls back to the gate's `maxDrop`. */
  readonly maxDrop?: number;
  /** The candidate's mean may not be below this, after the direction is applied. */
  readonly min?: number;
  readonly direction: Direction;
  /** False: shown and not tested. */
  readonly decides?: boolean;
}

/** One agent's gate rules, overrides applied. */
export interface GateRules {
  readonly maxDrop: number;
  readonly metrics: Readonly<Record<string, MetricRule>>;
  readonly confirm: number;
  readonly baseline: "run" | "reuse" | "off";
  readonly evidenceDays: number;
  /** How far back scheduled runs look for a decline of the live prompt; 0: not at all. */
  readonly declineDays: number;
  /** Runs of the live prompt that scheduled runs see to. */
  readonly history: number;
  /** The highest score the service gives; `auto` works it out from the runs. */
  readonly scale: "auto" | 1 | 10 | 100;
  /** `minConfidence`: probability 0-1 that a winner has to have to be taken; 0 takes any. */
  readonly headroom: {
    readonly minLift: number;
    readonly minConfidence: number;
    readonly action: GateResult;
  };
  readonly onInconclusive: GateResult;
  readonly onIncomplete: GateResult;
  readonly onNotEvaluated: GateResult;
  readonly onDrift: "warn" | "fail" | "overwrite" | "pull-request";
  readonly onWinner: "none" | "pull-request";
  readonly onRemoved: GateResult;
  readonly accept: boolean;
}

export interface OptimizeSettings {
  readonly mode: Mode;
  /** 1-5. */
  readonly variants: number;
  readonly improve: readonly string[];
  readonly hypothesis?: string;
  readonly personas: readonly string[];
}

export interface BenchmarkSettings {
  /** 2-6; the first is in use where the live agent's is not among them. `reference`: id of a benchmark. */
  readonly models: readonly string[];
  readonly goal: string;
  readonly maxTurns: number;
  readonly runsPerScenario: number;
  readonly reference?: string;
  /** Older ones of the same models are deleted; undefined: none. */
  readonly keep?: number;
}

/** One entry of converra.yml with defaults and overrides applied and its prompt read. */
export interface AgentDefinition {
  readonly key: string;
  /** The agent's id on the service, when the config states one. */
  readonly id?: string;
  readonly name: string;
  readonly prompt: string;
  /** The prompt file, or the block in converra.yml. */
  readonly promptSource: SourceRange;
  /** The entry in converra.yml. */
  readonly source: SourceRange;
  /** Undefined: the live agent's; `modelSource` is where the entry itself states it. */
  readonly model?: string;
  readonly modelSource?: SourceRange;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly optimize: OptimizeSettings;
  readonly benchmark?: BenchmarkSettings;
  readonly gate: GateRules;
}

/** What sync would do about one agent, worst first. */
export const PLAN_ACTIONS = [
  "conflicting",
  "drifted",
  "not-compared",
  "create",
  "update",
  "unchanged",
] as const;
export type PlanAction = (typeof PLAN_ACTIONS)[number];

export interface PlanEntry {
  readonly key: string;
  readonly action: PlanAction;
  /** Names of the fields that differ, in the config's words. */
  readonly changes: readonly string[];
  /** One sentence for people. */
  readonly reason: string;
  readonly liveAgentId?: string;
  /** The prompt that stands on the service, for the diff. */
  readonly livePrompt?: string;
}

export type OutcomeStatus = "completed" | "failed" | "stopped" | "timed-out";
export type RunPurpose = "candidate" | "baseline" | "confirm-candidate" | "confirm-baseline";
/** Whether this workflow paid for the run. */
export type RunOrigin = "started" | "adopted";

export interface Outcome {
  readonly agentKey: string;
  readonly runId: string;
  readonly purpose: RunPurpose;
  readonly origin: RunOrigin;
  readonly status: OutcomeStatus;
  /** Why it did not complete, for people; the service's words are hostile text. */
  readonly reason?: string;
  readonly durationMs?: number;
}

/** One completed evaluation of a prompt: the control's scores. The unit of evidence. */
export interface Measurement {
  readonly runId: string;
  readonly agentId: string;
  /** Content address of the prompt that was measured. */
  readonly fingerprint: string;
  readonly mode: Mode;
  /** Metric name as the service gives it -> points 0-100, direction not applied. */
  readonly scores: Readonly<Record<string, number>>;
  readonly completedAt: string;
  /** When the run was started; taken to be `completedAt` where it is not known. */
  readonly startedAt?: string;
  /** Where it ran. Runs of unlike places are not compared with each other; undefined is a place of its own. */
  readonly place?: "preview" | "live";
  readonly origin: RunOrigin;
}

/** Scores of one metric; none when no run reports it. */
export interface SampleSummary {
  /** @asType integer */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation; undefined with fewer than two values. */
  readonly sd?: number;
}

/** Worst first. */
export const FINDINGS = [
  "regressed",
  "below-min",
  "inconclusive",
  "improved",
  "unchanged",
] as const;
export type Finding = (typeof FINDINGS)[number];

export interface MetricComparison {
  readonly metric: string;
  readonly direction: Direction;
  readonly candidate: SampleSummary;
  readonly baseline?: SampleSummary;
  /** Candidate minus baseline in points, positive is better: the direction is applied. */
  readonly delta?: number;
  /** Two-sided interval of delta at the gate's confidence, not adjusted for the other comparisons. */
  readonly interval?: readonly [number, number];
  /** Noise of one run: the shrunk, pooled standard deviation. */
  readonly noiseSd?: number;
  readonly standardError?: number;
  readonly degreesOfFreedom?: number;
  /** One-sided: chance of a drop this large if nothing changed. */
  readonly p?: number;
  /** After Holm's correction over all agents and metrics judged. */
  readonly adjustedP?: number;
  /** Largest adjusted p that still counts, given the looks taken. */
  readonly alpha?: number;
  readonly maxDrop: number;
  readonly min?: number;
  /** False where the config says that the metric does not decide. */
  readonly decides?: boolean;
  /** Rounds side by side that candidate, baseline and delta are of; undefined where they are of all runs. */
  readonly rounds?: number;
  /** A change that noise does not explain, whether or not the rules forbid it. */
  readonly moved?: "fell" | "rose";
  /** Points: the smallest drop of this metric alone that this gate finds with 80 % chance. */
  readonly detectable?: number;
  readonly finding: Finding;
  readonly explanation: string;
}

/** What they say of one agent, worst first. */
export const VERDICTS = [
  "regressed",
  "incomplete",
  "inconclusive",
  "not-evaluated",
  "improved",
  "unchanged",
  "skipped",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface AgentVerdict {
  readonly key: string;
  readonly verdict: Verdict;
  /** One or two sentences: why. */
  readonly reason: string;
  /** What to do next, where there is something to do. */
  readonly advice?: string;
  /** The metric that decided, if one did. */
  readonly deciding?: string;
  /** Of a drop that is proven: what could not be judged beside it. One sentence. */
  readonly unjudged?: string;
  /** Points: the smallest drop of all metrics alike that this gate finds with 80 % chance. */
  readonly detectable?: number;
  readonly metrics: readonly MetricComparison[];
}

/** The gate over all verdicts, with one reason for each agent that is not a plain pass. */
export interface Gate {
  readonly result: GateResult;
  readonly reasons: readonly {
    readonly key: string;
    readonly action: GateResult;
    readonly reason: string;
  }[];
}
