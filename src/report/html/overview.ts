/** One row an agent, and what the gate acts on in full sentences. */
import { html } from "hono/html";
import type { MetricComparison } from "../../domain.ts";
import { oneLine } from "../escape.ts";
import { capital, plural } from "../format.ts";
import { insightsLine } from "../insights-content.ts";
import { needsAttention, worstFirst } from "../labels.ts";
import type { AgentReport, Report } from "../model.ts";
import { plainReasons } from "../reasons.ts";
import { decidingMetric, decidingScoreText, isByDecline } from "../scores.ts";
import { betterPrompt } from "../variants.ts";
import { agentBadge, type Html, NAME_MAX, prose } from "./elements.ts";

const REASONS_SHOWN = 10;
const WHY_MAX = 200;
const READING =
  "How to read the charts: dots are means, higher is better. The thick line through a dot is where it lies against the baseline at the gate's confidence; on the wrong side of the dashed red line the drop is larger than allowed. The charts of an agent have the same scale. Over time, a red line is the beginning of a decline.";
const SPARK = { width: 132, height: 20 };

export function overview(report: Report, anchorOf: (agent: AgentReport) => string): Html {
  const agents = worstFirst(report);
  if (agents.length === 0) return html``;
  const reach = longest(agents);
  const link = (agent: AgentReport) =>
    html`<a href="#${anchorOf(agent)}">${oneLine(agent.key, NAME_MAX)}</a>`;
  const measured = agents.some((agent) => decidingMetric(agent) !== undefined);
  const judged = agents.some(({ verdict }) => verdict !== undefined);
  const isGate = measured && report.command === "gate";
  if (report.command === "insights") {
    const rows = agents.map(
      (
        agent,
      ) => html`<tr><th scope="row">${link(agent)}</th><td>${prose(insightsLine(agent), 2 * WHY_MAX)}</td></tr>
`,
    );
    return html`<section aria-labelledby="overview"><h2 id="overview">Overview</h2>
<table class="agents"><caption>${plural(agents.length, "agent")}</caption>
<thead><tr><th scope="col">Agent</th><th scope="col">Real conversations</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
  }
  return html`<section aria-labelledby="overview"><h2 id="overview">Overview</h2>
${attention(report, agents, link)}
<table class="agents"><caption>${plural(agents.length, "agent")}, worst first</caption>
<thead><tr><th scope="col">Agent</th><th scope="col">${judged ? "Verdict" : "Sync"}</th><th scope="col">${
    measured ? "Deciding score" : "Why"
  }</th>${measured ? html`<th scope="col" class="wide">Change</th>` : ""}${
    isGate ? html`<th scope="col" class="wide">Better prompt</th>` : ""
  }</tr></thead>
<tbody>${agents.map(overviewRow)}</tbody></table>
${measured ? html`<p class="note">${READING}</p>` : ""}</section>`;

  function overviewRow(agent: AgentReport): Html {
    const metric = decidingMetric(agent);
    const score = decidingScoreText(agent);
    const why = agent.verdict?.reason ?? agent.plan?.reason ?? "";
    return html`<tr><th scope="row">${link(agent)}</th><td>${agentBadge(report, agent)}</td><td>${
      score === "" ? prose(capital(why), WHY_MAX) : score
    }</td>${
      measured
        ? html`<td class="wide">${metric === undefined || isByDecline(agent) ? "" : spark(metric, reach)}</td>`
        : ""
    }${isGate ? html`<td class="wide">${betterPrompt(agent)}</td>` : ""}</tr>
`;
  }
}

function attention(
  report: Report,
  agents: readonly AgentReport[],
  link: (agent: AgentReport) => Html,
): Html | "" {
  const loud = agents.filter((agent) => needsAttention(report, agent));
  if (loud.length === 0) return "";
  const more = loud.length - REASONS_SHOWN;
  return html`<ul class="attention">${loud
    .slice(0, REASONS_SHOWN)
    .map(
      (agent) => html`<li><b>${link(agent)}</b> ${prose(plainReasons(report, agent))}</li>`,
    )}${more > 0 ? html`<li>${plural(more, "more agent")} in the table.</li>` : ""}</ul>`;
}

/** Points from the middle of the small charts to their ends: as many in each, so that rows can be compared. */
function longest(agents: readonly AgentReport[]): number {
  const values = agents.flatMap((agent) => {
    const metric = decidingMetric(agent);
    return metric === undefined
      ? []
      : [metric.delta ?? 0, ...(metric.interval ?? []), metric.maxDrop];
  });
  return Math.max(5, ...values.map(Math.abs));
}

/** The difference and its interval around no change; the cell beside it says the same in figures. */
function spark({ delta, interval, maxDrop, finding }: MetricComparison, reach: number): Html | "" {
  if (delta === undefined) return "";
  const { width, height } = SPARK;
  const x = (points: number) => ((points / reach) * (width / 2 - 6) + width / 2).toFixed(1);
  const [low, high] = interval ?? [delta, delta];
  const middle = height / 2;
  return html`<svg class="spark ${finding}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true"><path class="axis" d="M${x(0)},1V${height - 1}"/><path class="limit" d="M${x(-maxDrop)},1V${height - 1}"/><path d="M${x(low)},${middle}H${x(high)}"/><circle cx="${x(delta)}" cy="${middle}" r="4"/></svg>`;
}
