/**
 * A picture of GitHub-flavoured Markdown as GitHub shows it in a comment:
 *   npx tsx scripts/picture.ts in.md out.png [--open] [--dark] [--width 920] [--chromium path]
 * GitHub's own links (mentions, issue references) stay text. Nothing is loaded from the network.
 */
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import { remarkAlert } from "remark-github-blockquote-alert";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** GitHub's schema, widened for what the alert plugin writes. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "svg", "path"],
  attributes: {
    ...defaultSchema.attributes,
    div: [...(defaultSchema.attributes?.div ?? []), ["className", /^markdown-alert/]],
    p: [["className", /^markdown-alert/]],
    svg: [["className", "octicon"], "viewBox", "width", "height", "ariaHidden"],
    path: ["d"],
  },
};

async function toHtml(markdown: string): Promise<string> {
  const file = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkAlert)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, SCHEMA)
    .use(rehypeStringify)
    .process(markdown);
  return String(file);
}

/** The plugin writes "NOTE" where GitHub writes "Note". */
function withAlertTitles(html: string): string {
  return html.replace(
    /(<\/svg>)([A-Z])([A-Z]+)(<\/p>)/g,
    (_, before: string, first: string, rest: string, after: string) =>
      `${before}${first}${rest.toLowerCase()}${after}`,
  );
}

/** GitHub colours the lines of a diff; the chain does not. */
function withDiffColours(html: string): string {
  return html.replace(
    /(<code class="language-diff">)([\s\S]*?)(<\/code>)/g,
    (_, open: string, body: string, close: string) => {
      const lines = body.split("\n").map((line) => {
        const kind = { "+": "add", "-": "del", "@": "hunk" }[line.charAt(0)];
        return kind === undefined ? line : `<span class="${kind}">${line}</span>`;
      });
      return `${open}${lines.join("\n")}${close}`;
    },
  );
}

function page(html: string, styles: string, dark: boolean): string {
  const colours = dark
    ? { page: "#0d1117", frame: "#30363d", add: "#033a16", del: "#67060c", hunk: "#d2a8ff" }
    : { page: "#ffffff", frame: "#d1d9e0", add: "#dafbe1", del: "#ffebe9", hunk: "#8250df" };
  return `<!doctype html><meta charset="utf-8"><style>${styles}
    body { margin: 0; padding: 24px; background: ${colours.page}; }
    .markdown-body { border: 1px solid ${colours.frame}; border-radius: 6px; padding: 16px; font-size: 14px; }
    .markdown-alert-title { font-weight: 500; } .markdown-alert-title svg { margin-right: 8px; fill: currentColor; }
    .add { background: ${colours.add}; } .del { background: ${colours.del}; } .hunk { color: ${colours.hunk}; }
  </style><article class="markdown-body">${html}</article>`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      open: { type: "boolean", default: false },
      dark: { type: "boolean", default: false },
      width: { type: "string", default: "920" },
      chromium: { type: "string" },
    },
  });
  const [input, output] = positionals;
  if (input === undefined || output === undefined) {
    throw new Error(
      "usage: picture.ts in.md out.png [--open] [--dark] [--width n] [--chromium path]",
    );
  }
  const require = createRequire(import.meta.url);
  const theme = values.dark ? "dark" : "light";
  const styles = await readFile(
    require.resolve(`github-markdown-css/github-markdown-${theme}.css`),
    "utf8",
  );
  const rendered = withAlertTitles(withDiffColours(await toHtml(await readFile(input, "utf8"))));
  const html = values.open ? rendered.replaceAll("<details>", "<details open>") : rendered;
  const executablePath =
    values.chromium ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();

  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const view = await browser.newPage({
      viewport: { width: Number(values.width), height: 100 },
      deviceScaleFactor: 2,
    });
    await view.route("**/*", (route) => route.abort());
    await view.setContent(page(html, styles, values.dark));
    await view.screenshot({ path: output, fullPage: true });
  } finally {
    await browser.close();
  }
}

await main();
