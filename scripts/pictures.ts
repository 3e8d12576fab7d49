/**
 * Pictures of the comment and of report.html for the docs: `npm run pictures` writes docs/images with the Chromium of
 * this machine, `npm run pictures -- comment` those whose name begins so.
 */
import { mkdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { renderComment, renderRunningComment } from "../src/report/comment.ts";
import { renderHtml } from "../src/report/html/page.ts";
import type { Report } from "../src/report/model.ts";
import { findChromium, launchChromium } from "../test/support/chromium.ts";
import { aRunningReport } from "../test/support/report-builders.ts";
import { manyAgentsReport, withHistory } from "../test/support/report-many.ts";
import { failingReport, passingReport } from "../test/support/report-samples.ts";
import { unverifiedReport } from "../test/support/report-samples-more.ts";
import { incompleteReport } from "../test/support/report-samples-other.ts";
import { githubPage, type Look } from "./github-page.ts";

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

interface CommentPicture extends Look {
  readonly name: string;
  readonly markdown: string;
}

const COMMENTS: readonly CommentPicture[] = [
  { name: "comment-fail", markdown: renderComment(failingReport()) },
  { name: "comment-fail-open", markdown: renderComment(failingReport()), open: "support" },
  { name: "comment-pass", markdown: renderComment(passingReport()) },
  { name: "comment-fifty", markdown: renderComment(manyAgentsReport(50)), dark: true },
  { name: "comment-running", markdown: renderRunningComment(aRunningReport()) },
  { name: "comment-incomplete", markdown: renderComment(incompleteReport()) },
  { name: "comment-fork", markdown: renderComment(unverifiedReport()) },
];
/** Of the column that a comment has on GitHub. */
const COMMENT_WIDTH = 920;

async function main(): Promise<void> {
  const executable = findChromium();
  if (executable === undefined) {
    throw new Error("no pictures: there is no chromium; install it with apt-get install chromium");
  }
  await mkdir(FOLDER, { recursive: true });
  const browser = await launchChromium(executable);
  const [only = ""] = process.argv.slice(2);
  const isWanted = ({ name }: { readonly name: string }) => name.startsWith(only);
  try {
    for (const picture of PICTURES.filter(isWanted)) await takePage(browser, picture);
    for (const picture of COMMENTS.filter(isWanted)) await takeComment(browser, picture);
  } finally {
    await browser.close();
  }
}

async function takePage(
  browser: Browser,
  { name, report, width, scheme, height }: Picture,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height: height ?? 800 },
    colorScheme: scheme ?? "light",
  });
  await page.setContent(await renderHtml(withHistory(report)));
  await page.screenshot({
    path: new URL(`${name}.png`, FOLDER).pathname,
    fullPage: height === undefined,
  });
  await page.close();
  console.log(`wrote docs/images/${name}.png`);
}

async function takeComment(
  browser: Browser,
  { name, markdown, ...look }: CommentPicture,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: COMMENT_WIDTH, height: 100 },
    deviceScaleFactor: 2,
  });
  await page.route("**/*", (route) => route.abort());
  await page.setContent(await githubPage(markdown, look));
  await page.screenshot({ path: new URL(`${name}.png`, FOLDER).pathname, fullPage: true });
  await page.close();
  console.log(`wrote docs/images/${name}.png`);
}

await main();
