/** Words and state marks for verdicts, findings and plan actions. A mark never stands without its word. */
import type { Finding, GateResult, PlanAction, Verdict } from "../domain.ts";
import { plural } from "./format.ts";
import type { AgentReport, Report } from "./model.ts";

export const MARK: Readonly<Record<GateResult, string>> = { pass: "✅", warn: "⚠️", fail: "❌" };
const NEUTRAL_MARK = "⚪";

/** Worst first: the order of counts and of rows. */
const VERDICTS: readonly Verdict[] = [
  "regressed",
  "incomplete",
  "inconclusive",
  "not-evaluated",
  "improved",
  "unchanged",
  "skipped",
];

const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  regressed: "regressed",
  incomplete: "incomplete",
  inconclusive: "inconclusive",
  "not-evaluated": "not evaluated",
  improved: "improved",
  unchanged: "unchanged",
  skipped: "skipped",
};

const PLAN_ACTIONS: readonly PlanAction[] = [
  "conflicting",
  "drifted",
  "create",
  "update",
  "unchanged",
];

const DONE_WORD: Readonly<Record<PlanAction, string>> = {
  conflicting: "conflicting",
  drifted: "drifted",
  create: "created",
  update: "updated",
  unchanged: "unchanged",
};

const PLAN_MARK: Readonly<Record<PlanAction, string>> = {
  conflicting: "❌",
  drifted: "⚠️",
  create: "🟢",
  update: "🔵",
  unchanged: NEUTRAL_MARK,
};

const FINDING_WORD: Readonly<Record<Finding, string>> = {
  regressed: "regressed",
  "below-min": "below its minimum",
  inconclusive: "inconclusive",
  improved: "improved",
  unchanged: "unchanged",
};

export function verdictWord(verdict: Verdict): string {
  return VERDICT_WORD[verdict];
}

export function findingWord(finding: Finding): string {
  return FINDING_WORD[finding];
}

/** What the gate does about one agent; pass where it gives no reason. */
export function gateActionOf(report: Report, key: string): GateResult {
  const actions = report.gate.reasons.filter((item) => item.key === key).map((item) => item.action);
  if (actions.includes("fail")) return "fail";
  return actions.includes("warn") ? "warn" : "pass";
}

export function agentMark(report: Report, agent: AgentReport): string {
  const action = gateActionOf(report, agent.key);
  if (action !== "pass") return MARK[action];
  const verdict = agent.verdict?.verdict;
  if (verdict === "regressed") return MARK.fail;
  return verdict === "improved" || verdict === "unchanged" ? MARK.pass : NEUTRAL_MARK;
}

export function planMark(action: PlanAction): string {
  return PLAN_MARK[action];
}

export function planWord(action: PlanAction, done: boolean): string {
  return done ? DONE_WORD[action] : action;
}

/** "1 regressed, 2 unchanged", or "no agents". */
function verdictCounts(agents: readonly AgentReport[]): string {
  return counts(
    VERDICTS,
    (verdict) => agents.filter((a) => a.verdict?.verdict === verdict).length,
    {
      word: verdictWord,
    },
  );
}

/** "1 drifted, 2 to update": what will be done reads as a task, what was done as a fact. */
function planCounts(agents: readonly AgentReport[], done: boolean): string {
  return counts(PLAN_ACTIONS, (action) => agents.filter((a) => a.plan?.action === action).length, {
    word: (action) =>
      !done && (action === "create" || action === "update")
        ? `to ${action}`
        : planWord(action, done),
  });
}

function counts<T>(
  kinds: readonly T[],
  countOf: (kind: T) => number,
  { word }: { readonly word: (kind: T) => string },
): string {
  const parts = kinds.flatMap((kind) => {
    const count = countOf(kind);
    return count === 0 ? [] : [plural(count, word(kind), word(kind))];
  });
  return parts.length === 0 ? "no agents" : parts.join(", ");
}

/** What the gate acts on first, then by verdict; the config's order within each. */
export function worstFirst(report: Report): readonly AgentReport[] {
  const rank = (agent: AgentReport) => {
    const action = gateActionOf(report, agent.key);
    const verdict = agent.verdict?.verdict;
    const plan = agent.plan?.action;
    const kind =
      verdict === undefined
        ? plan === undefined
          ? VERDICTS.length
          : PLAN_ACTIONS.indexOf(plan)
        : VERDICTS.indexOf(verdict);
    return (action === "fail" ? 0 : action === "warn" ? 1 : 2) * 100 + kind;
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
};

/** The answer in one line. */
export function headline(report: Report): string {
  if (report.fault !== undefined) return FAULT_TITLE[report.command];
  const { command, gate, agents } = report;
  const result = { pass: "passed", warn: "warns", fail: "failed" }[gate.result];
  switch (command) {
    case "gate":
      return `Converra gate ${result}: ${verdictCounts(agents)}`;
    case "benchmark":
      return `Converra benchmark ${result}: ${verdictCounts(agents)}`;
    case "insights":
      return `Converra insights: ${plural(agents.length, "agent")}`;
    case "plan":
      return `Converra plan: ${planCounts(agents, false)}`;
    case "sync":
      return `Converra sync: ${planCounts(agents, true)}`;
  }
}
