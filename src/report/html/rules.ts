/** The rules an agent was judged by. */
import { html } from "hono/html";
import type { MetricComparison } from "../../domain.ts";
import { metricLabel } from "../../verdict/metric.ts";
import { oneLine } from "../escape.ts";
import { capital, decimal, sentenceList } from "../format.ts";
import type { AgentReport } from "../model.ts";
import { fold, type Html, NAME_MAX } from "./elements.ts";

export function rulesPart(agent: AgentReport): Html | undefined {
  const rules = appliedRules(agent.verdict?.metrics ?? []);
  if (rules.length === 0) return undefined;
  return fold("Rules that applied", html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>`);
}

/** One sentence for all metrics with the same rule. */
function appliedRules(metrics: readonly MetricComparison[]): readonly string[] {
  const byRule = new Map<string, string[]>();
  for (const { metric, direction, maxDrop, min } of metrics) {
    const rule = [
      `${direction} is better`,
      `a loss of ${decimal(maxDrop)} points or more counts`,
      min === undefined ? "" : `not below ${decimal(min)}`,
    ]
      .filter(Boolean)
      .join(", ");
    const names = byRule.get(rule) ?? [];
    byRule.set(rule, [...names, oneLine(metricLabel(metric), NAME_MAX)]);
  }
  return [...byRule].map(([rule, names]) => `${capital(sentenceList(names))}: ${rule}.`);
}
