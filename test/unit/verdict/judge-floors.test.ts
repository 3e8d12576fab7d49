import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, later, runsOf, someOptions, someRules, task } from "./builders.ts";

const floorAt = (min: number, maxDrop = 50) =>
  someRules({ maxDrop, metrics: { taskCompletion: { min, direction: "higher" } } });

/** The same score at the first look and in two rounds of the candidate alone. */
const triedAt = (score: number) => [
  ...task("candidate", score),
  ...later(5, task("candidate", score, score + 1)),
];

function judgeOne(over: Parameters<typeof anAgent>[0], options = {}) {
  const judgement = judge([anAgent(over)], someOptions(options));
  const [agent] = judgement.agents;
  if (agent === undefined) throw new Error("no verdict");
  return { ...agent, metric: agent.verdict.metrics[0], comparisons: judgement.comparisons };
}

describe("a minimum", () => {
  test("is a test of its own beside the drop", () => {
    expect(judgeOne({ rules: floorAt(60) }).comparisons).toBe(2);
  });

  test("that is far undercut in every run makes the agent regressed, whatever drop is allowed", () => {
    const { verdict, metric } = judgeOne({ candidate: triedAt(40), rules: floorAt(60) });
    expect(verdict.verdict).toBe("regressed");
    expect(metric?.finding).toBe("below-min");
    expect(metric?.explanation).toContain("below the minimum of 60.0");
    expect(verdict.advice).toContain("lower the metric's min");
  });

  test("that one run undercuts is not proven to be undercut", () => {
    const { verdict, confirm } = judgeOne({ candidate: task("candidate", 40), rules: floorAt(60) });
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm?.reason).toContain("below the minimum");
  });

  test("that is undercut by no more than noise is kept, and the sentence says by how little", () => {
    const { verdict, metric } = judgeOne({
      candidate: task("candidate", 59.5),
      baseline: task("baseline", 61, 62, 60),
      rules: floorAt(60),
    });
    expect(verdict.verdict).toBe("unchanged");
    expect(metric?.explanation).toContain("below the minimum of 60.0 by no more than noise");
  });

  test("that is suspected needs only the candidate measured again", () => {
    const { confirm } = judgeOne({
      candidate: task("candidate", 54),
      baseline: task("baseline", 60),
      rules: floorAt(60),
    });
    expect(confirm).toMatchObject({ baseline: false });
  });

  test("that is left after a round beside the baseline is tried beside it again", () => {
    const rules = someRules({
      confirm: 3,
      metrics: {
        taskCompletion: { direction: "higher" },
        clarity: { min: 80, direction: "higher" },
      },
    });
    const scores = (taskCompletion: number, clarity: number) => ({ taskCompletion, clarity });
    const candidate = runsOf("candidate", scores(70, 75));
    const baseline = runsOf("baseline", scores(82, 77));
    expect(judgeOne({ candidate, baseline, rules }).confirm).toMatchObject({ baseline: true });

    const { confirm } = judgeOne({
      candidate: [...candidate, ...later(5, runsOf("candidate", scores(84, 75)))],
      baseline: [...baseline, ...later(5, runsOf("baseline", scores(82, 77)))],
      rules,
    });

    expect(confirm?.reason).toContain("below the minimum: clarity; measuring again beside");
    // A run of the candidate alone would be no round of this trial.
    expect(confirm).toMatchObject({ baseline: true });
  });

  test("is judged without any baseline", () => {
    const { metric } = judgeOne({
      candidate: triedAt(20),
      baseline: [],
      rules: floorAt(60),
    });
    expect(metric?.finding).toBe("below-min");
    expect(metric?.p).toBeLessThan(0.01);
  });

  test("that is kept does not stand in for a missing baseline", () => {
    const { verdict } = judgeOne({ baseline: [], rules: floorAt(60) });
    expect(verdict.verdict).toBe("inconclusive");
  });

  test("that is kept is enough where the config wants no baseline", () => {
    const rules = { ...floorAt(60), baseline: "off" as const };
    const candidate = runsOf("candidate", { taskCompletion: 80, clarity: 20 });
    const { verdict } = judgeOne({ candidate, baseline: [], rules });
    expect(verdict.verdict).toBe("unchanged");
    expect(verdict.metrics.map(({ metric }) => metric)).toEqual(["taskCompletion"]);
    expect(verdict.metrics[0]?.explanation).not.toContain("no baseline");
  });

  test("of none of the metrics leaves nothing to judge by without a baseline", () => {
    const { verdict } = judgeOne({ baseline: [], rules: someRules({ baseline: "off" }) });
    expect(verdict.verdict).toBe("inconclusive");
  });

  test("that the baseline undercut as well still fails, and says so", () => {
    const { metric } = judgeOne({
      candidate: triedAt(40),
      baseline: task("baseline", 41, 40, 42),
      rules: floorAt(60),
    });
    expect(metric?.finding).toBe("below-min");
    expect(metric?.explanation).toContain("the baseline was below it too");
  });

  test("counts after the direction is applied", () => {
    const rules = someRules({
      maxDrop: 90,
      metrics: { taskCompletion: { min: 60, direction: "lower" } },
    });
    const { metric } = judgeOne({ candidate: triedAt(80), rules });
    expect(metric?.candidate.mean).toBeLessThan(21);
    expect(metric?.finding).toBe("below-min");
  });

  test("of a metric that no run reports is never a pass", () => {
    const rules = someRules({ metrics: { taskCompletoin: { min: 60, direction: "higher" } } });
    const { verdict } = judgeOne({ rules });
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.deciding).toBe("taskCompletoin");
    expect(verdict.advice).toContain("Check the name");
  });
});
