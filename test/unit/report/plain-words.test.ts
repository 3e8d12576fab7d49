import { describe, expect, test } from "vitest";
import type { MetricComparison, Verdict } from "../../../src/domain.ts";
import { movement, sectionWords } from "../../../src/report/plain-words.ts";
import { plainText } from "../../../src/report/scores.ts";
import { aComparison, anAgentReport, aVerdict } from "../../support/report-builders.ts";

function judged(verdict: Verdict, ...metrics: readonly MetricComparison[]) {
  const deciding = metrics[0]?.metric;
  return anAgentReport({ verdict: aVerdict({ verdict, metrics, deciding, reason: "Its reason" }) });
}

const said = (...agents: Parameters<typeof movement>[0]) => plainText(movement(agents));

describe("what happened, in words for anybody", () => {
  test("is a score that fell, in whole points", () => {
    expect(said(judged("regressed", aComparison()))).toBe("Task completion fell from 74 to 62.");
  });

  test("names the other scores that fell", () => {
    const other = (metric: string) => aComparison({ metric });
    const agent = judged("regressed", ...["a", "b", "c", "d", "e"].map(other));
    expect(said(agent)).toBe(
      "A fell from 74 to 62. B fell from 74 to 62, c fell from 74 to 62, d fell from 74 to 62 and 1\u00A0more score got worse.",
    );
  });

  test("keeps a decimal where whole points would show no change", () => {
    const small = { baseline: { n: 4, mean: 74.2 }, candidate: { n: 2, mean: 73.9 }, delta: -0.3 };
    expect(said(judged("regressed", aComparison(small)))).toContain("from 74.2 to 73.9");
  });

  test("is told as the service gives the score where lower is better", () => {
    const verbosity = aComparison({ metric: "verbosity", direction: "lower" });
    expect(said(judged("regressed", verbosity))).toBe(
      "Verbosity rose from 26 to 38 (lower is better).",
    );
  });

  test("is a minimum that is not reached, and a most that is passed", () => {
    const low = aComparison({ finding: "below-min", min: 70 });
    expect(said(judged("regressed", low))).toBe(
      "Task completion is 61.8, below its minimum of 70.0.",
    );
    expect(said(judged("regressed", { ...low, direction: "lower" }))).toContain("above the 30.0");
  });

  test("leaves room for noise where noise could explain it", () => {
    const open = aComparison({ finding: "inconclusive" });
    expect(said(judged("inconclusive", open))).toBe(
      "Task completion may have fallen, from 74 to 62; noise alone could do that.",
    );
  });

  test("is the verdict's reason where no score tells", () => {
    expect(said(judged("incomplete"))).toBe("Its reason.");
    const unmeasured = aComparison({ finding: "inconclusive", delta: undefined });
    expect(said(judged("inconclusive", unmeasured))).toBe("Its reason.");
  });

  test("is said once of several agents, in points", () => {
    const less = aComparison({ delta: -6.2 });
    expect(said(judged("regressed", aComparison()), judged("regressed", less))).toBe(
      "Task completion fell by 6 to 12\u00A0points in each.",
    );
  });
});

describe("the sections of a prompt in words", () => {
  const words = (promptBefore: string, promptAfter: string) =>
    plainText(sectionWords(anAgentReport({ promptBefore, promptAfter })));

  test.each([
    ["one", "a\n# X\nx\n# Y\ny\n", "a\n# Y\ny\n", "The section X was removed."],
    ["two of a kind", "# X\nx\n# Y\ny\n", "# X\nu\n# Y\nv\n", "The sections X and Y were changed."],
    [
      "kinds one after the other",
      "a\n# X\nx\n# Y\ny\n",
      "b\n# Y\nz\n# Z\nq\n",
      "The section X was removed, the text before the first heading was changed, the section Y was changed and the section Z was added.",
    ],
    ["a new name", "# X\nx\n# Y\ny\n", "# N\nx\n# Y\ny\n", "The section X (now N) was renamed."],
    ["nothing", "a\n", "b\n", ""],
  ])("name %s", (_, before, after, expected) => {
    expect(words(before, after)).toBe(expected);
  });

  test("name no more than three of a kind", () => {
    const text = (body: string) =>
      ["A", "B", "C", "D", "E"].map((h) => `# ${h}\n${body}\n`).join("");
    expect(words(text("x"), text("y"))).toBe("The sections A, B, C and 2 more were changed.");
  });
});
