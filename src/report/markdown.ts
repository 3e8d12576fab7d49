/**
 * Builders for the Markdown tree. A plain string is always hostile: it becomes a text node that can open no HTML,
 * link or mention. Raw HTML is made in this file only, and never from such a string.
 */
import type {
  AlignType,
  Code,
  Html,
  Link,
  Paragraph,
  PhrasingContent,
  RootContent,
  TableRow,
  Text,
} from "mdast";
import { oneLine, visible } from "./escape.ts";

export type Block = RootContent;
/** What may stand in a list item or an alert. */
export type Leaf = Paragraph | Code;
export type Inline = string | PhrasingContent | readonly Inline[];
export type AlertKind = "NOTE" | "WARNING" | "CAUTION";

function inline(...parts: readonly Inline[]): PhrasingContent[] {
  return parts.flatMap((part) => {
    if (typeof part === "string") return hostileText(part);
    return isNode(part) ? [part] : inline(...part);
  });
}

function isNode(part: PhrasingContent | readonly Inline[]): part is PhrasingContent {
  return !Array.isArray(part);
}

/**
 * GitHub typesets what stands between two dollar signs as mathematics; its own advice for a plain one is a span:
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
 */
function hostileText(value: string): PhrasingContent[] {
  const safe = unlinked(visible(value).replace(/\s*\n\s*/g, " "));
  const pieces = safe.split("$");
  if (pieces.length < 3) return safe === "" ? [] : [text(safe)];
  return pieces.flatMap((piece, index) => {
    const dollar = index === 0 ? [] : [html("<span>"), text("$"), html("</span>")];
    return piece === "" ? dollar : [...dollar, text(piece)];
  });
}

function text(value: string): Text {
  return { type: "text", value };
}

function html(value: string): Html {
  return { type: "html", value };
}

export function strong(...parts: readonly Inline[]): PhrasingContent {
  return { type: "strong", children: inline(...parts) };
}

export function emphasis(...parts: readonly Inline[]): PhrasingContent {
  return { type: "emphasis", children: inline(...parts) };
}

/** Code on one line; GitHub makes no mentions or references inside code. */
export function code(value: string): PhrasingContent {
  const shown = withoutComments(oneLine(value, 200));
  // With nothing in it, its two backticks would open a span that ends wherever the next two stand.
  return shown === "" ? text("(empty)") : { type: "inlineCode", value: shown };
}

/** Pages of ours that hints name; a stranger's text that names one leads nowhere else. */
const OUR_DOCS = /(https:\/\/github\.com\/converra\/gate\/blob\/main\/docs\/[\w-]+\.md)/;

/** A message on one line, its `code` spans and addresses of our docs kept: all the Markdown that messages bring along. */
export function prose(message: string, max: number): Inline {
  // A code span beside a further backtick would be read back as something else.
  const pieces = oneLine(message, max).split(/(?<!`)`([^`]+)`(?!`)/);
  return pieces.map((piece, index) => (index % 2 === 1 ? code(piece) : withDocLinks(piece)));
}

function withDocLinks(text: string): Inline {
  return text
    .split(OUR_DOCS)
    .map((piece, index) => (index % 2 === 1 ? link(piece, piece.replace(/^.*\//, "")) : piece));
}

/** `url` is ours: an address we were configured with, or built from it. Anything but http(s) stays text. */
export function link(url: string | undefined, ...parts: readonly Inline[]): Inline {
  if (url === undefined || !/^https?:\/\//.test(url)) return parts;
  // A tree cannot hold a link in a link, and none of our labels is one.
  return { type: "link", url, children: inline(...parts) as Link["children"] };
}

export function paragraph(...parts: readonly Inline[]): Paragraph {
  return { type: "paragraph", children: inline(...parts) };
}

export function heading(depth: 2 | 3 | 4, ...parts: readonly Inline[]): Block {
  return { type: "heading", depth, children: inline(...parts) };
}

/** Small print. */
export function small(...parts: readonly Inline[]): Block {
  return { type: "paragraph", children: [html("<sub>"), ...inline(...parts), html("</sub>")] };
}

export function list(items: readonly (readonly Leaf[])[]): Block {
  return {
    type: "list",
    ordered: false,
    spread: false,
    children: items.map((children) => ({
      type: "listItem",
      spread: false,
      children: [...children],
    })),
  };
}

export function table(
  align: readonly AlignType[],
  head: readonly Inline[],
  rows: readonly (readonly Inline[])[],
): Block {
  return { type: "table", align: [...align], children: [row(head), ...rows.map(row)] };
}

function row(cells: readonly Inline[]): TableRow {
  return {
    type: "tableRow",
    children: cells.map((cell) => ({ type: "tableCell", children: inline(cell) })),
  };
}

/** A fenced block; the serialiser makes the fence longer than any run of backticks inside. */
export function fence(
  language: "diff" | "yaml" | "mermaid" | "suggestion",
  lines: readonly string[],
): Code {
  return { type: "code", lang: language, value: withoutComments(visible(lines.join("\n"))) };
}

/** A plain line before `rest`: an alert cannot begin with a block. */
export function alert(kind: AlertKind, first: Inline, rest: readonly Leaf[] = []): Block {
  const opening = html(`[!${kind}]\n`);
  return {
    type: "blockquote",
    children: [{ type: "paragraph", children: [opening, ...inline(first)] }, ...rest],
  };
}

/** The line of a fold; the name stands in bold before the rest. */
export interface Summary {
  readonly name?: string;
  readonly rest: string;
}

export function details(
  summary: Summary,
  children: readonly Block[],
  options: { readonly open?: boolean } = {},
): Block[] {
  return [foldStart(summary, options), ...children, foldEnd()];
}

/** For what is too long to be made at once: what comes after it is in the fold, up to its end. */
export function foldStart(
  { name, rest }: Summary,
  { open = false }: { readonly open?: boolean } = {},
): Block {
  const bold = name === undefined ? "" : `<b>${summaryText(name)}</b>: `;
  const tag = open ? "<details open>" : "<details>";
  return html(`${tag}\n<summary>${bold}${summaryText(rest)}</summary>`);
}

export function foldEnd(): Block {
  return html("</details>");
}

function summaryText(value: string): string {
  return escapeHtml(unlinked(oneLine(value, 120))).replace(/\$/g, "<span>$$</span>");
}

/** Breaks a pattern without showing: what Renovate and others put after "@" and "#" in comments. */
const BREAK = "\u200B";

/**
 * GitHub turns these into links, notifications and back-references after it has rendered the Markdown, so that no
 * Markdown escape stops it: mentions, issue and pull-request references, and addresses.
 */
export function unlinked(text: string): string {
  return withoutComments(text)
    .replace(/@(?=[\p{L}\p{N}_-]|$)/gu, `@${BREAK}`)
    .replace(/#(?=\d|$)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d|$)/gi, `$1-${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/(\/(?:issues|pulls?|discussions|commit|compare)\/)(?=\w)/gi, `$1${BREAK}`);
}

/** Other actions find their own comments by a hidden HTML comment anywhere in the body, code included. */
function withoutComments(text: string): string {
  return text.replace(/<!--/g, `<${BREAK}!--`);
}

/** For text inside an HTML tag's element, which the Markdown serialiser does not see. */
function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
