import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Row, type Segment, sideBySide } from "../../../src/report/html/side-by-side.ts";
import { promptDiff } from "../../../src/report/prompt-diff.ts";

/** Marked words in brackets. */
const shown = (segments: readonly Segment[] | undefined) =>
  segments?.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const changes = (rows: readonly Row[]) =>
  rows.flatMap((row) => (row.kind === "change" ? [[shown(row.before), shown(row.after)]] : []));

describe("two prompts side by side", () => {
  test("have the words marked that differ, and one mark for words in a row", () => {
    expect(
      changes(
        sideBySide([
          "-Refund within 30 days with a receipt.",
          "+Refund within 14 days without a receipt.",
        ]),
      ),
    ).toEqual([
      ["Refund within [30] days [with] a receipt.", "Refund within [14] days [without] a receipt."],
    ]);
    expect(
      changes(sideBySide(["-say hello to them all now", "+say a warm welcome to them all now"])),
    ).toEqual([["say [hello] to them all now", "say [a warm welcome ]to them all now"]]);
  });

  test("pair a line with the one it is most like, not with the one beside it", () => {
    expect(
      changes(
        sideBySide([
          "-Keep answers under five sentences.",
          "+Be kind.",
          "+Keep answers under nine sentences.",
        ]),
      ),
    ).toEqual([
      [undefined, "[Be kind.]"],
      ["Keep answers under [five] sentences.", "Keep answers under [nine] sentences."],
    ]);
  });

  test("leave lines apart that have nothing in common", () => {
    expect(changes(sideBySide(["-Ask for the receipt.", "+See our website!"]))).toEqual([
      ["[Ask for the receipt.]", undefined],
      [undefined, "[See our website!]"],
    ]);
  });

  test("keep what is between the changes, and say where lines are left out", () => {
    expect(sideBySide(["@@ line 7 @@", " same", "-old"])).toEqual([
      { kind: "gap", text: "line 7" },
      { kind: "same", text: "same" },
      { kind: "change", before: [{ text: "old", marked: true }] },
    ]);
  });

  test("say on each side just what that prompt says, whatever the prompts are", () => {
    const line = fc
      .array(fc.constantFrom("a", "b", "refund", " ", ".", "é"), { maxLength: 8 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(line, { maxLength: 12 }),
        (before, after) => {
          const { lines } = promptDiff(before.join("\n"), after.join("\n"));
          const rows = sideBySide(lines);
          const side = (name: "before" | "after", sign: string) => {
            const told = rows.flatMap((row) =>
              row.kind === "same"
                ? [row.text]
                : row.kind === "change" && row[name]
                  ? [row[name].map(({ text }) => text).join("")]
                  : [],
            );
            const wanted = lines.filter(
              (text) => /^[ +-]/.test(text) && (text.startsWith(" ") || text.startsWith(sign)),
            );
            expect(told).toEqual(wanted.map((text) => text.slice(1)));
          };
          side("before", "-");
          side("after", "+");
        },
      ),
      { numRuns: 300 },
    );
  });
});
