/** What is already known of the agents' runs: one list call for all, details only where they are evidence. */
import type { Measurement, RunOrigin } from "../domain.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent, Optimization, Variant } from "../service/types.ts";
import { controlFingerprint } from "./control.ts";
import { type KnownRuns, knownOf } from "./known-runs.ts";
import { holdersOf, keyOf, type Subject } from "./subject.ts";

/** One run of one of a subject's agents. `fingerprint` is undefined when its control cannot be told. */
export interface RunRecord {
  readonly run: Optimization;
  readonly holder: Agent;
  readonly key: string;
  readonly fingerprint: string | undefined;
  readonly variants: readonly Variant[];
}

export interface RunBook {
  readonly records: readonly RunRecord[];
  /** Agent id -> all its runs, in whatever state. */
  readonly known: ReadonlyMap<string, KnownRuns>;
}

const LIST_LIMIT = 100;
/** Newest completed runs read per agent: enough for the noise, few enough for the rate. */
const DETAILS_PER_AGENT = 12;

export async function readRunBook(
  converra: Converra,
  subjects: readonly Subject[],
  options: { oldest: number; signal?: AbortSignal },
): Promise<RunBook> {
  const { signal } = options;
  if (subjects.length === 0) return { records: [], known: new Map() };
  const newest = await converra.optimizations.list({ limit: LIST_LIMIT }, { signal });
  const complete = isWhole(newest.length);
  const records: RunRecord[] = [];
  const known = new Map<string, KnownRuns>();
  for (const subject of subjects) {
    for (const holder of holdersOf(subject)) {
      const runs = complete
        ? newest.filter((run) => run.agentId === holder.id)
        : await converra.optimizations.list({ agentId: holder.id, limit: LIST_LIMIT }, { signal });
      known.set(holder.id, knownOf(runs));
      const worth = runs.filter((run) => isWorthReading(run, options.oldest));
      const completed = worth.filter((run) => run.status === "completed");
      const read = new Set(completed.slice(0, DETAILS_PER_AGENT));
      for (const run of worth) {
        if (run.status === "completed" && !read.has(run)) continue;
        const variants =
          run.status === "completed"
            ? await converra.optimizations.variants(run.id, { signal })
            : [];
        records.push(recordOf(subject, holder, run, variants));
      }
    }
  }
  return { records, known };
}

/** The service's own limit is not documented, and limits are round numbers: only an odd length is surely the whole. */
function isWhole(length: number): boolean {
  return length === 0 || (length < LIST_LIMIT && length % 10 !== 0);
}

export function recordOf(
  subject: Subject,
  holder: Agent,
  run: Optimization,
  variants: readonly Variant[],
): RunRecord {
  const control = variants.find((variant) => variant.isControl);
  const fingerprint = controlFingerprint(run, holder, control, subject.planned.candidate);
  return { run, holder, key: keyOf(subject), fingerprint, variants };
}

export function isPending(run: Optimization): boolean {
  return run.status === "queued" || run.status === "running";
}

function isWorthReading(run: Optimization, oldest: number): boolean {
  if (isPending(run)) return true;
  return run.status === "completed" && Date.parse(run.completedAt ?? run.createdAt) >= oldest;
}

/** The control's scores as evidence; undefined when the run gave none or its control cannot be told. */
export function measurementOf(record: RunRecord, origin: RunOrigin): Measurement | undefined {
  const { run, holder, fingerprint, variants } = record;
  const control = variants.find((variant) => variant.isControl);
  if (run.status !== "completed" || fingerprint === undefined || run.mode === undefined) return;
  if (control === undefined || Object.keys(control.scores).length === 0) return undefined;
  return {
    runId: run.id,
    agentId: holder.id,
    fingerprint,
    mode: run.mode,
    scores: control.scores,
    completedAt: run.completedAt ?? run.createdAt,
    origin,
  };
}

/** Median duration of the completed runs of one agent key in milliseconds, else of all; undefined without any. */
export function usualDuration(
  records: readonly RunRecord[],
  key: string,
  mode: string,
): number | undefined {
  const durations = (some: readonly RunRecord[]) =>
    some
      .filter((record) => record.run.mode === mode && record.run.completedAt !== undefined)
      .map((record) => Date.parse(record.run.completedAt ?? "") - Date.parse(record.run.createdAt))
      .filter((ms) => ms > 0)
      .sort((a, b) => a - b);
  const own = durations(records.filter((record) => record.key === key));
  const known = own.length > 0 ? own : durations(records);
  return known[Math.floor(known.length / 2)];
}
