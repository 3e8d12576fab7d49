/** One agent's part of the report, from what was planned, measured and judged. Pure. */
import type { AgentVerdict, Headroom, Measurement, VariantResult } from "../domain.ts";
import { outcomesOf } from "../evaluate/bench.ts";
import type { MeasureDeps, Measured } from "../evaluate/measuring.ts";
import type { RunRecord } from "../evaluate/run-book.ts";
import type { Subject } from "../evaluate/subject.ts";
import { shownRun } from "../evaluate/winner.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport, EvidenceReport } from "../report/model.ts";
import { summarise } from "../verdict/evidence.ts";
import { plannedReport } from "./agent-report.ts";
import { judged } from "./gate-judge.ts";

export function agentReport(
  planned: PlannedAgent,
  verdict: AgentVerdict | undefined,
  subject: Subject | undefined,
  measured: Measured,
  deps: MeasureDeps,
): AgentReport {
  const { live } = planned;
  const { key } = planned.definition;
  const report: AgentReport = {
    ...plannedReport(planned),
    verdict,
    runs: outcomesOf(measured.bench, key),
  };
  if (subject === undefined) return report;
  const evidence = judged(subject, measured, deps);
  const shown = shownRun(subject, measured.bench.records);
  const holder = measured.candidateHolders.get(key)?.id ?? evidence.candidate[0]?.agentId;
  return {
    ...report,
    candidate: evidenceReport(evidence.candidate, live?.id),
    baseline: evidenceReport(evidence.baseline, live?.id),
    variants: shown === undefined ? [] : variantsOf(shown),
    headroom: shown === undefined ? undefined : headroomOf(shown),
    measuredOn:
      holder === undefined
        ? undefined
        : { kind: holder === live?.id ? "live" : "preview", agentId: holder },
  };
}

function evidenceReport(
  measurements: readonly Measurement[],
  liveId: string | undefined,
): EvidenceReport | undefined {
  const [first] = measurements;
  if (first === undefined) return undefined;
  const { started, adopted, oldest, newest } = summarise(measurements);
  const onLive = measurements.filter((one) => one.agentId === liveId).length;
  const where = onLive === measurements.length ? "live" : onLive === 0 ? "preview" : "both";
  const { fingerprint, mode } = first;
  return { fingerprint, mode, where, started, adopted, oldest, newest };
}

function variantsOf({ run, variants }: RunRecord): readonly VariantResult[] {
  const winner = run.results?.winningVariantId;
  return variants.map((variant) => ({
    ...variant,
    isWinner: variant.isWinner ?? (variant.id === winner && !variant.isControl),
  }));
}

function headroomOf({ run, variants }: RunRecord): Headroom | undefined {
  const { results } = run;
  if (results === undefined || !results.winnerSelected) return undefined;
  const winner = variants.find((variant) => variant.id === results.winningVariantId);
  // The original may win: then there is nothing better to offer.
  if (winner === undefined || winner.isControl) return undefined;
  return {
    runId: run.id,
    variantId: winner.id,
    variantName: winner.name,
    lift: results.lift ?? winner.lift,
    confidence: results.confidence,
    band: results.band,
    goldenSet: run.goldenSet,
    content: winner.content,
  };
}
