import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, later, runsOf, someOptions, someRules, task } from "./builders.ts";

function first(agents: Parameters<typeof judge>[0], options = {}) {
  const [agent] = judge(agents, someOptions(options)).agents;
  if (agent === undefined) throw new Error("no verdict");
  return agent;
}

/** An agent whose first look was at 70 against 80, and what its rounds then showed of candidate and baseline. */
function tried(candidate: readonly number[], baseline: readonly number[], over = {}) {
  return anAgent({
    candidate: [...task("candidate", 70), ...later(5, task("candidate", ...candidate))],
    baseline: [...task("baseline", 79, 80, 81), ...later(5, task("baseline", ...baseline))],
    ...over,
  });
}

describe("a suspicion", () => {
  test("asks for one run of each side, and says why", () => {
    const { confirm } = first([anAgent({ candidate: task("candidate", 70) })]);
    expect(confirm).toMatchObject({ baseline: true, priority: 1 });
    expect(confirm?.reason).toContain("suspected drop: task completion;");
  });

  test("of several, the least likely to be noise comes first", () => {
    const agents = [72, 60, 66].map((score, index) =>
      anAgent({ key: `agent ${index}`, candidate: task(`candidate ${index}`, score) }),
    );
    const { agents: judged } = judge(agents, someOptions());
    expect(judged.map(({ confirm }) => confirm?.priority)).toEqual([3, 1, 2]);
  });

  test("has no trial where the rules do not run the baseline, and says so", () => {
    const rules = someRules({ baseline: "reuse" });
    const { verdict, confirm, noConfirm } = first([
      anAgent({ candidate: task("candidate", 70), rules }),
    ]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toBeUndefined();
    expect(noConfirm).toBe("no-baseline");
  });

  test("has no trial where the budget is spent, and says which runs are missing", () => {
    const { verdict, confirm } = first([
      anAgent({ candidate: task("candidate", 20), refused: "no-budget" }),
    ]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toBeUndefined();
    expect(verdict.advice).toContain("A run of the candidate and one of the baseline");
  });

  test("does not arise where nothing fell", () => {
    expect(first([anAgent()]).confirm).toBeUndefined();
  });
});

describe("a trial", () => {
  test("proves what every round shows, and speaks of the rounds alone", () => {
    const { verdict, confirm } = first([tried([70, 69], [80, 81])]);
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.reason).toContain("fell by 11.0 points in 2 rounds side by side");
    expect(verdict.metrics[0]).toMatchObject({
      rounds: 2,
      candidate: { n: 2 },
      baseline: { n: 2 },
    });
    expect(confirm).toBeUndefined();
  });

  test("asks for a second round when one is not enough", () => {
    const { verdict, confirm } = first([tried([70], [80])]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toMatchObject({ baseline: true });
  });

  test("is not used up by runs of the candidate that nothing was measured beside", () => {
    const alone = [...task("candidate", 70), ...later(5, task("candidate", 70, 69))];
    const { verdict, confirm } = first([anAgent({ candidate: alone })]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toMatchObject({ baseline: true });
  });

  test("ends after a round that does not show the drop again", () => {
    const { verdict, confirm } = first([tried([80], [80])]);
    expect(verdict.verdict).toBe("unchanged");
    expect(confirm).toBeUndefined();
    expect(verdict.metrics[0]?.explanation).toContain("measured again");
  });

  test("is not won by one bad run", () => {
    expect(first([tried([45, 79], [80, 80])]).verdict.verdict).not.toBe("regressed");
  });

  test("is not moved by a history of another level", () => {
    const agent = tried([70, 71], [70, 71]);
    expect(first([agent]).verdict.verdict).toBe("unchanged");
  });

  test("is not won by a drop that is certain and smaller than what is allowed", () => {
    const rules = someRules({ confirm: 5 });
    const agent = tried([76, 76, 76, 76, 76], [79, 79, 79, 79, 79], { rules });
    expect(first([agent]).verdict.verdict).toBe("unchanged");
  });

  test("stays open to doubt when the rounds are used up, and says so", () => {
    const rules = someRules({ confirm: 1 });
    const noisy = ["x", "y"].flatMap((prompt) => task(prompt, 74, 86, 70, 90, 80));
    const agent = tried([70], [84], { rules });
    const { verdict, confirm, noConfirm } = first([agent], { history: noisy });
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toBeUndefined();
    expect(noConfirm).toBe("none-left");
    expect(verdict.advice).toContain("used up");
  });

  test("gives the same verdict whatever order the runs arrive in", () => {
    const agent = tried([70, 69], [80, 81]);
    const shuffled = {
      ...agent,
      candidate: agent.candidate.toReversed(),
      baseline: agent.baseline.toReversed(),
    };
    expect(first([shuffled])).toEqual(first([agent]));
  });

  test("keeps what its first round has proven, whatever the second shows", () => {
    const scores = (value: number) => ({ a: value, b: value, c: value, d: value });
    const agent = (rounds: number[], baselines: number[]) =>
      anAgent({
        candidate: [
          ...runsOf("candidate", scores(40)),
          ...later(5, runsOf("candidate", ...rounds.map(scores))),
        ],
        baseline: [
          ...runsOf("baseline", scores(79), scores(80), scores(81)),
          ...later(5, runsOf("baseline", ...baselines.map(scores))),
        ],
      });
    expect(first([agent([40], [80])]).verdict.verdict).toBe("regressed");
    expect(first([agent([40, 80], [80, 80])]).verdict.verdict).toBe("regressed");
  });

  test("says of the metrics what is proven of their mean", () => {
    const scores = (value: number) => ({ a: value, b: value + 1, c: value - 1, d: value });
    const agent = anAgent({
      candidate: [
        ...runsOf("candidate", scores(72)),
        ...later(5, runsOf("candidate", scores(73), scores(72))),
      ],
      baseline: [
        ...runsOf("baseline", scores(79), scores(80), scores(81)),
        ...later(5, runsOf("baseline", scores(80), scores(80))),
      ],
    });
    const { verdict } = first([agent]);
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.metrics.every(({ finding }) => finding === "regressed")).toBe(true);
  });

  test("needs a baseline run beside the candidate's", () => {
    const agent = anAgent({
      candidate: [...task("candidate", 60), ...later(5, task("candidate", 60, 61))],
      baseline: task("baseline", 79, 80, 81),
    });
    expect(first([agent]).verdict.verdict).toBe("inconclusive");
  });

  test("is held against the earlier runs where that is the question", () => {
    const agent = anAgent({
      against: "history",
      candidate: [...task("same", 60), ...later(5, task("same", 60, 61))],
      baseline: task("before", 79, 80, 81, 80, 79).map((run) => ({ ...run, fingerprint: "same" })),
    });
    expect(first([agent]).verdict.verdict).toBe("regressed");
    const open = { ...agent, candidate: task("same", 60) };
    expect(first([open]).confirm).toMatchObject({ baseline: false });
  });

  test("is not held where the config allows no round: the first look decides", () => {
    const rules = someRules({ confirm: 0 });
    const agent = anAgent({ candidate: task("candidate", 50), rules });
    const { verdict, confirm } = first([agent]);
    expect(verdict.verdict).toBe("regressed");
    expect(confirm).toBeUndefined();
  });
});

test("a metric that only proves a drop together with the others is not said to prove it alone", () => {
  const names = ["taskCompletion", "clarity", "tone", "accuracy"];
  const sides = (level: number, ...offsets: readonly number[]) =>
    offsets.map((offset) =>
      Object.fromEntries(names.map((name, index) => [name, level + offset + (index % 2)])),
    );
  const { verdict } = first([
    anAgent({
      candidate: [
        ...runsOf("candidate", ...sides(73, 0)),
        ...later(5, runsOf("candidate", ...sides(74.8, 0, 1))),
      ],
      baseline: [
        ...runsOf("baseline", ...sides(80, -1, 0, 1)),
        ...later(5, runsOf("baseline", ...sides(80, 0, 1))),
      ],
    }),
  ]);

  expect(verdict.verdict).toBe("regressed");
  const told = verdict.metrics.find(({ finding }) => finding === "regressed");
  expect(told?.adjustedP).toBeGreaterThan(told?.alpha ?? 1);
  expect(told?.explanation).toContain("but not to all of the agent's metrics together");
});
