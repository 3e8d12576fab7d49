import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildMarker, parseMarker } from "../../../src/github/sections.ts";
import { renderComment } from "../../../src/report/comment.ts";
import { visible } from "../../../src/report/escape.ts";
import { unlinked } from "../../../src/report/markdown.ts";
import {
  columnsOf,
  foreignHtml,
  liveReferences,
  nodesOf,
  parseMarkdown,
  plainText,
} from "../../support/markdown-tree.ts";
import { hostileReport, hostileText } from "../../support/report-hostile.ts";

describe("for any hostile text", () => {
  test.each(["gate", "plan", "benchmark"] as const)(
    "a %s keeps its tables, and makes no HTML and no mention",
    (command) => {
      fc.assert(
        fc.property(hostileText, (text) => {
          const report = hostileReport(text, command);
          const tree = parseMarkdown(renderComment(report));
          expect(foreignHtml(tree)).toEqual([]);
          expect(liveReferences(plainText(tree))).toEqual([]);
          const tables = nodesOf(tree, "table").map(columnsOf);
          for (const widths of tables) expect(new Set(widths).size).toBe(1);
          expect(tables[0]?.[0]).toBe(command === "benchmark" ? 4 : 5);
        }),
        { numRuns: 40 },
      );
    },
  );

  test("a marker gives back what was put in, and ends where it ends", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (key, head) => {
        const marker = buildMarker({ key, head });
        expect(marker).toMatch(/^<!-- [^\n]* -->$/);
        expect(marker.slice(4, -4)).not.toMatch(/-->|--!>|<!--/);
        expect(parseMarker(`${marker}\nbody --> more`)).toEqual({ key, head });
      }),
    );
  });

  test("making it visible or unlinked twice changes nothing more", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(unlinked(unlinked(text))).toBe(unlinked(text));
      }),
    );
  });
});
