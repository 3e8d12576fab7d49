import { describe, expect, test } from "vitest";
import { renderComment } from "../../../src/report/comment.ts";
import type { AgentReport } from "../../../src/report/model.ts";
import { nodesOf, parseMarkdown } from "../../support/markdown-tree.ts";
import { aComparison, anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";

function chartOf(scores: readonly number[], metric = aComparison()): string | undefined {
  const history: AgentReport["history"] = scores.map((score, index) => ({
    completedAt: `2026-11-${String(index + 1).padStart(2, "0")}T08:00:00.000Z`,
    scores: { [metric.metric]: score },
  }));
  const verdict = aVerdict({ metrics: [metric] });
  const comment = renderComment(aReport({ agents: [anAgentReport({ history, verdict })] }));
  return nodesOf(parseMarkdown(comment), "code").find(({ lang }) => lang === "mermaid")?.value;
}

describe("the chart of scores over time", () => {
  test("has the scores, and the limit as a level line", () => {
    expect(chartOf([70, 74.5, 72])).toBe(
      [
        "xychart-beta",
        '  title "Task completion"',
        '  x-axis ["11-01 08:00", "11-02 08:00", "11-03 08:00"]',
        '  y-axis "Points" 65 --> 79',
        "  line [70.0, 74.5, 72.0]",
        "  line [69.2, 69.2, 69.2]",
      ].join("\n"),
    );
  });

  test("shows what is better higher, also where lower is better", () => {
    const chart = chartOf([30, 31, 40], aComparison({ direction: "lower" }));
    expect(chart).toContain("line [70.0, 69.0, 60.0]");
  });

  test("is not drawn of fewer than three measurements", () => {
    expect(chartOf([70, 71])).toBeUndefined();
  });

  test("shows the last twenty", () => {
    const chart = chartOf(Array.from({ length: 30 }, (_, index) => 60 + index));
    expect(chart).toContain("line [70.0, 71.0,");
  });

  test("lets a metric's name end no title", () => {
    const metric = aComparison({ metric: 'x"\n  line [1]\n%%{init: {}}%% <b>' });
    const chart = chartOf([1, 2, 3], metric) ?? "";
    expect(chart.split("\n")).toHaveLength(6);
    expect(chart.split("\n")[1]).toMatch(/^ {2}title "[\p{L}\p{N} .-]*"$/u);
  });
});
