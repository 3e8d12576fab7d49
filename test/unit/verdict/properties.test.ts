import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Measurement } from "../../../src/domain.ts";
import type { JudgedAgent } from "../../../src/verdict/gather.ts";
import { judge } from "../../../src/verdict/judge.ts";
import { anAgent, later, runsOf, someOptions } from "./builders.ts";

const RUNS = { numRuns: 40 };

const scores = fc.record({
  a: fc.integer({ min: 30, max: 70 }),
  b: fc.integer({ min: 30, max: 70 }),
});
const some = (least: number, most: number) =>
  fc.array(scores, { minLength: least, maxLength: most });

const gates: fc.Arbitrary<JudgedAgent[]> = fc
  .array(
    fc
      .record({
        candidate: some(1, 1),
        baseline: some(1, 4),
        rounds: fc.tuple(some(0, 2), some(0, 2)),
      })
      .map(({ candidate, baseline, rounds: [one, two] }) => ({
        candidate: [...runsOf("candidate", ...candidate), ...later(5, runsOf("candidate", ...one))],
        baseline: [...runsOf("baseline", ...baseline), ...later(5, runsOf("baseline", ...two))],
      })),
    { minLength: 1, maxLength: 4 },
  )
  .map((agents) =>
    agents.map((sides, index) => {
      const own = (runs: Measurement[]) =>
        runs.map((run) => ({
          ...run,
          runId: `${index} ${run.runId}`,
          fingerprint: `${index} ${run.fingerprint}`,
        }));
      const [candidate, baseline] = [own(sides.candidate), own(sides.baseline)];
      return anAgent({ key: `agent ${index}`, candidate, baseline });
    }),
  );

const verdicts = (agents: readonly JudgedAgent[]) =>
  judge(agents, someOptions()).agents.map(({ verdict }) => verdict.verdict);

function moved(agents: readonly JudgedAgent[], change: (score: number) => number): JudgedAgent[] {
  const all = (runs: readonly Measurement[]) =>
    runs.map((run) => ({
      ...run,
      scores: Object.fromEntries(Object.entries(run.scores).map(([m, s]) => [m, change(s)])),
    }));
  return agents.map((agent) => ({
    ...agent,
    candidate: all(agent.candidate),
    baseline: all(agent.baseline),
  }));
}

describe("the judge, whatever the scores", () => {
  test("accuses nobody without a round in which the baseline ran beside", () => {
    fc.assert(
      fc.property(gates, (agents) => {
        judge(agents, someOptions()).agents.forEach(({ verdict }, index) => {
          const agent = agents[index];
          const isTried = agent?.candidate.length !== 1 && agent?.baseline.some(isLater) === true;
          if (!isTried) expect(verdict.verdict).not.toBe("regressed");
        });
      }),
      RUNS,
    );
  });

  test("does not depend on the level of the scores", () => {
    fc.assert(
      fc.property(gates, (agents) => {
        expect(verdicts(moved(agents, (score) => score + 7))).toEqual(verdicts(agents));
      }),
      RUNS,
    );
  });

  test("does not depend on the order of the agents", () => {
    fc.assert(
      fc.property(gates, (agents) => {
        expect(verdicts(agents.toReversed()).toReversed()).toEqual(verdicts(agents));
      }),
      RUNS,
    );
  });

  test("asks for a round exactly where the verdict is open and one is left", () => {
    fc.assert(
      fc.property(gates, (agents) => {
        judge(agents, someOptions()).agents.forEach(({ verdict, confirm, noConfirm }) => {
          if (confirm !== undefined) expect(verdict.verdict).toBe("inconclusive");
          if (verdict.verdict === "inconclusive") {
            expect((confirm === undefined) !== (noConfirm === undefined)).toBe(true);
          }
        });
      }),
      RUNS,
    );
  });

  test("calls regressed only what fell by what is forbidden, in its own figures", () => {
    fc.assert(
      fc.property(gates, (agents) => {
        for (const { verdict } of judge(agents, someOptions()).agents) {
          for (const metric of verdict.metrics) {
            if (metric.finding !== "regressed") continue;
            expect(metric.delta).toBeLessThanOrEqual(-metric.maxDrop);
            expect(metric.rounds).toBeGreaterThan(0);
          }
        }
      }),
      RUNS,
    );
  });
});

function isLater({ startedAt }: Measurement): boolean {
  return startedAt !== undefined;
}
