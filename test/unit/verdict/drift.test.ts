import { describe, expect, test } from "vitest";
import { driftOf, sharedDrift, sinceLastShift } from "../../../src/verdict/drift.ts";
import { judge } from "../../../src/verdict/judge.ts";
import { placesAgree } from "../../../src/verdict/level.ts";
import { anAgent, later, runsOf, someOptions } from "./builders.ts";

const four = (prompt: string, ...values: number[]) =>
  runsOf(
    prompt,
    ...values.map((value) => ({ a: value, b: value + 1, c: value - 1, d: value + 0.5 })),
  );
/** One run a day. */
const daily = (...values: number[]) =>
  values.flatMap((value, day) => later(24 * day, four(`${day}`, value)));
const calm = daily(80, 81, 79, 80.5, 79.5, 80);

describe("a drift of the service", () => {
  test("is seen where later runs of the same prompt score otherwise, with the dates between", () => {
    const runs = [...calm, ...later(200, four("new", 72, 71.5, 72.5))];
    const drift = driftOf(runs, "validation");
    expect(drift?.points).toBeCloseTo(-8);
    expect(drift?.metrics.a).toBeCloseTo(-8);
    expect(drift?.before).toBe(calm.at(-1)?.completedAt);
    expect(drift?.stale).toEqual(calm.map(({ runId }) => runId));
    expect(sinceLastShift(runs, "validation")).toHaveLength(3);
  });

  test("is not seen in noise", () => {
    expect(driftOf(daily(80, 83, 78, 81, 77, 82, 79), "validation")).toBeUndefined();
    expect(sinceLastShift(calm, "validation")).toEqual(calm);
  });

  test("is not seen in two runs, for nothing tells what is noise", () => {
    expect(driftOf(daily(80, 70), "validation")).toBeUndefined();
  });

  test("is the latest of several", () => {
    const runs = [
      ...calm,
      ...later(200, four("x", 70, 70.5, 69.5, 70)),
      ...later(400, four("y", 60, 61, 60, 60)),
    ];
    const drift = driftOf(runs, "validation");
    expect(drift?.points).toBeCloseTo(-9.75, 0);
    expect(drift?.stale).toHaveLength(10);
  });

  test("that no agent shows alone is seen in all together", () => {
    const agents = Array.from({ length: 12 }, (_, agent) => ({
      earlier: four(`e${agent}`, 79 + (agent % 3), 81 - (agent % 3)),
      fresh: later(300, four(`f${agent}`, 76 + (agent % 2))),
    }));
    for (const { earlier, fresh } of agents) {
      expect(driftOf([...earlier, ...fresh], "validation")).toBeUndefined();
    }
    expect(sharedDrift(agents, "validation")?.points).toBeCloseTo(-3.5, 0);
    expect(sharedDrift([], "validation")).toBeUndefined();
  });

  test("is reported by the judge, and what came before it is no level to be held against", () => {
    const old = calm.map((run) => ({ ...run, fingerprint: "baseline" }));
    const fresh = later(300, four("baseline", 72, 71, 72));
    const agent = anAgent({
      candidate: later(290, four("candidate", 70)).concat(
        later(299, four("candidate", 72, 72, 71)),
      ),
      baseline: [...old, ...fresh],
    });
    const { agents, drift } = judge([agent], someOptions());
    expect(agents[0]?.drift?.points).toBeCloseTo(-8.3, 0);
    expect(drift?.points).toBeLessThan(-5);
    const next = anAgent({
      candidate: later(900, four("next", 72)),
      baseline: [...old, ...fresh],
    });
    const verdict = judge([next], someOptions()).agents[0]?.verdict;
    expect(verdict?.verdict).toBe("unchanged");
    expect(verdict?.metrics[0]?.baseline?.n).toBe(3);
  });
});

describe("two places", () => {
  const at = (place: "preview" | "live", ...values: number[]) =>
    four("same", ...values).map((run) => ({ ...run, place, runId: `${place} ${run.runId}` }));
  const steady = [80, 80.5, 79.5, 80, 80.2, 79.8];

  test("agree when runs of one prompt in both are surely near each other", () => {
    const runs = [...at("preview", ...steady), ...at("live", ...steady)];
    expect(placesAgree(runs, "validation", 5)).toMatchObject({ prompts: 1, agrees: true });
  });

  test("do not agree because too little is known to tell them apart", () => {
    const places = placesAgree([...at("preview", 80), ...at("live", 80)], "validation", 5);
    expect(places?.offset).toBeCloseTo(0);
    expect(places?.agrees).toBe(false);
  });

  test("do not agree when one scores otherwise, and the offset is told", () => {
    const runs = [...at("preview", ...steady.map((value) => value - 12)), ...at("live", ...steady)];
    const places = placesAgree(runs, "validation", 5);
    expect(places?.offset).toBeCloseTo(12);
    expect(places?.agrees).toBe(false);
  });

  test("cannot be compared without a prompt that was measured in both", () => {
    expect(placesAgree(at("live", ...steady), "validation", 5)).toBeUndefined();
  });

  test("that agree lend each other their level", () => {
    const elsewhere = at("live", ...steady);
    const both = [...at("preview", ...steady), ...at("live", ...steady)].map((run) => ({
      ...run,
      fingerprint: "another",
      runId: `another ${run.runId}`,
    }));
    const candidate = four("candidate", 80).map((run) => ({ ...run, place: "preview" as const }));
    const agent = anAgent({ candidate, baseline: elsewhere });
    const verdicts = [[], both].map(
      (history) => judge([agent], someOptions({ history })).agents[0]?.verdict.verdict,
    );
    expect(verdicts).toEqual(["inconclusive", "unchanged"]);
  });
});
