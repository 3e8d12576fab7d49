import { describe, expect, test } from "vitest";
import { renderComment, renderSummary } from "../../../src/report/comment.ts";
import type { AgentReport, Report } from "../../../src/report/model.ts";
import {
  aComparison,
  anAgentReport,
  aReport,
  aVerdict,
  gateOf,
} from "../../support/report-builders.ts";

/** Lines of `width` bytes that all differ: emoji and CJK take four and three bytes a character. */
function lines(count: number, width: number, character: string): string {
  const per = Buffer.byteLength(character);
  return Array.from(
    { length: count },
    (_, index) => `${index} ${character.repeat(Math.floor(width / per))}\n`,
  ).join("");
}

function regressedAgent(key: string, text: string): AgentReport {
  return anAgentReport({
    key,
    verdict: aVerdict({
      key,
      verdict: "regressed",
      reason: "It fell.",
      deciding: "taskCompletion",
      metrics: [aComparison()],
    }),
    promptBefore: "",
    promptAfter: text,
    headroom: {
      runId: "opt_1",
      variantId: "v",
      variantName: "Variant 1",
      content: `${text}more\n`,
    },
  });
}

function reportOf(agents: readonly AgentReport[], regressed: readonly string[]): Report {
  return aReport({
    agents,
    gate: gateOf("fail", Object.fromEntries(regressed.map((key) => [key, "It fell."]))),
  });
}

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

describe.each(["🙂", "漢", "x"])("a comment of prompts made of %s", (character) => {
  const loud = regressedAgent("loud", lines(60, 200, character));
  const quiet = ["quiet-1", "quiet-2"].map((key) => ({
    ...regressedAgent(key, lines(20, 200, character)),
    verdict: aVerdict({ key, metrics: [aComparison({ finding: "unchanged" })] }),
  }));
  const report = reportOf([loud, ...quiet], ["loud"]);
  const whole = renderComment(report);
  const within = (budgetBytes: number) => renderComment(report, budgetBytes);

  test("is whole when it fits to the byte, and not one byte later", () => {
    expect(within(bytes(whole))).toBe(whole);
    const shorter = within(bytes(whole) - 1);
    expect(shorter).not.toBe(whole);
    expect(bytes(shorter)).toBeLessThan(bytes(whole));
    expect(shorter).toContain("the details of agents with nothing to do had to be left out");
  });

  test("leaves out what needs nobody first, then better prompts, diffs, figures, and counts last", () => {
    const steps: string[] = [];
    for (let text = whole; text !== steps.at(-1); text = within(bytes(text) - 1)) steps.push(text);
    const has = (text: string) =>
      [
        ["quiet details", "<b>quiet-1</b>"],
        ["better prompt", "as a diff against the candidate"],
        ["diff", "```diff"],
        ["quiet rows", "**quiet-1**"],
        ["figures", "| Score |"],
        ["rows", "| Agent |"],
      ]
        .filter(([, words = ""]) => text.includes(words))
        .map(([name]) => name);
    expect(steps.map(has)).toEqual([
      ["quiet details", "better prompt", "diff", "quiet rows", "figures", "rows"],
      ["better prompt", "diff", "quiet rows", "figures", "rows"],
      ["diff", "quiet rows", "figures", "rows"],
      ["quiet rows", "figures", "rows"],
      ["figures", "rows"],
      ["rows"],
      [],
    ]);
  });

  test("says what was left out and where the whole is on every step but the first", () => {
    expect(whole).not.toContain("had to be left out");
    for (const budget of [bytes(whole) - 1, 9000, 4000, 3000, 1500, 10]) {
      expect(within(budget)).toMatch(/To stay within GitHub's limit for a comment, .* had to be/);
      expect(within(budget)).toContain("`report.html` in the report folder has everything");
    }
  });
});

describe.each([10, 100, 1000])(
  "%i regressed agents with prompts of several bytes a character",
  (count) => {
    const keys = Array.from({ length: count }, (_, index) => `客服-${index}`);
    const report = reportOf(
      keys.map((key) => regressedAgent(key, lines(60, 200, "漢"))),
      keys,
    );

    test("stay within the limit of a comment, the worst of them in rows", () => {
      const comment = renderComment(report);
      expect(bytes(comment)).toBeLessThanOrEqual(65_536);
      expect(comment).toContain(`${count === 1000 ? "1,000" : count}\u00A0regressed`);
      expect(comment).toContain("| ❌ | **客服-0** |");
    });

    test("stay within the limit of a summary", () => {
      expect(bytes(renderSummary(report))).toBeLessThanOrEqual(1_048_576);
    });
  },
);

test("a summary stays within a mebibyte of bytes, not of characters", () => {
  const keys = Array.from({ length: 40 }, (_, index) => `agent-${index}`);
  const report = reportOf(
    keys.map((key) => regressedAgent(key, lines(300, 200, "漢"))),
    keys,
  );
  const summary = renderSummary(report);
  expect(bytes(summary)).toBeLessThanOrEqual(1_048_576);
  expect(summary).toContain("GitHub's limit for a summary");
});
