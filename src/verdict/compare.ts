/** One metric of one agent: the figures of candidate against baseline and against the floor, before any correction. */
import type { Direction, GateRules, MetricRule, SampleSummary } from "../domain.ts";
import type { Noise } from "./noise.ts";
import { upperTail } from "./student.ts";

/** The rule of one metric, the gate's defaults filled in. */
export interface Threshold {
  readonly direction: Direction;
  readonly maxDrop: number;
  readonly min: number | undefined;
}

export interface MetricTest {
  /** The agent's key. */
  readonly agent: string;
  readonly metric: string;
  readonly threshold: Threshold;
  readonly candidate: SampleSummary | undefined;
  readonly baseline: SampleSummary | undefined;
  readonly noise: Noise;
  /** Largest adjusted p that counts at the look this agent is at. */
  readonly alpha: number;
  /** Runs of the baseline, whether or not they report this metric. */
  readonly baselineRuns: number;
  /** The config wants no baseline: a floor that is kept is all there is to ask. */
  readonly floorsAlone: boolean;
  /** Against the baseline; undefined when one side has no score. */
  readonly change: Change | undefined;
  /** Against the floor; undefined when there is none or no score. */
  readonly floor: Floor | undefined;
}

interface Change {
  readonly delta: number;
  readonly standardError: number;
  /** One-sided, if nothing changed: a drop at least this large, a rise at least this large. */
  readonly dropP: number;
  readonly riseP: number;
}

interface Floor {
  readonly margin: number;
  readonly standardError: number;
  /** One-sided, if the true score is the floor: a score at least this low. */
  readonly p: number;
}

export function thresholdOf(rules: GateRules, metric: string): Threshold {
  // A metric's name comes from the service and may be that of an inherited property.
  const rule: MetricRule | undefined = Object.hasOwn(rules.metrics, metric)
    ? rules.metrics[metric]
    : undefined;
  return {
    direction: rule?.direction ?? "higher",
    maxDrop: rule?.maxDrop ?? rules.maxDrop,
    min: rule?.min,
  };
}

export function testMetric(
  input: Pick<
    MetricTest,
    | "agent"
    | "metric"
    | "threshold"
    | "candidate"
    | "baseline"
    | "noise"
    | "alpha"
    | "baselineRuns"
    | "floorsAlone"
  >,
): MetricTest {
  const { candidate, baseline, threshold, noise } = input;
  const change =
    candidate === undefined || baseline === undefined
      ? undefined
      : changeOf(candidate, baseline, noise);
  const floor =
    candidate === undefined || threshold.min === undefined
      ? undefined
      : floorOf(candidate, threshold.min, noise);
  return { ...input, change, floor };
}

function changeOf(candidate: SampleSummary, baseline: SampleSummary, noise: Noise): Change {
  const delta = candidate.mean - baseline.mean;
  const standardError = Math.sqrt(noise.variance * (1 / candidate.n + 1 / baseline.n));
  const dropP = upperTail(-delta / standardError, noise.degreesOfFreedom);
  return { delta, standardError, dropP, riseP: 1 - dropP };
}

function floorOf(candidate: SampleSummary, min: number, noise: Noise): Floor {
  const margin = candidate.mean - min;
  const standardError = Math.sqrt(noise.variance / candidate.n);
  return { margin, standardError, p: upperTail(-margin / standardError, noise.degreesOfFreedom) };
}

/** The drop is as large as the rules forbid; says nothing of noise. */
export function isSuspectedDrop({ change, threshold }: MetricTest): boolean {
  return change !== undefined && change.delta < 0 && -change.delta >= threshold.maxDrop;
}

/** The score is under the floor; says nothing of noise. */
export function isSuspectedBreach({ floor }: MetricTest): boolean {
  return floor !== undefined && floor.margin < 0;
}
