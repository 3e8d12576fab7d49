import { expect, test } from "vitest";
import { judgeHealth } from "../../../src/commands/health.ts";
import { healthWords } from "../../../src/report/insights-content.ts";

function said(change: number, p: number): string {
  const before = { percent: 80, n: 4000 };
  const recent = { percent: 80 + change, n: 4000 };
  const [[judged] = []] = judgeHealth([[{ figure: "Completion", recent, before, change, p }]], 10);
  return judged === undefined ? "" : healthWords(judged);
}

test("a figure of production is told by what chance and the rules say of it", () => {
  expect(said(-12, 0.0001)).toBe("fell");
  expect(said(-6, 0.0001)).toBe("more than chance, and within what is allowed");
  expect(said(-12, 0.01)).toBe("not more than chance over a year of nights");
  expect(said(-1, 0.3)).toBe("no more than chance");
});
