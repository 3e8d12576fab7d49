import { describe, expect, test } from "vitest";
import { agentVerdictLabel, comparisonLabel, headline } from "../../../src/report/labels.ts";
import { aComparison, anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";

const fallen = aComparison({ finding: "unchanged", moved: "fell" });

describe("a drop that is surely there and within the limit", () => {
  const verdict = aVerdict({ verdict: "unchanged", metrics: [fallen] });

  test("is not called unchanged", () => {
    expect(comparisonLabel(fallen)).toBe("fell within the limit");
    expect(agentVerdictLabel(verdict)).toBe("fell within the limit");
    const report = aReport({ agents: [anAgentReport({ verdict }), anAgentReport({ key: "b" })] });
    expect(headline(report).replaceAll("\u00A0", " ")).toContain("1 fell within the limit");
  });

  test("of a metric that does not decide leaves the verdict its name", () => {
    const metrics = [{ ...fallen, decides: false }];
    expect(agentVerdictLabel({ ...verdict, metrics })).toBe("unchanged");
  });
});

test("a removed agent is counted in the first line", () => {
  const removed = [
    { key: "b", name: "B", how: "removed", reason: "Gone.", advice: "Back.", action: "warn" },
  ] as const;
  const report = aReport({ rules: { loosened: [], removed } });
  expect(headline(report).replaceAll("\u00A0", " ")).toContain(", 1 removed");
});
