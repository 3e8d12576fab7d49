/** Everything about one agent under its anchor. */
import { html } from "hono/html";
import { oneLine } from "../escape.ts";
import { capital, liftPercent, plural, sentence, sentenceList } from "../format.ts";
import { needsAttention } from "../labels.ts";
import { blobUrl, changedLines, pullRequestUrl } from "../links.ts";
import type { AgentReport, Report } from "../model.ts";
import { replacesPrompt } from "../prompt-diff.ts";
import { agentReasons, plainReasons } from "../reasons.ts";
import { confidenceWords } from "../variants.ts";
import type { Drawing } from "./drawing.ts";
import { agentBadge, anchored, fold, type Html, NAME_MAX, prose } from "./elements.ts";
import { rawFigures } from "./figures.ts";
import { historyChart } from "./history-charts.ts";
import { benchmarkPart, insightsPart, planPart } from "./other-parts.ts";
import { promptCompare } from "./prompt-compare.ts";
import { rulesPart } from "./rules.ts";
import { scoreCharts } from "./score-charts.ts";
import { scoreFigures } from "./score-figures.ts";

export interface AgentPartOptions {
  readonly anchor: string;
  /** Undefined where the page has enough pictures. */
  readonly drawing: Drawing | undefined;
}

interface Part {
  /** Our words, for the line of the fold. */
  readonly name: string;
  readonly content: Html;
}

/** Agents that the gate acts on are open; of the others the verdict is, and the rest is folded. */
export function agentPart(
  report: Report,
  agent: AgentReport,
  { anchor, drawing }: AgentPartOptions,
): Html {
  const parts = partsOf(report, agent, drawing);
  const inside = html`${parts.map(({ content }) => content)}`;
  const isInsights = report.command === "insights";
  const open = needsAttention(report, agent) || report.agents.length === 1 || isInsights;
  const names = sentenceList(parts.map(({ name }) => name));
  return html`<section class="agent" id="${anchor}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${oneLine(agent.key, NAME_MAX)} ${isInsights ? "" : agentBadge(report, agent)}</h2>
${agent.name === agent.key ? "" : html`<p class="name">${oneLine(agent.name, NAME_MAX)}</p>`}
${isInsights ? "" : why(report, agent)}
${parts.length === 0 ? "" : open ? inside : fold(capital(names), inside)}
</section>
`;
}

function partsOf(
  report: Report,
  agent: AgentReport,
  drawing: Drawing | undefined,
): readonly Part[] {
  const parts: readonly (readonly [string, Html | undefined])[] = [
    ["changed lines", changePart(report, agent)],
    ["benchmark", benchmarkPart(agent)],
    ["scores", scoresPart(agent, drawing)],
    ["prompt", promptPart(agent)],
    ["better prompt", winnerPart(agent)],
    ["sync", planPart(agent)],
    ["real conversations", insightsPart(agent)],
    ["figures", rawFigures(agent)],
    ["rules", rulesPart(agent)],
  ];
  return parts.flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]));
}

function why(report: Report, agent: AgentReport): Html {
  if (agent.verdict === undefined) {
    const plan = agent.plan?.reason;
    const said = new Set([
      ...agentReasons(report, agent).map(capital),
      ...(plan === undefined ? [] : [sentence(capital(plan))]),
    ]);
    return html`<p>${[...said].map((text) => html`${prose(text)} `)}</p>`;
  }
  const plain = plainReasons(report, agent);
  const sure = sentence(agent.verdict.reason);
  return html`<p>${prose(plain)}</p>${
    plain.includes(sure) ? "" : html`<p class="note"><b>How sure is this?</b> ${prose(sure)}</p>`
  }`;
}

/** Whether there is more to say of it than a verdict and its reason. */
export function isBare(report: Report, agent: AgentReport): boolean {
  return (
    !needsAttention(report, agent) &&
    agent.promptBefore === undefined &&
    agent.runs.length + agent.variants.length + (agent.verdict?.metrics.length ?? 0) === 0 &&
    [agent.benchmark, agent.insights, agent.headroom].every((part) => part === undefined) &&
    (agent.plan === undefined || agent.plan.action === "unchanged")
  );
}

/** The agents of which there is nothing more to say, in one list. */
export function bareAgents(
  report: Report,
  agents: readonly AgentReport[],
  anchorOf: (agent: AgentReport) => string,
): Html | "" {
  if (agents.length === 0) return "";
  return html`<section aria-labelledby="others"><h2 id="others">Other agents</h2><ul>${agents.map(
    (agent) =>
      html`<li id="${anchorOf(agent)}"><b>${oneLine(agent.key, NAME_MAX)}</b> ${agentBadge(report, agent)} ${why(report, agent)}</li>
`,
  )}</ul></section>`;
}

function scoresPart(agent: AgentReport, drawing: Drawing | undefined): Html | undefined {
  const figures = scoreFigures(agent);
  if (drawing === undefined) {
    return figures.length === 0
      ? undefined
      : html`<p class="note">There are too many agents to draw the charts of all of them; the figures are below.</p>`;
  }
  const scores = figures.length === 0 ? "" : html`<h3>Scores</h3>${scoreCharts(drawing, figures)}`;
  return html`${scores}${historyChart(drawing, agent) ?? ""}`;
}

function promptPart({ promptBefore, promptAfter }: AgentReport): Html | undefined {
  const compared =
    promptBefore === undefined
      ? undefined
      : promptCompare(promptBefore, promptAfter, ["Baseline", "Candidate"]);
  return compared === undefined ? undefined : html`<h3>Prompt</h3>${compared}`;
}

/** Says what the service reports of its winner; whether to take it is said with the verdict. */
function winnerPart({ headroom, promptAfter }: AgentReport): Html | undefined {
  if (headroom === undefined) return undefined;
  const { variantName, lift, goldenSet, content } = headroom;
  const lost = goldenSet?.regressed;
  const facts = [
    lift === undefined ? "" : `${liftPercent(lift)} lift against the candidate`,
    confidenceWords(headroom),
    lost === undefined
      ? "the golden set's result was not reported"
      : `golden set: ${lost === 0 ? "nothing lost" : `${plural(lost, "case")} lost`}${
          goldenSet?.passed === undefined ? "" : `, ${goldenSet.passed} kept`
        }`,
  ].filter(Boolean);
  const compared =
    content === undefined
      ? undefined
      : promptCompare(promptAfter, content, ["Candidate", "Winner"]);
  return html`<h3>Better prompt</h3><p><b>${oneLine(variantName, NAME_MAX)}</b>: ${facts.join("; ")}.</p>
${compared === undefined ? "" : fold("What it changes", compared)}`;
}

function changePart(report: Report, agent: AgentReport): Html | undefined {
  if (!replacesPrompt(agent)) return undefined;
  const { file } = agent.promptSource;
  const lines = changedLines(agent);
  const range =
    lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from} to ${lines.to}`;
  const name = html`<code>${oneLine(file, 2 * NAME_MAX)}</code> ${range}`;
  const review = pullRequestUrl(report.context, file, lines);
  return html`<p>Changed: ${anchored(blobUrl(report.context, file, lines), name)}${
    review === undefined ? "." : html` (${anchored(review, "in the pull request")}).`
  }</p>`;
}
