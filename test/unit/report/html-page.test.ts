import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../../src/report/html/page.ts";
import {
  attributeOf,
  elementsBelow,
  foreignParts,
  type HtmlPage,
  named,
  parseHtml,
  textOf,
} from "../../support/html-tree.ts";
import { aComparison, anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";
import { withHistory } from "../../support/report-many.ts";
import { failingReport, passingReport } from "../../support/report-samples.ts";
import { insightsReport } from "../../support/report-samples-more.ts";
import {
  benchmarkReport,
  faultReport,
  incompleteReport,
  planReport,
} from "../../support/report-samples-other.ts";

const SAMPLES = {
  fail: failingReport(),
  pass: passingReport(),
  incomplete: incompleteReport(),
  fault: faultReport(),
  plan: planReport(),
  benchmark: benchmarkReport(),
  insights: insightsReport(),
  empty: aReport(),
};

const pictures = (page: HtmlPage) =>
  named(page, "svg").filter((svg) => attributeOf(svg, "role") === "img");
const texts = (page: HtmlPage, ...names: readonly string[]) => named(page, ...names).map(textOf);
const idsOf = (page: HtmlPage) =>
  page.elements.flatMap((element) => attributeOf(element, "id") ?? []);

describe.each(Object.entries(SAMPLES))("the page of report %s", (_, report) => {
  const rendered = renderHtml(report);

  test("is well formed and has nothing but its own elements, attributes and links", async () => {
    const page = parseHtml(await rendered);
    expect(page.mistakes).toEqual([]);
    expect(foreignParts(page)).toEqual([]);
    expect(named(page, "h1")).toHaveLength(1);
  });

  test("forbids every request, and every style but its own", async () => {
    const page = parseHtml(await rendered);
    const [style, ...more] = named(page, "style");
    expect(more).toEqual([]);
    const sheet = style?.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
    const hash = createHash("sha256")
      .update(sheet ?? "")
      .digest("base64");
    const policy = named(page, "meta").find((meta) => attributeOf(meta, "http-equiv"));
    expect(policy && attributeOf(policy, "content")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  test("has every id once, and an end for every link inside it", async () => {
    const page = parseHtml(await rendered);
    const ids = idsOf(page);
    expect(new Set(ids).size).toBe(ids.length);
    const inside = named(page, "a").flatMap(
      (a) => attributeOf(a, "href")?.match(/^#(.*)$/)?.[1] ?? [],
    );
    expect(inside.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("has a row and an anchor for each agent", async () => {
    const page = parseHtml(await rendered);
    const table = page.elements.find((element) => attributeOf(element, "class") === "agents");
    const rows = table === undefined ? [] : elementsBelow(table).filter((e) => e.tagName === "tr");
    expect(Math.max(0, rows.length - 1)).toBe(report.agents.length);
    for (const { key } of report.agents) expect(idsOf(page)).toContain(`agent-${key}`);
  });

  test("names and describes every picture, and hides those that repeat a figure", async () => {
    for (const svg of named(parseHtml(await rendered), "svg")) {
      if (attributeOf(svg, "aria-hidden") === "true") continue;
      expect(attributeOf(svg, "role")).toBe("img");
      const [title, description] = elementsBelow(svg).slice(1, 3);
      expect([title?.tagName, description?.tagName]).toEqual(["title", "desc"]);
      expect(title && textOf(title)).not.toBe("");
      expect(description && textOf(description)).not.toBe("");
    }
  });
});

describe("the page of a regression", () => {
  test("says first what fell, by how much and what to do", async () => {
    const page = parseHtml(await renderHtml(failingReport()));
    expect(texts(page, "h1")).toEqual(["Converra gate failed: 1 regressed, 1 improved, 1 skipped"]);
    const [first] = texts(page, "li");
    expect(first).toMatch(
      /^support Task completion fell from 74 to 62\. The section Refunds was cut .*Restore what the prompt lost/,
    );
  });

  test("draws baseline, candidate and variants of each metric with the limit", async () => {
    const page = parseHtml(await renderHtml(failingReport()));
    const [first, , , billing, ...more] = pictures(page).map(textOf);
    expect(first).toContain(
      "Baseline: 74.2 in 1 run. Candidate: 61.8 in 1 run, between 57.0 and 66.6 at the gate's confidence. Variant 1: 64.0. Variant 2, the winner: 73.1. The allowed drop ends at 69.2.",
    );
    expect(first).toMatch(/limit 69\.2.*Baseline.*Candidate.*Variant 1.*Variant 2.*74\.2.*61\.8/);
    expect(billing).toContain("Baseline: 66.0 in 3 runs");
    expect(more).toEqual([]);
  });

  test("marks what was removed from the prompt and what was added", async () => {
    const page = parseHtml(await renderHtml(failingReport()));
    expect(texts(page, "del")).toContain("Ask for the receipt number before you start a refund.");
    expect(texts(page, "ins")).toContain("Refunds: see the website.");
  });

  test("folds what needs nobody, and nothing that does", async () => {
    const page = parseHtml(await renderHtml(failingReport()));
    const section = (id: string) =>
      page.elements.find((element) => attributeOf(element, "id") === id);
    const folds = (id: string) =>
      elementsBelow(section(id) as never)
        .filter(({ tagName }) => tagName === "summary")
        .map(textOf);
    expect(folds("agent-support")).toEqual(["What it changes", "Figures", "Rules that applied"]);
    expect(folds("agent-billing")[0]).toBe("Changed lines, scores, prompt, figures and rules");
    expect(section("agent-sales")?.tagName).toBe("li");
  });
});

describe("history", () => {
  test("is drawn over time", async () => {
    const page = parseHtml(await renderHtml(withHistory(failingReport())));
    const chart = pictures(page)
      .map(textOf)
      .find((text) => text.includes("over time"));
    expect(chart).toContain("8 measurements from 2026-11-01 to 2026-11-20");
  });

  test("leaves no trace where there is none", async () => {
    expect(await renderHtml(failingReport())).not.toContain("Over time</h3>");
  });
});

describe("rules", () => {
  test("that applied are said once for all metrics that share them", async () => {
    const page = parseHtml(await renderHtml(failingReport()));
    expect(texts(page, "li")).toContain(
      "Task completion and clarity: higher is better, a loss of 5.0 points or more counts.",
    );
  });
});

describe("a page of many agents", () => {
  test("draws the worst hundred and keeps the figures of the rest", async () => {
    const agents = Array.from({ length: 101 }, (_, index) =>
      anAgentReport({
        key: `a${index}`,
        verdict: aVerdict({ key: `a${index}`, metrics: [aComparison({ finding: "unchanged" })] }),
      }),
    );
    const page = parseHtml(await renderHtml(aReport({ agents })));
    expect(pictures(page)).toHaveLength(100);
    const tables = texts(page, "caption").filter((text) => text.startsWith("Each metric"));
    expect(tables).toHaveLength(101);
    expect(
      texts(page, "p").filter((text) => text.startsWith("There are too many agents")),
    ).toHaveLength(1);
  });

  test("tells keys apart that are alike as anchors", async () => {
    const agents = ["a b", "a/b", "a-b"].map((key) => anAgentReport({ key }));
    const ids = idsOf(parseHtml(await renderHtml(aReport({ agents }))));
    expect(ids).toEqual(expect.arrayContaining(["agent-a-b", "agent-a-b-2", "agent-a-b-3"]));
  });

  test("has what Converra says of each transcript whole", async () => {
    const page = parseHtml(await renderHtml(insightsReport()));
    expect(texts(page, "th", "td")).toEqual(
      expect.arrayContaining([
        ...["talks/refund.json", "not completed", "negative, 0.3", "refunds, delivery"],
        ...["The customer asked for a refund | and got no date.", "talks/many.jsonl:3"],
      ]),
    );
  });
});
