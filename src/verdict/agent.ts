/** From the comparisons of one agent's metrics to its verdict in words. */
import type { AgentVerdict, Finding, MetricComparison } from "../domain.ts";

/** Why there will be no further run although something is suspected. */
export type NoConfirm = "none-left" | "no-baseline" | "hopeless";

export function verdictOf(
  key: string,
  metrics: readonly MetricComparison[],
  noConfirm: NoConfirm | undefined,
): AgentVerdict {
  const worst = worstOf(metrics);
  if (worst === undefined) {
    return {
      key,
      verdict: "incomplete",
      reason: "No completed run of the candidate has a score.",
      advice: "See why its run did not complete, then run the workflow again.",
      metrics,
    };
  }
  const others = metrics.filter((m) => rank(m.finding) === rank(worst.finding)).length - 1;
  switch (worst.finding) {
    case "regressed":
    case "below-min":
      return {
        key,
        verdict: "regressed",
        reason: `${worst.explanation}${more(others, "regressed")}`,
        advice: `Restore what the prompt lost. If this is intended, ${worst.finding === "below-min" ? "lower the metric's min" : "raise the metric's max-drop"} under gate.metrics in the config.`,
        deciding: worst.metric,
        metrics,
      };
    case "inconclusive":
      return {
        key,
        verdict: "inconclusive",
        reason: `${worst.explanation}${more(others, "inconclusive")}`,
        advice: adviceWhenInconclusive(worst, noConfirm),
        deciding: worst.metric,
        metrics,
      };
    case "improved":
      return {
        key,
        verdict: "improved",
        reason: `${worst.explanation}${more(others, "improved")}`,
        deciding: worst.metric,
        metrics,
      };
    case "unchanged":
      return {
        key,
        verdict: "unchanged",
        reason: "No metric fell by as much as the rules forbid, or rose by more than noise.",
        metrics,
      };
  }
}

const ORDER: Readonly<Record<Finding, number>> = {
  regressed: 3,
  "below-min": 3,
  inconclusive: 2,
  improved: 1,
  unchanged: 0,
};

function rank(finding: Finding): number {
  return ORDER[finding];
}

/** The comparison that decides: the worst finding and, of several, the one least likely to be noise. */
function worstOf(metrics: readonly MetricComparison[]): MetricComparison | undefined {
  if (!metrics.some((metric) => metric.candidate.n > 0)) return undefined;
  return metrics.reduce((worst, metric) => {
    const step = rank(metric.finding) - rank(worst.finding);
    if (step !== 0) return step > 0 ? metric : worst;
    return (metric.p ?? 1) < (worst.p ?? 1) ? metric : worst;
  });
}

function more(count: number, what: string): string {
  if (count === 0) return "";
  return count === 1 ? ` One more metric ${what}.` : ` ${count} more metrics ${what}.`;
}

function adviceWhenInconclusive(worst: MetricComparison, noConfirm: NoConfirm | undefined): string {
  if (worst.candidate.n === 0) {
    return `Check the name ${worst.metric} in the config against the metrics that the runs report.`;
  }
  switch (noConfirm) {
    case undefined:
      return "One more run may settle it.";
    case "no-baseline":
      return "Measure the prompt that would be replaced: set gate.baseline to run, or let a run of it complete.";
    case "none-left":
      return "The confirming runs allowed are used up. Read the prompt's diff, or raise gate.confirm in the config.";
    case "hopeless":
      return "It is too small against the noise for the confirming runs allowed to settle it. Read the prompt's diff; validation mode and more history of the baseline show smaller drops.";
  }
}
