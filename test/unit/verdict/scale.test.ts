import { describe, expect, it } from "vitest";
import { inPoints, understand } from "../../../src/verdict/scale.ts";
import { someRules } from "./builders.ts";

const task = (...values: number[]) => values.map((taskCompletion) => ({ taskCompletion }));

function problems(runs: Parameters<typeof understand>[0], rules = someRules()) {
  return understand(runs, rules).ambiguities.map(({ problem }) => problem);
}

describe("the scale of a metric", () => {
  it("is worked out over all runs, and another metric's does not touch it", () => {
    const runs = [
      { taskCompletion: 0.9, sampleSize: 24 },
      { taskCompletion: 0.56, sampleSize: 24 },
    ];
    const understanding = understand(runs, someRules());
    expect(understanding.ambiguities).toEqual([]);
    expect(runs.map((run) => inPoints(run, understanding))).toEqual([
      { taskCompletion: 90 },
      { taskCompletion: 56 },
    ]);
    expect(understanding.unknown).toEqual(["sampleSize"]);
  });

  it("is points where they are above ten, and 0 is 0 on every scale", () => {
    expect(inPoints({ taskCompletion: 0 }, understand(task(90.4, 0), someRules()))).toEqual({
      taskCompletion: 0,
    });
  });

  it.each([
    ["fractions on one side and points on the other", task(90.4, 1, 0), "from 0 to 90.4"],
    ["a scale of ten, which five or a hundred could be as well", task(9, 5.6), "from 5.6 to 9"],
    ["a scale of five", task(4.6, 2.4), "cannot be told"],
    ["a scale that has negative numbers", task(40, -12), "outside of 0 to 100"],
    ["numbers above a hundred", task(1200, 900), "outside of 0 to 100"],
  ])("is not told by %s, and the numbers seen are named", (_, runs, seen) => {
    const [problem] = problems(runs);
    expect(problem).toContain("taskCompletion");
    expect(problem).toContain(seen);
    expect(understand(runs, someRules()).factors.size).toBe(0);
  });

  it("is not told where two metrics differ a hundredfold", () => {
    const runs = [
      { taskCompletion: 92, sentiment: 0.88 },
      { taskCompletion: 92, sentiment: 0.31 },
    ];
    const [problem] = problems(runs);
    expect(problem).toBe(
      "sentiment reaches 0.88 and taskCompletion 92, about a hundredfold: they are not on one scale",
    );
    const metrics = { sentiment: { direction: "higher", decides: false } } as const;
    expect(problems(runs, someRules({ metrics }))).toEqual([]);
  });

  it.each([
    [10, task(9, 5.6), 90],
    [100, task(9, 5.6), 9],
    [1, task(1, 0.5), 100],
  ] as const)("is settled by gate.scale: %s", (scale, runs, first) => {
    const understanding = understand(runs, someRules({ scale }));
    expect(understanding.ambiguities).toEqual([]);
    expect(inPoints(runs[0] ?? {}, understanding)).toEqual({ taskCompletion: first });
  });

  it("is doubted where a number lies above what gate.scale states", () => {
    expect(problems(task(90, 80), someRules({ scale: 10 }))).toEqual([
      "taskCompletion goes from 80 to 90, which is outside of 0 to 10",
    ]);
  });
});

describe("a metric", () => {
  it("that nobody knows and the config does not name is never judged, whatever its direction", () => {
    const runs = [
      { taskCompletion: 90, hallucinationScore: 8 },
      { taskCompletion: 90, hallucinationScore: 41 },
    ];
    const { unknown, factors } = understand(runs, someRules());
    expect(unknown).toEqual(["hallucinationScore"]);
    expect([...factors.keys()]).toEqual(["taskCompletion"]);
    const metrics = { hallucinationScore: { direction: "lower" } } as const;
    const named = understand(runs, someRules({ metrics }));
    expect(named.factors.get("hallucinationScore")).toBe(1);
    expect(named.rules.metrics.hallucinationScore).toEqual({ direction: "lower" });
  });

  it("is known in any spelling of its name, and an inherited member is none", () => {
    const { unknown } = understand(
      [{ task_completion: 80, TaskCompletion: 80, toString: 80, constructor: 80 }],
      someRules(),
    );
    expect(unknown).toEqual(["toString", "constructor"]);
  });

  it("where none is known is no reason to pass", () => {
    expect(problems([{ accuracy: 80, speed: 3 }])).toEqual([
      "no metric of the runs is known to be a score (accuracy, speed)",
    ]);
  });
});
