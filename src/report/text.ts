/** The report for a log or a terminal: the gate, a line an agent with its reason, notices, cost. */

import { accountLine } from "./account-content.ts";
import { cleanedLine } from "./clean-content.ts";
import { oneLine } from "./escape.ts";
import { insightsLine } from "./insights-content.ts";
import {
  agentMark,
  agentVerdictLabel,
  headline,
  isDone,
  planLabel,
  planMark,
  worstFirst,
} from "./labels.ts";
import { costParts, periodSentence } from "./measured.ts";
import { messageLines } from "./message.ts";
import type { AgentReport, Notice, Report, ReportCommand } from "./model.ts";
import { plainSentences } from "./reasons.ts";
import { decidingScoreText } from "./scores.ts";
import { betterPrompt } from "./variants.ts";

const MESSAGE_MAX = 600;

/** Plain lines without line feeds; whoever writes them to the log sees to it that none is a workflow command. */
export function renderText(report: Report): readonly string[] {
  const lines = [
    headline(report),
    ...faultLines(report),
    ...(report.context.sandbox ? ["Sandbox: these scores are synthetic."] : []),
    ...agentLines(report),
    ...(report.account ?? []).map((entry) => `  ${accountLine(entry)}`),
    ...(report.cleaned ?? []).map((item) => `  ${cleanedLine(item)}`),
    ...report.notices.flatMap((notice) => [
      `${notice.level}: ${placeText(notice)}${oneLine(notice.message, MESSAGE_MAX)}`,
      ...messageLines(notice.hint ?? "").map((line) => `  ${line}`),
    ]),
    costParts(report).join(" · "),
    ...[periodSentence(report) ?? []].flat(),
  ];
  return lines.map((line) => line.replaceAll("\u00A0", " "));
}

function placeText({ at }: Notice): string {
  return at === undefined ? "" : `${oneLine(at.file)}:${at.line}:${at.column}: `;
}

function faultLines({ fault }: Report): string[] {
  if (fault === undefined) return [];
  return [oneLine(fault.message, MESSAGE_MAX), ...messageLines(fault.hint ?? "")];
}

const BY_VERDICT: ReadonlySet<ReportCommand> = new Set(["gate", "benchmark"]);

function agentLines(report: Report): string[] {
  const agents = worstFirst(report);
  const width = Math.max(0, ...agents.map((agent) => oneLine(agent.key).length));
  return agents.flatMap((agent) => {
    const key = oneLine(agent.key).padEnd(width);
    if (BY_VERDICT.has(report.command)) return gateLines(report, agent, key);
    if (report.command === "insights") return [`  ${key}  ${insightsLine(agent)}`];
    return planLine(report, agent, key);
  });
}

function gateLines(report: Report, agent: AgentReport, key: string): string[] {
  if (agent.verdict === undefined) return [];
  const score = decidingScoreText(agent);
  const better = betterPrompt(agent).startsWith("yes") ? "; a better prompt was found" : "";
  const label = agentVerdictLabel(agent.verdict).padEnd("not evaluated".length);
  return [
    `  ${agentMark(report, agent)} ${key}  ${label}  ${score}${better}`.trimEnd(),
    ...plainSentences(report, agent).map((sentence) => `       ${sentence}`),
  ];
}

function planLine(report: Report, agent: AgentReport, key: string): string[] {
  const { plan } = agent;
  if (plan === undefined) return [];
  const label = planLabel(plan.action, isDone(report)).padEnd("conflicting".length);
  return [`  ${planMark(plan.action)} ${key}  ${label}  ${oneLine(plan.reason, MESSAGE_MAX)}`];
}
