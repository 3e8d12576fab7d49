/** Labels and marks of verdicts, findings and plan actions, and which agents come first. A mark never stands without its label. */
import {
  type AgentVerdict,
  type Finding,
  GATE_RESULTS,
  type GateResult,
  type MetricComparison,
  PLAN_ACTIONS,
  type PlanAction,
  VERDICTS,
  type Verdict,
  worstOf,
} from "../domain.ts";
import { accountCounts } from "./account-content.ts";
import { cleanedCounts } from "./clean-content.ts";
import { plural } from "./format.ts";
import type { AgentReport, Report } from "./model.ts";

const MARK: Readonly<Record<GateResult, string>> = { pass: "✅", warn: "⚠️", fail: "❌" };
const NEUTRAL_MARK = "⚪";

const PLAN_MARK: Readonly<Record<PlanAction, string>> = {
  conflicting: MARK.fail,
  drifted: MARK.warn,
  "not-compared": MARK.warn,
  create: "🟢",
  update: "🔵",
  unchanged: NEUTRAL_MARK,
};

function verdictLabel(verdict: Verdict): string {
  return verdict === "not-evaluated" ? "not evaluated" : verdict;
}

/** Skipped although it was measured: on a schedule, where nothing was measured before. */
const FIRST = "first measurement";

/** The verdict on one agent, with no word on how far it fell. */
export function shortVerdictLabel({ verdict, metrics }: AgentVerdict): string {
  const isFirst = verdict === "skipped" && metrics.some(({ candidate }) => candidate.n > 0);
  return isFirst ? FIRST : verdictLabel(verdict);
}

/** A drop that is surely there is not called no change, however small. */
const FELL = "fell within the limit";

/** Its verdict, or where there is none what a sync would do with it; undefined where neither is known. */
export function agentLabel({ verdict, plan }: AgentReport): string | undefined {
  return verdict === undefined ? plan?.action : shortVerdictLabel(verdict);
}

/** The verdict on one agent in words. */
export function agentVerdictLabel(verdict: AgentVerdict): string {
  const hasFallen =
    verdict.verdict === "unchanged" &&
    verdict.metrics.some(({ moved, decides }) => moved === "fell" && decides !== false);
  return hasFallen ? FELL : shortVerdictLabel(verdict);
}

/** The finding on one metric in words. */
export function comparisonLabel({ finding, moved }: MetricComparison): string {
  return finding === "unchanged" && moved === "fell" ? FELL : findingLabel(finding);
}

export function findingLabel(finding: Finding): string {
  return finding === "below-min" ? "below its minimum" : finding;
}

export function planLabel(action: PlanAction, done: boolean | "apply"): string {
  if (done === "apply" && (action === "update" || action === "conflicting")) {
    return action === "update" ? "applied" : "not applied";
  }
  if (action === "not-compared") return "not compared";
  return done && (action === "create" || action === "update") ? `${action}d` : action;
}

export function planMark(action: PlanAction): string {
  return PLAN_MARK[action];
}

/** Whether what the plan says has been done, and as what. */
export function isDone({ command, fault }: Report): boolean | "apply" {
  if (fault !== undefined) return false;
  return command === "apply" ? "apply" : command === "sync";
}

/** What the gate does about one agent; pass where it gives no reason. */
export function gateActionOf(report: Report, key: string): GateResult {
  const actions = report.gate.reasons.filter((item) => item.key === key).map((item) => item.action);
  return worstOf(GATE_RESULTS, actions) ?? "pass";
}

export function agentMark(report: Report, agent: AgentReport): string {
  const action = gateActionOf(report, agent.key);
  if (action !== "pass") return MARK[action];
  const verdict = agent.verdict?.verdict;
  if (verdict === "regressed") return agent.accepted === undefined ? MARK.fail : MARK.warn;
  return verdict === "improved" || verdict === "unchanged" ? MARK.pass : NEUTRAL_MARK;
}

/** What the gate acts on first, then by verdict; the config's order within each. */
export function worstFirst(report: Report): readonly AgentReport[] {
  const rank = (agent: AgentReport) => {
    const { verdict, plan } = agent;
    const action = GATE_RESULTS.indexOf(gateActionOf(report, agent.key));
    if (verdict !== undefined) return action * 100 + VERDICTS.indexOf(verdict.verdict);
    return (
      action * 100 + (plan === undefined ? VERDICTS.length : PLAN_ACTIONS.indexOf(plan.action))
    );
  };
  return report.agents.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the gate acts on this agent: what the short forms of a report keep. */
export function needsAttention(report: Report, agent: AgentReport): boolean {
  return gateActionOf(report, agent.key) !== "pass" || agent.verdict?.verdict === "regressed";
}

const FAULT_TITLE: Readonly<Record<Report["command"], string>> = {
  gate: "Converra gate could not do its work",
  sync: "Converra sync could not do its work",
  plan: "Converra plan could not be made",
  benchmark: "Converra benchmark could not do its work",
  insights: "Converra insights could not be read",
  apply: "Converra apply could not do its work",
  clean: "Converra clean could not do its work",
};

const RESULT_LABEL: Readonly<Record<GateResult, string>> = {
  pass: "passed",
  warn: "warns",
  fail: "failed",
};

/** A run that could not do its work fails whatever else it says. */
export function resultOf({ fault, gate }: Pick<Report, "fault" | "gate">): GateResult {
  return fault === undefined ? gate.result : "fail";
}

/** The answer in one line, with its mark. */
export function headline(report: Report): string {
  if (report.context.unverified !== undefined) {
    return `${NEUTRAL_MARK} Unverified: ${headlineText(report)}`;
  }
  return `${MARK[resultOf(report)]} ${headlineText(report)}`;
}

/** The same where the mark is set in another way. */
export function headlineText(report: Report): string {
  const { command, rules, account, cleaned, fault } = report;
  if (fault !== undefined) return FAULT_TITLE[command];
  if (command === "clean") {
    return `Converra clean: ${cleanedCounts(cleaned ?? []) ?? "nothing to remove"}`;
  }
  const removed = rules?.removed.length ?? 0;
  const lost = removed === 0 ? "" : `, ${plural(removed, "removed", "removed")}`;
  const kept = accountCounts(account?.filter(({ action }) => action !== "unchanged"));
  const beside = kept === undefined ? "" : `; account: ${kept}`;
  return `Converra ${command}${answer(report)}${lost}${beside}`;
}

function answer(report: Report): string {
  const { command, gate, agents } = report;
  if (command === "insights") return `: ${plural(agents.length, "agent")}`;
  if (command === "gate" || command === "benchmark") {
    return ` ${RESULT_LABEL[gate.result]}: ${verdictCounts(agents)}${acceptedCount(agents)}`;
  }
  const actions = agents.map(({ plan }) => plan?.action);
  // What will be done reads as a task, what was done as a fact.
  const label = (action: PlanAction) =>
    command === "plan" && (action === "create" || action === "update")
      ? `to ${action}`
      : planLabel(action, isDone(report));
  return `: ${counts(PLAN_ACTIONS, actions, label)}`;
}

function acceptedCount(agents: readonly AgentReport[]): string {
  const count = agents.filter(({ accepted }) => accepted !== undefined).length;
  return count === 0 ? "" : `, ${plural(count, "drop")} accepted`;
}

/** "1 regressed, 2 unchanged", or "no agents". */
export function verdictCounts(agents: readonly AgentReport[]): string {
  const labels = agents.map(({ verdict }) => verdict && agentVerdictLabel(verdict));
  const kinds = VERDICTS.map(verdictLabel).toSpliced(-2, 0, FELL).toSpliced(-1, 0, FIRST);
  return counts(kinds, labels, (label, count) =>
    label === FIRST && count > 1 ? `${FIRST}s` : label,
  );
}

function counts<T>(
  kinds: readonly T[],
  found: readonly (T | undefined)[],
  label: (kind: T, count: number) => string,
): string {
  const parts = kinds.flatMap((kind) => {
    const count = found.filter((one) => one === kind).length;
    const words = label(kind, count);
    return count === 0 ? [] : [plural(count, words, words)];
  });
  return parts.length === 0 ? "no agents" : parts.join(", ");
}
