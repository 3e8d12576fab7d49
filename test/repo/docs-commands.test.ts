/** The commands of README and docs: those of fenced blocks are carried out by what is named here, all others exist. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseConverraArguments } from "../../sandbox/converra/cli-options.ts";
import { readRepoFile } from "../../scripts/generate.ts";
import { type Block, markdownPages } from "./markdown-blocks.ts";

const pages = markdownPages();
const root = fileURLToPath(new URL("../../", import.meta.url));
const { scripts } = JSON.parse(readRepoFile("package.json") ?? "") as {
  scripts: Readonly<Record<string, string>>;
};

/** A file and the words in it by which it carries a command out. */
type Executor = readonly [file: string, words: string];

/** Pages of which a test carries out every line as it stands. */
const WALKED: Readonly<Record<string, Executor>> = {
  "docs/getting-started.md": [
    "test/process/getting-started.test.ts",
    '"../../docs/getting-started.md"',
  ],
};

const CI = ".ci/run";
const CARRIED_OUT: Readonly<Record<string, readonly Executor[]>> = {
  "npm ci": [[CI, "npm ci"]],
  "npm test": [[CI, "npm test"]],
  "npm cit": [
    [CI, "npm ci"],
    [CI, "npm test"],
  ],
  "npm run check": [[CI, "npm run check"]],
  "npm run demo": [[CI, "npm run demo"]],
  "node dist/sandbox/index.js converra --port 0 --plan free --time-scale 600": [
    ["test/contract/service/stands-alone.test.ts", '"starts as README.md shows"'],
  ],
  "gh attestation verify dist/index.js --repo converra/gate": [
    [".github/workflows/release.yml", "run: gh attestation verify dist/index.js --repo"],
  ],
};

/** Pages whose workflows have scripts of their own. */
const SCRIPTS: Readonly<Record<string, Executor>> = {
  "docs/account.md": ["test/story/account-webhooks.test.ts", 'readPage("docs/account.md"'],
  "docs/pages.md": ["test/repo/workflows.test.ts", 'readPage("docs/pages.md"'],
};

/** One of the tests, or some: `npm test` runs each of them, so that a path with tests is carried out. */
const TESTS =
  /^(?<env>(?:[A-Z_]+=(?:'[^']*'|\S+)\s+)*)(?:npx )?vitest run(?: (?<path>test\/[\w./-]+))?$/;

/** What keeps a command of this page from being known to work, a line each. */
function unproven(page: string, command: string): readonly string[] {
  const walked = WALKED[page];
  if (walked !== undefined) return missing([walked]);
  const executors = Object.hasOwn(CARRIED_OUT, command) ? CARRIED_OUT[command] : undefined;
  if (executors !== undefined) return missing(executors);
  const [, script] = /^npm run ([\w:-]+)$/.exec(command) ?? [];
  const { env, path } = TESTS.exec(scripts[script ?? ""] ?? command)?.groups ?? {};
  if (path === undefined) return [`nothing is named that carries out: ${command}`];
  const files = testsAt(path);
  const variables = [...(env ?? "").matchAll(/([A-Z_]+)=/g)].map(([, name = ""]) => name);
  return [
    ...(files.length === 0 ? [`there is no test at ${path}`] : []),
    ...variables
      .filter((name) => !files.some((file) => (readRepoFile(file) ?? "").includes(name)))
      .map((name) => `no test at ${path} knows ${name}`),
    ...missing([["vitest.config.ts", 'include: ["test/**/*.test.ts"]']]),
  ];
}

function missing(executors: readonly Executor[]): readonly string[] {
  return executors
    .filter(([file, words]) => !(readRepoFile(file) ?? "").includes(words))
    .map(([file, words]) => `${file} has no ${words}`);
}

function testsAt(path: string): readonly string[] {
  if (!existsSync(root + path)) return [];
  if (!statSync(root + path).isDirectory()) return path.endsWith(".test.ts") ? [path] : [];
  const names = readdirSync(root + path, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".test.ts")).map((name) => `${path}/${name}`);
}

/** Without what explains them. */
function commandsIn({ text }: Pick<Block, "text">): readonly string[] {
  return text
    .replaceAll(/\\\n/g, " ")
    .split(/\n|&&/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((line) => line !== "");
}

const shown = pages.flatMap(({ path: page, blocks }) =>
  blocks
    .filter(({ lang }) => lang === "sh")
    .flatMap((block) => commandsIn(block).map((command) => ({ page, at: block.at, command }))),
);

/** Names of commands, anywhere on a page, that do not exist. */
function wrongNames(text: string): readonly string[] {
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

describe("a command that the docs show", () => {
  it.each(shown)("is carried out: $command ($at)", ({ page, command }) => {
    expect(unproven(page, command)).toEqual([]);
  });

  it("is carried out where it is a script of a workflow, too", () => {
    const withScripts = pages.filter(({ blocks }) =>
      blocks.some(({ lang, text }) => /^ya?ml$/.test(lang) && /^\s*(- )?run:/m.test(text)),
    );
    expect(withScripts.map(({ path }) => path).toSorted()).toEqual(Object.keys(SCRIPTS).toSorted());
    expect(missing(Object.values(SCRIPTS))).toEqual([]);
  });

  it.each(pages)("exists, wherever $path names it", ({ path }) => {
    expect(wrongNames(readRepoFile(path) ?? "")).toEqual([]);
  });

  it("stands in a block for commands, not in one for what they print", () => {
    const printed = pages.flatMap(({ blocks }) => blocks.filter(({ lang }) => lang === "text"));
    const like = /^(\$ |(npm|npx|node|git|gh|cd|mkdir|curl) )/;
    const hidden = printed.filter(({ text }) => text.split("\n").some((line) => like.test(line)));
    expect(hidden.map(({ at }) => at)).toEqual([]);
  });
});

describe("this test", () => {
  it("names nothing that no page shows", () => {
    const commands = shown.map(({ command }) => command);
    expect(Object.keys(CARRIED_OUT).filter((one) => !commands.includes(one))).toEqual([]);
    const walked = shown.map(({ page }) => page);
    expect(Object.keys(WALKED).filter((one) => !walked.includes(one))).toEqual([]);
  });

  it.each([
    ["rm -rf build", "nothing is named that carries out: rm -rf build"],
    ["npm run bench:scale", "nothing is named that carries out: npm run bench:scale"],
    ["npx vitest run test/none", "there is no test at test/none"],
    ["npx vitest run test/support", "there is no test at test/support"],
    ["HOSTLE=9 npx vitest run test/hostile", "no test at test/hostile knows HOSTLE"],
  ])("sees that nothing carries out %j", (command, expected) => {
    expect(unproven("README.md", command)).toEqual([expected]);
  });

  it("sees words that are not there any more", () => {
    expect(missing([[CI, "npm run nothing"]])).toEqual([".ci/run has no npm run nothing"]);
  });

  it("reads commands without comments, and over lines", () => {
    const text = "# first\nnpm ci  # all of it\nnpm run \\\n  check && npm test\n";
    expect(commandsIn({ text })).toEqual(["npm ci", "npm run check", "npm test"]);
  });

  it("sees names that lead nowhere", () => {
    expect(wrongNames("`npm run nothing`, npx vitest run test/none")).toEqual([
      "npm run nothing",
      "vitest run test/none",
    ]);
    expect(wrongNames("node dist/sandbox/index.js converra --prot 1")).toEqual([
      "converra --prot 1",
    ]);
  });
});
