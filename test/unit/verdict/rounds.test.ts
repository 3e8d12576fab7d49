import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Measurement } from "../../../src/domain.ts";
import { splitTrial } from "../../../src/verdict/rounds.ts";
import { aRun } from "./builders.ts";

/** A run of an hour. */
function at(hour: number, runId: string, over: Partial<Measurement> = {}): Measurement {
  const time = (hours: number) => new Date(Date.UTC(2026, 4, 1) + hours * 3_600_000).toISOString();
  return aRun({ runId, startedAt: time(hour), completedAt: time(hour + 1), ...over });
}

const ids = (runs: readonly Measurement[]) => runs.map(({ runId }) => runId);
const pairs = ({ rounds }: ReturnType<typeof splitTrial>) =>
  rounds.map(({ candidate, baseline }) => [candidate.runId, baseline?.runId]);

describe("the rounds of a trial", () => {
  test("are the candidate's runs after its first had ended, each beside a baseline run", () => {
    const split = splitTrial(
      [at(6, "c3"), at(0, "c1"), at(3, "c2")],
      [at(6, "b3"), at(-90, "old"), at(3, "b2")],
    );
    expect(pairs(split)).toEqual([
      ["c2", "b2"],
      ["c3", "b3"],
    ]);
    expect(ids(split.candidate)).toEqual(["c1"]);
    expect(ids(split.baseline)).toEqual(["old"]);
  });

  test("leave out a baseline run that was started together with the first of the candidate", () => {
    const split = splitTrial([at(0, "c1"), at(3, "c2")], [at(0.5, "b1"), at(3, "b2")]);
    expect(pairs(split)).toEqual([["c2", "b2"]]);
    expect(ids(split.baseline)).toEqual(["b1"]);
  });

  test("have no partner where the baseline run failed, or is of another day", () => {
    const split = splitTrial([at(0, "c1"), at(3, "c2")], [at(40, "b3")]);
    expect(pairs(split)).toEqual([["c2", undefined]]);
    expect(ids(split.baseline)).toEqual(["b3"]);
  });

  test("are those with a partner once one has one", () => {
    const baseline = [at(0, "b1"), at(99, "b3")];
    const split = splitTrial([at(0, "c1"), at(3, "c2"), at(99, "c3")], baseline);
    expect(pairs(split)).toEqual([["c3", "b3"]]);
    expect(ids(split.candidate)).toEqual(["c1", "c2"]);
  });

  test("are not what nights ran while the candidate was the live prompt", () => {
    const night = (hour: number, runId: string) => at(hour, runId, { agentId: "twin" });
    const runs = [night(0, "n1"), night(24, "n2"), night(48, "n3"), at(90, "c1")];
    const split = splitTrial(runs, [at(48, "b1", { agentId: "twin" })], new Set(["twin"]));
    expect(pairs(split)).toEqual([["c1", undefined]]);
    expect(ids(split.candidate)).toEqual(["n1", "n2", "n3"]);
  });

  test("leave the first look one run of a prompt that has become the baseline since", () => {
    const candidate = [at(0, "c1"), at(3, "c2")];
    const moved = splitTrial(candidate, [at(5, "b1")]);
    expect(pairs(moved)).toEqual([["c2", undefined]]);
    expect(ids(moved.baseline)).toEqual(["b1"]);
    const tried = splitTrial([...candidate, at(8, "c3")], [at(5, "b1"), at(8, "b2")]);
    expect(pairs(tried)).toEqual([["c3", "b2"]]);
    expect(ids(tried.candidate)).toEqual(["c1", "c2"]);
    expect(ids(tried.baseline)).toEqual(["b1"]);
  });

  test("are told by times that are cut to hours, and by a clock that ended a run before it began", () => {
    const cut = splitTrial([at(0, "c1"), at(1, "c2")], [at(0, "b1"), at(1, "b2")]);
    expect(pairs(cut)).toEqual([["c2", "b2"]]);
    const first = { ...at(3, "c1"), completedAt: at(0, "").completedAt };
    const behind = splitTrial([first, at(4, "c2")], [at(2.9, "b1"), at(4, "b2")]);
    expect(pairs(behind)).toEqual([["c2", "b2"]]);
    expect(ids(behind.candidate)).toEqual(["c1"]);
  });

  test("are none where every run begins and ends at one time", () => {
    const day = (runId: string) => ({ ...at(0, runId), completedAt: at(-1, "").completedAt });
    const split = splitTrial([day("c1"), day("c2")], [day("b1"), day("b2")]);
    expect(split.rounds).toEqual([]);
  });

  test("have no partner from another place", () => {
    const candidate = [at(0, "c1"), at(3, "c2")].map((run) => ({
      ...run,
      place: "preview" as const,
    }));
    expect(pairs(splitTrial(candidate, [at(3, "b2", { place: "live" })]))).toEqual([
      ["c2", undefined],
    ]);
  });

  test("are none while the candidate has one run", () => {
    const split = splitTrial([at(0, "c1")], [at(-9, "b1"), at(3, "b2")]);
    expect(split.rounds).toEqual([]);
    expect(ids(split.baseline)).toEqual(["b1", "b2"]);
  });

  test("are none without a candidate", () => {
    expect(splitTrial([], [at(0, "b1")])).toMatchObject({ candidate: [], rounds: [] });
  });

  test("use every run once, whatever the order they arrive in", () => {
    const hours = fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(hours, hours, (candidates, baselines) => {
        const [c, b] = [candidates, baselines].map((some, side) =>
          some.map((hour, index) => at(hour, `${side} ${index}`)),
        );
        const split = splitTrial(c ?? [], b ?? []);
        const used = [
          ...split.candidate,
          ...split.baseline,
          ...split.rounds.flatMap(({ candidate, baseline }) => [candidate, baseline ?? []].flat()),
        ];
        expect(ids(used).toSorted()).toEqual(ids([...(c ?? []), ...(b ?? [])]).toSorted());
        expect(pairs(splitTrial((c ?? []).toReversed(), (b ?? []).toReversed()))).toEqual(
          pairs(split),
        );
      }),
    );
  });
});
