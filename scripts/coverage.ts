/**
 * Writes docs/api-coverage.md: every endpoint of the API index with its client method, emulator route, contract test and
 * user. With --check it only says whether the file is stale, and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createEmulator } from "../sandbox/converra/emulator.ts";
import { CHANGING } from "../test/contract/service/changing-checks.ts";
import { READING } from "../test/contract/service/reading-checks.ts";
import { API_INDEX, type IndexRow } from "../test/fixtures/api-index.ts";
import { STORIES } from "../test/fixtures/stories.ts";

/** What the index does not tell of a row. */
export interface CoverageRow extends IndexRow {
  readonly emulated: boolean;
  /** Undefined where there is none. */
  readonly check: { readonly suite: "reading" | "changing"; readonly says: string } | undefined;
  /** The file of test/story that shows it. */
  readonly story: string | undefined;
}

export const COVERAGE_FILE = new URL("../docs/api-coverage.md", import.meta.url);

export function coverageRows(): readonly CoverageRow[] {
  const routes = emulatorRoutes();
  return API_INDEX.map((row) => ({
    ...row,
    emulated: routes.has(row.endpoint),
    check: checkOf(row),
    story: Object.entries(STORIES).find(([, shown]) => shown.includes(row.endpoint))?.[0],
  }));
}

function emulatorRoutes(): ReadonlySet<string> {
  const { routes } = createEmulator().app;
  return new Set(routes.map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`));
}

function checkOf({ method }: IndexRow): CoverageRow["check"] {
  for (const [suite, checks] of [
    ["reading", READING],
    ["changing", CHANGING],
  ] as const) {
    const check = checks.find((each) => each.method === method);
    if (check !== undefined) return { suite, says: check.says };
  }
  return undefined;
}

export function coverageText(rows: readonly CoverageRow[] = coverageRows()): string {
  const head = "Endpoint|Client method|Emulator|Contract test|Used by|Story|Evidence".split("|");
  const sections = [...new Set(rows.map(({ section }) => section))].map((section) => {
    const cells = rows.filter((row) => row.section === section).map(cellsOf);
    return `## ${section}\n\n${[head, head.map(() => "---"), ...cells].map(line).join("\n")}\n`;
  });
  const inUse = rows.filter(({ usedBy }) => usedBy.length > 0).length;
  return `<!-- Written by scripts/coverage.ts: change that, or what it reads, and run npm run generate. -->
# API coverage

The ${rows.length} endpoints of the index at <https://converra.ai/docs/api>, each under the section that names it first; ${inUse} of
them are in use. The contract tests (\`test/contract/service\`) run against the emulator in every dialect and can be pointed
at the real service ([how](development.md)); *reading* ones change nothing there. Every client method is also a row of the
fault matrix (\`test/contract/matrix\`). Which command uses what is measured by running the commands; the story, a whole run in
this process, is held to show what it is named for whenever it is played.

**Evidence** says how far the shape of request and answer is known: *documented* on the page, *documented in part* where
the page could be read to some point only, *guessed* where the index has the path and the page only hints at the shape.
Guessed members are marked in \`src/service\` and in the emulator.

${sections.join("\n")}`;
}

function cellsOf(row: CoverageRow): readonly string[] {
  const { endpoint, method, check, emulated, lacks, usedBy, story, evidence, page } = row;
  const partial = lacks === undefined ? "emulated" : `partial: without ${lacks}`;
  return [
    `\`${endpoint}\``,
    `\`${method}\``,
    emulated ? partial : "missing",
    check === undefined ? "missing" : `${check.suite}: ${check.says}`,
    usedBy.length === 0 ? "not yet" : usedBy.join(", "),
    story === undefined ? "none" : `[${story}](../test/story/${story}.test.ts)`,
    `${evidence} ([page](${page}))`,
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function main(args: readonly string[]): void {
  const wanted = coverageText();
  let present = "";
  try {
    present = readFileSync(COVERAGE_FILE, "utf8");
  } catch {
    // There is none yet.
  }
  if (present === wanted) return;
  if (args.includes("--check")) {
    console.error("docs/api-coverage.md is stale: run npm run generate");
    process.exitCode = 1;
  } else {
    writeFileSync(COVERAGE_FILE, wanted);
    console.log("wrote docs/api-coverage.md");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
