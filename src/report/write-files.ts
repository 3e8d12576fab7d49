/** Writes the report's files. I/O only. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderJson } from "./json.ts";
import type { Report } from "./model.ts";

/** Creates the folder where it is missing and replaces earlier files; resolves to their paths. */
export async function writeReportFiles(
  reportDir: string,
  report: Report,
): Promise<readonly string[]> {
  await mkdir(reportDir, { recursive: true });
  const json = join(reportDir, "report.json");
  await writeFile(json, renderJson(report), "utf8");
  return [json];
}
