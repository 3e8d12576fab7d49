/** What the service wrote and chose: its variants, the winner, and whether that one may be taken. */
import type { BaselineDistance, Headroom, VariantResult } from "../headroom.ts";
import { directed, metricLabel, own } from "../verdict/metric.ts";
import { shortfallOf } from "../verdict/winner.ts";
import { oneLine } from "./escape.ts";
import { capital, decimal, liftPercent, sentenceList, share, signed } from "./format.ts";
import { type Block, type Inline, paragraph, strong, table } from "./markdown.ts";
import type { AgentReport } from "./model.ts";

const ROWS_MAX = 20;
const DISTANCES_MAX = 6;

export function variantTable(agent: AgentReport, maxColumns: number): Block[] {
  const { variants } = agent;
  if (variants.length === 0) return [];
  const metrics = [...new Set(variants.flatMap((variant) => Object.keys(variant.scores)))];
  const live = baselineScores(agent);
  const columns = metrics.slice(0, maxColumns);
  const rows = [
    ...variants.filter((variant) => variant.isControl),
    ...variants.filter((variant) => !variant.isControl && variant.isWinner),
    ...variants.filter((variant) => !variant.isControl && !variant.isWinner),
  ].slice(0, ROWS_MAX);
  const blocks = [
    table(
      ["center", "left", ...columns.map(() => "right" as const), "right"],
      ["", "Variant", ...columns.map((name) => capital(label(name))), "Lift"],
      [
        ...(columns.some((name) => Object.hasOwn(live, name))
          ? [["", "Baseline: the live prompt", ...columns.map((name) => scoreOf(live, name)), ""]]
          : []),
        ...rows.map((variant) => [
          variant.isWinner ? "🏆" : "",
          variantName(variant),
          ...columns.map((name) => scoreOf(variant.scores, name)),
          variant.lift === undefined || variant.isControl ? "" : liftPercent(variant.lift),
        ]),
      ],
    ),
  ];
  const hidden = metrics.length - columns.length;
  const cut = variants.length - rows.length;
  if (hidden === 0 && cut === 0) return blocks;
  const left = [hidden > 0 ? `${hidden} more scores` : "", cut > 0 ? `${cut} more variants` : ""];
  return [...blocks, paragraph(`In report.html: ${left.filter(Boolean).join(" and ")}.`)];
}

function variantName(variant: VariantResult): Inline {
  if (variant.isControl) return "Control: the candidate prompt";
  const name = oneLine(variant.name);
  return variant.isWinner ? [strong(name), " (winner)"] : name;
}

/** As the service gives scores, the direction not applied: so stand those of the variants. */
function baselineScores({ verdict }: AgentReport): VariantResult["scores"] {
  return Object.fromEntries(
    (verdict?.metrics ?? []).flatMap(({ metric, direction, baseline }) =>
      baseline === undefined || baseline.n === 0
        ? []
        : [[metric, directed(baseline.mean, direction)]],
    ),
  );
}

function scoreOf(scores: VariantResult["scores"], metric: string): string {
  const score = own(scores, metric);
  return score === undefined ? "" : decimal(score);
}

function label(metric: string): string {
  return oneLine(metricLabel(metric));
}

/** Whether the winner is offered: better than the candidate, and no worse than what is live. */
export function isOffered(headroom: Headroom | undefined): headroom is Headroom {
  return headroom !== undefined && shortfallOf(headroom) === undefined;
}

/** The cell of the main table; it begins with "yes" where there is a prompt to take. */
export function betterPrompt(agent: AgentReport): string {
  const { headroom } = agent;
  const shortfall = headroom && shortfallOf(headroom);
  if (shortfall !== undefined) {
    return `no: the best is ${decimal(-shortfall.delta)}${"\u00A0"}points lower`;
  }
  if (headroom !== undefined) {
    const parts = [
      "yes",
      headroom.lift === undefined ? "" : `, ${liftPercent(headroom.lift)} lift`,
      headroom.confidence === undefined ? "" : ` at ${share(headroom.confidence)}`,
      lostCases(headroom) > 0 ? ", but it loses golden cases" : "",
    ];
    return parts.join("");
  }
  const hasRun = agent.runs.some((run) => run.status === "completed" && isCandidate(run.purpose));
  return hasRun ? "no" : "";
}

function isCandidate(purpose: string): boolean {
  return purpose === "candidate" || purpose === "confirm-candidate";
}

export function winnerSentence(headroom: Headroom): Block {
  const name = strong(oneLine(headroom.variantName));
  const facts = [
    headroom.lift === undefined ? "" : `${liftPercent(headroom.lift)} lift`,
    confidenceWords(headroom),
  ].filter(Boolean);
  const numbers = facts.length === 0 ? "" : `: ${facts.join(", ")}`;
  const shortfall = shortfallOf(headroom);
  if (shortfall === undefined) {
    return paragraph(
      name,
      ` beats the candidate${numbers}. `,
      distances(headroom),
      goldenSet(headroom),
    );
  }
  const { metric } = shortfall;
  return paragraph(
    name,
    ` is better than the candidate${numbers.replace(/^: /, " (")}${numbers === "" ? "" : ")"}, but `,
    strong(`${below(shortfall)} the live prompt in ${label(metric)}: restore rather than adopt`),
    ". ",
    goldenSet(headroom),
  );
}

/** "6.3 points below". */
function below({ delta }: BaselineDistance): string {
  return `${decimal(-delta)}${"\u00A0"}points below`;
}

function distances({ againstBaseline = [] }: Headroom): string {
  if (againstBaseline.length === 0) return "";
  const parts = againstBaseline
    .slice(0, DISTANCES_MAX)
    .map(({ metric, delta }) => `${signed(delta)} ${label(metric)}`);
  const more = againstBaseline.length - parts.length;
  if (more > 0) parts.push(`${more} more`);
  return `Against the live prompt, where more is better: ${sentenceList(parts)}; none is worse by more than noise. `;
}

/** "confidence 97 % (high)"; empty where it is not told. */
export function confidenceWords({ confidence, band }: Headroom): string {
  if (confidence === undefined) return "";
  return `confidence ${share(confidence)}${band === undefined ? "" : ` (${band})`}`;
}

function goldenSet(headroom: Headroom): Inline {
  const golden = headroom.goldenSet;
  if (golden?.passed === undefined && golden?.regressed === undefined) {
    return "The golden set's result was not reported.";
  }
  const lost = lostCases(headroom);
  const total = golden.passed === undefined ? undefined : golden.passed + lost;
  if (lost === 0) {
    return total === undefined
      ? "Golden set: nothing lost."
      : `Golden set: ${golden.passed} of ${total} kept.`;
  }
  const cases = total === undefined ? `${lost}` : `${lost} of ${total}`;
  return strong(`Golden set: ${cases} lost. Do not take this prompt without a look at them.`);
}

function lostCases(headroom: Headroom): number {
  return headroom.goldenSet?.regressed ?? 0;
}
