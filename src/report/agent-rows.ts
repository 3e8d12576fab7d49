/** The table of a gate or a benchmark: which agents have an open row, which stand in a fold, and what a row says. */
import { oneLine } from "./escape.ts";
import { capital, plural } from "./format.ts";
import { agentMark, needsAttention, shortVerdictLabel } from "./labels.ts";
import { type Block, details, type Inline, strong, table } from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { decidingScore } from "./scores.ts";
import { betterPrompt } from "./variants.ts";

const CELL_MAX = 90;

export interface Rows {
  /** Worth a row at first sight. */
  readonly open: readonly AgentReport[];
  /** The gate acts on them, and there is no room. */
  readonly more: readonly AgentReport[];
  /** Nothing to do, and no open row. */
  readonly quiet: readonly AgentReport[];
}

/** Few agents all have a row; of many, those that the gate acts on and those that improved, as far as there is room. */
export function rowsOf(report: Report, agents: readonly AgentReport[], room: number): Rows {
  if (agents.length <= room) return { open: agents, more: [], quiet: [] };
  const loud = agents.filter((agent) => needsAttention(report, agent));
  const better = agents.filter(
    (agent) => agent.verdict?.verdict === "improved" && !needsAttention(report, agent),
  );
  const open = [...loud, ...better].slice(0, room);
  const isOpen = new Set(open);
  return {
    open,
    more: loud.filter((agent) => !isOpen.has(agent)),
    quiet: agents.filter((agent) => !needsAttention(report, agent) && !isOpen.has(agent)),
  };
}

export function openRows(report: Report, { open, more }: Rows): Block[] {
  return [
    ...(open.length === 0 ? [] : [agentTable(report, open)]),
    ...(more.length === 0
      ? []
      : details({ rest: `${plural(more.length, "more agent")} that the gate acts on` }, [
          agentTable(report, more),
        ])),
  ];
}

export function agentTable(report: Report, agents: readonly AgentReport[]): Block {
  const better = agents.map(betterPrompt);
  // A benchmark writes no prompts, and without a run there is nothing to tell.
  const isCompared = report.command !== "benchmark" && better.some((words) => words !== "");
  const isMeasured = agents.some((agent) => decidingScore(agent) !== undefined);
  const columns = isCompared ? 5 : 4;
  const align = ["center", "left", "left", "left", "left"] as const;
  const head = [
    "",
    "Agent",
    "Verdict",
    isMeasured ? "Deciding score" : "Why",
    "Better prompt found",
  ];
  return table(
    align.slice(0, columns),
    head.slice(0, columns),
    agents.map((agent, index) =>
      [
        agentMark(report, agent),
        strong(oneLine(agent.key)),
        agent.verdict === undefined ? "" : shortVerdictLabel(agent.verdict),
        decidingCell(agent),
        better[index] ?? "",
      ].slice(0, columns),
    ),
  );
}

function decidingCell(agent: AgentReport): Inline {
  const score = decidingScore(agent);
  if (score !== undefined) return score;
  // The whole reason stands below the table.
  const reason = (agent.verdict?.reason ?? "").replace(/^Not (measured|benchmarked): /, "");
  const [clause = ""] = reason.split(/(?<=[.!?]) |[:;] /);
  return oneLine(capital(clause), CELL_MAX);
}
