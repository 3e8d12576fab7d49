import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, runsOf, someOptions, someRules, task } from "./builders.ts";

function judgeOne(over: Parameters<typeof anAgent>[0], options = {}) {
  const { verdict, confirm } = judge([anAgent(over)], someOptions(options)).agents[0] ?? {};
  if (verdict === undefined) throw new Error("no verdict");
  return { ...verdict, confirm, metric: verdict.metrics[0] };
}

describe("one metric", () => {
  test.each([
    { what: "the same score", score: 80, verdict: "unchanged" },
    { what: "a small drop", score: 77, verdict: "unchanged" },
    { what: "a drop that noise could explain", score: 75, verdict: "inconclusive" },
    { what: "a drop that noise does not explain", score: 60, verdict: "regressed" },
    { what: "a rise that noise could explain", score: 86, verdict: "unchanged" },
    { what: "a rise that noise does not explain", score: 98, verdict: "improved" },
  ])("$what is $verdict", ({ score, verdict }) => {
    expect(judgeOne({ candidate: task("candidate", score) }).verdict).toBe(verdict);
  });

  test("a proven drop smaller than max-drop is unchanged", () => {
    const steady = (prompt: string, value: number) => task(prompt, ...Array(20).fill(value));
    const { verdict, metric } = judgeOne({
      candidate: steady("candidate", 76),
      baseline: steady("baseline", 80),
    });
    expect(metric?.adjustedP).toBeLessThan(0.001);
    expect(verdict).toBe("unchanged");
  });

  test("a metric that is better when lower regresses by rising", () => {
    const rules = someRules({ metrics: { taskCompletion: { direction: "lower" } } });
    const { verdict, metric } = judgeOne({ candidate: task("candidate", 98), rules });
    expect(verdict).toBe("regressed");
    expect(metric?.delta).toBeCloseTo(-18);
    expect(metric?.candidate.mean).toBeCloseTo(2);
    expect(metric?.explanation).toContain("lower is better");
  });

  test("a metric's own max-drop goes before the gate's", () => {
    const metrics = { taskCompletion: { maxDrop: 30, direction: "higher" as const } };
    const { verdict } = judgeOne({
      candidate: task("candidate", 60),
      rules: someRules({ metrics }),
    });
    expect(verdict).toBe("unchanged");
  });

  test("every number that the verdict rests on is given, and they agree with each other", () => {
    const { metric } = judgeOne({ candidate: task("candidate", 60) });
    expect(metric).toMatchObject({
      metric: "taskCompletion",
      direction: "higher",
      candidate: { n: 1, mean: 60 },
      baseline: { n: 3, mean: 80, sd: 1 },
      delta: -20,
      degreesOfFreedom: 4.5,
      maxDrop: 5,
    });
    const { noiseSd = 0, standardError = 0, interval, p = 1, adjustedP, alpha } = metric ?? {};
    expect(noiseSd ** 2).toBeCloseTo((2.5 * 6.25 + 2) / 4.5);
    expect(standardError).toBeCloseTo(noiseSd * Math.sqrt(1 + 1 / 3));
    expect(((interval?.[0] ?? 0) + (interval?.[1] ?? 0)) / 2).toBeCloseTo(-20);
    expect(adjustedP).toBeCloseTo(p, 12);
    expect(alpha).toBeLessThan(0.05);
    expect(metric?.explanation).toMatch(/fell by 20\.0 points, from 80\.0 in 3 runs to 60\.0/);
  });
});

describe("what cannot be compared", () => {
  test("without a baseline the verdict is inconclusive and says what to do", () => {
    const { verdict, advice, confirm } = judgeOne({ baseline: [] });
    expect(verdict).toBe("inconclusive");
    expect(advice).toContain("gate.baseline");
    expect(confirm).toBeUndefined();
  });

  test("without a run of the candidate the verdict is incomplete", () => {
    expect(judgeOne({ candidate: [] })).toMatchObject({ verdict: "incomplete", metrics: [] });
  });

  test("a metric that the candidate lost is inconclusive", () => {
    const { verdict, deciding, reason } = judgeOne({
      candidate: runsOf("candidate", { clarity: 80 }),
      baseline: runsOf("baseline", { clarity: 80, taskCompletion: 80 }),
    });
    expect(verdict).toBe("inconclusive");
    expect(deciding).toBe("taskCompletion");
    expect(reason).toContain("not comparable");
  });

  test("a metric that only the candidate has does not decide, and says so", () => {
    const { verdict, metrics } = judgeOne({
      candidate: runsOf("candidate", { taskCompletion: 80, clarity: 20 }),
    });
    expect(verdict).toBe("unchanged");
    expect(metrics.find(({ metric }) => metric === "clarity")?.explanation).toContain(
      "not comparable",
    );
  });

  test("a metric named like an inherited property is a metric like any other", () => {
    const scores = (value: number) => JSON.parse(`{"__proto__":${value},"constructor":${value}}`);
    const { metrics } = judgeOne({
      candidate: runsOf("candidate", scores(40)),
      baseline: runsOf("baseline", scores(80), scores(81)),
    });
    expect(metrics.map(({ metric }) => metric)).toEqual(["__proto__", "constructor"]);
    expect(metrics.every(({ delta }) => delta === -40.5)).toBe(true);
  });

  test("no agents at all give no verdicts", () => {
    expect(judge([], someOptions())).toEqual({ agents: [], comparisons: 0 });
  });
});

describe("several agents", () => {
  test("the more are judged, the more a drop has to show", () => {
    const dropped = anAgent({ key: "dropped", candidate: task("candidate", 70) });
    const others = Array.from({ length: 19 }, (_, index) =>
      anAgent({
        key: `other ${index}`,
        candidate: task(`candidate ${index}`, 80),
        baseline: task(`baseline ${index}`, 80),
      }),
    );
    const alone = judge([dropped], someOptions());
    const among = judge([dropped, ...others], someOptions());
    expect(alone.comparisons).toBe(1);
    expect(alone.agents[0]?.verdict.verdict).toBe("regressed");
    expect(among.comparisons).toBe(20);
    expect(among.agents[0]?.verdict.verdict).toBe("inconclusive");
  });

  test("evidence of other prompts tells how noisy runs are", () => {
    const agent = { candidate: task("candidate", 73), baseline: task("baseline", 80) };
    const quiet = ["x", "y", "z"].flatMap((prompt) => task(prompt, 79.9, 80, 80.1, 80, 80));
    expect(judgeOne(agent).verdict).toBe("inconclusive");
    expect(judgeOne(agent, { history: quiet }).verdict).toBe("regressed");
  });

  test("a fresh run of the same prompt does not hide its own drop in the noise", () => {
    const baseline = task("same", 79, 80, 81, 80, 80, 80);
    const candidate = [{ ...task("same", 70)[0], runId: "fresh" }] as typeof baseline;
    const { verdict, metric } = judgeOne(
      { candidate, baseline },
      { history: [...candidate, ...baseline] },
    );
    expect(metric?.noiseSd).toBeLessThan(2.5);
    expect(verdict).toBe("regressed");
  });
});
