import { describe, expect, it } from "vitest";
import { judgeBenchmark } from "../../../src/verdict/benchmark.ts";
import type { BenchmarkScores } from "../../../src/verdict/benchmark-score.ts";
import { benchmarkVerdict } from "../../../src/verdict/benchmark-verdict.ts";
import { someRules } from "../../support/definitions.ts";

const CONFIDENCE = 0.9975;
const LAST = {
  since: "since the last benchmark",
  where: "in the last benchmark",
  lacking: "no earlier benchmark of this model has it",
};
const REFERENCE = { ...LAST, since: "since the reference", where: "in the reference" };

/** Ten scenarios round a mean, which the wobble leaves where it is. */
function model(name: string, mean: number, wobble: readonly number[] = []): BenchmarkScores {
  const scenarios = Array.from({ length: 10 }, (_, at) => {
    const score = mean + 4 * (at - 4.5) + (wobble[at] ?? 0);
    return { id: `s${at}`, scores: { taskCompletion: score } };
  });
  return {
    model: name,
    isBaseline: name === "gpt-4o",
    scores: { taskCompletion: mean },
    scenarios,
  };
}

const SMALL = [1, -1, 2, -2, 1, -1, 0, 0, 1, -1];
const LARGE = SMALL.map((value) => 9 * value);

describe("a benchmark compared scenario by scenario", () => {
  it.each([
    ["is a regression where the scenarios agree", SMALL, "regressed", "noise does not explain it"],
    ["proves nothing where they scatter", LARGE, "inconclusive", "noise could explain it"],
  ])("a drop beyond max-drop %s", (_, wobble, finding, words) => {
    const now = [model("gpt-4o", 70, wobble)];
    const against = [{ ...LAST, models: [model("gpt-4o", 77)] }];
    const [metric] = judgeBenchmark(now, against, someRules(), CONFIDENCE).models[0]?.metrics ?? [];
    expect(metric?.finding).toBe(finding);
    expect(metric?.explanation).toContain(`${words} over 10 scenarios`);
    expect(metric?.interval?.[0]).toBeLessThan(-7);
  });

  it("counts by its size alone where no scenario is shared", () => {
    const { scenarios: _, ...bare } = model("gpt-4o", 70);
    const against = [{ ...LAST, models: [model("gpt-4o", 77)] }];
    const [metric] =
      judgeBenchmark([bare], against, someRules(), CONFIDENCE).models[0]?.metrics ?? [];
    expect(metric?.finding).toBe("regressed");
    expect(metric?.interval).toBeUndefined();
  });
});

describe("a benchmark with a reference", () => {
  const now = [model("gpt-4o", 72, SMALL)];

  it("shows a slow decline that the one of the night before never does", () => {
    const last = { ...LAST, models: [model("gpt-4o", 73)] };
    const alone = judgeBenchmark(now, [last], someRules(), CONFIDENCE);
    const both = judgeBenchmark(
      now,
      [last, { ...REFERENCE, models: [model("gpt-4o", 80)] }],
      someRules(),
      CONFIDENCE,
    );
    expect(benchmarkVerdict("support", alone, true).verdict).toBe("unchanged");
    const verdict = benchmarkVerdict("support", both, true);
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.reason).toContain("fell by 8.0 points since the reference");
  });

  it("still shows a sudden drop that stays above it", () => {
    const against = [
      { ...LAST, models: [model("gpt-4o", 80)] },
      { ...REFERENCE, models: [model("gpt-4o", 74)] },
    ];
    const verdict = benchmarkVerdict(
      "support",
      judgeBenchmark(now, against, someRules(), CONFIDENCE),
      true,
    );
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.reason).toContain("since the last benchmark");
  });
});

describe("a better model", () => {
  const better = (now: readonly BenchmarkScores[], rules = someRules()) =>
    judgeBenchmark(now, [], rules, 0.95).better;

  it("is one whose scenarios agree that it is", () => {
    const found = better([model("gpt-4o", 70), model("other", 73, SMALL)]);
    expect(found).toMatchObject({ model: "other", than: "gpt-4o" });
    expect(found?.points).toBeCloseTo(3);
    expect(found?.lift).toBeCloseTo(4.29, 1);
  });

  it("is none where noise could explain it", () => {
    expect(better([model("gpt-4o", 70), model("other", 73, LARGE)])).toBeUndefined();
  });

  it("is none that is below a floor, or worse in any metric by max-drop", () => {
    const rules = someRules({ metrics: { taskCompletion: { min: 74, direction: "higher" } } });
    const now = [model("gpt-4o", 70), model("other", 73, SMALL)];
    expect(better(now, rules)).toBeUndefined();
    const worse = now.map((one) => ({
      ...one,
      scores: { ...one.scores, clarity: one.isBaseline ? 80 : 74 },
    }));
    expect(better(worse)).toBeUndefined();
  });

  it("without scenarios has to be better by more than the noise of two runs", () => {
    const bare = (name: string, score: number) => {
      const { scenarios: _, ...one } = model(name, score);
      return one;
    };
    expect(better([bare("gpt-4o", 70), bare("other", 75)])).toBeUndefined();
    expect(better([bare("gpt-4o", 70), bare("other", 90)])?.model).toBe("other");
  });
});
