import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { ActionError } from "../../../src/errors.ts";
import { parseReport, renderJson } from "../../../src/report/json.ts";
import { renderOutputs } from "../../../src/report/outputs.ts";
import { reportJsonSchema } from "../../../src/report/report-schema.ts";
import { writeReportFiles } from "../../../src/report/write-files.ts";
import { anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";
import { ATTACKS, hostileReport } from "../../support/report-hostile.ts";
import { failingReport } from "../../support/report-samples.ts";
import { benchmarkReport, planReport } from "../../support/report-samples-other.ts";

const SCHEMA_FILE = "../../../schema/report.schema.json";
const FILES = { reportDir: "/r" };

function validate(definition: string, data: unknown): unknown {
  const schema = JSON.parse(readFileSync(new URL(SCHEMA_FILE, import.meta.url), "utf8"));
  const ajv = new Ajv2020({ strict: false, schemas: { report: schema } });
  const check = ajv.getSchema(`report${definition}`);
  if (check === undefined) throw new Error(`the schema has no ${definition}`);
  check(data);
  return check.errors ?? [];
}

describe("report.json", () => {
  test("has a published schema that is current", async () => {
    const text = `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(SCHEMA_FILE);
  });

  test.each([
    ["a gate", failingReport()],
    ["a plan", planReport()],
    ["a benchmark", benchmarkReport()],
    ["hostile text", hostileReport(ATTACKS.join("\n"), "gate")],
  ])("of %s fits its schema and reads back as it was", (_, report) => {
    const json = renderJson(report);
    expect(validate("", JSON.parse(json))).toEqual([]);
    expect(parseReport(json)).toEqual(report);
  });

  test.each([
    ["is cut off", '{"schemaVersion":1', "not JSON"],
    ["is of another version", '{"schemaVersion":2}', "schemaVersion"],
    [
      "has a verdict nobody knows",
      renderJson(failingReport()).replace('"regressed"', '"x"'),
      "agents.2.verdict",
    ],
  ])("that %s is refused with the place of the mistake", (_, text, place) => {
    expect(() => parseReport(text)).toThrow(ActionError);
    expect(() => parseReport(text)).toThrow(place);
  });

  test("is written into a folder that did not exist", async () => {
    const root = await mkdtemp(join(tmpdir(), "report-"));
    try {
      const [file = ""] = await writeReportFiles(join(root, "a", "b"), failingReport());
      expect(parseReport(await readFile(file, "utf8"))).toEqual(failingReport());
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe("the outputs", () => {
  test("name gate, regressed agents and winners", () => {
    const outputs = renderOutputs(failingReport(), { ...FILES, commentUrl: "https://c" });
    expect(outputs).toMatchObject({
      gate: "fail",
      regressed: '["support"]',
      "report-dir": "/r",
      "comment-url": "https://c",
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
      delta: -12.4,
    });
  });

  test("fit their definitions in the schema", () => {
    const { verdicts, winners } = renderOutputs(failingReport(), FILES);
    expect(validate("#/$defs/verdicts", JSON.parse(verdicts))).toEqual([]);
    expect(validate("#/$defs/winners", JSON.parse(winners))).toEqual([]);
    expect(validate("#/$defs/verdicts", [{ key: "support" }])).not.toEqual([]);
  });

  test("an unposted comment is an empty output", () => {
    expect(renderOutputs(aReport(), FILES)["comment-url"]).toBe("");
  });

  test("pasted into single quotes of a shell stay one argument", () => {
    const reason = "it's `$(touch /tmp/x)` & <b> ü";
    const report = aReport({ agents: [anAgentReport({ verdict: aVerdict({ reason }) })] });
    const { verdicts } = renderOutputs(report, FILES);
    const echoed = execFileSync("sh", ["-c", `printf %s '${verdicts}'`], { encoding: "utf8" });
    expect(JSON.parse(echoed)[0].reason).toBe(reason);
  });
});
