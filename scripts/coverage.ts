/**
 * Writes docs/api-coverage.md: every endpoint of the API index with its client method, emulator route, contract test and
 * user. With --check it only says whether the file is stale, and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createEmulator } from "../sandbox/converra/emulator.ts";
import { ENDPOINTS } from "../src/service/endpoints.ts";
import { CHANGING } from "../test/contract/service/changing-checks.ts";
import { READING } from "../test/contract/service/reading-checks.ts";
import {
  ENDPOINT_FACTS,
  type EndpointName,
  USED_BY,
  type UsingCommand,
} from "../test/fixtures/api-coverage.ts";
import { API_INDEX } from "../test/fixtures/api-index.ts";

export interface CoverageRow {
  readonly section: string;
  /** As the index has it: method and path. */
  readonly endpoint: string;
  /** Undefined where there is none; so are the next two. */
  readonly clientMethod: EndpointName | undefined;
  readonly emulated: boolean;
  readonly check: { readonly suite: "reading" | "changing"; readonly says: string } | undefined;
  readonly usedBy: readonly UsingCommand[];
}

export const COVERAGE_FILE = new URL("../docs/api-coverage.md", import.meta.url);

/** One row for each distinct endpoint, in the order of the index. */
export function coverageRows(): readonly CoverageRow[] {
  const routes = emulatorRoutes();
  const distinct = API_INDEX.filter(
    ({ endpoint }, at) => API_INDEX.findIndex((row) => row.endpoint === endpoint) === at,
  );
  return distinct.map(({ section, endpoint }) => {
    const clientMethod = clientMethodOf(endpoint);
    return {
      section,
      endpoint,
      clientMethod,
      emulated: routes.has(endpoint),
      check: checkOf(clientMethod),
      usedBy: (Object.keys(USED_BY) as UsingCommand[]).filter(
        (command) => clientMethod !== undefined && USED_BY[command].includes(clientMethod),
      ),
    };
  });
}

function emulatorRoutes(): ReadonlySet<string> {
  const { routes } = createEmulator().app;
  return new Set(routes.map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`));
}

function clientMethodOf(endpoint: string): EndpointName | undefined {
  const names = Object.keys(ENDPOINTS) as EndpointName[];
  return names.find((name) => `${ENDPOINTS[name].method} ${ENDPOINTS[name].path}` === endpoint);
}

function checkOf(name: EndpointName | undefined): CoverageRow["check"] {
  for (const [suite, checks] of [
    ["reading", READING],
    ["changing", CHANGING],
  ] as const) {
    const check = checks.find(({ endpoint }) => endpoint === name);
    if (check !== undefined) return { suite, says: check.says };
  }
  return undefined;
}

export function coverageText(rows: readonly CoverageRow[] = coverageRows()): string {
  const head = ["Endpoint", "Client method", "Emulator", "Contract test", "Used by", "Evidence"];
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
fault matrix (\`test/contract/matrix\`). Which command uses what is measured by running the commands.

**Evidence** says how far the shape of request and answer is known: *documented* on the page, *documented in part* where
the page could be read to some point only, *guessed* where the index has the path and the page only hints at the shape.
Guessed members are marked in \`src/service\` and in the emulator.

${sections.join("\n")}`;
}

function cellsOf(row: CoverageRow): readonly string[] {
  const { clientMethod, check, emulated, usedBy } = row;
  const facts = clientMethod && ENDPOINT_FACTS[clientMethod];
  const partial = facts?.lacks === undefined ? "emulated" : `partial: without ${facts.lacks}`;
  return [
    `\`${row.endpoint}\``,
    clientMethod === undefined ? "missing" : `\`${clientMethod}\``,
    emulated ? partial : "missing",
    check === undefined ? "missing" : `${check.suite}: ${check.says}`,
    usedBy.length === 0 ? "not yet" : usedBy.join(", "),
    facts === undefined ? "missing" : `${facts.evidence} ([page](${facts.page}))`,
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
