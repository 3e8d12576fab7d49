import { describe, expect, test } from "vitest";
import { accountLine } from "../../../src/report/account-content.ts";
import { renderComment } from "../../../src/report/comment.ts";
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

test("of many settings a comment has as many lines as it has rows", () => {
  const one = { what: "setting", action: "update", done: false, reason: "x".repeat(900) } as const;
  const account = Array.from({ length: 400 }, (_, index) => {
    return { ...one, name: `general.${index}`, from: "y".repeat(900), to: "z".repeat(900) };
  });
  const comment = renderComment(aReport({ command: "sync", account }));
  expect(Buffer.byteLength(comment)).toBeLessThan(20_000);
  expect(comment).toContain("`general.11`");
  expect(comment).not.toContain("`general.12`");
  expect(comment).toContain("388 more in report.html.");
});

test("what is done with the account is counted in the first line, and in its own", () => {
  const setting = {
    what: "setting",
    name: "general.kpis",
    reason: "it is not set in Converra",
  } as const;
  const account = [
    { ...setting, action: "create", done: true, to: "Refunds" },
    { ...setting, action: "create", done: false },
    { ...setting, action: "unchanged", done: false },
  ] as const;
  const report = aReport({ command: "sync", account });
  expect(headline(report)).toMatch(/; account: 1 to create, 1 created$/u);
  expect(accountLine(account[0])).toBe(
    "general.kpis created, nothing → Refunds: it is not set in Converra.",
  );
});
