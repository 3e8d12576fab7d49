/** What stands behind one agent's row: diff, scores, variants, how it was measured. */
import type { MetricComparison } from "../domain.ts";
import type { Headroom } from "../headroom.ts";
import type { Detail, Part } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { decimal, range, sentence } from "./format.ts";
import { historyBlocks } from "./history-chart.ts";
import { reviewCommentUrl, VERDICT_DOC } from "./links.ts";
import {
  type Block,
  details,
  fence,
  link,
  list,
  paragraph,
  prose,
  small,
  strong,
} from "./markdown.ts";
import { lostRuns, measuredSentences } from "./measured.ts";
import type { AgentReport, Report } from "./model.ts";
import { diffBlocks } from "./prompt-diff.ts";
import { metricTable } from "./scores.ts";
import { offerOf, patchOf } from "./suggestion.ts";
import { variantTable, winnerSentence } from "./variants.ts";

const METRICS_MAX = 30;
const SENTENCE_MAX = 400;

export function agentParts(report: Report, agent: AgentReport, detail: Detail): Part[] {
  return [
    { name: "prompt diff", blocks: promptDiffBlocks(agent, detail) },
    { name: "scores", blocks: scoreBlocks(agent, detail) },
    { name: "variants", blocks: variantBlocks(report, agent, detail) },
    { name: "how it was measured", blocks: measuredBlocks(report, agent) },
  ];
}

function promptDiffBlocks(agent: AgentReport, detail: Detail): Block[] {
  const before = agent.promptBefore;
  if (!detail.promptDiffs || before === undefined) return [];
  const blocks = diffBlocks(before, agent.promptAfter, detail.diffLines);
  return blocks.length === 0
    ? []
    : [paragraph(strong("Prompt"), ", against the baseline"), ...blocks];
}

function scoreBlocks(agent: AgentReport, detail: Detail): Block[] {
  const metrics = (agent.verdict?.metrics ?? []).slice(0, METRICS_MAX);
  // A benchmark shows the same figures model by model.
  if (metrics.length === 0 || agent.benchmark !== undefined) return [];
  return [
    paragraph(strong("Scores"), ", baseline against candidate"),
    metricTable(metrics),
    ...howSure(agent, detail),
    ...historyBlocks(agent),
  ];
}

/** The statistics in words, with the one link to how they work. */
function howSure({ verdict }: AgentReport, detail: Detail): Block[] {
  const metrics = (verdict?.metrics ?? []).slice(0, METRICS_MAX);
  const said = verdict?.reason ?? "";
  const explained = metrics.filter(
    ({ finding, explanation }) =>
      (detail.generous || (finding !== "unchanged" && finding !== "improved")) &&
      !said.includes(explanation.replace(/\.$/, "")),
  );
  return [
    paragraph(
      strong("How sure is this?"),
      " ",
      prose(sentence(said), 2 * SENTENCE_MAX),
      ` ${smallestSeen(metrics)}`,
      link(VERDICT_DOC, "How the gate decides"),
      ".",
    ),
    ...(explained.length === 0
      ? []
      : [list(explained.map((m) => [paragraph(prose(sentence(m.explanation), SENTENCE_MAX))]))]),
  ];
}

/** What is not seen is not absent. */
function smallestSeen(metrics: readonly MetricComparison[]): string {
  const seen = metrics.flatMap(({ detectable }) => (detectable === undefined ? [] : [detectable]));
  if (seen.length === 0) return "";
  const size = range(seen);
  const which = size === decimal(Math.max(...seen)) ? "" : ", by the metric";
  return `A drop in one metric alone is found with 80 % chance from ${size} points on${which}. `;
}

function variantBlocks(report: Report, agent: AgentReport, detail: Detail): Block[] {
  const { headroom } = agent;
  const blocks = variantTable(agent, detail.scoreColumns);
  if (headroom !== undefined) {
    blocks.push(winnerSentence(headroom));
    if (agent.suggestion?.commentId !== undefined) {
      const url = reviewCommentUrl(report.context, agent.suggestion.commentId);
      blocks.push(paragraph("It is ", link(url, "suggested on the changed lines"), "."));
    }
    if (detail.winnerDiffs) blocks.push(...winnerDiff(agent, headroom, detail));
  }
  return blocks.length === 0 ? [] : [paragraph(strong("Variants")), ...blocks];
}

function winnerDiff(agent: AgentReport, headroom: Headroom, detail: Detail): Block[] {
  const name = oneLine(headroom.variantName, 60);
  const offer = agent.suggestion?.kind === "patch" ? offerOf(agent) : undefined;
  const patch = offer === undefined ? [] : patchOf(agent, offer);
  // A part of a patch cannot be applied.
  if (patch.length > 0 && patch.length <= detail.diffLines) {
    const rest = `${name} as a patch of the prompt's file, for git apply`;
    return details({ rest }, [fence("diff", patch)], { open: detail.generous });
  }
  if (headroom.content === undefined) return [];
  const diff = diffBlocks(agent.promptAfter, headroom.content, detail.diffLines);
  const rest = `${name} as a diff against the candidate`;
  return diff.length === 0 ? [] : details({ rest }, diff, { open: detail.generous });
}

function measuredBlocks(report: Report, agent: AgentReport): Block[] {
  const lost = lostRuns(agent);
  const sentences = measuredSentences(report, agent);
  return [
    ...(lost.length === 0
      ? []
      : [paragraph(strong("Runs without a score")), list(lost.map((words) => [paragraph(words)]))]),
    ...(sentences.length === 0
      ? []
      : [small(...sentences.flatMap((words) => [words, " "]).slice(0, -1))]),
  ];
}
