import { describe, expect, it } from "vitest";
import { judgeEvidence, verdictsOf } from "../../../src/gate/judge.ts";
import type { Measured } from "../../../src/gate/measure.ts";
import type { Scope } from "../../../src/gate/types.ts";
import { anEvaluated, aRecord, someEvidence, someRules } from "../../support/definitions.ts";

type Scores = Readonly<Record<string, number>>;

/** The verdict on one run of each prompt, before any trial. */
function verdictOf(candidate: Scores, baseline: Scores, gate = someRules({ confirm: 0 })) {
  const one = anEvaluated({ gate });
  const records = [
    aRecord(one, "candidate", { id: "opt_1" }, candidate),
    ...["opt_2", "opt_3", "opt_4", "opt_5"].map((id) => aRecord(one, "baseline", { id }, baseline)),
  ];
  const scope: Scope = {
    planned: [],
    evaluated: [one],
    settled: new Map(),
    removed: [],
    place: "preview",
    owner: { repository: "acme/shop", scope: "pr:7" },
    accountAgents: 1,
    accountCopies: 0,
    uses: new Map(),
    modelChanges: [],
  };
  const progress = {
    evidence: someEvidence(records),
    agents: new Map<string, Measured>([["support", { kind: "measured" }]]),
    account: undefined,
    budget: { runs: 6, bound: "max-runs" as const },
    slots: 10,
    refused: new Map(),
    notes: new Set<string>(),
  };
  const judged = judgeEvidence(progress, scope, 0.95);
  const verdict = verdictsOf(judged, progress, scope).get("support");
  if (verdict === undefined) throw new Error("no verdict");
  return verdict;
}

describe("a drop of 34 points", () => {
  it("is found in fractions beside a count", () => {
    const verdict = verdictOf(
      { taskCompletion: 0.56, sampleSize: 24 },
      { taskCompletion: 0.9, sampleSize: 24 },
    );
    expect(verdict.verdict).toBe("regressed");
    expect(verdict.metrics.find(({ metric }) => metric === "taskCompletion")?.delta).toBeCloseTo(
      -34,
    );
  });

  it.each([
    [
      "of one metric while another stands on another scale",
      { taskCompletion: 92, sentiment: 0.31 },
      { taskCompletion: 92, sentiment: 0.88 },
    ],
    ["on a scale of ten", { taskCompletion: 5.6 }, { taskCompletion: 9 }],
    ["on a scale of five", { taskCompletion: 2.4 }, { taskCompletion: 4.6 }],
    ["to one point", { taskCompletion: 1 }, { taskCompletion: 90.4 }],
  ] as const)("%s is never green, and the numbers are named", (_, now, before) => {
    const verdict = verdictOf(now, before);
    expect(verdict.verdict).toBe("incomplete");
    expect(verdict.reason).toMatch(/^Not judged: .*\d/u);
    expect(verdict.advice).toContain("gate.scale");
  });

  it("on a scale of ten is found where the config says so", () => {
    const gate = someRules({ confirm: 0, scale: 10 });
    expect(verdictOf({ taskCompletion: 5.6 }, { taskCompletion: 9 }, gate).verdict).toBe(
      "regressed",
    );
  });
});

describe("a metric that nobody knows", () => {
  it.each([
    [8, 41],
    [41, 8],
  ])("is neither a gain nor a loss, and is shown: %i → %i", (before, now) => {
    const verdict = verdictOf(
      { taskCompletion: 90, hallucinationScore: now },
      { taskCompletion: 90, hallucinationScore: before },
    );
    expect(verdict.verdict).toBe("unchanged");
    const shown = verdict.metrics.find(({ metric }) => metric === "hallucinationScore");
    expect(shown).toMatchObject({
      decides: false,
      finding: "unchanged",
      candidate: { mean: now },
      baseline: { mean: before },
    });
  });

  it("is judged in the direction the config names", () => {
    const metrics = { hallucinationScore: { direction: "lower" } } as const;
    const verdict = verdictOf(
      { taskCompletion: 90, hallucinationScore: 41 },
      { taskCompletion: 90, hallucinationScore: 8 + 4 },
      someRules({ confirm: 0, metrics }),
    );
    expect(verdict).toMatchObject({ verdict: "regressed", deciding: "hallucinationScore" });
  });
});

it("a metric that vanished is named as such, with what is new", () => {
  const verdict = verdictOf({ clarity: 80, sentiment: 70 }, { taskCompletion: 90, clarity: 80 });
  expect(verdict.verdict).toBe("inconclusive");
  expect(verdict.advice).toContain("No run of the candidate reports taskCompletion any more");
  expect(verdict.advice).toContain("New in them: sentiment");
});

it("numbers that are not understood do not hide a drop that is", () => {
  const verdict = verdictOf(
    { taskCompletion: 50, clarity: 40, sentiment: -20 },
    { taskCompletion: 90, clarity: 88, sentiment: 30 },
  );
  expect(verdict.verdict).toBe("regressed");
  expect(verdict.reason).toContain("Not judged: sentiment goes from -20 to 30");
  expect(verdict.unjudged).toMatch(/^Not judged: sentiment/u);
});
