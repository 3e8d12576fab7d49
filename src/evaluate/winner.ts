/** The run whose variants are shown for a candidate, with its results: lists leave them out. */
import { ServiceError } from "../errors.ts";
import type { Bench } from "./bench.ts";
import type { MeasureDeps } from "./measuring.ts";
import type { RunRecord } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";

/** The completed run of the candidate with the most variants; the newest of those with as many. */
export function shownRun(subject: Subject, records: readonly RunRecord[]): RunRecord | undefined {
  return records
    .filter(
      (record) =>
        record.key === keyOf(subject) &&
        record.fingerprint === subject.planned.candidate &&
        record.run.status === "completed",
    )
    .sort(
      (a, b) =>
        b.variants.length - a.variants.length ||
        (b.run.completedAt ?? "").localeCompare(a.run.completedAt ?? ""),
    )[0];
}

/** Reads the results of shown runs that are known from a list only. What cannot be read is left out of the report. */
export async function readShownResults(
  subjects: readonly Subject[],
  bench: Bench,
  deps: Pick<MeasureDeps, "converra" | "signal" | "log">,
): Promise<void> {
  for (const subject of subjects) {
    const shown = shownRun(subject, bench.records);
    if (shown === undefined || shown.run.results !== undefined || deps.signal.aborted) continue;
    try {
      const run = await deps.converra.optimizations.get(shown.run.id, { signal: deps.signal });
      bench.records[bench.records.indexOf(shown)] = { ...shown, run };
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
      deps.log(`The winner of ${shown.run.id} is not reported: ${error.message}.`);
    }
  }
}
