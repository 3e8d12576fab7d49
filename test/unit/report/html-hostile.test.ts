import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../../src/report/html/page.ts";
import { attributeOf, foreignParts, named, parseHtml, textOf } from "../../support/html-tree.ts";
import {
  ATTACKS,
  hostileAgents,
  hostileReport,
  hostileText,
} from "../../support/report-hostile.ts";

describe.each(["gate", "plan", "benchmark", "insights"] as const)("the page of a %s", (command) => {
  test("gains no element, attribute or link from any outside text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 12, maxLength: 12 }), async (texts) => {
        const report = hostileAgents(texts, command);
        const page = parseHtml(await renderHtml(report));
        expect(foreignParts(page)).toEqual([]);
        expect(page.mistakes).toEqual([]);
        expect(named(page, "style", "title").map(({ parentNode }) => parentNode?.nodeName)).toEqual(
          expect.arrayContaining(["head", "head"]),
        );
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  test("shows known attacks as text, and turns none of it around", async () => {
    const page = parseHtml(await renderHtml(hostileAgents(ATTACKS, command)));
    expect(foreignParts(page)).toEqual([]);
    expect(page.mistakes).toEqual([]);
    const ids = page.elements.flatMap((element) => attributeOf(element, "id") ?? []);
    expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
    const shown = named(page, "body").map(textOf).join();
    expect(shown).toContain("<script>alert(1)</script>");
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

test("an address that is no web address is no link", async () => {
  const report = hostileReport("x", "gate");
  const context = {
    ...report.context,
    runUrl: "javascript:alert(1)",
    serverUrl: "data:text/html,",
  };
  const page = parseHtml(await renderHtml({ ...report, context }));
  const outside = named(page, "a").map((a) => attributeOf(a, "href") ?? "");
  expect(outside.filter((href) => !href.startsWith("#"))).toEqual([]);
});
