import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, runsOf, someOptions, someRules, task } from "./builders.ts";

function first(agents: Parameters<typeof judge>[0], options = {}) {
  const [agent] = judge(agents, someOptions(options)).agents;
  if (agent === undefined) throw new Error("no verdict");
  return agent;
}

const suspected = { candidate: task("candidate", 74) };

describe("confirming runs", () => {
  test("one of the candidate is asked for when a drop is suspected", () => {
    const { verdict, confirm } = first([anAgent(suspected)]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toMatchObject({ candidate: 1, baseline: 0 });
    expect(confirm?.reason).toMatch(/taskCompletion.* \d+ %/);
  });

  test("one of the baseline goes with it when it would have fewer", () => {
    const agent = anAgent({ candidate: task("candidate", 68), baseline: task("baseline", 80) });
    expect(first([agent]).confirm).toMatchObject({ candidate: 1, baseline: 1 });
  });

  test("the baseline is not run where the rules say to reuse it", () => {
    const rules = someRules({ baseline: "reuse" });
    const agent = anAgent({
      candidate: task("candidate", 66),
      baseline: task("baseline", 80),
      rules,
    });
    expect(first([agent]).confirm).toMatchObject({ candidate: 1, baseline: 0 });
  });

  test("none is asked for when the regression is proven already", () => {
    const { verdict, confirm } = first([anAgent({ candidate: task("candidate", 60) })]);
    expect(verdict.verdict).toBe("regressed");
    expect(confirm).toBeUndefined();
  });

  test("none is asked for a suspected metric when another one is proven", () => {
    const agent = anAgent({
      candidate: runsOf("candidate", { taskCompletion: 50, clarity: 74 }),
      baseline: runsOf(
        "baseline",
        { taskCompletion: 80, clarity: 80 },
        { taskCompletion: 81, clarity: 79 },
        { taskCompletion: 79, clarity: 81 },
      ),
    });
    const { verdict, confirm } = first([agent]);
    expect(verdict).toMatchObject({ verdict: "regressed", deciding: "taskCompletion" });
    expect(confirm).toBeUndefined();
  });

  test("none is asked for when nothing is suspected", () => {
    expect(first([anAgent()]).confirm).toBeUndefined();
  });

  test("none is asked for at the last look, and the advice says that they are used up", () => {
    const agent = anAgent({ candidate: task("candidate", 78, 71) });
    const { verdict, confirm } = first([agent], { look: 2 });
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toBeUndefined();
    expect(verdict.advice).toContain("used up");
  });

  test("none is asked of an agent whose rules allow none, though others may have them", () => {
    const agent = anAgent({ ...suspected, rules: someRules({ confirm: 0 }) });
    expect(first([agent], { looks: 4 }).confirm).toBeUndefined();
  });

  test("none is asked for when they could hardly prove anything", () => {
    const agent = anAgent({
      mode: "exploratory",
      candidate: task("candidate", 74),
      baseline: task("baseline", 80),
    });
    const { verdict, confirm } = first([agent]);
    expect(verdict.verdict).toBe("inconclusive");
    expect(confirm).toBeUndefined();
    expect(verdict.advice).toContain("too small against the noise");
  });

  test("they are worth more when many agents are suspected, because each run also measures the noise", () => {
    const suspects = Array.from({ length: 20 }, (_, index) =>
      anAgent({
        key: `agent ${index}`,
        candidate: task(`candidate ${index}`, 70),
        baseline: task(`baseline ${index}`, 80),
      }),
    );
    const calm = suspects.slice(1).map((agent) => ({
      ...agent,
      candidate: agent.candidate.map((run) => ({ ...run, scores: { taskCompletion: 80 } })),
    }));
    const asked = judge(suspects, someOptions()).agents.filter(({ confirm }) => confirm);
    expect(asked).toHaveLength(20);
    expect(first([...suspects.slice(0, 1), ...calm]).confirm).toBeUndefined();
  });
});

describe("the second look", () => {
  test("proves what the first could only suspect", () => {
    const agent = anAgent({ candidate: task("candidate", 74, 73) });
    expect(first([agent], { look: 2 }).verdict.verdict).toBe("regressed");
  });

  test("clears what does not show again", () => {
    const agent = anAgent({ candidate: task("candidate", 74, 80) });
    expect(first([agent], { look: 2 }).verdict.verdict).toBe("unchanged");
  });

  test("is taken of the same evidence when the workflow runs again, at no further run", () => {
    for (const runs of [task("candidate", 74, 73), task("candidate", 78, 71)]) {
      const agent = anAgent({ candidate: runs });
      const again = first([agent], { look: 1 });
      expect(again).toEqual(first([agent], { look: 2 }));
      expect(again.confirm).toBeUndefined();
    }
  });

  test("is not taken by an agent that has no further run because another agent had one", () => {
    const still = anAgent({ key: "still", candidate: task("candidate", 70) });
    const before = first([still]).verdict.metrics[0]?.alpha;
    expect(first([still], { look: 2 }).verdict.metrics[0]?.alpha).toBe(before);
  });

  test("is left to a prompt that was measured often before, when its baseline was not", () => {
    const adopted = task("candidate", 73, 74, 72).map((run) => ({
      ...run,
      origin: "adopted" as const,
    }));
    const reverted = anAgent({ candidate: adopted, baseline: task("baseline", 79) });
    expect(first([reverted]).confirm).toMatchObject({ baseline: 1 });
  });

  test("never takes back what the first look proved", () => {
    const proven = anAgent({ candidate: task("candidate", 71) });
    const earlier = judge([proven], someOptions());
    expect(earlier.agents[0]?.verdict.verdict).toBe("regressed");
    // What the confirming runs of other agents showed makes the noise of all look far larger than before.
    const history = ["x", "y", "z"].flatMap((prompt) => task(prompt, 40, 80, 60, 90));
    const options = { look: 2, history };
    expect(first([proven], options).verdict.verdict).toBe("inconclusive");
    const kept = first([proven], { ...options, earlier });
    expect(kept.verdict.verdict).toBe("regressed");
    expect(kept.verdict.metrics).toEqual(earlier.agents[0]?.verdict.metrics);
  });

  test("leaves the others a larger share once something is proven", () => {
    const proven = anAgent({ key: "proven", candidate: task("candidate p", 71) });
    const other = anAgent({ key: "other", candidate: task("candidate o", 60, 60) });
    const chances = (earlier: ReturnType<typeof judge> | undefined) => {
      const { agents } = judge([proven, other], someOptions({ look: 2, earlier }));
      const { p = 0, adjustedP = 0 } = agents[1]?.verdict.metrics[0] ?? {};
      return adjustedP / p;
    };
    expect(chances(undefined)).toBeCloseTo(2);
    expect(chances(judge([proven], someOptions()))).toBeCloseTo(1);
  });
});
