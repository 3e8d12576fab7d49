/** A proven drop that a person takes for one commit: what of a verdict can be accepted, and what an acceptance covers. Pure. */
import type { AgentVerdict, GateRules, MetricComparison } from "../domain.ts";
import { isLoss, metricLabel } from "./metric.ts";

/** The figures that were accepted, as the report gave them; points, the direction applied. */
export interface AcceptedMetric {
  readonly metric: string;
  readonly baseline?: number;
  readonly candidate: number;
  /** Candidate minus baseline; negative. */
  readonly delta: number;
}

export interface AcceptedDrop {
  /** Login of the person who may write. */
  readonly by: string;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
  readonly metrics: readonly AcceptedMetric[];
}

function lossesOf({ metrics }: AgentVerdict): readonly MetricComparison[] {
  return metrics.filter(({ finding }) => isLoss(finding));
}

/** The figures that an acceptance takes, or a clause on why nothing of the verdict can be accepted. */
export function acceptable(
  verdict: AgentVerdict,
  rules: Pick<GateRules, "accept">,
): readonly AcceptedMetric[] | string {
  if (!rules.accept) return "the base commit's gate.accept is false";
  if (verdict.verdict !== "regressed") {
    return `the verdict is ${verdict.verdict.replace("-", " ")}, and only a proven drop can be accepted`;
  }
  const accepted: AcceptedMetric[] = [];
  for (const { metric, candidate, baseline, delta, min } of lossesOf(verdict)) {
    // A floor says what is too little, whatever it was before.
    if (min !== undefined && candidate.mean < min) {
      return `${metricLabel(metric)} is ${candidate.mean.toFixed(1)}, below its minimum of ${min}, and a minimum holds for everybody: lower it in the config first`;
    }
    if (delta === undefined)
      return `there is no baseline to tell by how much ${metricLabel(metric)} fell`;
    accepted.push({ metric, baseline: baseline?.mean, candidate: candidate.mean, delta });
  }
  return accepted.length > 0 ? accepted : "no single metric carries the drop";
}

/** Why the acceptance does not cover the verdict, as a clause; undefined where it does. */
export function uncovered(
  verdict: AgentVerdict,
  rules: Pick<GateRules, "accept">,
  accepted: Pick<AcceptedDrop, "metrics">,
): string | undefined {
  const lost = acceptable(verdict, rules);
  if (typeof lost === "string") return lost;
  for (const { metric, delta } of lost) {
    const before = accepted.metrics.find((one) => one.metric === metric);
    if (before === undefined) return `${metricLabel(metric)} got worse as well`;
    const [, best = delta] = verdict.metrics.find((one) => one.metric === metric)?.interval ?? [];
    if (best < before.delta) {
      return `${metricLabel(metric)} fell by ${(-delta).toFixed(1)} points by now, clearly more than the ${(-before.delta).toFixed(1)} accepted`;
    }
  }
  return undefined;
}

/** "task completion by 36.3 points, from 92.1 to 55.8". */
export function figuresOf(metrics: readonly AcceptedMetric[]): string {
  return metrics
    .map(({ metric, baseline, candidate, delta }) => {
      const from = baseline === undefined ? "" : `from ${baseline.toFixed(1)} `;
      return `${metricLabel(metric)} by ${(-delta).toFixed(1)} points, ${from}to ${candidate.toFixed(1)}`;
    })
    .join("; ");
}

/** One sentence, the person's own words last. */
export function acceptedSentence({ by, reason, at, metrics }: AcceptedDrop): string {
  return `The drop is accepted for this commit by ${by} on ${at.slice(0, 10)} (${figuresOf(metrics)}), who says: ${reason}`;
}
