import { describe, expect, it } from "vitest";
import type { GateRules } from "../../../src/domain.ts";
import * as benchmark from "../../../src/verdict/benchmark.ts";
import type { BenchmarkScores } from "../../../src/verdict/benchmark-score.ts";
import { benchmarkVerdict } from "../../../src/verdict/benchmark-verdict.ts";
import { someRules } from "../../support/definitions.ts";

const scores = (model: string, taskCompletion: number, more: Record<string, number> = {}) => ({
  model,
  isBaseline: model === "gpt-4o",
  scores: { taskCompletion, ...more },
});

const LAST = {
  since: "since the last benchmark",
  where: "in the last benchmark",
  lacking: "no earlier benchmark of this model has it",
};

/** Against the last benchmark. */
function judgeBenchmark(
  now: readonly BenchmarkScores[],
  before: readonly BenchmarkScores[] | undefined,
  rules: GateRules,
) {
  const against = before === undefined ? [] : [{ ...LAST, models: before }];
  return benchmark.judgeBenchmark(now, against, rules, 0.95);
}

const modelsOf = (...given: Parameters<typeof judgeBenchmark>) => judgeBenchmark(...given).models;

describe("a benchmark against the one before it", () => {
  it.each([
    ["a drop of max-drop", 75, "regressed"],
    ["a drop of less", 75.1, "unchanged"],
    ["a rise of max-drop", 85, "improved"],
    ["a tie", 80, "unchanged"],
  ])("%s counts as %3$s", (_, now, finding) => {
    const [model] = modelsOf([scores("gpt-4o", now)], [scores("gpt-4o", 80)], someRules());
    expect(model?.finding).toBe(finding);
  });

  it("is inconclusive for a model the earlier one does not have", () => {
    const before = [scores("gpt-4o", 80)];
    const [model] = modelsOf([scores("other", 80)], before, someRules());
    expect(model?.finding).toBe("inconclusive");
  });

  it("holds a model to its floor even without an earlier benchmark", () => {
    const rules = someRules({ metrics: { taskCompletion: { min: 60, direction: "higher" } } });
    const models = judgeBenchmark([scores("gpt-4o", 59)], undefined, rules);
    expect(benchmarkVerdict("support", models, false).verdict).toBe("regressed");
  });

  it("turns a metric of which less is better around", () => {
    const rules = someRules({ metrics: { verbosity: { direction: "lower" } } });
    const [model] = modelsOf(
      [scores("gpt-4o", 80, { verbosity: 50 })],
      [scores("gpt-4o", 80, { verbosity: 40 })],
      rules,
    );
    const metric = model?.metrics.find((one) => one.metric === "verbosity");
    expect(metric).toMatchObject({ finding: "regressed", delta: -10, candidate: { mean: 50 } });
  });

  it("does not take a metric named like a member of every object for one with a rule", () => {
    const [model] = modelsOf([scores("m", 80, { constructor: 70 })], undefined, someRules());
    expect(model?.metrics.every((metric) => metric.maxDrop === 5)).toBe(true);
  });

  it("is decided by the worst model", () => {
    const models = judgeBenchmark(
      [scores("gpt-4o", 80), scores("other", 60)],
      [scores("gpt-4o", 80), scores("other", 80)],
      someRules(),
    );
    const verdict = benchmarkVerdict("support", models, true);
    expect(verdict).toMatchObject({ verdict: "regressed", deciding: "taskCompletion" });
    expect(verdict.reason).toContain("other");
  });

  it("names what could not be judged beside a drop", () => {
    const models = judgeBenchmark(
      [scores("gpt-4o", 60, { clarity: -20 })],
      [scores("gpt-4o", 80, { clarity: 30 })],
      someRules(),
    );
    const verdict = benchmarkVerdict("support", models, true);
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.unjudged).toBe(
      "Not judged: clarity goes from -20 to 30, which is outside of 0 to 100.",
    );
  });

  it("that is the first of its models never looks like a pass", () => {
    const models = judgeBenchmark([scores("gpt-4o", 80)], undefined, someRules());
    expect(benchmarkVerdict("support", models, false).verdict).toBe("inconclusive");
    expect(benchmarkVerdict("support", { models: [], ambiguities: [] }, false).verdict).toBe(
      "incomplete",
    );
  });
  it("does not pass when a metric is no longer reported", () => {
    const before = [scores("gpt-4o", 80, { clarity: 95 })];
    const models = judgeBenchmark([scores("gpt-4o", 80)], before, someRules());
    const verdict = benchmarkVerdict("support", models, true);
    expect(verdict).toMatchObject({ verdict: "inconclusive", deciding: "clarity" });
    expect(verdict.reason).toBe(
      "gpt-4o: clarity has no score in this benchmark. It was 95.0 in the last benchmark.",
    );
    expect(verdict.advice).toContain("Converra");
  });

  it("does not pass when a model is no longer reported", () => {
    const before = [scores("gpt-4o", 80), scores("other", 80)];
    const models = judgeBenchmark([scores("gpt-4o", 80)], before, someRules());
    expect(models.models.map(({ model, finding }) => [model, finding])).toEqual([
      ["gpt-4o", "unchanged"],
      ["other", "inconclusive"],
    ]);
    const verdict = benchmarkVerdict("support", models, true);
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.reason).toContain("other: task completion has no score in this benchmark");
  });

  it.each([
    ["the first", undefined],
    ["a later", [scores("gpt-4o", 80)]],
  ])("does not pass when %s one lacks a metric with a minimum", (_, before) => {
    const rules = someRules({ metrics: { safety: { min: 90, direction: "higher" } } });
    const models = judgeBenchmark([scores("gpt-4o", 80)], before, rules);
    const verdict = benchmarkVerdict("support", models, before !== undefined);
    expect(verdict).toMatchObject({ verdict: "inconclusive", deciding: "safety" });
    expect(verdict.reason).toContain("Its minimum of 90.0 cannot be checked");
  });

  it("still regresses by what it does report", () => {
    const before = [scores("gpt-4o", 80, { safety: 95 })];
    const models = judgeBenchmark([scores("gpt-4o", 60)], before, someRules());
    const verdict = benchmarkVerdict("support", models, true);
    expect(verdict).toMatchObject({ verdict: "regressed", deciding: "taskCompletion" });
  });

  it("without a score of any model is incomplete, whatever the earlier one has", () => {
    const models = judgeBenchmark([], [scores("gpt-4o", 80)], someRules());
    expect(benchmarkVerdict("support", models, true).verdict).toBe("incomplete");
  });

  it("does not judge a cost, and one that falls fails nothing", () => {
    const [now, before] = [
      scores("gpt-4o", 80, { costPerThousand: 31 }),
      scores("gpt-4o", 80, { costPerThousand: 82 }),
    ];
    const judgement = judgeBenchmark([now], [before], someRules());
    expect(benchmarkVerdict("support", judgement, true).verdict).toBe("unchanged");
  });

  it("is incomplete where its scale cannot be told, and says the numbers seen", () => {
    const judgement = judgeBenchmark([scores("gpt-4o", 5.6)], [scores("gpt-4o", 9)], someRules());
    const verdict = benchmarkVerdict("support", judgement, true);
    expect(verdict.verdict).toBe("incomplete");
    expect(verdict.reason).toContain("taskCompletion goes from 5.6 to 9");
    expect(verdict.advice).toContain("gate.scale");
  });
});
