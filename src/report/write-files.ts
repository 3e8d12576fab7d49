/** Writes the report's files. I/O only. */
import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ActionError } from "../errors.ts";
import type { Report } from "./model.ts";

/** report.json, report.junit.xml, and badge.svg and badge.json where there is a badge to show. Creates the folder where it is missing and replaces earlier files. */
export async function writeReportFiles(reportDir: string, report: Report): Promise<void> {
  writeInto(reportDir, "report.json", `${JSON.stringify(report, undefined, 2)}\n`);
  const { renderJunit } = await import("./junit.ts");
  writeInto(reportDir, "report.junit.xml", renderJunit(report));
  const { badgeJson, badgeOf, badgeSvg } = await import("./badge.ts");
  const badge = badgeOf(report);
  if (badge !== undefined) {
    writeInto(reportDir, "badge.svg", badgeSvg(badge));
    writeInto(reportDir, "badge.json", badgeJson(badge));
  } else
    for (const name of ["badge.svg", "badge.json"]) rmSync(join(reportDir, name), { force: true });
}

/** report.html, which takes longest: its libraries are loaded here, and nothing waits for it. */
export async function writeReportPage(reportDir: string, report: Report): Promise<void> {
  const { renderHtml } = await import("./html/page.ts");
  writeInto(reportDir, "report.html", await renderHtml(report));
}

/** As `mkdir` with `recursive`, which never ends where a folder is there and none can be made in it, as in /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    try {
      mkdirSync(folder);
    } catch (second) {
      if ((second as NodeJS.ErrnoException).code !== "EEXIST") throw second;
    }
  }
}

/** Written beside and renamed: a link that a pull request put in its place is replaced, not followed. */
export function writeInto(reportDir: string, name: string, text: string): void {
  try {
    const fresh = join(reportDir, `.${name}-${randomUUID()}`);
    const write = () => writeFileSync(fresh, text, { flag: "wx" });
    try {
      write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      makeFolder(reportDir);
      write();
    }
    renameSync(fresh, join(reportDir, name));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new ActionError(`${name} could not be written to ${reportDir} (${code})`, {
      hint: "Set report-dir to a folder that can be written to.",
      cause,
    });
  }
}
