import { describe, expect, it } from "vitest";
import { cannotEnd, nextPoll } from "../../../src/runs/schedule.ts";

const settings = { intervalMs: 10_000, maxIntervalMs: 30_000 };
const MINUTE = 60_000;

/** Polls as the wait makes them; returns how long after its end a run is seen, and how many polls that took. */
function detect(duration: number, usual: number | undefined) {
  let now = 0;
  let polls = 0;
  while (now < duration) {
    now += nextPoll(now, usual, settings);
    polls += 1;
  }
  return { delay: now - duration, polls };
}

describe("waiting", () => {
  it("first polls when earlier runs say that one may be near its end", () => {
    expect(nextPoll(0, 5 * MINUTE, settings)).toBe(3.5 * MINUTE);
  });

  it("shrinks the interval towards the usual end and grows it after", () => {
    const usual = 15 * MINUTE;
    const at = (share: number) => nextPoll(share * usual, usual, settings);
    expect(at(0.75)).toBeGreaterThan(at(0.97));
    expect(at(1)).toBe(settings.intervalMs);
    expect(at(1.2)).toBeGreaterThan(at(1));
  });

  it.each([1, 3, 8, 15, 25, 40, 90])(
    "sees the end of a run of %d minutes within 15 s or 5 %%",
    (minutes) => {
      for (const usual of [undefined, 0.8, 1, 1.25].map((share) => share && share * minutes)) {
        for (let offset = 0; offset < 60; offset += 1) {
          const duration = minutes * MINUTE + offset * 1_000;
          const { delay } = detect(duration, usual === undefined ? undefined : usual * MINUTE);
          expect(delay).toBeLessThanOrEqual(Math.max(15_000, 0.05 * duration));
        }
      }
    },
  );

  it("takes few polls of a run that takes as long as usual", () => {
    expect(detect(15 * MINUTE, 15 * MINUTE).polls).toBeLessThanOrEqual(20);
  });

  it("does not stay silent for more than five minutes", () => {
    expect(nextPoll(0, 600 * MINUTE, settings)).toBe(5 * MINUTE);
  });
});

it("a run that usually takes longer than what is left is not worth starting", () => {
  expect(cannotEnd(5 * MINUTE, 15 * MINUTE)).toBe(true);
  expect(cannotEnd(12 * MINUTE, 15 * MINUTE)).toBe(false);
  expect(cannotEnd(5 * MINUTE, undefined)).toBe(false);
  expect(cannotEnd(0, undefined)).toBe(true);
});
