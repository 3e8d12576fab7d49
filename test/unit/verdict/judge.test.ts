import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, runsOf, someOptions, someRules, task } from "./builders.ts";

function judgeOne(over: Parameters<typeof anAgent>[0], options = {}) {
  const agent = judge([anAgent(over)], someOptions(options)).agents[0];
  if (agent === undefined) throw new Error("no verdict");
  return { ...agent.verdict, confirm: agent.confirm, metric: agent.verdict.metrics[0] };
}

describe("the first look", () => {
  test.each([
    { what: "the same score", score: 80, verdict: "unchanged" },
    { what: "a small drop", score: 77, verdict: "unchanged" },
    { what: "a drop that is unusual", score: 73, verdict: "inconclusive" },
    { what: "a drop beyond all noise", score: 20, verdict: "inconclusive" },
    { what: "a rise that noise could explain", score: 84.9, verdict: "unchanged" },
    { what: "a rise that noise does not explain", score: 98, verdict: "improved" },
  ])("calls $what $verdict", ({ score, verdict }) => {
    expect(judgeOne({ candidate: task("candidate", score) }).verdict).toBe(verdict);
  });

  test("fails nothing, for it is one run against old ones", () => {
    const { verdict, confirm, metric } = judgeOne({ candidate: task("candidate", 20) });
    expect(verdict).toBe("inconclusive");
    expect(confirm).toMatchObject({ baseline: true });
    expect(metric?.explanation).toContain("not yet measured again side by side");
  });

  test("does not suspect what noise shows in a gate of this size", () => {
    const agents = Array.from({ length: 20 }, (_, index) =>
      anAgent({
        key: `agent ${index}`,
        candidate: task(`candidate ${index}`, 75 + ((7 * index) % 11)),
        baseline: task(`baseline ${index}`, 80),
      }),
    );
    const [first] = judge(agents, someOptions()).agents;
    expect(first?.verdict.verdict).toBe("unchanged");
    expect(first?.verdict.metrics[0]?.explanation).toContain("not unusual");
  });

  test("says of a certain drop inside the limit that it fell", () => {
    const steady = (prompt: string, value: number) => task(prompt, ...Array(20).fill(value));
    const { verdict, metric, reason } = judgeOne({
      candidate: steady("candidate", 76.9),
      baseline: steady("baseline", 80),
    });
    expect(verdict).toBe("unchanged");
    expect(metric?.moved).toBe("fell");
    expect(reason).toContain("fell by 3.1 points, within the 5.0 allowed");
  });

  test("counts a metric that is better when lower the other way round", () => {
    const rules = someRules({ metrics: { taskCompletion: { direction: "lower" } } });
    const { verdict, metric } = judgeOne({ candidate: task("candidate", 98), rules });
    expect(verdict).toBe("inconclusive");
    expect(metric?.delta).toBeCloseTo(-18);
    expect(metric?.candidate.mean).toBeCloseTo(2);
    expect(metric?.explanation).toContain("lower is better");
  });

  test("lets a metric's own max-drop go before the gate's", () => {
    const metrics = { taskCompletion: { maxDrop: 30, direction: "higher" as const } };
    const rules = someRules({ metrics });
    expect(judgeOne({ candidate: task("candidate", 60), rules }).verdict).toBe("unchanged");
  });

  test("gives every number that the verdict rests on, and they agree with each other", () => {
    const { metric } = judgeOne({ candidate: task("candidate", 60) });
    expect(metric).toMatchObject({
      metric: "taskCompletion",
      candidate: { n: 1, mean: 60 },
      baseline: { n: 3, mean: 80, sd: 1 },
      delta: -20,
      degreesOfFreedom: 4.5,
      maxDrop: 5,
    });
    const { noiseSd = 0, standardError = 0, interval } = metric ?? {};
    expect(noiseSd ** 2).toBeCloseTo((2.5 * 6.25 + 2) / 4.5);
    expect(standardError).toBeCloseTo(noiseSd * Math.sqrt(1 + 1 / 3));
    expect(((interval?.[0] ?? 0) + (interval?.[1] ?? 0)) / 2).toBeCloseTo(-20);
    expect(metric?.explanation).toMatch(/fell by 20\.0 points, from 80\.0 in 3 runs to 60\.0/);
  });

  test("sees a drop of all metrics that no single one shows", () => {
    const scores = (value: number) => ({ a: value, b: value, c: value, d: value });
    const calm = ["x", "y", "z"].flatMap((prompt) =>
      runsOf(prompt, scores(79), { a: 81, b: 79, c: 80, d: 82 }, { a: 79, b: 82, c: 81, d: 78 }),
    );
    const among = Array.from({ length: 19 }, (_, index) =>
      anAgent({
        key: `other ${index}`,
        candidate: runsOf(`candidate ${index}`, scores(80)),
        baseline: runsOf(`baseline ${index}`, { a: 82, b: 78, c: 81, d: 79 }),
      }),
    );
    const agent = anAgent({
      candidate: runsOf("candidate", scores(74.5)),
      baseline: runsOf("baseline", scores(80)),
    });
    const [first] = judge([agent, ...among], someOptions({ history: calm })).agents;
    expect(first?.confirm?.reason).toContain("the mean of the metrics");
    expect(first?.verdict.verdict).toBe("inconclusive");
  });

  test("leaves out a metric that does not decide, and shows it", () => {
    const metrics = { clarity: { direction: "higher" as const, decides: false } };
    const judgement = judge(
      [
        anAgent({
          rules: someRules({ metrics }),
          candidate: runsOf("candidate", { taskCompletion: 80, clarity: 10 }),
          baseline: runsOf("baseline", { taskCompletion: 80, clarity: 80 }),
        }),
      ],
      someOptions(),
    );
    expect(judgement.comparisons).toBe(1);
    const { verdict } = judgement.agents[0] ?? {};
    expect(verdict?.verdict).toBe("unchanged");
    expect(verdict?.metrics[1]).toMatchObject({ metric: "clarity", decides: false, delta: -70 });
    expect(verdict?.metrics[1]?.explanation).toContain("does not decide");
  });
});

describe("what cannot be compared", () => {
  test("without a baseline is inconclusive and says what to do", () => {
    const { verdict, advice, confirm } = judgeOne({ baseline: [] });
    expect(verdict).toBe("inconclusive");
    expect(advice).toContain("gate.baseline");
    expect(confirm).toBeUndefined();
  });

  test("without a run of the candidate is incomplete", () => {
    expect(judgeOne({ candidate: [] })).toMatchObject({ verdict: "incomplete", metrics: [] });
  });

  test("is inconclusive when the candidate lost a metric", () => {
    const { verdict, deciding, reason } = judgeOne({
      candidate: runsOf("candidate", { clarity: 80 }),
      baseline: runsOf("baseline", { clarity: 80, taskCompletion: 80 }),
    });
    expect(verdict).toBe("inconclusive");
    expect(deciding).toBe("taskCompletion");
    expect(reason).toContain("not comparable");
  });

  test("decides nothing when only the candidate has the metric, and says so", () => {
    const { verdict, metrics } = judgeOne({
      candidate: runsOf("candidate", { taskCompletion: 80, clarity: 20 }),
    });
    expect(verdict).toBe("unchanged");
    const clarity = metrics.find(({ metric }) => metric === "clarity");
    expect(clarity?.explanation).toContain("not comparable");
  });

  test("is no pass when the baseline was measured in another place only", () => {
    const elsewhere = (place: "preview" | "live", runs: ReturnType<typeof task>) =>
      runs.map((run) => ({ ...run, place }));
    const judgement = judge(
      [
        anAgent({
          candidate: elsewhere("preview", task("candidate", 80)),
          baseline: elsewhere("live", task("baseline", 79, 80, 81)),
        }),
      ],
      someOptions(),
    ).agents[0];
    expect(judgement?.verdict.verdict).toBe("inconclusive");
    expect(judgement?.noConfirm).toBe("elsewhere");
    expect(judgement?.verdict.reason).toContain("another place");
  });

  test("is like any other where a metric is named like an inherited property", () => {
    const scores = (value: number) => JSON.parse(`{"__proto__":${value},"constructor":${value}}`);
    const { metrics } = judgeOne({
      candidate: runsOf("candidate", scores(40)),
      baseline: runsOf("baseline", scores(80), scores(81)),
    });
    expect(metrics.map(({ metric }) => metric)).toEqual(["__proto__", "constructor"]);
    expect(metrics.every(({ delta }) => delta === -40.5)).toBe(true);
  });

  test("gives no verdicts where there are no agents", () => {
    expect(judge([], someOptions())).toMatchObject({ agents: [], comparisons: 0 });
  });
});
