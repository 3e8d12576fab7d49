import fc from "fast-check";
import type { Paragraph, PhrasingContent, RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { expect, test } from "vitest";
import { serialise } from "../../../src/report/serialise.ts";

/** What may need an escape in some place, and what does in none. */
const RISKY = [
  ..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\u007f",
  ...["s://a", "p:/a", "w.a", "W.-", "1. ", "42) ", "1)", "](", ".a", "(a", "- ", "+ ", " a", "a "],
];
const PLAIN = ["a", "w", "s", "1", "é", "·", "\u00a0", "\u200b", "a b"];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...RISKY), fc.constantFrom(...PLAIN)), { maxLength: 3 })
  .map((pieces): Text => ({ type: "text", value: pieces.join("") }));

/** Three texts, the one in the middle in something that may be in a paragraph. */
function phrasing([first, second, third]: readonly Text[]): PhrasingContent[][] {
  const inside = second === undefined ? [] : [second];
  const around = (middle: PhrasingContent) =>
    [first, middle, third].filter((one) => one !== undefined);
  return [
    around({ type: "strong", children: inside }),
    around({ type: "emphasis", children: inside }),
    around({ type: "link", url: "https://github.com/", children: inside }),
    around({ type: "link", url: second?.value ?? "", children: inside }),
    around({ type: "inlineCode", value: "code" }),
    around({ type: "html", value: "<sub>" }),
    around({ type: "break" }),
  ];
}

function documents(texts: readonly Text[]): RootContent[] {
  return phrasing(texts).flatMap((children): RootContent[] => {
    const paragraph: Paragraph = { type: "paragraph", children };
    const cells = [children, texts.slice(0, 1), texts.slice(1, 2)];
    return [
      paragraph,
      { type: "heading", depth: 3, children },
      { type: "blockquote", children: [paragraph] },
      { type: "list", children: [{ type: "listItem", children: [paragraph] }] },
      {
        type: "table",
        children: [
          {
            type: "tableRow",
            children: cells.map((cell) => ({ type: "tableCell", children: cell })),
          },
        ],
      },
    ];
  });
}

test("a text that is passed over is as the serialiser would have written it", () => {
  fc.assert(
    fc.property(fc.tuple(texts, texts, texts), (some) => {
      const blocks = documents(some);
      const extensions = [gfmToMarkdown({ tablePipeAlign: false })];
      const whole = { type: "root", children: blocks } as const;
      const options = { extensions, bullet: "-", fences: true, resourceLink: true } as const;
      expect(serialise(blocks)).toBe(toMarkdown(whole, options));
    }),
    { numRuns: 100 },
  );
});
