/** The reply to who asks what the gate found of one agent: the answer first, then figures, and what can be done. */
import { agentParts } from "./agent-section.ts";
import { benchmarkParts } from "./benchmark-content.ts";
import type { Detail } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { agentMark, agentVerdictLabel, gateActionOf } from "./labels.ts";
import { type Block, code, type Inline, list, paragraph, strong } from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { causeParagraph } from "./reasons.ts";
import { isOffered } from "./variants.ts";

/** The comment has the diffs. */
const DETAIL: Detail = {
  ...{ agents: "all", sections: true, quietSections: true, promptDiffs: false },
  ...{ winnerDiffs: false, diffLines: 0, scoreColumns: 6, rows: 1, reasons: 1, generous: false },
};

const ACTION = {
  pass: "the gate lets it pass",
  warn: "the gate warns of it",
  fail: "the gate fails on it",
} as const;

/** `canAccept`: whether the drop may be accepted in a comment. */
export function explanation(
  report: Report,
  agent: AgentReport,
  { canAccept }: { readonly canAccept: boolean },
): readonly Block[] {
  const { verdict } = agent;
  if (verdict === undefined) return [paragraph("The gate has no verdict on it.")];
  const answer = `: ${agentVerdictLabel(verdict)}; ${ACTION[gateActionOf(report, agent.key)]}.`;
  const steps = nextSteps(agent, canAccept);
  return [
    paragraph(`${agentMark(report, agent)} `, strong(oneLine(agent.key)), answer),
    causeParagraph(report, [agent]),
    ...[...agentParts(report, agent, DETAIL), ...benchmarkParts(report, agent, DETAIL)].flatMap(
      ({ blocks }) => blocks,
    ),
    paragraph(strong("Not measured"), `: ${notMeasured(agent)}`),
    ...(steps.length === 0
      ? []
      : [paragraph(strong("What you can do")), list(steps.map((step) => [paragraph(step)]))]),
  ];
}

function notMeasured({ candidate, verdict, benchmark }: AgentReport): string {
  if (candidate === undefined && benchmark === undefined)
    return "this prompt; no run of it gave a score.";
  const { detectable } = verdict ?? {};
  const small =
    detectable === undefined
      ? ""
      : `, and drops of less than about ${detectable.toFixed(1)} points`;
  return `what Converra's simulated conversations do not ask for, what it gives no score for${small}.`;
}

function nextSteps({ key, verdict, headroom }: AgentReport, canAccept: boolean): readonly Inline[] {
  const step = (name: string, what: string): Inline => [code(`/converra ${name}`), ` ${what}`];
  const named = oneLine(key);
  const isUnsure = verdict?.verdict === "incomplete" || verdict?.verdict === "inconclusive";
  return [
    ...(isOffered(headroom)
      ? [step(`apply ${named}`, "commits the better prompt that was found to this branch.")]
      : []),
    ...(canAccept
      ? [step(`accept ${named} <reason>`, "takes the drop for this commit, with your name.")]
      : []),
    ...(isUnsure ? [step("rerun", "runs the gate again; it starts only what is missing.")] : []),
  ];
}
