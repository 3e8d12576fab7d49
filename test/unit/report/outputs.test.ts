import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { reportSchemaText } from "../../../scripts/report-schema.ts";
import { renderOutputs } from "../../../src/report/outputs.ts";
import { writeReportFiles, writeReportPage } from "../../../src/report/write-files.ts";
import { anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";
import { ATTACKS, hostileReport } from "../../support/report-hostile.ts";
import { failingReport } from "../../support/report-samples.ts";
import { benchmarkReport, planReport } from "../../support/report-samples-other.ts";

const SCHEMA = readFileSync(new URL("../../../schema/report.schema.json", import.meta.url), "utf8");
const FILES = { reportDir: "/r" };

function validate(definition: string, data: unknown): unknown {
  const ajv = new Ajv2020({ strict: false, schemas: { report: JSON.parse(SCHEMA) } });
  const check = ajv.getSchema(`report${definition}`);
  if (check === undefined) throw new Error(`the schema has no ${definition}`);
  check(data);
  return check.errors ?? [];
}

describe("report.json", () => {
  test("has a published schema that is current", () => {
    expect(SCHEMA, "run npm run generate").toBe(reportSchemaText());
  });

  test.each([
    ["a gate", failingReport()],
    ["a plan", planReport()],
    ["a benchmark", benchmarkReport()],
    ["hostile text", hostileReport(ATTACKS.join("\n"), "gate")],
  ])("of %s fits its schema", (_, report) => {
    expect(validate("", JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  test.each([
    ["of another version", { schemaVersion: 2 }, "/schemaVersion"],
    ["with an agent that has no prompt", { agents: [{ key: "support" }] }, "/agents/0"],
    ["with a result nobody knows", { gate: { result: "x", reasons: [] } }, "/gate/result"],
  ])("%s does not fit its schema", (_, change, instancePath) => {
    const data = { ...failingReport(), ...change };
    expect(validate("", data)).toEqual([expect.objectContaining({ instancePath })]);
  });

  test("is written into a folder that did not exist", async () => {
    const root = await mkdtemp(join(tmpdir(), "report-"));
    try {
      const folder = join(root, "a", "b");
      await writeReportFiles(folder, failingReport());
      expect((await readdir(folder)).toSorted()).toEqual([
        ...["badge.json", "badge.svg", "report.json", "report.junit.xml"],
      ]);
      const text = await readFile(join(folder, "report.json"), "utf8");
      expect(JSON.parse(text)).toEqual(failingReport());
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

test.runIf(existsSync("/proc/self"))(
  "a folder in which none can be made is refused with words",
  async () => {
    const wanted = "/proc/converra-gate/report";
    await expect(writeReportFiles(wanted, failingReport())).rejects.toMatchObject({
      message: `report.json could not be written to ${wanted} (ENOENT)`,
      hint: "Set report-dir to a folder that can be written to.",
    });
  },
);

describe("the page and the JUnit file", () => {
  test("are written beside report.json, and leave nothing else behind", async () => {
    const root = await mkdtemp(join(tmpdir(), "report-"));
    try {
      await writeReportFiles(root, failingReport());
      await writeReportPage(root, failingReport());
      const read = (name: string) => readFile(join(root, name), "utf8");
      expect((await readdir(root)).toSorted()).toEqual([
        "badge.json",
        "badge.svg",
        "report.html",
        "report.json",
        "report.junit.xml",
      ]);
      expect(await read("report.html")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
      expect(await read("report.junit.xml")).toContain("</testsuites>");
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe("the outputs", () => {
  test("name gate, regressed agents and winners", () => {
    const outputs = renderOutputs(failingReport(), FILES);
    expect(outputs).toMatchObject({
      gate: "fail",
      regressed: '["support"]',
      "report-dir": "/r",
      "comment-url": "",
    });
    expect(JSON.parse(outputs.winners)).toEqual([
      {
        key: "support",
        runId: "opt_31",
        variantId: "var_2",
        variantName: "Variant 2",
        lift: 18.3,
        confidence: 0.97,
        goldenSetRegressed: 0,
      },
    ]);
  });

  test("give each verdict with its action and the figures it rests on", () => {
    const [, , support] = JSON.parse(renderOutputs(failingReport(), FILES).verdicts);
    expect(support).toMatchObject({
      key: "support",
      verdict: "regressed",
      action: "fail",
      metric: "taskCompletion",
      candidate: 61.8,
      baseline: 74.2,
      delta: expect.closeTo(-12.4, 9),
    });
  });

  test("fit their definitions in the schema", () => {
    const { verdicts, winners } = renderOutputs(failingReport(), FILES);
    expect(validate("#/$defs/verdicts", JSON.parse(verdicts))).toEqual([]);
    expect(validate("#/$defs/winners", JSON.parse(winners))).toEqual([]);
    expect(validate("#/$defs/verdicts", [{ key: "support" }])).not.toEqual([]);
  });

  test("pasted into single quotes of a shell stay one argument", () => {
    const reason = "it's `$(touch /tmp/x)` & <b> ü";
    const report = aReport({ agents: [anAgentReport({ verdict: aVerdict({ reason }) })] });
    const { verdicts } = renderOutputs(report, FILES);
    const echoed = execFileSync("sh", ["-c", `printf %s '${verdicts}'`], { encoding: "utf8" });
    expect(JSON.parse(echoed)[0].reason).toBe(reason);
  });
});
