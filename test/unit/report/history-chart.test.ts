import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderComment } from "../../../src/report/comment.ts";
import { historyBlocks } from "../../../src/report/history-chart.ts";
import type { AgentReport } from "../../../src/report/model.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { aComparison, anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";
import { readChart } from "../../support/xychart.ts";

function chartOf(scores: readonly number[], metric = aComparison()): string | undefined {
  const history: AgentReport["history"] = scores.map((score, index) => ({
    completedAt: new Date(Date.UTC(2026, 10, index + 1)).toISOString(),
    scores: { [metric.metric]: score },
  }));
  const agent = anAgentReport({ history, verdict: aVerdict({ metrics: [metric] }) });
  const charts = historyBlocks(agent).filter((block) => block.type === "code");
  return charts.find(({ lang }) => lang === "mermaid")?.value;
}

describe("the chart of scores over time", () => {
  test("has the scores, and the limit as a level line", () => {
    expect(chartOf([70, 74.5, 72])?.replace(/^%%\{init: .*\}%%\n/u, "")).toBe(
      [
        "xychart-beta",
        '  title "Task completion"',
        '  x-axis "Measurements from 1 November to 3 November" 1 --> 3',
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

  test("shows the last thirty", () => {
    const chart = chartOf(Array.from({ length: 30 }, (_, index) => 60 + index).concat(80));
    expect(chart).toContain("1 --> 30");
    expect(chart).toContain("line [61.0, 62.0,");
  });

  test("shows what declined: the means before and since", () => {
    const metric = aComparison();
    const history = Array.from({ length: 39 }, (_, index) => ({
      completedAt: new Date(Date.UTC(2026, 9, 4 + index)).toISOString(),
      scores: { taskCompletion: index < 20 ? 75 : 69 },
    }));
    const decline = {
      ...{ since: "2026-10-24T00:00:00.000Z", points: 6, before: 20, after: 19 },
      ...{ metrics: { taskCompletion: 6 }, explanation: "Since about 24 October." },
    };
    const agent = anAgentReport({ history, decline, verdict: aVerdict({ metrics: [metric] }) });
    const comment = renderComment(aReport({ agents: [agent] })).replaceAll("\u00a0", " ");

    expect(comment).toContain("The last 39 measurements of the live prompt, from 75.0 to 69.0");
    expect(comment).toContain("Since about 24 October 6.0 points lower: the line with a step");
    const many = (score: string, count: number) => Array.from({ length: count }, () => score);
    const steps = [...many("75.0", 20), ...many("69.0", 19)].join(", ");
    expect(comment).toContain(`  line [${steps}]\n\`\`\``);
  });

  test("is one that Mermaid reads, whatever the metric is called and whatever it scored", () => {
    const pieces = '" ` \n %%{init:{}}%% <b> #35; ] --> \u2028 é 日 x'.split(" ");
    const metric = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join("")),
    );
    const point = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.double());
    const rules = fc.record({ metric, mean: point, min: fc.option(point, { nil: undefined }) });
    fc.assert(
      fc.property(rules, fc.array(point, { maxLength: 40 }), ({ mean, ...rule }, scores) => {
        const text = chartOf(scores, aComparison({ ...rule, baseline: { n: 1, mean } }));
        const isFew = scores.filter((score) => score >= 0 && score <= 100).length < 3;
        expect(text === undefined).toBe(isFew);
        if (text === undefined) return;
        const chart = readChart(text);
        if (chart === undefined) throw new Error(`no chart: ${text}`);
        const { x, y, lines } = chart;
        expect(y[0]).toBeLessThan(y[1]);
        for (const line of lines) {
          expect(line).toHaveLength(x[1]);
          expect(Math.min(...line)).toBeGreaterThanOrEqual(y[0]);
          expect(Math.max(...line)).toBeLessThanOrEqual(y[1]);
        }
      }),
    );
  });
});
