/** report.json: the whole model, for other programs. I/O only. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Report } from "./model.ts";

/** Creates the folder where it is missing and replaces an earlier report. */
export async function writeReportFiles(reportDir: string, report: Report): Promise<void> {
  await mkdir(reportDir, { recursive: true });
  // Written beside and renamed: a link that a pull request put in its place is replaced, not followed.
  const fresh = join(await mkdtemp(join(reportDir, ".report-")), "report.json");
  await writeFile(fresh, `${JSON.stringify(report, undefined, 2)}\n`, "utf8");
  await rename(fresh, join(reportDir, "report.json"));
  await rm(dirname(fresh), { recursive: true });
}
