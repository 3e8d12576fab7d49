/** report.html in a real browser. Without a Chromium the tests are skipped, and say so. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html/page.ts";
import type { Report } from "../../src/report/model.ts";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { manyAgentsReport, withHistory } from "../support/report-many.ts";
import { failingReport, passingReport } from "../support/report-samples.ts";
import { benchmarkReport, incompleteReport, planReport } from "../support/report-samples-other.ts";

const executable = findChromium();
if (executable === undefined) {
  console.warn(
    "No chromium was found: report.html is not tested in a browser. apt-get install chromium",
  );
}

/** One agent of each verdict: more of a kind are more of the same elements, and axe asks each. */
function severalReport(): Report {
  const report = manyAgentsReport(6);
  const seen = new Set<string | undefined>();
  const isFirst = (verdict: string | undefined) => !seen.has(verdict) && seen.add(verdict);
  return { ...report, agents: report.agents.filter(({ verdict }) => isFirst(verdict?.verdict)) };
}

const SAMPLES: Readonly<Record<string, Report>> = {
  fail: failingReport(),
  pass: passingReport(),
  incomplete: incompleteReport(),
  plan: planReport(),
  benchmark: benchmarkReport(),
  several: severalReport(),
};
const FIFTY = manyAgentsReport(50);
const VIEWS = [
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 1280 },
  { scheme: "light", width: 360 },
  { scheme: "dark", width: 360 },
] as const;

/** What axe knows of colours. A scheme changes nothing else, which is tested on its own. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(executable === undefined)("report.html in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let pageForAxe: Page;
  let folder: string;
  const addressOf = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;

  beforeAll(async () => {
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage();
    // The page's own policy would keep axe out too; that it holds is tested on its own.
    pageForAxe = await browser.newPage({ bypassCSP: true });
    folder = await mkdtemp(join(tmpdir(), "report-page-"));
    for (const [name, report] of Object.entries(SAMPLES)) {
      await writeFile(join(folder, `${name}.html`), await renderHtml(withHistory(report)));
    }
  });
  afterEach(() => {
    page.removeAllListeners();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(SAMPLES))("asks for nothing and complains of nothing: %s", async (name) => {
    const seen: string[] = [];
    page.on("request", (request) => seen.push(request.url()));
    page.on("console", (message) => seen.push(message.text()));
    page.on("pageerror", (error) => seen.push(error.message));
    await page.goto(addressOf(name));
    await openAll(page);
    expect(seen).toEqual([addressOf(name)]);
  });

  test("lets no script in, and no picture, should one ever be there", async () => {
    const seen: string[] = [];
    page.on("requestfinished", (request) => seen.push(request.url()));
    page.on("requestfailed", (request) => seen.push(request.failure()?.errorText ?? ""));
    const planted =
      "<script>document.title='owned'</script><img src='https://evil.example/'><p style='color:red'>";
    const html = (await renderHtml(failingReport())).replace("<main", `${planted}<main`);
    await writeFile(join(folder, "planted.html"), html);
    await page.goto(addressOf("planted"));
    expect(await page.title()).not.toBe("owned");
    expect(seen.toSorted()).toEqual(["csp", addressOf("planted")]);
    const colour = await page.evaluate(
      "getComputedStyle(document.querySelector('body > p')).color",
    );
    expect(colour).not.toBe("rgb(255, 0, 0)");
  });

  test("is in the dark what it is in the light, but for colours", async () => {
    await page.goto(addressOf("fail"));
    const declared = (await page.evaluate(DARK_DECLARATIONS)) as readonly string[];
    expect(declared.length).toBeGreaterThan(10);
    expect(declared.filter((one) => !/^:root --[\w-]+ #[0-9a-f]{3,6}$/.test(one))).toEqual([]);
  });

  describe.each(Object.keys(SAMPLES))("with everything unfolded: %s", (name) => {
    // There is no script in it that could remember: a page that is open looks in a view as one that was opened in it.
    beforeAll(async () => {
      await pageForAxe.goto(addressOf(name));
      await openAll(pageForAxe);
      await pageForAxe.evaluate(axe);
    });

    describe.each(VIEWS)("$scheme at $width pixels", ({ scheme, width }) => {
      beforeAll(async () => {
        await pageForAxe.emulateMedia({ colorScheme: scheme });
        await pageForAxe.setViewportSize({ width, height: 800 });
      });

      test("has no barrier that axe knows", async () => {
        const rules = scheme === "dark" ? { runOnly: COLOUR_RULES } : {};
        // Only the violations are asked for, so that axe need not describe all that it finds sound.
        const options = JSON.stringify({ ...rules, resultTypes: ["violations"] });
        const found = await pageForAxe.evaluate(
          `axe.run(${options}).then(({ violations }) =>
            violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
        );
        expect(found).toEqual([]);
      });

      test("is no wider than the window", async () => {
        const widest = await pageForAxe.evaluate("document.documentElement.scrollWidth");
        expect(widest).toBeLessThanOrEqual(width);
      });
    });
  });

  test("takes less than a megabyte for fifty agents, and shows within a second", async () => {
    const html = await renderHtml(withHistory(FIFTY));
    const bytes = Buffer.byteLength(html);
    await writeFile(join(folder, "fifty.html"), html);
    const paints: number[] = [];
    // Again where it took longer: what the machine does beside it is not the page's doing.
    while (paints.length < 10 && !paints.some((paint) => paint < 1000)) {
      await page.goto(addressOf("fifty"));
      paints.push((await page.evaluate(FIRST_PAINT)) as number);
    }
    console.info(
      `report.html of 50 agents: ${bytes} bytes, first paint ${Math.min(...paints).toFixed(0)} ms`,
    );
    expect(bytes).toBeLessThan(1_000_000);
    expect(Math.min(...paints)).toBeLessThan(1000);
  });

  test("can be walked by keyboard: past the header, to an agent, into a fold", async () => {
    await page.goto(addressOf("fail"));
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the result");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#main$/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#agent-support$/);
    await page.locator("#agent-billing summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#agent-billing figure").first().isVisible()).toBe(true);
  });

  test("gives an empty line of a prompt the height of any other", async () => {
    const [agent, ...others] = failingReport().agents;
    const [promptBefore, promptAfter] = ["One.\n\nTwo.\n", "One.\nTwo.\n"];
    const report = {
      ...failingReport(),
      agents: [{ ...agent, promptBefore, promptAfter }, ...others],
    };
    await writeFile(join(folder, "empty.html"), await renderHtml(report as Report));
    await page.goto(addressOf("empty"));
    const height = await page.evaluate(
      "[...document.querySelectorAll('.diff .del')].find((cell) => cell.textContent === '').getBoundingClientRect().height",
    );
    expect(height).toBeGreaterThan(15);
  });

  test("prints what is folded", async () => {
    await page.goto(addressOf("fail"));
    await page.emulateMedia({ media: "print" });
    const height = "document.querySelector('#agent-billing figure').getBoundingClientRect().height";
    expect(await page.evaluate(height)).toBeGreaterThan(50);
    await page.emulateMedia({ media: null });
  });
});

/** "selector property value" of all that is said of one colour scheme. */
const DARK_DECLARATIONS = `[...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule.media?.mediaText.includes("color-scheme"))
  .flatMap((rule) => [...rule.cssRules])
  .flatMap(({ selectorText, style }) =>
    [...style].map((name) => selectorText + " " + name + " " + style.getPropertyValue(name).trim()))`;

/** Milliseconds from the navigation's start to the first contentful paint, once there is one. */
const FIRST_PAINT = `new Promise((resolve) =>
  new PerformanceObserver((list, observer) => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    if (paint) { observer.disconnect(); resolve(paint.startTime); }
  }).observe({ type: "paint", buffered: true }))`;

async function openAll(page: Page): Promise<void> {
  await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
}
