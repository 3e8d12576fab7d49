import { describe, expect, it } from "vitest";
import { dropChance, earlierShare } from "../../../src/verdict/rates.ts";

describe("the chance of a drop", () => {
  it.each([
    // R: fisher.test(matrix(c(x, n - x, y, m - y), 2), alternative = "less")$p.value
    [{ rate: 0, n: 2 }, { rate: 1, n: 4 }, 1 / 15],
    [{ rate: 3 / 4, n: 4 }, { rate: 1, n: 4 }, 0.5],
    [{ rate: 0.5, n: 4 }, { rate: 0.5, n: 4 }, 53 / 70],
    [{ rate: 1, n: 10 }, { rate: 0, n: 10 }, 1],
  ])("of %o after %o is Fisher's", (recent, before, expected) => {
    expect(dropChance(recent, before)).toBeCloseTo(expected, 9);
  });

  it("agrees with the normal approximation for many", () => {
    // z = (0.5 - 0.53) / sqrt(0.515 * 0.485 * (1/4000 + 1/4000)) = -2.685, and a continuity correction
    expect(dropChance({ rate: 0.5, n: 4000 }, { rate: 0.53, n: 4000 })).toBeCloseTo(0.0038, 3);
  });

  it("is small for what cannot be chance, and one where nothing can fall", () => {
    expect(dropChance({ rate: 0.2, n: 50 }, { rate: 0.9, n: 200 })).toBeLessThan(1e-9);
    expect(dropChance({ rate: 1, n: 50 }, { rate: 1, n: 200 })).toBe(1);
  });

  it("is wrong no more often than it says, where nothing has changed", () => {
    let state = 7;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state / 2 ** 31;
    };
    const sample = (n: number) => {
      let hits = 0;
      for (let one = 0; one < n; one += 1) if (random() < 0.8) hits += 1;
      return { rate: hits / n, n };
    };
    let alarms = 0;
    for (let night = 0; night < 2000; night += 1) {
      if (dropChance(sample(40), sample(130)) <= 0.05) alarms += 1;
    }
    expect(alarms).toBeLessThan(120);
    expect(alarms).toBeGreaterThan(20);
  });
});

describe("the earlier part of a period", () => {
  it("is the period without its last days", () => {
    expect(earlierShare({ rate: 0.5, n: 10 }, { rate: 0.8, n: 40 })).toEqual({ rate: 0.9, n: 30 });
  });

  it("bears with rounded rates", () => {
    expect(earlierShare({ rate: 0.33, n: 3 }, { rate: 0.04, n: 30 })?.rate).toBeCloseTo(0.0078, 3);
    expect(earlierShare({ rate: 1, n: 20 }, { rate: 0.66, n: 30 })?.rate).toBe(0);
  });

  it.each([
    ["there is none", { rate: 1, n: 10 }, { rate: 1, n: 10 }],
    ["the two contradict each other", { rate: 1, n: 20 }, { rate: 0.1, n: 30 }],
    ["the last days have more", { rate: 1, n: 20 }, { rate: 1, n: 10 }],
  ])("is unknown where %s", (_, recent, longer) => {
    expect(earlierShare(recent, longer)).toBeUndefined();
  });
});
