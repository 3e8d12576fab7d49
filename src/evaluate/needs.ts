/** What has to be measured before an agent can be judged, and what is known already. Pure. */
import type { Measurement, RunPurpose } from "../domain.ts";
import type { Agent, OptimizationInput } from "../service/types.ts";
import type { RunRequest } from "./executing.ts";
import { type KnownRuns, NO_RUNS } from "./known-runs.ts";
import { isPending, measurementOf, type RunRecord, usualDuration } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";

export type Side = "candidate" | "baseline";

const DAY_MS = 86_400_000;

/** A run that only measures asks for one variant, the least the service allows. */
const MEASURING_VARIANTS = 1;

function fingerprintFor(subject: Subject, side: Side): string | undefined {
  return side === "candidate" ? subject.planned.candidate : subject.planned.baseline;
}

/** Fresh measurements of one side's prompt in the configured mode, newest first. */
export function evidenceFor(
  subject: Subject,
  side: Side,
  records: readonly RunRecord[],
  startedIds: ReadonlySet<string>,
  now: number,
): readonly Measurement[] {
  const { gate, optimize } = subject.planned.definition;
  const wanted = fingerprintFor(subject, side);
  if (side === "baseline" && gate.baseline === "off") return [];
  if (wanted === undefined) return [];
  const oldest = now - gate.evidenceDays * DAY_MS;
  return records
    .filter((record) => record.key === keyOf(subject) && record.fingerprint === wanted)
    .map((record) => measurementOf(record, startedIds.has(record.run.id) ? "started" : "adopted"))
    .filter((one) => one !== undefined)
    .filter((one) => one.mode === optimize.mode && Date.parse(one.completedAt) >= oldest)
    .sort((a, b) => b.completedAt.localeCompare(a.completedAt));
}

/** A run of that prompt that is under way already. */
function pendingFor(
  subject: Subject,
  side: Side,
  records: readonly RunRecord[],
): RunRecord | undefined {
  const wanted = fingerprintFor(subject, side);
  return records.find(
    (record) =>
      record.key === keyOf(subject) &&
      record.fingerprint === wanted &&
      isPending(record.run) &&
      record.run.mode === subject.planned.definition.optimize.mode,
  );
}

export interface Need {
  readonly side: Side;
  /** A run under way to wait for; undefined: one has to be started. */
  readonly adopt?: RunRecord;
}

/** `fresh` asks for a new measurement of the candidate whatever evidence exists. */
export function needsOf(
  subject: Subject,
  records: readonly RunRecord[],
  startedIds: ReadonlySet<string>,
  now: number,
  fresh = false,
): readonly Need[] {
  const needs: Need[] = [];
  const has = (side: Side) => evidenceFor(subject, side, records, startedIds, now).length > 0;
  if (fresh || !has("candidate")) {
    needs.push({ side: "candidate", adopt: pendingFor(subject, "candidate", records) });
  }
  if (subject.planned.live !== undefined && !fresh && !has("baseline")) {
    const adopt = pendingFor(subject, "baseline", records);
    const { baseline } = subject.planned.definition.gate;
    const wanted = baseline === "run" || (baseline === "reuse" && adopt !== undefined);
    if (wanted) needs.push({ side: "baseline", adopt });
  }
  return needs;
}

/** True when that side has to be measured by a run of our own. */
export function isStarting(side: Side, needs: readonly Need[]): boolean {
  return needs.some((need) => need.side === side && need.adopt === undefined);
}

/** How many of the needs cost a run. */
export function startsOf(needs: readonly Need[]): number {
  return needs.filter((need) => need.adopt === undefined).length;
}

function optimizationInput(
  subject: Subject,
  holder: Agent,
  purpose: RunPurpose,
): OptimizationInput {
  const { optimize } = subject.planned.definition;
  const measuring = purpose !== "candidate";
  return {
    agentId: holder.id,
    mode: optimize.mode,
    variantCount: measuring ? MEASURING_VARIANTS : optimize.variants,
    improve: measuring ? undefined : optimize.improve,
    hypothesis: measuring ? undefined : optimize.hypothesis,
    personas: optimize.personas,
  };
}

export function requestFor(
  subject: Subject,
  purpose: RunPurpose,
  holder: Agent,
  book: { records: readonly RunRecord[]; known: ReadonlyMap<string, KnownRuns> },
  adopt?: RunRecord,
): RunRequest {
  const { mode } = subject.planned.definition.optimize;
  return {
    key: keyOf(subject),
    purpose,
    work: { kind: "optimization", input: optimizationInput(subject, holder, purpose) },
    adopt: adopt?.run,
    usualMs: usualDuration(book.records, keyOf(subject), mode),
    known: book.known.get(holder.id) ?? NO_RUNS,
  };
}
