/** Where a run stands, as a function of its times and the clock: nothing ticks, so a restart loses nothing. */
import type { Mode } from "../../src/domain.ts";
import type { BenchmarkEntity, OptimizationEntity } from "./entities.ts";
import { seededRandom } from "./random.ts";

/** The one documented example spans fifteen minutes: https://docs.converra.ai/api/optimizations.html. */
const RUN_MS = 15 * 60_000;
const SPREAD = 0.2;

export type RunPhase = "queued" | "running" | "completed" | "failed" | "stopped";

/** How long a run takes: fifteen minutes give or take a fifth, half as long again in validation mode. */
export function runDuration(mode: Mode, seed: string, timeScale: number): number {
  return (drawnDuration(seed) * (mode === "validation" ? 1.5 : 1)) / timeScale;
}

/** A benchmark runs its models one after another, two of them in the time of an optimization. */
export function benchmarkDuration(models: number, seed: string, timeScale: number): number {
  return (drawnDuration(seed) * (models / 2)) / timeScale;
}

export function optimizationPhase(run: OptimizationEntity, now: number): RunPhase {
  if (run.stoppedAt !== undefined) return "stopped";
  const elapsed = now - run.createdAt;
  if (elapsed < run.queuedMs) return "queued";
  const endless = run.outcome?.kind === "never-ends" || run.outcome?.kind === "unknown-status";
  if (endless || elapsed < run.durationMs) return "running";
  return run.outcome?.kind === "fail" ? "failed" : "completed";
}

/** What the wire says of the phase; the words outside the documented five are there to be met by a client. */
export function optimizationStatus(
  run: OptimizationEntity,
  now: number,
  unknownStatus: boolean,
): string {
  const phase = optimizationPhase(run, now);
  if (phase !== "running") return phase;
  const elapsed = (now - run.createdAt) / run.durationMs;
  if (run.outcome?.kind === "unknown-status" && elapsed >= 1) return "needs_review";
  return unknownStatus && elapsed >= 0.3 && elapsed < 0.7 ? "analyzing" : phase;
}

export function benchmarkStatus(run: BenchmarkEntity, now: number): "running" | "completed" {
  return now - run.createdAt < run.durationMs ? "running" : "completed";
}

/** When the run ended or will end, unless it is endless. */
export function endOf(run: OptimizationEntity): number {
  return run.stoppedAt ?? run.createdAt + run.durationMs;
}

function drawnDuration(seed: string): number {
  return RUN_MS * (1 - SPREAD + 2 * SPREAD * seededRandom(`${seed}:duration`)());
}
