/** When to poll runs that are under way. Pure: durations in, a wait in milliseconds out. */

export interface WaitSettings {
  readonly intervalMs: number;
  readonly maxIntervalMs: number;
}

/** Share of the usual duration that passes before the first poll. */
const FIRST_POLL = 0.7;
/** A run that ends should be seen within this share of its duration. */
const DETECTION_SHARE = 0.05;
const DETECTION_MS = 15_000;
const SHORTEST_MS = 250;
const SHORT_SHARE = 0.1;
/** However long a run usually takes, a failure at its start should not stay unseen for longer than this. */
const LONGEST_SILENCE_MS = 300_000;

/**
 * Milliseconds until the next poll of one run, `ageMs` after it started. The interval shrinks towards the usual
 * end and grows after it, and stays within what detection allows.
 */
export function nextPoll(
  ageMs: number,
  usualMs: number | undefined,
  settings: WaitSettings,
): number {
  const base = shortest(usualMs, settings);
  const longest = Math.max(base, settings.maxIntervalMs);
  const allowed = Math.max(DETECTION_MS, DETECTION_SHARE * ageMs);
  const clamp = (ms: number) => Math.max(base, Math.min(ms, longest, allowed));
  if (usualMs === undefined) return clamp(DETECTION_SHARE * ageMs);
  const first = FIRST_POLL * usualMs;
  if (ageMs < first) return Math.max(base, Math.min(first - ageMs, LONGEST_SILENCE_MS));
  return clamp(Math.abs(usualMs - ageMs) / 4);
}

/** Runs that are known to be short are polled more often than the interval says. */
function shortest(usualMs: number | undefined, { intervalMs }: WaitSettings): number {
  if (usualMs === undefined) return intervalMs;
  return Math.min(intervalMs, Math.max(SHORTEST_MS, SHORT_SHARE * usualMs));
}

/** True when a run that takes as long as usual cannot end before the deadline: starting it would waste it. */
export function cannotEnd(msLeft: number, usualMs: number | undefined): boolean {
  return msLeft <= 0 || (usualMs !== undefined && msLeft < FIRST_POLL * usualMs);
}
