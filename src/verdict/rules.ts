/** The rule of one metric, the gate's defaults filled in. */
import type { Direction, GateRules } from "../domain.ts";
import { own } from "./metric.ts";

export interface Threshold {
  readonly direction: Direction;
  readonly maxDrop: number;
  readonly min: number | undefined;
  /** False for what is shown and not tested. */
  readonly decides: boolean;
}

export function thresholdOf(rules: GateRules, metric: string): Threshold {
  const rule = own(rules.metrics, metric);
  return {
    direction: rule?.direction ?? "higher",
    maxDrop: rule?.maxDrop ?? rules.maxDrop,
    min: rule?.min,
    decides: rule?.decides ?? true,
  };
}

/** Names of the metrics with a floor that decides. */
export function floorsOf({ metrics }: GateRules): string[] {
  return Object.keys(metrics).filter(
    (name) => metrics[name]?.min !== undefined && metrics[name]?.decides !== false,
  );
}

/** The config wants no baseline: a floor that is kept is all there is to ask. */
export function wantsFloorsAlone(rules: GateRules): boolean {
  return rules.baseline === "off" && floorsOf(rules).length > 0;
}
