import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRateLimit } from "../../../src/service/rate-limit-headers.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const read = (headers: Record<string, string>) => readRateLimit(headers, NOW);

describe("rate-limit headers", () => {
  it.each([
    ["seconds from the answer", "30", NOW + 30_000],
    ["fractions of a second", "0.5", NOW + 500],
    ["epoch seconds", String(NOW / 1000 + 30), NOW + 30_000],
    ["epoch milliseconds", String(NOW + 30_000), NOW + 30_000],
    ["ISO 8601", "2026-11-22T12:00:30Z", NOW + 30_000],
    ["ISO 8601 with an offset", "2026-11-22T13:00:30.000+01:00", NOW + 30_000],
    ["an HTTP date", "Sun, 22 Nov 2026 12:00:30 GMT", NOW + 30_000],
  ])("give the reset in %s", (_unit, text, expected) => {
    expect(read({ "x-ratelimit-reset": text }).resetAtMs).toBe(expected);
    expect(read({ "ratelimit-reset": text }).resetAtMs).toBe(expected);
  });

  it("give limit and remaining under both names", () => {
    expect(read({ "x-ratelimit-limit": "300", "x-ratelimit-remaining": "0" })).toMatchObject({
      limit: 300,
      remaining: 0,
    });
    expect(read({ "ratelimit-limit": "60, 60;w=60", "ratelimit-remaining": "12" })).toMatchObject({
      limit: 60,
      remaining: 12,
    });
  });

  it.each([
    ["seconds", "12", 12_000],
    ["nought", "0", 0],
    ["a date", "Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["a date that has passed", "Sun, 22 Nov 2026 11:59:00 GMT", 0],
  ])("give Retry-After as %s", (_unit, text, expected) => {
    expect(read({ "retry-after": text }).retryAfterMs).toBe(expected);
  });

  it.each(["", "soon", "-1", "NaN", "Infinity", "1e3", "0x10", "12 34", "2026-13-45"])(
    "are absent when they say %j",
    (text) => {
      const names = [
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "retry-after",
      ];
      expect(read(Object.fromEntries(names.map((name) => [name, text])))).toEqual({});
    },
  );

  it("are absent when they say what cannot be", () => {
    expect(
      read({
        "x-ratelimit-limit": "0",
        "x-ratelimit-remaining": "1.5",
        "x-ratelimit-reset": "99999999",
        "retry-after": "99999999",
      }),
    ).toEqual({});
  });

  it("never give anything but finite numbers", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const facts = read({
          "x-ratelimit-limit": a,
          "x-ratelimit-remaining": b,
          "x-ratelimit-reset": c,
          "retry-after": d,
        });
        for (const value of Object.values(facts)) {
          expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true);
        }
      }),
    );
  });
});
