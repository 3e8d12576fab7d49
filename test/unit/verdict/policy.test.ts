import { describe, expect, test } from "vitest";
import type { GateRules, MetricComparison, Verdict } from "../../../src/domain.ts";
import type { Headroom } from "../../../src/headroom.ts";
import { decideGate, exitFails, type GateInput } from "../../../src/verdict/policy.ts";
import { someRules } from "./builders.ts";

function input(verdict: Verdict, over: Partial<GateInput> & { key?: string } = {}): GateInput {
  const { key = "support", ...rest } = over;
  return {
    verdict: { key, verdict, reason: `It is ${verdict}.`, metrics: [] },
    rules: someRules(),
    ...rest,
  };
}

const OPEN: MetricComparison = {
  metric: "clarity",
  direction: "higher",
  candidate: { n: 0, mean: 0 },
  maxDrop: 5,
  finding: "inconclusive",
  explanation: "No run reports clarity.",
};

function aWinner(over: Partial<Headroom> = {}): Headroom {
  return { runId: "opt_1", variantId: "var_1", variantName: "B", lift: 20, band: "high", ...over };
}

describe("the gate of one verdict", () => {
  test.each<{ verdict: Verdict; result: string; reasons: number }>([
    { verdict: "regressed", result: "fail", reasons: 1 },
    { verdict: "inconclusive", result: "warn", reasons: 1 },
    { verdict: "incomplete", result: "fail", reasons: 1 },
    { verdict: "not-evaluated", result: "warn", reasons: 1 },
    { verdict: "improved", result: "pass", reasons: 0 },
    { verdict: "unchanged", result: "pass", reasons: 0 },
    { verdict: "skipped", result: "pass", reasons: 0 },
  ])("$verdict is a $result by the default rules", ({ verdict, result, reasons }) => {
    const gate = decideGate([input(verdict)]);
    expect(gate.result).toBe(result);
    expect(gate.reasons).toHaveLength(reasons);
  });

  test("an accepted drop passes, with who and why", () => {
    const accepted = { by: "octocat", reason: "Known.", at: "2026-11-26T08:00:00Z", metrics: [] };
    const gate = decideGate([input("regressed", { accepted })]);
    expect(gate.result).toBe("pass");
    expect(gate.reasons[0]).toMatchObject({ key: "support", action: "pass" });
    expect(gate.reasons[0]?.reason).toMatch(/accepted for this commit by octocat.*Known\.$/u);
    expect(decideGate([input("regressed", { accepted }), input("regressed")]).result).toBe("fail");
    const drifted = decideGate([
      input("regressed", { accepted, drifted: true, rules: someRules({ onDrift: "fail" }) }),
    ]);
    expect(drifted.result).toBe("fail");
  });

  test.each<[string, Partial<GateInput["verdict"]>, Partial<GateRules>, string]>([
    ["inconclusive", { metrics: [OPEN] }, {}, "warn"],
    ["inconclusive", { metrics: [OPEN] }, { onInconclusive: "fail" }, "fail"],
    ["not judged", { unjudged: "Not judged: clarity is 0.3." }, {}, "fail"],
    ["not judged", { unjudged: "Not judged: clarity is 0.3." }, { onIncomplete: "warn" }, "warn"],
  ])("an accepted drop hides no metric that is %s", (_, over, rules, result) => {
    const accepted = { by: "octocat", reason: "Known.", at: "2026-11-26T08:00:00Z", metrics: [] };
    const { verdict } = input("regressed");
    const given = { ...input("regressed"), verdict: { ...verdict, ...over } };
    const gate = decideGate([{ ...given, accepted, rules: someRules(rules) }]);
    expect(gate.result).toBe(result);
    expect(gate.reasons[0]?.reason).toMatch(/clarity.*accepted for this commit by octocat/u);
  });

  test("missing evidence that the rules let pass still has its reason", () => {
    const gate = decideGate([
      input("inconclusive", { rules: someRules({ onInconclusive: "pass" }) }),
    ]);
    expect(gate.result).toBe("pass");
    expect(gate.reasons).toEqual([
      { key: "support", action: "pass", reason: "It is inconclusive." },
    ]);
  });

  test.each([
    { rules: someRules({ onInconclusive: "fail" }), verdict: "inconclusive" as const },
    { rules: someRules({ onNotEvaluated: "fail" }), verdict: "not-evaluated" as const },
  ])("$verdict fails where the rules say so", ({ rules, verdict }) => {
    expect(decideGate([input(verdict, { rules })]).result).toBe("fail");
  });
});

describe("the gate of several verdicts", () => {
  test("is the worst of them, with a reason for each that is no plain pass", () => {
    const gate = decideGate([
      input("unchanged", { key: "a" }),
      input("inconclusive", { key: "b" }),
      input("regressed", { key: "c" }),
    ]);
    expect(gate.result).toBe("fail");
    expect(gate.reasons.map(({ key, action }) => `${key} ${action}`)).toEqual(["b warn", "c fail"]);
  });

  test("without any is a pass", () => {
    expect(decideGate([])).toEqual({ result: "pass", reasons: [] });
  });
});

describe("headroom", () => {
  const gateOf = (headroom: Headroom, action: "pass" | "warn" | "fail" = "warn") =>
    decideGate([
      input("unchanged", {
        headroom,
        rules: someRules({ headroom: { minLift: 10, minConfidence: 0.95, action } }),
      }),
    ]);

  test("of a winner below the live prompt is none", () => {
    const distance = { metric: "taskCompletion", delta: -6.3, noise: 2 };
    expect(gateOf(aWinner({ againstBaseline: [distance] }))).toEqual({
      result: "pass",
      reasons: [],
    });
    expect(gateOf(aWinner({ againstBaseline: [{ ...distance, noise: 9 }] })).result).toBe("warn");
  });

  test("of at least the lift named takes the action named", () => {
    expect(gateOf(aWinner({ lift: 10 })).result).toBe("warn");
    expect(gateOf(aWinner({ lift: 10 }), "fail").result).toBe("fail");
    expect(gateOf(aWinner({ lift: 10 }), "pass")).toEqual({ result: "pass", reasons: [] });
  });

  test("is told with one decimal, as everywhere", () => {
    expect(gateOf(aWinner({ lift: 25.1637 })).reasons[0]?.reason).toContain("with 25.2 % lift");
  });

  test("of less, or of an unknown lift, takes none", () => {
    expect(gateOf(aWinner({ lift: 9.9 })).result).toBe("pass");
    expect(gateOf(aWinner({ lift: undefined })).result).toBe("pass");
  });

  test("never fails the gate when the winner is worse on the golden set, and says so", () => {
    const gate = gateOf(aWinner({ goldenSet: { passed: 4, regressed: 1 } }), "fail");
    expect(gate.result).toBe("warn");
    expect(gate.reasons[0]?.reason).toContain("worse in 1 golden scenario");
  });

  test("never fails the gate on low confidence", () => {
    expect(gateOf(aWinner({ band: "low" }), "fail").result).toBe("warn");
  });

  test("adds to the reason of the verdict and does not soften it", () => {
    const gate = decideGate([input("regressed", { headroom: aWinner() })]);
    expect(gate.reasons).toHaveLength(1);
    expect(gate.reasons[0]).toMatchObject({ action: "fail" });
    expect(gate.reasons[0]?.reason).toMatch(/^It is regressed\. Converra found/);
  });
});

describe("drift", () => {
  test.each([
    { onDrift: "warn" as const, result: "warn" },
    { onDrift: "fail" as const, result: "fail" },
    { onDrift: "overwrite" as const, result: "pass" },
  ])("under $onDrift is a $result", ({ onDrift, result }) => {
    const gate = decideGate([input("unchanged", { drifted: true, rules: someRules({ onDrift }) })]);
    expect(gate.result).toBe(result);
  });
});

describe("the exit code", () => {
  test.each([
    { result: "pass" as const, failOn: "warning" as const, fails: false },
    { result: "warn" as const, failOn: "warning" as const, fails: true },
    { result: "warn" as const, failOn: "regression" as const, fails: false },
    { result: "fail" as const, failOn: "regression" as const, fails: true },
    { result: "fail" as const, failOn: "never" as const, fails: false },
  ])("a $result with fail-on $failOn: $fails", ({ result, failOn, fails }) => {
    expect(exitFails({ result, reasons: [] }, failOn)).toBe(fails);
  });
});
