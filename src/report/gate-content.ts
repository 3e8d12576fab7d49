/** The body of a gate's or a benchmark's report: rows, reasons, one section an agent; what needs nobody in one fold. */

import { agentTable, openRows, rowsOf } from "./agent-rows.ts";
import { agentParts } from "./agent-section.ts";
import { benchmarkParts } from "./benchmark-content.ts";
import { type Detail, section } from "./detail.ts";
import { plural } from "./format.ts";
import { insightsParts } from "./insights-content.ts";
import { needsAttention, verdictCounts, worstFirst } from "./labels.ts";
import { type Block, foldEnd, foldStart } from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { reasonBlocks } from "./reasons.ts";

/** More folds than these, one under the other, would push the rest off the screen. */
const FOLDS_OPEN = 3;

export function* gateGroups(report: Report, detail: Detail): Generator<readonly Block[]> {
  const agents = told(report, detail);
  const rows = rowsOf(report, agents, detail.rows);
  const loud = agents.filter((agent) => needsAttention(report, agent));
  yield openRows(report, rows);
  yield reasonBlocks(report, loud, { ...detail, shown: detail.reasons });
  if (detail.sections) {
    yield* sections(report, loud, detail, {
      rest: `Details of ${plural(loud.length, "agent")} that the gate acts on`,
      isFolded: loud.length > FOLDS_OPEN && !detail.generous,
    });
  }
  const quiet = agents.filter((agent) => !needsAttention(report, agent));
  yield* quietGroups(report, quiet, rows.quiet, detail);
}

function told(report: Report, { agents, rows }: Detail): readonly AgentReport[] {
  const all = worstFirst(report);
  if (agents === "worst") return all.slice(0, rows);
  return agents === "all" ? all : all.filter((agent) => needsAttention(report, agent));
}

/** One fold for all that needs no action; around a single agent's own it would only hide that. */
function* quietGroups(
  report: Report,
  quiet: readonly AgentReport[],
  withoutRow: readonly AgentReport[],
  detail: Detail,
): Generator<readonly Block[]> {
  if (quiet.length === 1 && withoutRow.length === 0 && detail.quietSections) {
    yield* sections(report, quiet, detail, { rest: "", isFolded: false });
    return;
  }
  const hasSections =
    detail.quietSections && quiet.some((agent) => agentSection(report, agent, detail).length > 0);
  if (withoutRow.length === 0 && !hasSections) return;
  const shown = hasSections ? quiet : withoutRow;
  const rest = `${hasSections ? "Details of " : ""}${plural(shown.length, "agent")} with nothing to do: ${verdictCounts(shown)}`;
  yield [foldStart({ rest }), ...(withoutRow.length === 0 ? [] : [agentTable(report, withoutRow)])];
  if (hasSections) yield* sections(report, quiet, detail, { rest: "", isFolded: false });
  yield [foldEnd()];
}

function* sections(
  report: Report,
  agents: readonly AgentReport[],
  detail: Detail,
  fold: { readonly rest: string; readonly isFolded: boolean },
): Generator<readonly Block[]> {
  if (fold.isFolded) yield [foldStart(fold)];
  for (const agent of agents) yield agentSection(report, agent, detail);
  if (fold.isFolded) yield [foldEnd()];
}

function agentSection(report: Report, agent: AgentReport, detail: Detail): Block[] {
  const parts = [
    ...agentParts(report, agent, detail),
    ...benchmarkParts(report, agent, detail),
    ...insightsParts(agent),
  ];
  return section(agent.key, parts, detail);
}
