/** The report, and what is waited for, in a terminal's colours and width. Pure. */
import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { visible } from "../report/escape.ts";
import { decimal, duration, signed } from "../report/format.ts";
import { gateActionOf } from "../report/labels.ts";
import type { AgentReport, Report } from "../report/model.ts";
import { promptDiff, replacesPrompt } from "../report/prompt-diff.ts";
import { metricName } from "../report/scores.ts";
import { renderText } from "../report/text.ts";
import type { RunView } from "../runs/types.ts";

type Colors = ReturnType<typeof pc.createColors>;

export interface Screen {
  /** Columns. */
  readonly width: number;
  readonly colors: Colors;
}

const WIDEST = 120;
const NARROWEST = 40;
/** Where the terminal does not tell, or says 0. */
const USUAL = 100;
const DIFF_LINES = 40;

export function screenOf(columns: number | undefined, color = pc.isColorSupported): Screen {
  const width = Math.max(NARROWEST, Math.min(columns || USUAL, WIDEST));
  return { width, colors: pc.createColors(color) };
}

/** The lines of the log, coloured and wrapped, and below them what a comment would fold away. */
export function renderTerminal(report: Report, screen: Screen): string {
  const [headline = "", ...rest] = renderText(report);
  const { colors } = screen;
  return [
    "",
    ...wrapped(colors.bold(colored(headline, colors)), screen),
    ...rest.flatMap((line) => wrapped(colored(line, colors), screen)),
    ...report.agents.flatMap((agent) => detailLines(report, agent, screen)),
    "",
  ].join("\n");
}

/** By the mark a line begins with; a mark never stands without its word, so that colour adds nothing but speed. */
function colored(line: string, colors: Colors): string {
  if (/^\s*(❌|error:)/u.test(line)) return colors.red(line);
  if (/^\s*(⚠️|warning:)/u.test(line)) return colors.yellow(line);
  return /^\s*✅/u.test(line) ? colors.green(line) : line;
}

/** Continued under the text of the first line. */
export function wrapped(line: string, { width }: Screen): string[] {
  const plain = stripVTControlCharacters(line);
  if (plain.length <= width) return [line];
  const margin = /^\s*/.exec(plain)?.[0] ?? "";
  const text = line.replace(margin, "");
  return wrapAnsi(text, width - margin.length)
    .split("\n")
    .map((part) => margin + part);
}

function detailLines(report: Report, agent: AgentReport, screen: Screen): string[] {
  if (gateActionOf(report, agent.key) === "pass") return [];
  const lines = [...metricLines(agent), ...diffLines(agent, screen)];
  return lines.length === 0 ? [] : ["", screen.colors.bold(agent.key), ...lines];
}

function metricLines(agent: AgentReport): string[] {
  const metrics = agent.verdict?.metrics ?? [];
  if (metrics.length === 0 || agent.benchmark !== undefined) return [];
  const width = Math.max(...metrics.map((metric) => metricName(metric).length), 6);
  const row = (name: string, ...cells: readonly string[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => cell.padStart(10)).join("")}`;
  const score = (mean: number | undefined) => (mean === undefined ? "-" : decimal(mean));
  return [
    row("metric", "baseline", "candidate", "change"),
    ...metrics.map((metric) => {
      const { baseline, candidate, delta } = metric;
      const change = delta === undefined ? "-" : signed(delta);
      return row(metricName(metric), score(baseline?.mean), score(candidate.mean), change);
    }),
  ];
}

function diffLines(agent: AgentReport, { width, colors }: Screen): string[] {
  if (!replacesPrompt(agent)) return [];
  const { lines } = promptDiff(agent.promptBefore, agent.promptAfter);
  const shown = lines.slice(0, DIFF_LINES).map((line) => {
    const whole = visibleLine(line);
    const short = whole.length > width - 2 ? `${whole.slice(0, width - 3)}…` : whole;
    if (line.startsWith("-")) return `  ${colors.red(short)}`;
    if (line.startsWith("+")) return `  ${colors.green(short)}`;
    return `  ${colors.dim(short)}`;
  });
  const hidden = lines.length - shown.length;
  const more = hidden > 0 ? [`  … ${hidden} more lines in the report`] : [];
  return lines.length === 0 ? [] : ["", `  ${agent.promptSource.file}`, ...shown, ...more];
}

/** A prompt may hold anything: no sequence in it moves the cursor, sets a colour or begins a line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, "  ");
}

/** One line an agent: "support  candidate running, 3 min of about 17 min; baseline waits for a slot". */
export function progressLines(runs: readonly RunView[], now: number): readonly string[] {
  const keys = [...new Set(runs.map(({ key }) => key))];
  const width = Math.max(0, ...keys.map((key) => key.length));
  return keys.map((key) => {
    const states = runs.filter((run) => run.key === key).map((run) => stateOf(run, now));
    return `  ${key.padEnd(width)}  ${states.join("; ")}`.replaceAll("\u00a0", " ");
  });
}

function stateOf({ purpose, run, usualMs }: RunView, now: number): string {
  const name = purpose.replace("-", " ");
  if (run === undefined) return `${name} waits for a slot`;
  const expected =
    usualMs === undefined ? ", no earlier run tells how long" : ` of about ${duration(usualMs)}`;
  return `${name} ${visibleLine(run.rawStatus)}, ${duration(now - run.since)}${expected}`;
}
