/** Why the gate acts on an agent, in full; and for the comment in words for anybody, once for all agents with one cause. */
import { oneLine } from "./escape.ts";
import { plural, sentence } from "./format.ts";
import { needsAttention } from "./labels.ts";
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
} from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { joined, modelWords, movement, sectionWords } from "./plain-words.ts";
import { replacesPrompt } from "./prompt-diff.ts";
import { decidingModel, isByDecline, plainText } from "./scores.ts";

const REASON_MAX = 600;
const NAMED_MAX = 4;
const LINKS_MAX = 3;

/** What happened and what to do, in words for anybody; the figures behind it are the verdict's own reason. */
export function plainReasons(report: Report, agent: AgentReport): string {
  return plainSentences(report, agent).join(" ");
}

export function plainSentences(report: Report, agent: AgentReport): readonly string[] {
  return causeSentences(report, [agent]).map(plainText);
}

/** Verdict, gate and advice, each said once. Gate reasons begin with the verdict's own. */
export function agentReasons(report: Report, agent: AgentReport): string[] {
  return distinct([agent.verdict?.reason ?? "", ...beyondVerdict(report, agent), advice(agent)]);
}

/** What the gate says beside the verdict, such as that the live prompt was edited elsewhere. */
function beyondVerdict(report: Report, { key, verdict }: AgentReport): string[] {
  const said = verdict?.reason ?? "";
  return report.gate.reasons
    .filter((item) => item.key === key)
    .map(({ reason }) => (reason.startsWith(said) ? reason.slice(said.length) : reason));
}

function advice({ verdict, accepted }: AgentReport): string {
  return accepted === undefined ? (verdict?.advice ?? "") : "";
}

function distinct(said: readonly string[]): string[] {
  const texts = said.map((text) => oneLine(text, REASON_MAX)).filter((text) => text !== "");
  return [...new Set(texts.map(sentence))];
}

/** A paragraph for each cause: what happened, what to do, where; those beyond `shown` in a fold. */
export function reasonBlocks(
  report: Report,
  agents: readonly AgentReport[],
  { shown, generous }: { readonly shown: number; readonly generous: boolean },
): Block[] {
  const loud = agents.filter((agent) => needsAttention(report, agent));
  const causes = byCause(report, loud);
  const blocks = causes.map((some) => causeParagraph(report, some));
  const rest = blocks.slice(shown);
  if (rest.length === 0 || generous) return blocks;
  const hidden = causes.slice(shown).flat().length;
  return [
    ...blocks.slice(0, shown),
    ...details({ rest: `What happened with ${plural(hidden, "more agent")}` }, rest),
  ];
}

function byCause(report: Report, agents: readonly AgentReport[]): readonly AgentReport[][] {
  const causes = new Map<string, AgentReport[]>();
  for (const agent of agents) {
    const cause = causeOf(report, agent);
    causes.set(cause, [...(causes.get(cause) ?? []), agent]);
  }
  return [...causes.values()];
}

/** The same for agents of which the same can be said but for the figures. */
function causeOf(report: Report, agent: AgentReport): string {
  const { verdict } = agent;
  const isScore = verdict?.deciding !== undefined && !isByDecline(agent);
  const deciding = verdict?.metrics.find(({ metric }) => metric === verdict.deciding);
  return JSON.stringify([
    verdict?.verdict,
    verdict?.deciding,
    decidingModel(agent)?.model,
    deciding?.finding,
    isScore && (deciding?.delta ?? 0) < 0 ? "" : verdict?.reason,
    plainText(touched(agent)),
    distinct(beyondVerdict(report, agent)),
    advice(agent),
  ]);
}

/** What the change touched, where a score tells that it did something. */
function touched(agent: AgentReport): Inline {
  if (agent.verdict?.deciding === undefined) return "";
  return agent.benchmark?.replaces === undefined ? sectionWords(agent) : modelWords(agent);
}

/** What happened with agents that share a cause, and what to do. */
export function causeParagraph(report: Report, agents: readonly AgentReport[]): Block {
  const [first] = agents;
  if (first === undefined) return paragraph();
  const sentences = causeSentences(report, agents);
  return paragraph(
    names(agents),
    ": ",
    ...sentences.flatMap((words, index) => (index === 0 ? [words] : [" ", words])),
    changeLinks(report, agents),
  );
}

function causeSentences(report: Report, agents: readonly AgentReport[]): readonly Inline[] {
  const [first] = agents;
  if (first === undefined) return [];
  return [
    movement(agents),
    touched(first),
    ...distinct([...beyondVerdict(report, first), advice(first)]).map((text) =>
      prose(text, REASON_MAX),
    ),
  ].filter((words) => plainText(words) !== "");
}

function names(agents: readonly AgentReport[]): Inline {
  const parts: Inline[] = agents.slice(0, NAMED_MAX).map(({ key }) => strong(oneLine(key)));
  const more = agents.length - parts.length;
  if (more > 0) parts.push(`${more}${"\u00A0"}more`);
  return joined(parts);
}

function changeLinks(report: Report, agents: readonly AgentReport[]): Inline {
  const changed = agents.filter(replacesPrompt);
  if (changed.length === 0) return "";
  const links = changed.slice(0, LINKS_MAX).map((agent) => changeLink(report, agent));
  const more = changed.length - links.length;
  if (more > 0) links.push(`${more}${"\u00A0"}more`);
  return [" Changed: ", joined(links), "."];
}

function changeLink(report: Report, agent: AgentReport): Inline {
  const { file } = agent.promptSource;
  const lines = changedLines(agent);
  const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}–${lines.to}`;
  const inPullRequest = pullRequestUrl(report.context, file, lines);
  return [
    link(blobUrl(report.context, file, lines), code(file), ` ${range}`),
    inPullRequest === undefined ? "" : [" (", link(inPullRequest, "diff"), ")"],
  ];
}
