/** The body of a gate's or a benchmark's report: rows, reasons, one section an agent. */
import { agentParts } from "./agent-section.ts";
import { benchmarkParts } from "./benchmark-content.ts";
import { type Detail, section } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { plural, sentence } from "./format.ts";
import { insightsParts } from "./insights-content.ts";
import { agentMark, agentVerdictLabel, needsAttention, worstFirst } from "./labels.ts";
import { blobUrl, changedLines, pullRequestUrl } from "./links.ts";
import {
  type Block,
  code,
  details,
  type Inline,
  link,
  paragraph,
  prose,
  strong,
  table,
} from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { decidingMetric, metricName, scoreChange } from "./scores.ts";
import { betterPrompt } from "./variants.ts";

const CELL_MAX = 90;
const REASON_MAX = 600;
const REASONS_SHOWN = 20;
/** Beyond this many rows the agents that need nobody go into a fold. */
const ROWS_OPEN = 25;

export function* gateGroups(report: Report, detail: Detail): Generator<readonly Block[]> {
  const agents = worstFirst(report).filter(
    (agent) => detail.agents === "all" || needsAttention(report, agent),
  );
  yield agentTables(report, agents);
  yield reasonBlocks(report, agents, detail);
  if (!detail.sections) return;
  for (const agent of agents) yield agentSection(report, agent, detail);
}

function agentSection(report: Report, agent: AgentReport, detail: Detail): Block[] {
  const parts = [
    ...agentParts(report, agent, detail),
    ...benchmarkParts(report, agent, detail),
    ...insightsParts(agent),
  ];
  return section(agent.key, parts, detail);
}

function agentTables(report: Report, agents: readonly AgentReport[]): Block[] {
  if (agents.length === 0) return [];
  if (agents.length <= ROWS_OPEN) return [agentTable(report, agents)];
  const loud = agents.filter((agent) => needsAttention(report, agent));
  const quiet = agents.filter((agent) => !needsAttention(report, agent));
  return [
    ...(loud.length === 0 ? [] : [agentTable(report, loud)]),
    ...(quiet.length === 0
      ? []
      : details({ rest: `${plural(quiet.length, "agent")} with nothing to do` }, [
          agentTable(report, quiet),
        ])),
  ];
}

function agentTable(report: Report, agents: readonly AgentReport[]): Block {
  // A benchmark compares models and writes no prompts.
  const columns = report.command === "benchmark" ? 4 : 5;
  const align = ["center", "left", "left", "left", "left"] as const;
  const head = ["", "Agent", "Verdict", "Deciding score", "Better prompt found"];
  return table(
    align.slice(0, columns),
    head.slice(0, columns),
    agents.map((agent) =>
      [
        agentMark(report, agent),
        strong(oneLine(agent.key)),
        agent.verdict === undefined ? "" : agentVerdictLabel(agent.verdict),
        decidingCell(agent),
        betterPrompt(agent),
      ].slice(0, columns),
    ),
  );
}

function decidingCell(agent: AgentReport): Inline {
  const metric = decidingMetric(agent);
  if (metric !== undefined) return [`${metricName(metric)} `, scoreChange(metric)];
  return oneLine(agent.verdict?.reason ?? "", CELL_MAX);
}

/** One paragraph for each agent that the gate acts on: why, what to do, where. */
function reasonBlocks(report: Report, agents: readonly AgentReport[], detail: Detail): Block[] {
  const loud = agents.filter((agent) => needsAttention(report, agent));
  const shown = detail.generous ? loud : loud.slice(0, REASONS_SHOWN);
  const hidden = loud.length - shown.length;
  return [
    ...shown.map((agent) => reasonParagraph(report, agent)),
    ...(hidden > 0 ? [paragraph(`${plural(hidden, "more agent")} in the table.`)] : []),
  ];
}

function reasonParagraph(report: Report, agent: AgentReport): Block {
  return paragraph(
    strong(oneLine(agent.key)),
    ": ",
    prose(agentReasons(report, agent).join(" "), 3 * REASON_MAX),
    changeLink(report, agent),
  );
}

/** Verdict, gate and advice, each said once. Gate reasons begin with the verdict's own. */
export function agentReasons(report: Report, agent: AgentReport): string[] {
  const verdict = agent.verdict?.reason ?? "";
  const gate = report.gate.reasons
    .filter((item) => item.key === agent.key)
    .map(({ reason }) => (reason.startsWith(verdict) ? reason.slice(verdict.length) : reason));
  const said = [verdict, ...gate, agent.verdict?.advice ?? ""].map((text) =>
    oneLine(text, REASON_MAX),
  );
  return [...new Set(said.filter((text) => text !== "").map(sentence))];
}

function changeLink(report: Report, agent: AgentReport): Inline {
  if (agent.promptBefore === undefined || agent.promptBefore === agent.promptAfter) return "";
  const { file } = agent.promptSource;
  const lines = changedLines(agent);
  const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}–${lines.to}`;
  const inPullRequest = pullRequestUrl(report.context, file, lines);
  return [
    " Changed: ",
    link(blobUrl(report.context, file, lines), code(file), ` ${range}`),
    inPullRequest === undefined ? "." : [" (", link(inPullRequest, "in this pull request"), ")."],
  ];
}
