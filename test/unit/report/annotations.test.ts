import { describe, expect, test } from "vitest";
import { renderAnnotations, withoutAnnotated } from "../../../src/report/annotations.ts";
import { renderText } from "../../../src/report/text.ts";
import { anAgentReport, aReport, aVerdict, gateOf } from "../../support/report-builders.ts";
import { failingReport } from "../../support/report-samples.ts";
import { incompleteReport, planReport } from "../../support/report-samples-other.ts";

describe("annotations", () => {
  test("put a failing agent on the changed lines of its prompt", () => {
    expect(renderAnnotations(failingReport())).toEqual([
      expect.objectContaining({
        level: "error",
        title: "support: regressed",
        file: "prompts/support.md",
        line: 7,
        endLine: 7,
      }),
    ]);
  });

  test("put an agent whose prompt did not change on its entry in the config", () => {
    const report = aReport({
      agents: [anAgentReport({ verdict: aVerdict({ verdict: "inconclusive", reason: "Noise." }) })],
      gate: gateOf("warn", { support: "Noise." }),
    });
    expect(renderAnnotations(report)).toEqual([
      {
        level: "warning",
        title: "support: inconclusive",
        message: "Noise.",
        file: "converra.yml",
        line: 4,
        endLine: 4,
      },
    ]);
  });

  test("keep the place of a notice, and have none where it has none", () => {
    const notices = renderAnnotations(incompleteReport()).filter(
      (annotation) => annotation.title === "Converra gate",
    );
    expect(notices.map(({ level, file, line, column }) => [level, file, line, column])).toEqual([
      ["warning", ".github/workflows/gate.yml", 8, 1],
      ["notice", undefined, undefined, undefined],
    ]);
  });

  test("say nothing of agents that pass", () => {
    const report = aReport({ agents: [anAgentReport({ verdict: aVerdict() })] });
    expect(renderAnnotations(report)).toEqual([]);
  });

  test("name drift, where there is no verdict", () => {
    expect(renderAnnotations(planReport())).toEqual([
      expect.objectContaining({ level: "warning", title: "support: drifted" }),
    ]);
  });

  test("stay at the ten that GitHub shows of a level, the last saying how many there are", () => {
    const keys = Array.from({ length: 14 }, (_, index) => `agent-${index}`);
    const report = aReport({
      agents: keys.map((key) => anAgentReport({ key, verdict: aVerdict({ key }) })),
      gate: gateOf("fail", Object.fromEntries(keys.map((key) => [key, "It fell."]))),
    });
    const annotations = renderAnnotations(report);
    expect(annotations).toHaveLength(10);
    expect(annotations.at(-1)?.message).toContain("5\u00A0more annotations");
  });
});

describe("a mistake on a line", () => {
  const at = { file: "converra.yml", line: 6, column: 5, endLine: 6 };
  const report = aReport({
    notices: [{ level: "error", message: "gate.max-drop is empty", hint: "Write it.", at }],
  });

  test("is annotated with its place in words, which is all the log shows of it", () => {
    const [{ message } = { message: "" }] = renderAnnotations(report);
    expect(message).toBe("converra.yml:6:5: gate.max-drop is empty. Write it.");
  });

  test("stands in the log once", () => {
    expect(renderText(report)).toContain("error: converra.yml:6:5: gate.max-drop is empty");
    expect(renderText(withoutAnnotated(report)).join()).not.toContain("gate.max-drop");
  });
});

describe("the text for a log", () => {
  test("has the answer, a line an agent with its reason, and the cost", () => {
    expect(renderText(failingReport())).toEqual([
      "❌ Converra gate failed: 1 regressed, 1 improved, 1 skipped",
      "  ❌ support  regressed      task completion 74.2 → 61.8 (−12.4 ± 4.8); a better prompt was found",
      "       Task completion fell from 74 to 62.",
      "       The section Refunds was cut from 3 lines to 1.",
      "       Restore what the prompt lost. If this is intended, raise the metric's max-drop under gate.metrics in the config.",
      "  ✅ billing  improved       task completion 66.0 → 75.3 (+9.3 ± 4.2)",
      "       Task completion rose from 66 to 75.",
      "  ⚪ sales    skipped",
      "       Same prompt and settings as the base commit, nothing run.",
      "Commit 4f2c9d1 · 5 runs started and 6 runs reused · 31 of 50 runs left this month · 142 requests · 17 min",
      "19 runs used since 1 November: 9 for pull requests (2 to confirm), 6 for nights, 3 for what these are compared with, 1 on live agents or elsewhere",
    ]);
  });

  test("keeps the lines that a hint says to add", () => {
    const lines = renderText(incompleteReport());
    const at = lines.indexOf("  Add to the job:");
    expect(lines.slice(at, at + 4)).toEqual([
      "  Add to the job:",
      "    permissions:",
      "      contents: read",
      "      pull-requests: write",
    ]);
  });
});
