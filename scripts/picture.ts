/**
 * A picture of GitHub-flavoured Markdown as GitHub shows it in a comment:
 *   npx tsx scripts/picture.ts in.md out.png [--open] [--dark] [--width 920] [--chromium path]
 * GitHub's own links (mentions, issue references) stay text. Nothing is loaded from the network.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { findChromium, launchChromium } from "../test/support/chromium.ts";
import { githubPage } from "./github-page.ts";

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
  const executable = values.chromium ?? findChromium();
  if (executable === undefined) {
    throw new Error("no picture: there is no chromium; install it with apt-get install chromium");
  }
  const { dark, open } = values;
  const html = await githubPage(await readFile(input, "utf8"), { dark, open });
  const browser = await launchChromium(executable);
  try {
    const view = await browser.newPage({
      viewport: { width: Number(values.width), height: 100 },
      deviceScaleFactor: 2,
    });
    await view.route("**/*", (route) => route.abort());
    await view.setContent(html);
    await view.screenshot({ path: output, fullPage: true });
  } finally {
    await browser.close();
  }
}

await main();
