import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measurement } from "../../../src/domain.ts";
import { chosenRuns, declineOf } from "../../../src/verdict/decline.ts";
import { someRules } from "../../support/definitions.ts";

/** One run a night, of these scores of two metrics and the same small noise each time. */
function nights(levels: readonly (readonly [number, number])[]): readonly Measurement[] {
  return levels.map(([taskCompletion, clarity], night) => {
    const noise = [0.4, -1.1, 0.9, -0.3, 1.3, -1.2, 0.1, -0.1][night % 8] ?? 0;
    const at = new Date(Date.UTC(2026, 8, 1 + night)).toISOString();
    return {
      runId: `opt_${night}`,
      agentId: "agent_2",
      fingerprint: "f",
      mode: "validation",
      scores: { taskCompletion: taskCompletion + noise, clarity: clarity - noise },
      completedAt: at,
      startedAt: at,
      place: "preview",
      origin: "adopted",
    };
  });
}

const level = (count: number, taskCompletion: number, clarity = 80) =>
  Array.from({ length: count }, () => [taskCompletion, clarity] as const);
const found = (
  levels: readonly (readonly [number, number])[],
  rules = someRules(),
): ReturnType<typeof declineOf> => declineOf(nights(levels), rules, "validation");

describe("a decline of one prompt over time", () => {
  it("is dated by its first lower run, with what fell and by how much", () => {
    const decline = found([...level(20, 80), ...level(12, 73)]);
    expect(decline).toMatchObject({ since: "2026-09-21T00:00:00.000Z", before: 20, after: 12 });
    expect(decline?.metric).toBe("taskCompletion");
    expect(decline?.points).toBeCloseTo(7, 0);
    expect(decline?.metrics.clarity).toBeCloseTo(0, 0);
    expect(decline?.isForbidden).toBe(true);
  });

  it("is seen where it only creeps, and is none yet that the rules forbid", () => {
    const creeping = Array.from({ length: 90 }, (_, n) => [80 - n / 25, 80 - n / 25] as const);
    const decline = found(creeping);
    expect(decline?.points).toBeGreaterThan(1);
    expect(decline?.isForbidden).toBe(false);
  });

  it.each([
    ["nothing that moved", level(60, 80)],
    ["a rise", [...level(20, 80), ...level(20, 88)]],
    ["one bad run", [...level(20, 80), ...level(1, 55, 60)]],
    ["one bad run among the newest", [...level(20, 80), ...level(1, 50, 55), ...level(3, 80)]],
    ["what has recovered since", [...level(20, 80), ...level(10, 72), ...level(12, 80)]],
    ["too few runs", level(4, 80)],
    ["no runs", []],
  ])("is not seen in %s", (_, levels) => {
    expect(found(levels)).toBeUndefined();
  });

  it("is found at once where it is large, of two runs", () => {
    expect(found([...level(12, 80), ...level(2, 64, 66)])?.after).toBe(2);
  });

  it("goes by the direction, and not by what does not decide", () => {
    const lower = someRules({ metrics: { taskCompletion: { direction: "lower" } } });
    expect(found([...level(20, 80), ...level(12, 73)], lower)).toBeUndefined();
    expect(found([...level(20, 80), ...level(12, 87)], lower)?.metric).toBe("taskCompletion");
    const shown = someRules({
      metrics: { taskCompletion: { direction: "higher", decides: false } },
    });
    expect(found([...level(20, 80), ...level(12, 73)], shown)).toBeUndefined();
  });

  it("is the same in whatever order the runs come, and finds no more of less", () => {
    const runs = nights([...level(20, 80), ...level(12, 73)]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...runs], { minLength: runs.length }), (shuffled) => {
        const one = declineOf(shuffled, someRules(), "validation");
        expect(one).toEqual(declineOf(runs, someRules(), "validation"));
      }),
      { numRuns: 20 },
    );
  });
});

describe("the runs that are read", () => {
  it("are all of a few, and of many the newest and others spread evenly to the oldest", () => {
    const runs = Array.from({ length: 100 }, (_, at) => at);
    expect(chosenRuns(runs.slice(0, 60))).toEqual(runs.slice(0, 60));
    const chosen = chosenRuns(runs);
    expect(chosen).toHaveLength(60);
    expect(new Set(chosen).size).toBe(60);
    expect(chosen.slice(0, 20)).toEqual(runs.slice(0, 20));
    expect(chosen.at(-1)).toBe(99);
  });
});
