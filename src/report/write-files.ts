/** Writes the report's files. I/O only. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderJson } from "./json.ts";
import type { Report } from "./model.ts";

/** Creates the folder where it is missing and replaces earlier files; resolves to their paths. */
export async function writeReportFiles(
  reportDir: string,
  report: Report,
): Promise<readonly string[]> {
  await mkdir(reportDir, { recursive: true });
  const json = join(reportDir, "report.json");
  // Written beside and renamed: a link that a pull request put in its place is replaced, not followed.
  const fresh = join(await mkdtemp(join(reportDir, ".report-")), "report.json");
  await writeFile(fresh, renderJson(report), "utf8");
  await rename(fresh, json);
  await rm(dirname(fresh), { recursive: true });
  return [json];
}
