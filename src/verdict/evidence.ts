/** How evidence is counted for the report. Pure. */
import type { Measurement } from "../domain.ts";

interface EvidenceSummary {
  readonly n: number;
  readonly started: number;
  readonly adopted: number;
  /** ISO times of the oldest and newest run. */
  readonly oldest?: string;
  readonly newest?: string;
}

export function summarise(measurements: readonly Measurement[]): EvidenceSummary {
  const newestFirst = [...measurements].sort(byNewest);
  const started = measurements.filter(({ origin }) => origin === "started").length;
  return {
    n: measurements.length,
    started,
    adopted: measurements.length - started,
    oldest: newestFirst.at(-1)?.completedAt,
    newest: newestFirst[0]?.completedAt,
  };
}

function byNewest(a: Measurement, b: Measurement): number {
  // Ids break ties, so that the order never depends on how a list arrived.
  const later = Date.parse(b.completedAt) - Date.parse(a.completedAt);
  return later !== 0 ? later : a.runId < b.runId ? -1 : 1;
}
