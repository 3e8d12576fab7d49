/**
 * report.json is added to and never narrowed within a major version: reports that earlier versions wrote stay readable,
 * and whoever reads reports by an earlier schema can read today's. The fixtures are never written anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { renderComment } from "../../../src/report/comment.ts";
import { renderHtml } from "../../../src/report/html/page.ts";
import { readReportFile } from "../../../src/report/read-file.ts";
import type { JsonSchema } from "../../support/schema-arbitrary.ts";

const FOLDER = new URL("../../fixtures/reports/", import.meta.url);
const older = readdirSync(FOLDER);
const read = (path: string): JsonSchema =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));

/** Where the later schema takes something away from who reads or writes by the earlier one. */
function narrowed(before: JsonSchema, after: JsonSchema, path = "report"): readonly string[] {
  const lost = (before.enum ?? []).filter((value) => !(after.enum ?? []).includes(value));
  const [was, is] = [before.required ?? [], after.required ?? []];
  return [
    ...(before.type === after.type ? [] : [`${path} is of another type`]),
    ...(before.const === after.const ? [] : [`${path} has another value`]),
    ...lost.map((value) => `${path} is never ${value} any more`),
    ...is
      .filter((name) => !was.includes(name))
      .map((name) => `${path}.${name} is missing in earlier reports`),
    ...was.filter((name) => !is.includes(name)).map((name) => `${path}.${name} may be missing`),
    ...Object.entries(before.properties ?? {}).flatMap(([name, part]) => {
      const now = after.properties?.[name];
      return now === undefined
        ? [`${path}.${name} is gone`]
        : narrowed(part, now, `${path}.${name}`);
    }),
    ...(before.items === undefined ? [] : narrowed(before.items, after.items ?? {}, `${path}[]`)),
  ];
}

describe("a report of an earlier version", () => {
  test.each(older)("is read, and shown as comment and page: %s", async (name) => {
    const folder = await mkdtemp(join(tmpdir(), "converra-gate-older-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    await writeFile(join(folder, "report.json"), text);
    const report = await readReportFile(folder);
    expect(renderComment(report)).toMatch(/^### /u);
    expect(await renderHtml(report)).toContain("<main");
  });

  test("is there of every kind", () => {
    expect(older).toHaveLength(5);
  });
});

describe("the schema of reports", () => {
  test("takes nothing away that it had", () => {
    const before = read("test/fixtures/report-schema-1.json");
    expect(narrowed(before, read("schema/report.schema.json"))).toEqual([]);
  });

  test("would be seen to take something away", () => {
    const before: JsonSchema = {
      type: "object",
      properties: { a: { type: "string", enum: ["x", "y"] }, b: { type: "number" } },
      required: ["a"],
    };
    const after: JsonSchema = {
      type: "object",
      properties: { a: { type: "string", enum: ["x"] }, c: { type: "string" } },
      required: ["c"],
    };
    expect(narrowed(before, after)).toEqual([
      "report.c is missing in earlier reports",
      "report.a may be missing",
      "report.a is never y any more",
      "report.b is gone",
    ]);
  });
});
