import { expect } from "vitest";
import {
  columnsOf,
  foreignHtml,
  liveReferences,
  nodesOf,
  parseMarkdown,
  plainText,
} from "./markdown-tree.ts";

/** What GitHub makes of the Markdown: no HTML, mention, picture or link that the gate did not write itself. */
export function expectNothingForeign(markdown: string): void {
  const tree = parseMarkdown(markdown);
  const own = /^<!-- (?:section:\{[\x20-\x7e]*\}|\/section) -->$/u;
  expect(foreignHtml(tree).filter((html) => !own.test(html))).toEqual([]);
  expect(liveReferences(plainText(tree))).toEqual([]);
  expect(nodesOf(tree, "image")).toEqual([]);
  for (const { url } of nodesOf(tree, "link"))
    expect(new URL(url).origin).toBe("https://github.com");
  for (const table of nodesOf(tree, "table")) expect(new Set(columnsOf(table)).size).toBe(1);
}
