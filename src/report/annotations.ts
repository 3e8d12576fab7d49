/** Annotations: what the gate acts on, at the prompt it is about, and notices that have a place. */
import { oneLine } from "./escape.ts";
import { plural } from "./format.ts";
import { agentLabel, gateActionOf, worstFirst } from "./labels.ts";
import { changedLines } from "./links.ts";
import { type AgentReport, LEVELS, type Level, type Notice, type Report } from "./model.ts";
import { replacesPrompt } from "./prompt-diff.ts";
import { plainReasons } from "./reasons.ts";

export interface Annotation {
  readonly level: Level;
  /** Plain text, not escaped for workflow commands. */
  readonly message: string;
  readonly title?: string;
  /** Relative to the workspace; without it the annotation is about the whole run. */
  readonly file?: string;
  /** 1-based, like `endLine` and `column`. */
  readonly line?: number;
  readonly endLine?: number;
  /** Only for a notice that points at one place. */
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
  return LEVELS.flatMap((level) => limited(all, level));
}

/** The report without the notices that are annotations: the runner's log shows those already. */
export function withoutAnnotated(report: Report): Report {
  const shown = new Set(renderAnnotations(report).map(({ message }) => message));
  const notices = report.notices.filter((one) => !shown.has(noticeAnnotation(one).message));
  return { ...report, notices };
}

function agentAnnotation(report: Report, agent: AgentReport): Annotation[] {
  const action = gateActionOf(report, agent.key);
  if (action === "pass") return [];
  return [
    {
      level: action === "fail" ? "error" : "warning",
      message: plainReasons(report, agent).replaceAll("\u00A0", " ").slice(0, MESSAGE_MAX),
      title: oneLine(`${agent.key}: ${agentLabel(agent) ?? "needs a look"}`, TITLE_MAX),
      ...placeOf(agent),
    },
  ];
}

/** The changed lines of the prompt; the agent's own entry where its prompt did not change. */
function placeOf(agent: AgentReport): Pick<Annotation, "file" | "line" | "endLine"> {
  if (!replacesPrompt(agent)) {
    return { file: agent.source.file, line: agent.source.line, endLine: agent.source.line };
  }
  const { from, to } = changedLines(agent);
  return { file: agent.promptSource.file, line: from, endLine: to };
}

function noticeAnnotation({ level, message, hint, at }: Notice): Annotation {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  // The log shows the message alone.
  const place = at === undefined ? "" : `${at.file}:${at.line}:${at.column}: `;
  const whole = place + (hint === undefined ? message : `${sentence} ${hint}`);
  return {
    level,
    message: oneLine(whole, MESSAGE_MAX),
    title: "Converra gate",
    ...at,
  };
}

function limited(all: readonly Annotation[], level: Level): Annotation[] {
  const some = all.filter((annotation) => annotation.level === level);
  if (some.length <= SHOWN_PER_LEVEL) return some;
  const shown = some.slice(0, SHOWN_PER_LEVEL - 1);
  const hidden = plural(some.length - shown.length, "more annotation");
  return [
    ...shown,
    { level, title: "Converra gate", message: `${hidden} of this kind: see the job summary.` },
  ];
}
