/** The rules an agent was judged by, and what the pull request changes of them. */
import { html } from "hono/html";
import type { MetricComparison } from "../../domain.ts";
import { metricLabel } from "../../verdict/metric.ts";
import { oneLine } from "../escape.ts";
import { capital, decimal, sentenceList } from "../format.ts";
import type { AgentReport } from "../model.ts";
import { dataTable, fold, type Html, NAME_MAX } from "./elements.ts";

export interface RuleChange {
  /** Key of the agent; undefined for a rule of all of them. */
  readonly key?: string;
  /** As converra.yml has it, for example gate.max-drop. */
  readonly rule: string;
  readonly base: string;
  readonly head: string;
  readonly effect: "stricter" | "looser";
}

export function rulesPart(agent: AgentReport, changes: readonly RuleChange[]): Html | undefined {
  const applied = appliedRules(agent.verdict?.metrics ?? []);
  const own = changes.filter(({ key }) => key === undefined || key === agent.key);
  if (applied.length === 0 && own.length === 0) return undefined;
  return fold(
    own.length === 0 ? "Rules that applied" : "Rules that applied, and what is changed of them",
    html`<ul>${applied.map((rule) => html`<li>${rule}</li>`)}</ul>${
      own.length === 0 ? "" : changedRules(own)
    }`,
  );
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

function changedRules(changes: readonly RuleChange[]): Html {
  return dataTable(
    "Rules that this pull request changes",
    [{ head: "Rule" }, { head: "Before" }, { head: "In this pull request" }, { head: "Effect" }],
    changes.map(({ rule, base, head, effect }) => [
      html`<code>${oneLine(rule, NAME_MAX)}</code>`,
      oneLine(base, NAME_MAX),
      oneLine(head, NAME_MAX),
      effect,
    ]),
  );
}
