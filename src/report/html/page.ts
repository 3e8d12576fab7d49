/**
 * report.html: the whole report on one page that needs nothing beside itself. Its policy forbids the browser every
 * request, every script and every style but ours.
 */
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { oneLine, visible } from "../escape.ts";
import { headline, headlineText, resultOf, worstFirst } from "../labels.ts";
import { commitUrl, repositoryUrl } from "../links.ts";
import { costParts, periodSentence, shortCommit } from "../measured.ts";
import { type AgentReport, type Notice, type Report, worstNoticesFirst } from "../model.ts";
import { agentPart, bareAgents, isBare } from "./agent-part.ts";
import { agentAnchors } from "./anchors.ts";
import { loadDrawing } from "./drawing.ts";
import { anchored, badge, type Html, prose, type Tone } from "./elements.ts";
import { day } from "./figures.ts";
import { accountPart, cleanedPart } from "./other-parts.ts";
import { overview } from "./overview.ts";
import { STYLE } from "./style.ts";

/** A picture takes some milliseconds and two kilobytes: beyond these agents their figures stand alone. */
const AGENTS_DRAWN = 100;

/** The page as text. Loads the plotting library on first use. */
export async function renderHtml(report: Report): Promise<string> {
  const agents = worstFirst(report);
  const anchors = agentAnchors(agents);
  const anchorOf = (agent: AgentReport) => anchors.get(agent) ?? "overview";
  const measured = agents.filter(({ verdict }) => (verdict?.metrics.length ?? 0) > 0);
  const drawing = measured.length === 0 ? undefined : await loadDrawing();
  const drawn = new Set(measured.slice(0, AGENTS_DRAWN));
  const result = resultOf(report);
  const tone = ({ pass: "good", warn: "warn", fail: "bad" } as const)[result];
  const period = periodSentence(report);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${headline(report)}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the result</a>
<header class="${tone}">${badge(tone, { pass: "Passed", warn: "Warning", fail: "Failed" }[result])}
<h1>${headlineText(report)}</h1>
<p class="note">${contextLine(report)}</p></header>
<main id="main">${faultPart(report)}${
    report.context.sandbox
      ? html`<p class="box warn"><b>Sandbox.</b> These scores are synthetic: an emulator on the same machine made them.</p>`
      : ""
  }
${overview(report, anchorOf)}
${worstNoticesFirst(report).map(noticePart)}
${agents
  .filter((agent) => !isBare(report, agent))
  .map((agent) =>
    agentPart(report, agent, {
      anchor: anchorOf(agent),
      drawing: drawn.has(agent) ? drawing : undefined,
    }),
  )}${bareAgents(
  report,
  agents.filter((agent) => isBare(report, agent)),
  anchorOf,
)}${accountPart(report) ?? ""}${cleanedPart(report) ?? ""}</main>
<footer><p class="note">${costParts(report).join(" · ")}</p>
${period === undefined ? "" : html`<p class="note">${period}.</p>`}
<p class="note">Measured ${day(report.startedAt)} to ${day(report.finishedAt)}.</p></footer>
</body></html>
`;
  return String(await page);
}

/** The icon is an empty data address, so that no browser asks a server for one. */
function policy(): string {
  const style = createHash("sha256").update(STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${style}'; img-src data:; base-uri 'none'; form-action 'none'`;
}

function contextLine({ context }: Report): Html {
  const { repository, pullRequest, commit, runUrl } = context;
  const home = repositoryUrl(context);
  const parts = [
    repository === undefined ? "" : anchored(home, oneLine(repository, 200)),
    pullRequest === undefined
      ? ""
      : anchored(home && `${home}/pull/${pullRequest}`, `pull request ${pullRequest}`),
    commit === undefined
      ? ""
      : anchored(commitUrl(context, commit), html`<code>${shortCommit(commit)}</code>`),
    runUrl === undefined ? "" : anchored(runUrl, "workflow run"),
  ].filter((part) => part !== "");
  return html`${parts.map((part, index) => html`${index === 0 ? "" : " · "}${part}`)}`;
}

function faultPart({ fault }: Report): Html | "" {
  if (fault === undefined) return "";
  return html`<div class="box bad"><p>${prose(fault.message)}</p>${hint(fault.hint)}</div>`;
}

const NOTICE_TONE: Readonly<Record<Notice["level"], Tone>> = {
  error: "bad",
  warning: "warn",
  notice: "calm",
};

function noticePart({ level, message, hint: advice, at }: Notice): Html {
  const place = at === undefined ? "" : html` <code>${prose(`${at.file}:${at.line}`)}</code>`;
  return html`<div class="box ${NOTICE_TONE[level]}"><p>${badge(NOTICE_TONE[level], level)} ${prose(message)}${place}</p>${hint(advice)}</div>`;
}

/** A first line of words, then lines to copy as they are. */
function hint(text: string | undefined): Html | "" {
  if (text === undefined) return "";
  const [first = "", ...rest] = text.split("\n");
  return html`<p>${prose(first)}</p>${rest.length === 0 ? "" : html`<pre>${visible(rest.join("\n"))}</pre>`}`;
}
