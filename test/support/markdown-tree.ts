/** Markdown read back as GitHub reads it: what a test asserts on is the tree, not the text. */
import type { Nodes, Root, Table } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

export function parseMarkdown(markdown: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(markdown);
}

export function nodesOf<T extends Nodes["type"]>(
  tree: Nodes,
  type: T,
): readonly Extract<Nodes, { type: T }>[] {
  const own = tree.type === type ? [tree as Extract<Nodes, { type: T }>] : [];
  const children = "children" in tree ? tree.children : [];
  return [...own, ...children.flatMap((child) => nodesOf(child as Nodes, type))];
}

/** Text nodes, which GitHub searches for mentions and references; code it leaves alone. */
export function plainText(tree: Nodes): string {
  return nodesOf(tree, "text")
    .map((node) => node.value)
    .join("\n");
}

/** Cells of each row, the head included. */
export function columnsOf(table: Table): readonly number[] {
  return table.children.map((row) => row.children.length);
}

const OURS =
  /^(?:<!-- converra-gate:v1 \{[\x20-\x7e]*\} -->|<details(?: open)?>\n<summary>(?:<b>[^<>]*<\/b>: )?[^<>]*<\/summary>|<\/details>|<\/?sub>|<\/?span>)$/;

/** Raw HTML that this action does not write itself. */
export function foreignHtml(tree: Nodes): readonly string[] {
  return nodesOf(tree, "html")
    .map((node) => node.value)
    .filter((value) => !OURS.test(value.replace(/<span>\$<\/span>/g, "$")));
}

/** What GitHub would turn into a notification or a back-reference. */
export function liveReferences(text: string): readonly string[] {
  return (
    text.match(/@[\p{L}\p{N}_-]|#\d|\bGH-\d|\/(?:issues|pulls?|discussions|commit)\/\w/giu) ?? []
  );
}
