import { expect, test } from "vitest";
import type { JudgedAgent } from "../../../src/verdict/gather.ts";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, later, runsOf, someOptions } from "./builders.ts";

function judgedAlone(agent: JudgedAgent) {
  const [judged] = judge([agent], someOptions()).agents;
  if (judged === undefined) throw new Error("no verdict");
  return judged;
}

test("a forbidden drop that only the rounds of another metric's trial show is no pass and no proof", () => {
  const both = (prompt: string, ...scores: readonly (readonly [number, number])[]) =>
    runsOf(
      prompt,
      ...scores.map(([taskCompletion, clarity]) => {
        // Higher at the first look, so that the mean is not suspected.
        const sentiment = taskCompletion < 70 ? 98 : 80;
        return { taskCompletion, clarity, sentiment };
      }),
    );
  const { verdict, confirm, noConfirm } = judgedAlone(
    anAgent({
      candidate: [
        ...both("candidate", [69, 76]),
        ...later(5, both("candidate", [73, 70], [80, 70])),
      ],
      baseline: [
        ...both("baseline", ...Array(20).fill([80, 80])),
        ...later(5, both("baseline", [80, 80], [80, 81])),
      ],
    }),
  );
  expect(confirm).toBeUndefined();
  expect(noConfirm).toBe("untried");
  expect(verdict).toMatchObject({ verdict: "inconclusive", deciding: "clarity" });
  expect(verdict.reason).toMatch(
    /^clarity fell by 10\.\d points in \d rounds? side by side.*, and at most 5\.0 are allowed: more than noise/u,
  );
  expect(verdict.advice).toContain("to try another metric");
});

test("a forbidden drop that rounds show which nothing is suspected for any more is no pass", () => {
  const { verdict, confirm, noConfirm } = judgedAlone(
    anAgent({
      candidate: [
        ...runsOf("candidate", { a: 30, b: 30 }),
        ...later(5, runsOf("candidate", { a: 30, b: 30 })),
      ],
      baseline: [
        ...runsOf("baseline", { a: 30, b: 30 }, { a: 30, b: 30 }),
        ...later(5, runsOf("baseline", { a: 30, b: 38 })),
      ],
    }),
  );
  expect(confirm).toBeUndefined();
  expect(noConfirm).toBe("untried");
  expect(verdict).toMatchObject({ verdict: "inconclusive", deciding: "b" });
});

test("a metric that only the rounds lack is told as that, with what to do about it", () => {
  const { verdict } = judgedAlone(
    anAgent({
      candidate: [
        ...runsOf("candidate", { a: 60, b: 80 }),
        ...later(5, runsOf("candidate", { a: 80 }, { a: 80 })),
      ],
      baseline: [
        ...runsOf("baseline", { a: 80, b: 80 }, { a: 81, b: 80 }, { a: 79, b: 80 }),
        ...later(5, runsOf("baseline", { a: 80, b: 80 }, { a: 80, b: 80 })),
      ],
    }),
  );
  expect(verdict).toMatchObject({ verdict: "inconclusive", deciding: "b" });
  expect(verdict.reason).toBe(
    "b is not comparable: the baseline scored 80.0, and of the candidate's runs the first reports it, and none of its rounds does.",
  );
  expect(verdict.advice).toContain("why the candidate's runs lack b");
});
