/** The figures behind the charts, in tables that are folded away. */
import { html } from "hono/html";
import type { Outcome, RunPurpose, SampleSummary } from "../../domain.ts";
import { metricLabel, own } from "../../verdict/metric.ts";
import { oneLine } from "../escape.ts";
import { capital, decimal, duration, liftPercent, plural, probability, signed } from "../format.ts";
import { findingLabel } from "../labels.ts";
import type { AgentReport, EvidenceReport } from "../model.ts";
import { metricName } from "../scores.ts";
import { dataTable, fold, type Html, NAME_MAX, prose } from "./elements.ts";

const n = (numeric: string) => ({ numeric });
const optional = (value: number | undefined, show: (value: number) => string = decimal) =>
  value === undefined ? "" : show(value);

/** Undefined where nothing was measured. */
export function rawFigures(agent: AgentReport): Html | undefined {
  const tables = [
    metricTable(agent),
    variantTable(agent),
    evidenceTable(agent),
    runTable(agent),
  ].filter((table) => table !== undefined);
  return tables.length === 0 ? undefined : fold("Figures", html`${tables}`);
}

function metricTable(agent: AgentReport): Html | undefined {
  const metrics = agent.verdict?.metrics ?? [];
  if (metrics.length === 0) return undefined;
  return html`${dataTable(
    "Each metric, baseline against candidate",
    [
      "Metric",
      n("Baseline"),
      n("Candidate"),
      n("Difference"),
      n("From"),
      n("To"),
      n("Noise of one run"),
      n("Standard error"),
      n("Degrees of freedom"),
      n("p"),
      n("Adjusted p"),
      n("Largest p that counts"),
      "Finding",
    ],
    metrics.map((metric) => [
      capital(metricName(metric)),
      sample(metric.baseline),
      sample(metric.candidate),
      optional(metric.delta, signed),
      optional(metric.interval?.[0], signed),
      optional(metric.interval?.[1], signed),
      optional(metric.noiseSd),
      optional(metric.standardError),
      optional(metric.degreesOfFreedom),
      optional(metric.p, probability),
      optional(metric.adjustedP, probability),
      optional(metric.alpha, probability),
      findingLabel(metric.finding),
    ]),
  )}<ul>${metrics.map(({ explanation }) => html`<li>${prose(explanation)}</li>`)}</ul>`;
}

function sample(summary: SampleSummary | undefined): string {
  if (summary === undefined || summary.n === 0) return "none";
  const spread = summary.sd === undefined ? "" : `, sd ${decimal(summary.sd)}`;
  return `${decimal(summary.mean)} (n = ${summary.n}${spread})`;
}

function variantTable({ variants }: AgentReport): Html | undefined {
  if (variants.length === 0) return undefined;
  const metrics = [...new Set(variants.flatMap(({ scores }) => Object.keys(scores)))];
  return dataTable(
    "Scores of the variants, as the service gives them",
    [
      "Variant",
      ...metrics.map((name) => n(capital(oneLine(metricLabel(name), NAME_MAX)))),
      n("Lift"),
    ],
    variants.map(({ name, isControl, isWinner, scores, lift }) => [
      `${oneLine(name, NAME_MAX)}${isControl ? " (the candidate)" : isWinner ? " (winner)" : ""}`,
      ...metrics.map((metric) => optional(own(scores, metric))),
      optional(isControl ? undefined : lift, liftPercent),
    ]),
  );
}

function evidenceTable({ baseline, candidate }: AgentReport): Html | undefined {
  if (baseline === undefined && candidate === undefined) return undefined;
  const row = (side: string, evidence: EvidenceReport | undefined) =>
    evidence === undefined
      ? []
      : [
          [
            side,
            evidence.mode,
            { preview: "previews", live: "the live agent", both: "both" }[evidence.where],
            String(evidence.started),
            String(evidence.adopted),
            day(evidence.oldest),
            day(evidence.newest),
            oneLine(evidence.commit ?? "", NAME_MAX),
            oneLine(evidence.fingerprint, NAME_MAX),
          ],
        ];
  return dataTable(
    "What was measured",
    [
      "Side",
      "Mode",
      "Measured on",
      n("Runs started"),
      n("Runs reused"),
      "Oldest",
      "Newest",
      "Synced from",
      "Fingerprint",
    ],
    [...row("Baseline", baseline), ...row("Candidate", candidate)],
  );
}

const PURPOSE: Readonly<Record<RunPurpose, string>> = {
  candidate: "candidate",
  baseline: "baseline",
  "confirm-candidate": "candidate, confirming",
  "confirm-baseline": "baseline, confirming",
};

function runTable({ runs }: AgentReport): Html | undefined {
  if (runs.length === 0) return undefined;
  return dataTable(
    plural(runs.length, "run"),
    ["Run", "Measured", "Origin", "Ended", n("Took"), "Reason"],
    runs.map((run: Outcome) => [
      html`<code>${oneLine(run.runId, NAME_MAX)}</code>`,
      PURPOSE[run.purpose],
      run.origin === "adopted" ? "reused" : "started",
      run.status,
      optional(run.durationMs, duration),
      run.reason === undefined ? "" : prose(run.reason),
    ]),
  );
}

/** "2026-11-22 10:16 UTC"; what is no time is shown as it came. */
export function day(iso: string | undefined): string {
  if (iso === undefined) return "";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return oneLine(iso, NAME_MAX);
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
