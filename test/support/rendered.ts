/** Markdown as renderers make HTML of it, and what of that HTML is not ours. */
import { execFileSync } from "node:child_process";
import { parseFragment } from "parse5";
import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { attributeOf, elementsBelow, type HtmlElement } from "./html-tree.ts";
import { liveReferences } from "./markdown-tree.ts";

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeStringify);

/** Raw HTML is kept and read as a browser would: nothing is taken out that GitHub might. */
export function renderedByRemark(markdown: string): string {
  return String(processor.processSync(markdown));
}

/** GitHub's own renderer where it is installed (Debian's cmark-gfm), with all its extensions and raw HTML. */
export function renderedByGitHub(markdown: string): string | undefined {
  const extensions = ["table", "strikethrough", "autolink", "tasklist", "footnotes"].flatMap(
    (e) => ["-e", e],
  );
  try {
    return execFileSync("cmark-gfm", ["--unsafe", ...extensions], {
      input: markdown,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const OURS = new Set(
  (
    "h3 h4 p table thead tbody tr th td strong em a code pre ul li blockquote " +
    "details summary b sub span"
  ).split(" "),
);
const OUR_LINKS = /^https:\/\/github\.com\/(?:acme\/|converra\/gate\/blob\/main\/docs\/)/;
const LANGUAGES = /^language-(?:diff|yaml|mermaid|suggestion)$/;

/** Elements, attributes, addresses, references and comments that no writer of ours has made. */
export function foreignIn(html: string): readonly string[] {
  const root = parseFragment(html);
  const nodes = [root, ...elementsBelow(root)];
  return [
    ...elementsBelow(root).flatMap(foreignElement),
    ...nodes.flatMap((node) =>
      node.childNodes.flatMap((child) =>
        child.nodeName === "#comment" ? [`a comment in ${node.nodeName}`] : [],
      ),
    ),
    ...nodes
      .filter(({ nodeName }) => nodeName !== "code" && nodeName !== "pre")
      .flatMap((node) =>
        node.childNodes.flatMap((child) =>
          child.nodeName === "#text" && "value" in child ? liveReferences(child.value) : [],
        ),
      ),
  ];
}

function foreignElement(element: HtmlElement): readonly string[] {
  const { tagName, attrs } = element;
  const href = attributeOf(element, "href");
  return [
    ...(OURS.has(tagName) ? [] : [`<${tagName}>`]),
    ...(tagName === "a" && !OUR_LINKS.test(href ?? "") ? [`a link to ${href}`] : []),
    ...attrs
      .filter(({ name, value }) => !isOurAttribute(tagName, name, value))
      .map(({ name, value }) => `<${tagName} ${name}="${value}">`),
  ];
}

function isOurAttribute(tag: string, name: string, value: string): boolean {
  if (name === "href") return tag === "a";
  if (name === "align") return tag === "td" || tag === "th";
  if (name === "open") return tag === "details";
  return name === "class" && tag === "code" && LANGUAGES.test(value);
}
