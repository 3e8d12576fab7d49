/** Pictures of report.html for the docs: `npm run pictures` writes docs/images with the Chromium of this machine. */
import { mkdir } from "node:fs/promises";
import { renderHtml } from "../src/report/html/page.ts";
import type { Report } from "../src/report/model.ts";
import { findChromium, launchChromium } from "../test/support/chromium.ts";
import { manyAgentsReport, someHistory } from "../test/support/report-many.ts";
import { failingReport, passingReport } from "../test/support/report-samples.ts";
import { incompleteReport } from "../test/support/report-samples-other.ts";

const FOLDER = new URL("../docs/images/", import.meta.url);

interface Picture {
  readonly name: string;
  readonly report: Report;
  readonly width: number;
  readonly scheme?: "dark";
  /** Pixels shown of a long page. */
  readonly height?: number;
}

const PICTURES: readonly Picture[] = [
  { name: "report-light", report: failingReport(), width: 1120 },
  { name: "report-dark", report: failingReport(), width: 1120, scheme: "dark" },
  { name: "report-phone", report: failingReport(), width: 375 },
  { name: "report-pass", report: passingReport(), width: 1120 },
  { name: "report-incomplete", report: incompleteReport(), width: 1120, scheme: "dark" },
  { name: "report-fifty", report: manyAgentsReport(50), width: 1120, height: 2600 },
];

async function main(): Promise<void> {
  const executable = findChromium();
  if (executable === undefined) {
    throw new Error("no pictures: there is no chromium; install it with apt-get install chromium");
  }
  await mkdir(FOLDER, { recursive: true });
  const browser = await launchChromium(executable);
  try {
    for (const { name, report, width, scheme, height } of PICTURES) {
      const page = await browser.newPage({
        viewport: { width, height: height ?? 800 },
        colorScheme: scheme ?? "light",
      });
      const history = report.agents.map(({ key }) => someHistory(key));
      await page.setContent(await renderHtml(report, { history }));
      await page.screenshot({
        path: new URL(`${name}.png`, FOLDER).pathname,
        fullPage: height === undefined,
      });
      await page.close();
      console.log(`wrote docs/images/${name}.png`);
    }
  } finally {
    await browser.close();
  }
}

await main();
