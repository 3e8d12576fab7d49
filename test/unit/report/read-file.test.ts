import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import schema from "../../../schema/report.schema.json" with { type: "json" };
import { renderComment } from "../../../src/report/comment.ts";
import type { Report } from "../../../src/report/model.ts";
import { readReportFile } from "../../../src/report/read-file.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { aReport } from "../../support/report-builders.ts";
import { ATTACKS } from "../../support/report-hostile.ts";
import { failingReport } from "../../support/report-samples.ts";
import { benchmarkReport, faultReport } from "../../support/report-samples-other.ts";
import { allowedBy, type JsonSchema } from "../../support/schema-arbitrary.ts";

async function aFolder(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-report-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== undefined) await writeFile(join(folder, "report.json"), text);
  return folder;
}

describe("a report file", () => {
  test.each([failingReport(), benchmarkReport(), faultReport()])(
    "is read back as it was written",
    async (report) => {
      const text = JSON.stringify(report);
      expect(await readReportFile(await aFolder(text))).toEqual(JSON.parse(text));
    },
  );

  test("of a later minor version, with members that are not known yet, is read", async () => {
    const report = { ...aReport(), later: { deep: [1] } };
    expect(await readReportFile(await aFolder(JSON.stringify(report)))).toMatchObject({
      later: {},
    });
  });

  test("that is not there says which step brings it", async () => {
    await expect(readReportFile(await aFolder())).rejects.toMatchObject({
      message: expect.stringMatching(/report\.json: it is not there$/),
      hint: expect.stringContaining("downloads the artifact"),
    });
  });

  test("that is a link is not followed", async () => {
    const folder = await aFolder();
    await symlink(
      join(await aFolder(JSON.stringify(aReport())), "report.json"),
      join(folder, "report.json"),
    );
    await expect(readReportFile(folder)).rejects.toThrow("ELOOP");
  });

  test("that is a pipe is not waited for", async () => {
    const folder = await aFolder();
    execFileSync("mkfifo", [join(folder, "report.json")]);
    await expect(readReportFile(folder)).rejects.toThrow("it is no regular file");
  });

  test("of more than 32 MiB is not read", async () => {
    const folder = await aFolder("{}");
    await truncate(join(folder, "report.json"), 32 * 1024 * 1024 + 1);
    await expect(readReportFile(folder)).rejects.toThrow("it has 33554433 bytes");
  });

  test.each([
    ["null", "null", "report"],
    [
      "a gate of no such name",
      JSON.stringify({ ...aReport(), gate: { result: "great", reasons: [] } }),
      "report.gate.result",
    ],
    [
      "a later major version",
      JSON.stringify({ ...aReport(), schemaVersion: 2 }),
      "report.schemaVersion",
    ],
    ["a text where a list belongs", JSON.stringify({ ...aReport(), agents: "x" }), "report.agents"],
    ["a prototype for its members", '{"__proto__":{"schemaVersion":1}}', "report"],
  ])("with %s is refused at its place", async (_, text, place) => {
    await expect(readReportFile(await aFolder(text))).rejects.toThrow(
      `no report of Converra Gate: ${place} `,
    );
  });
});

test("whatever the schema allows becomes a comment within GitHub's limit", () => {
  const texts = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 20 }),
    fc.constantFrom(...ATTACKS, ""),
  );
  fc.assert(
    fc.property(allowedBy(schema as JsonSchema, texts), (report) => {
      expect(Buffer.byteLength(renderComment(report as Report))).toBeLessThanOrEqual(65_536);
    }),
    { numRuns: 60 },
  );
});
