import type { GoldenSet, Mode } from "../domain.ts";
import {
  firstText,
  isRecord,
  type Json,
  nameAt,
  optionalCount,
  optionalFlag,
  optionalNumber,
  optionalText,
  optionalTime,
  recordAt,
  type Spot,
  timeAt,
} from "./decode.ts";
import { agentIdAt } from "./decode-agent.ts";
import { bandOf, decodeConfidence } from "./decode-scores.ts";
import type { Optimization, OptimizationResults, RunStatus } from "./types.ts";

/** https://docs.converra.ai/api/optimizations.html */
const STATUSES: readonly string[] = ["queued", "running", "completed", "failed", "stopped"];

/** Guess: no page shows the result of the regression test, so each likely name is tried. */
const GOLDEN_SET_KEYS = ["regression", "regressionTest", "regressionResults", "goldenSet"] as const;

export function decodeOptimization(value: unknown, spot: Spot): Optimization {
  const source = recordAt(value, spot);
  const rawStatus = nameAt(source, ["status"], spot);
  return {
    id: nameAt(source, ["id"], spot),
    agentId: agentIdAt(source, spot),
    status: statusOf(rawStatus),
    rawStatus,
    mode: modeOf(source.mode),
    variantCount: optionalCount(source.variantCount),
    createdAt: timeAt(source, "createdAt", spot),
    completedAt: optionalTime(source.completedAt),
    results: decodeResults(source.results),
    goldenSet: decodeGoldenSet(source),
    failureReason: failureReasonOf(source),
  };
}

/** An unknown status is not an end: the caller keeps waiting, so it must not look like one. */
export function statusOf(raw: string): RunStatus {
  return STATUSES.includes(raw) ? (raw as RunStatus) : "unknown";
}

/** Guess: where a failed run says why. */
export function failureReasonOf(source: Json): string | undefined {
  const nested = isRecord(source.error) ? optionalText(source.error.message) : undefined;
  return optionalText(source.error) ?? nested ?? firstText(source, ["failureReason"]);
}

function modeOf(value: unknown): Mode | undefined {
  return value === "exploratory" || value === "validation" ? value : undefined;
}

function decodeResults(value: unknown): OptimizationResults | undefined {
  if (!isRecord(value)) return undefined;
  const winningVariantId = optionalText(value.winningVariantId);
  const confidence = decodeConfidence(value.confidence);
  return {
    winnerSelected: optionalFlag(value.winnerSelected) ?? winningVariantId !== undefined,
    winningVariantId,
    lift: optionalNumber(value.lift) ?? optionalNumber(value.improvementPercentage),
    confidence,
    band: bandOf(confidence),
  };
}

/** None found means "not tested", never "passed". */
function decodeGoldenSet(source: Json): GoldenSet | undefined {
  for (const holder of [source, source.results]) {
    if (!isRecord(holder)) continue;
    for (const key of GOLDEN_SET_KEYS) {
      const found = holder[key];
      if (!isRecord(found)) continue;
      const passed = optionalCount(found.passed);
      const regressed = optionalCount(found.regressed);
      if (passed !== undefined || regressed !== undefined) return { passed, regressed };
    }
  }
  return undefined;
}
