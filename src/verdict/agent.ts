/** From the findings on one agent's metrics to its verdict in words. */
import { type AgentVerdict, FINDINGS, type Finding, type MetricComparison } from "../domain.ts";
import { metricLabel } from "./metric.ts";

/** Why there will be no further round; "untried": a round tries what was suspected before it, and that is settled. */
export type NoConfirm = "none-left" | "no-baseline" | "no-budget" | "elsewhere" | "untried";

export function verdictOf(
  key: string,
  metrics: readonly MetricComparison[],
  noConfirm: NoConfirm | undefined,
  detectable: number | undefined,
): AgentVerdict {
  const common = { key, metrics, ...(detectable === undefined ? {} : { detectable }) };
  const worst = worstMetric(metrics);
  if (worst === undefined) {
    return {
      ...common,
      verdict: "incomplete",
      reason: "No completed run of the candidate has a score.",
      advice: "See why its run did not complete, then run this again.",
    };
  }
  const others = metrics.filter((m) => rank(m.finding) === rank(worst.finding)).length - 1;
  const deciding = worst.metric;
  switch (worst.finding) {
    case "regressed":
    case "below-min":
      return {
        ...common,
        verdict: "regressed",
        reason: `${worst.explanation}${more(others, "regressed")}`,
        advice: `Restore what the prompt lost. If this is intended, ${howToAllow(worst.finding)}.`,
        deciding,
      };
    case "inconclusive":
      return {
        ...common,
        verdict: "inconclusive",
        reason: `${worst.explanation}${more(others, "inconclusive")}`,
        advice: adviceWhenInconclusive(worst, noConfirm),
        deciding,
      };
    case "improved":
      return {
        ...common,
        verdict: "improved",
        reason: `${worst.explanation}${more(others, "improved")}`,
        deciding,
      };
    case "unchanged":
      return { ...common, verdict: "unchanged", reason: unchanged(metrics, detectable) };
  }
}

/** Completes "if it is intended, …". */
export function howToAllow(finding: Finding | undefined): string {
  const rule = finding === "below-min" ? "lower the metric's min" : "raise the metric's max-drop";
  return `${rule} under gate.metrics in the config`;
}

/** A drop that is surely there is not called no change, however small. */
function unchanged(metrics: readonly MetricComparison[], detectable: number | undefined): string {
  const tested = metrics.filter(({ decides }) => decides !== false);
  const fallen = tested.filter(({ moved }) => moved === "fell");
  const most = fallen.toSorted((a, b) => (a.delta ?? 0) - (b.delta ?? 0))[0];
  const sight =
    detectable === undefined
      ? ""
      : ` This gate finds a drop of ${detectable.toFixed(1)} points in all metrics at once with 80 % chance.`;
  if (most !== undefined) {
    const others = fallen.length - 1;
    const rest =
      others === 0
        ? ""
        : ` ${others === 1 ? "1 more metric" : `${others} more metrics`} fell by less.`;
    return `${metricLabel(most.metric)} fell by ${Math.abs(most.delta ?? 0).toFixed(1)} points, within the ${most.maxDrop.toFixed(1)} allowed.${rest}${sight}`;
  }
  return `No drop found that the rules forbid.${sight}`;
}

/** 0 for the worst. A floor that is undercut is as bad as a drop. */
function rank(finding: Finding): number {
  return FINDINGS.indexOf(finding === "below-min" ? "regressed" : finding);
}

/** The comparison that decides: the worst finding and, of several, the one least likely to be noise. */
function worstMetric(metrics: readonly MetricComparison[]): MetricComparison | undefined {
  if (!metrics.some((metric) => metric.candidate.n > 0)) return undefined;
  return metrics.reduce((worst, metric) => {
    const step = rank(worst.finding) - rank(metric.finding);
    if (step !== 0) return step > 0 ? metric : worst;
    return (metric.p ?? 1) < (worst.p ?? 1) ? metric : worst;
  });
}

function more(count: number, what: string): string {
  if (count === 0) return "";
  return count === 1 ? ` One more metric ${what}.` : ` ${count} more metrics ${what}.`;
}

function adviceWhenInconclusive(worst: MetricComparison, noConfirm: NoConfirm | undefined): string {
  if (worst.candidate.n === 0 && worst.baseline !== undefined) {
    return `See in Converra why the candidate's runs lack ${worst.metric}. If they need not have it, set decides: false for it under gate.metrics in the config.`;
  }
  if (worst.candidate.n === 0) {
    return `Check the name ${worst.metric} in the config against the metrics that the runs report.`;
  }
  switch (noConfirm) {
    case "untried":
      return "Read the prompt's diff for what could have done it: the rounds were to try another metric.";
    case undefined:
      return "One more run of the candidate beside one of the baseline may settle it.";
    case "no-baseline":
      return "Measure the prompt that would be replaced: set gate.baseline to run, or let a run of it complete.";
    case "elsewhere":
      return "Measure the prompt that would be replaced where the candidate is measured: set gate.baseline to run.";
    case "no-budget":
      return "A run of the candidate and one of the baseline side by side are missing, and no budget is left for them. Raise the budget, or run this again when there is more.";
    case "none-left":
      return "The confirming rounds allowed are used up. Read the prompt's diff, or raise gate.confirm in the config.";
  }
}
