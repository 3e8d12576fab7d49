import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/domain.ts";
import { badgeJson, badgeOf, badgeSvg } from "../../../src/report/badge.ts";
import type { AgentReport, Report } from "../../../src/report/model.ts";
import { writeReportFiles } from "../../../src/report/write-files.ts";
import { anAgentReport, aReport, aVerdict, gateOf } from "../../support/report-builders.ts";
import { failingReport, passingReport } from "../../support/report-samples.ts";
import { decliningReport } from "../../support/report-samples-more.ts";
import { faultReport, planReport } from "../../support/report-samples-other.ts";

function judged(
  result: Report["gate"]["result"],
  verdicts: readonly Verdict[],
  more: Partial<AgentReport> = {},
): Report {
  const agents = verdicts.map((verdict) =>
    anAgentReport({ verdict: aVerdict({ verdict }), ...more }),
  );
  return aReport({ agents, gate: gateOf(result) });
}

const accepted = { accepted: { by: "octocat" } } as Partial<AgentReport>;

describe("the badge", () => {
  test.each<[Report, string, string]>([
    [failingReport(), "converra gate", "1 regressed, 2026-11-22"],
    [decliningReport(), "converra gate", "1 regressed, 2026-11-22"],
    [faultReport(), "converra gate", "could not run, 2026-11-22"],
    [judged("fail", ["incomplete", "unchanged"]), "converra gate", "1 incomplete, 2026-11-22"],
    [judged("warn", ["incomplete", "unchanged"]), "converra gate", "1 incomplete, 2026-11-22"],
    [judged("warn", ["inconclusive"]), "converra gate", "warning, 2026-11-22"],
    [judged("fail", ["not-evaluated"]), "converra gate", "failing, 2026-11-22"],
    [judged("pass", ["unchanged", "skipped"]), "converra gate", "passing, 2026-11-22"],
    [judged("pass", ["regressed"], accepted), "converra gate", "passing, 2026-11-22"],
    // The scores are synthetic.
    [passingReport(), "converra sandbox", "passing, 2026-11-22"],
    [
      { ...judged("pass", ["improved"]), command: "benchmark" },
      "converra benchmark",
      "passing, 2026-11-22",
    ],
  ])("says what the gate says, and of which day (%#)", (report, label, message) => {
    expect(badgeOf(report)).toMatchObject({ label, message });
  });

  test("is green where the gate passes, and nowhere else", () => {
    const verdicts: readonly Verdict[] = ["unchanged", "regressed", "incomplete"];
    const green = badgeOf(judged("pass", ["unchanged"]))?.color;
    for (const result of ["warn", "fail"] as const) {
      for (const verdict of verdicts) {
        expect(badgeOf(judged(result, [verdict]))?.color).not.toBe(green);
      }
    }
    expect(badgeOf({ ...judged("pass", ["unchanged"]), fault: { message: "." } })?.color).not.toBe(
      green,
    );
  });

  test("is none where nothing was measured, and of what judges nothing", () => {
    expect(badgeOf(judged("pass", ["skipped", "not-evaluated"]))).toBeUndefined();
    expect(badgeOf(judged("pass", []))).toBeUndefined();
    expect(badgeOf(planReport())).toBeUndefined();
    expect(badgeOf(planReport("sync"))).toBeUndefined();
  });

  test("of an earlier run does not stay beside a report that has none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "converra-gate-badge-"));
    try {
      await writeReportFiles(folder, failingReport());
      const before = await readdir(folder);
      await writeReportFiles(folder, planReport());
      expect(before).toEqual(["badge.json", "badge.svg", "report.json", "report.junit.xml"]);
      expect(await readdir(folder)).toEqual(["report.json", "report.junit.xml"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("is an endpoint as shields.io reads it", () => {
    const badge = badgeOf(failingReport());
    expect(badge && JSON.parse(badgeJson(badge))).toEqual({
      schemaVersion: 1,
      label: "converra gate",
      message: "1 regressed, 2026-11-22",
      color: "b42318",
      isError: true,
    });
  });

  test("is a picture that loads nothing, with a name, and with text that can be read", () => {
    for (const report of [failingReport(), passingReport(), judged("warn", ["inconclusive"])]) {
      const badge = badgeOf(report);
      const svg = badge === undefined ? "" : badgeSvg(badge);
      expect(svg).toMatch(
        /^<svg xmlns="[^"]+" [^>]*role="img" aria-labelledby="title"><title id="title">Converra gate [\w: ,-]+<\/title>/u,
      );
      expect(svg).not.toMatch(/href|url\((?!#round\))|<style|<script|@import/u);
      expect(contrastWithWhite(badge?.color ?? "ffffff")).toBeGreaterThan(4.5);
    }
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastWithWhite(hex: string): number {
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
