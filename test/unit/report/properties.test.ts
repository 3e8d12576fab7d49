import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderComment } from "../../../src/report/comment.ts";
import { buildMarker, parseMarker } from "../../../src/report/marker.ts";
import { unlinked, visible } from "../../../src/report/outside.ts";
import {
  columnsOf,
  foreignHtml,
  liveReferences,
  nodesOf,
  parseMarkdown,
  plainText,
} from "../../support/markdown-tree.ts";
import { ATTACKS, hostileReport } from "../../support/report-hostile.ts";

/** Any text, and pieces of known attacks put together at random, which finds more. */
const outsideText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."<>|`*_~[]()!#@&;:\\/-\n\r\t $\"'=",
          "<!--",
          "-->",
          "::",
          "##[",
          "@a",
          "#1",
        ),
        fc.constantFrom(...ATTACKS),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

describe("for any outside text", () => {
  test.each(["gate", "plan", "benchmark"] as const)(
    "a %s keeps its tables, and makes no HTML and no mention",
    (command) => {
      fc.assert(
        fc.property(outsideText, (text) => {
          const report = hostileReport(text, command);
          const tree = parseMarkdown(renderComment(report, {}));
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
      fc.property(outsideText, outsideText, (key, head) => {
        const marker = buildMarker({ key, head });
        expect(marker).toMatch(/^<!-- [^\n]* -->$/);
        expect(marker.slice(4, -4)).not.toMatch(/-->|--!>|<!--/);
        expect(parseMarker(`${marker}\nbody --> more`)).toEqual({ key, head });
      }),
    );
  });

  test("making it visible or unlinked twice changes nothing more", () => {
    fc.assert(
      fc.property(outsideText, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(unlinked(unlinked(text))).toBe(unlinked(text));
      }),
    );
  });
});
