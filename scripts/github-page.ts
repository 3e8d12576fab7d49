/** GitHub-flavoured Markdown as a page that looks as a comment does on GitHub. Nothing in it is loaded from the network. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import { remarkAlert } from "remark-github-blockquote-alert";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

export interface Look {
  readonly dark?: boolean;
  /** Folds stand open: all, or those whose line has these words. */
  readonly open?: boolean | string;
}

export async function githubPage(markdown: string, { dark = false, open }: Look): Promise<string> {
  const theme = dark ? "dark" : "light";
  const { resolve } = createRequire(import.meta.url);
  const styles = readFileSync(resolve(`github-markdown-css/github-markdown-${theme}.css`), "utf8");
  const html = withMarks(withAlertTitles(withDiffColours(await toHtml(markdown))));
  return page(withOpenFolds(html, open), styles, dark);
}

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
    ? {
        page: "#0d1117",
        frame: "#30363d",
        head: "#151b23",
        text: "#f0f6fc",
        muted: "#9198a1",
        add: "#033a16",
        del: "#67060c",
        hunk: "#d2a8ff",
      }
    : {
        page: "#ffffff",
        frame: "#d1d9e0",
        head: "#f6f8fa",
        text: "#1f2328",
        muted: "#59636e",
        add: "#dafbe1",
        del: "#ffebe9",
        hunk: "#8250df",
      };
  return `<!doctype html><meta charset="utf-8"><style>${styles}
    body { margin: 0; padding: 24px; background: ${colours.page}; }
    .frame { border: 1px solid ${colours.frame}; border-radius: 6px; overflow: hidden; }
    .author { font: 14px/1.5 system-ui, sans-serif; padding: 8px 16px; color: ${colours.muted};
      background: ${colours.head}; border-bottom: 1px solid ${colours.frame}; }
    .author b { color: ${colours.text}; } .author i { font-style: normal; font-size: 12px; margin-left: 4px;
      border: 1px solid ${colours.frame}; border-radius: 2em; padding: 0 6px; }
    .markdown-body { padding: 16px; font-size: 14px; }
    .markdown-alert-title { font-weight: 500; } .markdown-alert-title svg { margin-right: 8px; fill: currentColor; }
    .add { background: ${colours.add}; } .del { background: ${colours.del}; } .hunk { color: ${colours.hunk}; }
  </style><div class="frame"><div class="author"><b>github-actions</b> <i>bot</i> commented</div>
  <article class="markdown-body">${html}</article></div>`;
}

function withOpenFolds(html: string, open: Look["open"]): string {
  if (open === true) return html.replaceAll("<details>", "<details open>");
  if (open === undefined || open === false) return html;
  return html.replace(/<details>(?=\s*<summary>(.*?)<\/summary>)/gs, (tag, line: string) =>
    line.includes(open) ? "<details open>" : tag,
  );
}

/** The reports' marks are drawn: a machine may have no font for them. */
const MARKS: Readonly<Record<string, string>> = {
  "❌": '<path d="M5 5 19 19M19 5 5 19" stroke="#dd2e44" stroke-width="5" stroke-linecap="round"/>',
  "✅": '<rect x="1" y="1" width="22" height="22" rx="4" fill="#5c9e3c"/><path d="m6 12 5 5 8-10" stroke="#fff" stroke-width="3.5" fill="none" stroke-linecap="round" stroke-linejoin="round"/>',
  "⚠️": '<path d="M12 2 23 21H1Z" fill="#ffcc4d" stroke="#ffcc4d" stroke-width="2" stroke-linejoin="round"/><path d="M12 9v5m0 3v1" stroke="#231f20" stroke-width="2.6" stroke-linecap="round"/>',
  "⚪": '<circle cx="12" cy="12" r="10" fill="#e6e7e8" stroke="#a7a9ac"/>',
  "🏆": '<path d="M7 2h10v7a5 5 0 0 1-10 0ZM7 4H3c0 4 1 6 4 6M17 4h4c0 4-1 6-4 6M12 14v4" stroke="#ffac33" stroke-width="2" fill="#ffcc4d"/><path d="M7 18h10v4H7Z" fill="#c1694f"/>',
  "⏳": '<path d="M6 3h12v3l-5 6 5 6v3H6v-3l5-6-5-6Z" fill="#ffe8b6" stroke="#c1694f" stroke-width="2" stroke-linejoin="round"/><path d="M9 20h6l-3-5Z" fill="#ffac33"/>',
};

function withMarks(html: string): string {
  return html.replace(/❌|✅|⚠️|⚪|🏆|⏳/gu, (mark) => {
    const size = 'width="1.1em" height="1.1em" style="vertical-align:-0.15em"';
    return `<svg viewBox="0 0 24 24" ${size}>${MARKS[mark] ?? ""}</svg>`;
  });
}
