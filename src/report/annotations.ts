/** Annotations: what the gate acts on, at the prompt it is about, and notices that have a place. */
import type { GateResult } from "../domain.ts";
import { plural } from "./format.ts";
import { agentReasons } from "./gate-content.ts";
import { changedLines } from "./links.ts";
import type { AgentReport, Notice, Report } from "./model.ts";
import { oneLine } from "./outside.ts";
import { verdictWord, worstFirst } from "./words.ts";

export interface Annotation {
  readonly level: "notice" | "warning" | "error";
  /** Plain text, not escaped for workflow commands. */
  readonly message: string;
  readonly title: string;
  /** Relative to the workspace; without it the annotation is about the whole run. */
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  /** 1-based; only for a notice that points at one place. */
  readonly column?: number;
}

/**
 * GitHub shows this many of each level for one step and drops the rest without a word:
 * https://docs.github.com/actions/reference/limits
 */
const SHOWN_PER_LEVEL = 10;

const MESSAGE_MAX = 1000;
const TITLE_MAX = 120;

/** The fault is not among them: whoever fails the run annotates that. */
export function renderAnnotations(report: Report): readonly Annotation[] {
  const all = [
    ...worstFirst(report).flatMap((agent) => agentAnnotation(report, agent)),
    ...report.notices.map(noticeAnnotation),
  ];
  return [...limited(all, "error"), ...limited(all, "warning"), ...limited(all, "notice")];
}

function agentAnnotation(report: Report, agent: AgentReport): Annotation[] {
  const actions = report.gate.reasons.filter((item) => item.key === agent.key);
  const level = levelOf(actions.map((item) => item.action));
  if (level === undefined) return [];
  const what =
    agent.verdict === undefined ? agent.plan?.action : verdictWord(agent.verdict.verdict);
  return [
    {
      level,
      message: agentReasons(report, agent).join(" ").slice(0, MESSAGE_MAX),
      title: oneLine(`${agent.key}: ${what ?? "needs a look"}`, TITLE_MAX),
      ...placeOf(agent),
    },
  ];
}

function levelOf(actions: readonly GateResult[]): "error" | "warning" | undefined {
  if (actions.includes("fail")) return "error";
  return actions.includes("warn") ? "warning" : undefined;
}

/** The changed lines of the prompt; the agent's own entry where its prompt did not change. */
function placeOf(agent: AgentReport): Pick<Annotation, "file" | "line" | "endLine"> {
  const before = agent.promptBefore;
  if (before === undefined || before === agent.promptAfter) {
    return { file: agent.source.file, line: agent.source.line, endLine: agent.source.line };
  }
  const { from, to } = changedLines(agent);
  return { file: agent.promptSource.file, line: from, endLine: to };
}

function noticeAnnotation({ level, message, hint, at }: Notice): Annotation {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const words = hint === undefined ? message : `${sentence} ${hint}`;
  return {
    level,
    message: oneLine(words, MESSAGE_MAX),
    title: "Converra gate",
    ...(at === undefined
      ? {}
      : { file: at.file, line: at.line, endLine: at.endLine, column: at.column }),
  };
}

function limited(all: readonly Annotation[], level: Annotation["level"]): Annotation[] {
  const some = all.filter((annotation) => annotation.level === level);
  if (some.length <= SHOWN_PER_LEVEL) return some;
  const shown = some.slice(0, SHOWN_PER_LEVEL - 1);
  const hidden = plural(some.length - shown.length, "more annotation");
  return [
    ...shown,
    { level, title: "Converra gate", message: `${hidden} of this kind: see the job summary.` },
  ];
}
