import { describe, expect, it } from "vitest";
import type { AgentVerdict, MetricComparison } from "../../../src/domain.ts";
import { acceptable, acceptedSentence, uncovered } from "../../../src/verdict/acceptance.ts";

const ALLOWED = { accept: true };

function fallen(over: Partial<MetricComparison> = {}): MetricComparison {
  return {
    metric: "taskCompletion",
    direction: "higher",
    candidate: { n: 2, mean: 60 },
    baseline: { n: 2, mean: 72 },
    delta: -12,
    interval: [-15, -9],
    maxDrop: 5,
    finding: "regressed",
    explanation: "It fell.",
    ...over,
  };
}

function regressed(...metrics: MetricComparison[]): AgentVerdict {
  return { key: "support", verdict: "regressed", reason: "It fell.", metrics };
}

const kept = fallen({ metric: "clarity", finding: "unchanged", delta: -1 });

describe("what can be accepted", () => {
  it("is the figures of the metrics that got worse, and of no other", () => {
    expect(acceptable(regressed(fallen(), kept), ALLOWED)).toEqual([
      { metric: "taskCompletion", baseline: 72, candidate: 60, delta: -12 },
    ]);
  });

  it.each<[string, AgentVerdict, { accept: boolean }, RegExp]>([
    ["where the rules say no", regressed(fallen()), { accept: false }, /gate\.accept is false/u],
    [
      "of a verdict without proof",
      { ...regressed(fallen({ finding: "inconclusive" })), verdict: "inconclusive" },
      ALLOWED,
      /the verdict is inconclusive/u,
    ],
    [
      "of what was not measured",
      { ...regressed(), verdict: "not-evaluated" },
      ALLOWED,
      /the verdict is not evaluated/u,
    ],
    [
      "of a breached floor",
      regressed(fallen({ finding: "below-min", min: 70 })),
      ALLOWED,
      /task completion is 60\.0, below its minimum of 70/u,
    ],
    [
      "of a drop that ends below a floor",
      regressed(fallen({ min: 60.5 })),
      ALLOWED,
      /below its minimum of 60\.5/u,
    ],
    [
      "of a slow decline, which has no metric of its own",
      regressed(kept),
      ALLOWED,
      /no single metric carries/u,
    ],
  ])("is nothing %s", (_, verdict, rules, why) => {
    expect(acceptable(verdict, rules)).toMatch(why);
  });
});

describe("what was accepted", () => {
  const accepted = {
    metrics: [{ metric: "taskCompletion", baseline: 72, candidate: 60, delta: -12 }],
  };

  it("covers the same figures, smaller ones, and larger ones by no more than noise", () => {
    expect(uncovered(regressed(fallen()), ALLOWED, accepted)).toBeUndefined();
    const smaller = fallen({ delta: -8, interval: [-10, -6] });
    expect(uncovered(regressed(smaller), ALLOWED, accepted)).toBeUndefined();
    const noisy = fallen({ delta: -14, interval: [-17, -11] });
    expect(uncovered(regressed(noisy), ALLOWED, accepted)).toBeUndefined();
  });

  it.each<[string, AgentVerdict, RegExp]>([
    [
      "a drop that is larger beyond noise",
      regressed(fallen({ delta: -16, interval: [-19, -13] })),
      /fell by 16\.0 points by now, clearly more than the 12\.0 accepted/u,
    ],
    [
      "a larger drop whose noise is not known",
      regressed(fallen({ delta: -12.1, interval: undefined })),
      /clearly more/u,
    ],
    [
      "a further metric",
      regressed(fallen(), fallen({ metric: "clarity" })),
      /clarity got worse as well/u,
    ],
    ["a floor that is breached by now", regressed(fallen({ min: 61 })), /below its minimum of 61/u],
  ])("does not cover %s", (_, verdict, why) => {
    expect(uncovered(verdict, ALLOWED, accepted)).toMatch(why);
  });

  it("does not count where the rules say no by now", () => {
    expect(uncovered(regressed(fallen()), { accept: false }, accepted)).toMatch(/gate\.accept/u);
  });

  it("is told with who, when, the figures and, last, why", () => {
    const drop = { ...accepted, by: "octocat", at: "2026-11-26T08:00:00Z", reason: "Known." };
    expect(acceptedSentence(drop)).toBe(
      "The drop is accepted for this commit by octocat on 2026-11-26 (task completion by 12.0 points, from 72.0 to 60.0), who says: Known.",
    );
  });
});
