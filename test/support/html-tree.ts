/** HTML read back as a browser reads it: what a test asserts on is the tree, not the text. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

export type HtmlElement = DefaultTreeAdapterTypes.Element;
type HtmlNode = DefaultTreeAdapterTypes.Node;

export interface HtmlPage {
  /** In the order of the document. */
  readonly elements: readonly HtmlElement[];
  /** What the parser had to mend, by its names of mistakes. */
  readonly mistakes: readonly string[];
}

export function parseHtml(text: string): HtmlPage {
  const mistakes: string[] = [];
  const tree = parse(text, { onParseError: ({ code }) => mistakes.push(code) });
  return { elements: elementsBelow(tree), mistakes };
}

export function elementsBelow(node: HtmlNode): readonly HtmlElement[] {
  const children = "childNodes" in node ? node.childNodes : [];
  const own = "tagName" in node ? [node] : [];
  return [...own, ...children.flatMap((child) => elementsBelow(child))];
}

export function named(page: HtmlPage, ...names: readonly string[]): readonly HtmlElement[] {
  return page.elements.filter(({ tagName }) => names.includes(tagName));
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** As it would be read, with runs of white space as one space. */
export function textOf(node: HtmlNode): string {
  return rawText(node).replace(/\s+/g, " ").trim();
}

function rawText(node: HtmlNode): string {
  if ("value" in node && node.nodeName === "#text") return node.value;
  return "childNodes" in node ? node.childNodes.map(rawText).join("") : "";
}

const OUR_ELEMENTS = new Set(
  (
    "html head meta title link style body a header h1 h2 h3 p main section ul li b br span code pre div " +
    "table caption thead tbody tr th td details summary figure figcaption del ins footer " +
    "svg g line rect circle path text tspan desc"
  ).split(" "),
);
const OUR_ATTRIBUTES =
  /^(?:lang|charset|http-equiv|content|name|rel|href|class|id|role|tabindex|scope|colspan|aria-(?:label|labelledby|hidden)|viewbox|width|height|text-anchor|fill(?:-opacity)?|stroke(?:-[a-z]+)?|transform|c?[xy]|d[xy]?|[xy][12]|r)$/i;
const OUR_LINKS = /^(?:#[\w-]+|data:,|https:\/\/github\.com\/[^"<>\s]*)$/;

/** Elements, attributes and addresses that the page's writer never writes. */
export function foreignParts(page: HtmlPage): readonly string[] {
  return page.elements.flatMap((element) => [
    ...(OUR_ELEMENTS.has(element.tagName) ? [] : [`<${element.tagName}>`]),
    ...element.attrs
      .filter(({ name }) => !OUR_ATTRIBUTES.test(name))
      .map(({ name }) => `<${element.tagName} ${name}>`),
    ...element.attrs
      .filter(({ name, value }) => name === "href" && !OUR_LINKS.test(value))
      .map(({ value }) => `${element.tagName} to ${value}`),
  ]);
}
