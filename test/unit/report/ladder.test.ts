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
  const quiet = anAgentReport({ key: "quiet", verdict: aVerdict({ key: "quiet" }) });
  const report = reportOf([regressedAgent("loud", lines(60, 200, character)), quiet], ["loud"]);
  const whole = renderComment(report);
  const within = (budgetBytes: number) => renderComment(report, budgetBytes);

  test("is whole when it fits to the byte, and not one byte later", () => {
    expect(within(bytes(whole))).toBe(whole);
    const shorter = within(bytes(whole) - 1);
    expect(shorter).not.toBe(whole);
    expect(bytes(shorter)).toBeLessThan(bytes(whole));
    expect(shorter).toContain("the diffs of better prompts had to be left out");
  });

  test("leaves out better prompts first, then diffs, then quiet agents, then all but counts", () => {
    const steps: string[] = [];
    for (let text = whole; steps.length < 6; text = within(bytes(text) - 1)) {
      if (text === steps.at(-1)) break;
      steps.push(text);
    }
    const has = (text: string) => ({
      winner: text.includes("as a diff against the candidate"),
      diff: text.includes("```diff"),
      quiet: text.includes("**quiet**"),
      scores: text.includes("| Score |"),
      loud: text.includes("**loud**"),
    });
    expect(steps.map(has)).toEqual([
      { winner: true, diff: true, quiet: true, scores: true, loud: true },
      { winner: false, diff: true, quiet: true, scores: true, loud: true },
      { winner: false, diff: false, quiet: true, scores: true, loud: true },
      { winner: false, diff: false, quiet: false, scores: true, loud: true },
      { winner: false, diff: false, quiet: false, scores: false, loud: true },
      { winner: false, diff: false, quiet: false, scores: false, loud: false },
    ]);
  });

  test("says where the whole is on every step but the first", () => {
    expect(whole).not.toContain("had to be left out");
    for (const budget of [bytes(whole) - 1, 3000, 1500, 10]) {
      expect(within(budget)).toContain("`report.json` everything");
    }
  });
});

test("a thousand regressions still fit: the counts stay", () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `agent-${index}`);
  const report = reportOf(
    keys.map((key) => regressedAgent(key, "漢字\n")),
    keys,
  );
  const comment = renderComment(report);
  expect(bytes(comment)).toBeLessThanOrEqual(65_536);
  expect(comment).toContain("1,000\u00A0regressed");
});

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
