/** What the repository's Markdown shows: fenced blocks with their place, links, headings. */
import { readdirSync } from "node:fs";
import type { Heading, Link, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { readRepoFile } from "../../scripts/generate.ts";

export interface Block {
  /** file:line */
  readonly at: string;
  readonly lang: string;
  readonly text: string;
}

export interface Page {
  readonly path: string;
  readonly blocks: readonly Block[];
  /** As written. */
  readonly links: readonly string[];
  /** The anchors of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
}

const ROOT = new URL("../../", import.meta.url);

/** Every Markdown file for readers: of the root, docs, examples and .github. */
export function markdownPages(): readonly Page[] {
  const inFolder = (folder: string) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => folder + name.replaceAll("\\", "/"));
  const top = readdirSync(ROOT).filter((name) => name.endsWith(".md"));
  const paths = [...top, ...["docs/", "examples/", ".github/"].flatMap(inFolder)];
  return paths
    .filter((path) => !/\/(prompts|conversations)\//.test(path))
    .map((path) => readPage(path, readRepoFile(path) ?? ""));
}

export function readPage(path: string, text: string): Page {
  const blocks: Block[] = [];
  const links: string[] = [];
  const anchors = new Set<string>();
  const walk = (node: Root | Root["children"][number]): void => {
    if (node.type === "code") {
      const at = `${path}:${node.position?.start.line ?? 0}`;
      blocks.push({ at, lang: node.lang ?? "", text: node.value });
    }
    if (isLink(node)) links.push(node.url);
    if (node.type === "heading") anchors.add(anchorOf(textOf(node)));
    if ("children" in node) for (const child of node.children) walk(child as Root["children"][0]);
  };
  walk(unified().use(remarkParse).use(remarkGfm).parse(text));
  return { path, blocks, links, anchors };
}

function isLink(node: { type: string }): node is Link {
  return node.type === "link" || node.type === "image";
}

function textOf(node: Heading | Heading["children"][number]): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
