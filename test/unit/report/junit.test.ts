import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Verdict } from "../../../src/domain.ts";
import { renderJunit } from "../../../src/report/junit.ts";
import type { Report } from "../../../src/report/model.ts";
import { anyCharacter } from "../../support/any-character.ts";
import {
  aComparison,
  anAgentReport,
  aReport,
  aVerdict,
  gateOf,
} from "../../support/report-builders.ts";
import { ATTACKS, hostileReport } from "../../support/report-hostile.ts";
import { failingReport, passingReport } from "../../support/report-samples.ts";
import { decliningReport } from "../../support/report-samples-more.ts";
import {
  benchmarkReport,
  faultReport,
  incompleteReport,
  planReport,
} from "../../support/report-samples-other.ts";

const schema = readFileSync(new URL("../../fixtures/junit.xsd", import.meta.url), "utf8");

/** Complaints of libxml2 about each of the documents. */
async function complaints(documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `report-${index}.xml`, contents })),
    schema: [schema],
    maxMemoryPages: 4096,
  });
  return errors.map(({ message }) => message);
}

/** "regressed: failure", case by case; passed where a case has nothing in it. */
function endings(xml: string): readonly string[] {
  return [...xml.matchAll(/<testcase name="([^"]*)"[^>]*>(?:<(\w+))?/g)].map(
    ([, name, ending]) => `${name}: ${ending ?? "passed"}`,
  );
}

function judged(verdict: Verdict, action: "pass" | "warn" | "fail" = "pass"): Report {
  const metrics = verdict === "inconclusive" ? [aComparison({ finding: "inconclusive" })] : [];
  return aReport({
    agents: [anAgentReport({ verdict: aVerdict({ verdict, reason: "Because.", metrics }) })],
    gate: gateOf(action, action === "pass" ? {} : { support: "Because." }),
  });
}

describe("report.junit.xml", () => {
  const samples = [
    failingReport(),
    passingReport(),
    incompleteReport(),
    faultReport(),
    planReport(),
    planReport("sync"),
    benchmarkReport(),
    decliningReport(),
    aReport(),
  ];

  test("is valid for every kind of report", async () => {
    expect(await complaints(samples.map(renderJunit))).toEqual([]);
  });

  test("has a suite for each agent and a case for each metric", () => {
    const xml = renderJunit(failingReport());
    const suites = [...xml.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name);
    expect(suites).toEqual(["sales", "billing", "support"]);
    expect(endings(xml)).toEqual([
      "verdict: skipped",
      "Task completion: passed",
      "Task completion: failure",
      "Clarity: passed",
      "Verbosity: passed",
    ]);
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="0"');
  });

  test("says in a failure what fell, by how much and what was allowed", () => {
    expect(renderJunit(failingReport())).toMatch(
      /<failure message="[^"]*fell by 12\.4 points[^"]*" type="regressed">[^<]*limit 69\.2\.<\/failure>/,
    );
  });

  test.each([
    [judged("incomplete", "fail"), ["verdict: error"]],
    [judged("incomplete", "warn"), ["verdict: error"]],
    [judged("skipped"), ["verdict: skipped"]],
    [judged("not-evaluated", "warn"), ["verdict: skipped"]],
    [judged("not-evaluated", "fail"), ["verdict: failure"]],
    [judged("inconclusive", "warn"), ["Task completion: skipped"]],
    [judged("inconclusive", "fail"), ["Task completion: skipped", "verdict: failure"]],
    [faultReport(), ["gate: error"]],
    [aReport({ gate: gateOf("fail", { gone: "It was removed." }) }), ["gate: failure"]],
    [aReport({ gate: gateOf("fail") }), ["gate: failure"]],
    [aReport({ command: "insights", agents: [anAgentReport()] }), ["insights: passed"]],
  ])("never shows what was not proven as passed (%#)", (report, expected) => {
    expect(endings(renderJunit(report))).toEqual(expected);
  });

  test("has a case for a decline, which fails only where the rules forbid as much", () => {
    const forbidden = decliningReport();
    const agents = forbidden.agents.map((agent) => {
      return { ...agent, verdict: aVerdict({ metrics: agent.verdict?.metrics ?? [] }) };
    });
    const warned = { ...forbidden, agents, gate: gateOf("warn", { support: "It fell." }) };
    expect(endings(renderJunit(forbidden))).toEqual([
      "Task completion: passed",
      "Decline: failure",
    ]);
    expect(endings(renderJunit(warned))).toEqual(["Task completion: passed", "Decline: skipped"]);
    expect(renderJunit(warned)).toContain("Since about 12 November 6.2 points lower");
  });

  test("has a failure or an error whenever the gate fails", () => {
    for (const report of samples.filter(({ gate, fault }) => gate.result === "fail" || fault)) {
      expect(renderJunit(report)).toMatch(/<(?:failure|error) /);
    }
  });

  test("stays valid and gains no element whatever the texts are", async () => {
    const texts = fc.sample(fc.string({ unit: anyCharacter, maxLength: 60 }), {
      numRuns: 40,
      seed: 13,
    });
    const hostile = [...ATTACKS, "]]>", "<!DOCTYPE x>", "\uFFFE\uFFFF\uD800", "", " ", ...texts];
    const documents = hostile.map((text) => renderJunit(hostileReport(text, "gate")));
    expect(await complaints(documents)).toEqual([]);
    const shape = (xml: string) => (xml.match(/<\/?[\w?!-]+/g) ?? []).join("");
    expect(new Set(documents.map(shape)).size).toBeLessThanOrEqual(2);
  });

  test("would be caught by its schema with a case that lacks its class", async () => {
    const broken = renderJunit(failingReport()).replace(/ classname="[^"]*"/, "");
    expect(await complaints([broken])).not.toEqual([]);
  });
});
