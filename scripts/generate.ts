/**
 * Writes what follows from a definition elsewhere: the schemas of config and report, docs/configuration.md,
 * docs/assumptions.md, and the tables of inputs and outputs in README.md. `npm run generate` writes; with --check it only says
 * what is stale, and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { configJsonSchema } from "../src/config/schema.ts";
import { ASSUMPTIONS } from "../src/service/assumptions.ts";
import { configurationText } from "./configuration.ts";
import { reportSchemaText } from "./report-schema.ts";

export interface ActionFile {
  readonly description?: string;
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const root = new URL("../", import.meta.url);

/** The text of a file of the repository; undefined where there is none. */
export function readRepoFile(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return undefined;
  }
}

export function readAction(): ActionFile {
  return parse(readRepoFile("action.yml") ?? "");
}

export function schemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

/** The README with its tables as action.yml has them; throws where a marker is missing. */
export function withTables(readme: string, action: ActionFile): string {
  const inputs = Object.entries(action.inputs).map(([name, { description, default: value }]) => [
    code(name),
    value ? code(value) : "",
    cell(description),
  ]);
  const outputs = Object.entries(action.outputs).map(([name, { description }]) => [
    code(name),
    cell(description),
  ]);
  const filled = between(readme, "inputs", table(["Input", "Default", "Meaning"], inputs));
  return between(filled, "outputs", table(["Output", "Meaning"], outputs));
}

/** docs/assumptions.md */
export function assumptionsText(): string {
  const head = ["Id", "Assumed", "How far it is known", "Noticed by", "Otherwise", "Needed by"];
  const rows = ASSUMPTIONS.map((one) => [
    code(one.id),
    ...[one.assumed, one.source, one.observed, one.otherwise, one.neededBy].map(cell),
  ]);
  return `<!-- Written by scripts/generate.ts out of src/service/assumptions.ts: change that, and run npm run generate. -->
# Assumptions

Of Converra's wire format only the index of its endpoints is certain: <https://converra.ai/docs/api>. Everything else that
the action relies on is one of these ${ASSUMPTIONS.length} assumptions. A run that sees one broken names it by its id in the log, the summary
and \`report.json\` (\`assumptions\`), with the shape that came instead. **Needed by** is what cannot be done then; *nothing*
where the action makes up for it.

${table(head, rows)}
`;
}

function between(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`README.md lacks the markers ${open} and ${close}`);
  return `${text.slice(0, start)}${open}\n${content}\n${text.slice(end)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text: string) => `\`${text}\``;
const cell = (text: string) => text.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");

/** Each generated file with what it should hold. A README that is not there is left alone. */
function generated(): readonly { path: string; text: string }[] {
  const readme = readRepoFile("README.md");
  const files = [
    { path: "schema/converra.schema.json", text: schemaText() },
    { path: "schema/report.schema.json", text: reportSchemaText() },
    { path: "docs/configuration.md", text: configurationText() },
    { path: "docs/assumptions.md", text: assumptionsText() },
  ];
  if (readme !== undefined) {
    files.push({ path: "README.md", text: withTables(readme, readAction()) });
  }
  return files;
}

function main(args: readonly string[]): void {
  const stale = generated().filter(({ path, text }) => readRepoFile(path) !== text);
  for (const { path, text } of stale) {
    if (args.includes("--check")) {
      console.error(`${path} is stale: run npm run generate`);
      process.exitCode = 1;
    } else {
      writeFileSync(new URL(path, root), text);
      console.log(`wrote ${path}`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
