import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSource, type SourceFile, sourcesBelow } from "./source-tree.ts";

const sources = [...sourcesBelow("src"), ...sourcesBelow("sandbox")];
const tests = sourcesBelow("test");

/** What a part may import, itself aside. A part is a folder of src, or a file beside them. */
const BASE = ["domain", "account", "headroom", "errors", "clock"];
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  headroom: [],
  errors: [],
  clock: [],
  config: BASE,
  service: BASE,
  plan: [...BASE, "config", "service"],
  runs: [...BASE, "service"],
  verdict: BASE,
  report: [...BASE, "verdict"],
  github: [...BASE, "verdict", "report"],
  account: ["domain"],
  "winner-inputs": BASE,
  inputs: [...BASE, "config", "service", "winner-inputs"],
  variables: [...BASE, "inputs", "service"],
  payload: [...BASE, "config"],
  event: [...BASE, "config", "inputs", "payload"],
  gate: [
    ...[...BASE, "config", "service", "plan", "runs"],
    ...["verdict", "report", "github", "inputs", "event"],
  ],
  sandbox: BASE,
};
const ALL_PARTS = [...new Set(sources.map(({ path }) => partOf(path)))];
const NOT_BY_COMMANDS = ["run", "main", "cli", "sandbox"];
const OUTER: Readonly<Record<string, readonly string[]>> = {
  commands: ALL_PARTS.filter((part) => !NOT_BY_COMMANDS.includes(part)),
  run: ALL_PARTS.filter((part) => !["main", "cli", "sandbox"].includes(part)),
  main: ALL_PARTS.filter((part) => part !== "cli" && part !== "sandbox"),
  // The desk has the emulated account in its own process.
  cli: ALL_PARTS.filter((part) => part !== "main"),
};

/** Who may import a package. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  "@actions/core": /^src\/(inputs|main|github\/workflow)\.ts$/,
  "@actions/github": /^src\/(main\.ts|github\/)/,
  undici: /^src\/service\/transport\.ts$/,
};

/** The sandbox is one part; of src, each folder and each file beside them. */
function partOf(path: string): string {
  const [top, part] = path.split("/");
  return top === "src" ? (part?.replace(/\.ts$/, "") ?? "") : (top ?? "");
}

function violations(
  files: readonly SourceFile[],
  find: (file: SourceFile) => readonly string[],
): readonly string[] {
  return files.flatMap((file) => find(file).map((what) => `${file.path} ${what}`));
}

function wrongLayers(file: SourceFile): readonly string[] {
  const part = partOf(file.path);
  const allowed = LAYERS[part] ?? OUTER[part];
  if (allowed === undefined) return ["belongs to no layer: add it to this test"];
  return file.imports
    .filter(({ target }) => /^(src|sandbox)\//.test(target))
    .filter(({ target }) => partOf(target) !== part && !allowed.includes(partOf(target)))
    .map(({ target }) => `imports ${target}`);
}

function foreignPackages(file: SourceFile): readonly string[] {
  return file.imports.flatMap(({ target }) => {
    const owner = Object.entries(OWNERS).find(
      ([name]) => target === name || target.startsWith(`${name}/`),
    );
    return owner === undefined || owner[1].test(file.path) ? [] : [`imports ${target}`];
  });
}

/** Files and packages that are loaded before a program begins. */
function startedBy(program: string): ReadonlySet<string> {
  const started = new Set([program]);
  // A set hands out what is added while it is walked.
  for (const path of started) {
    const imports = sources.find((file) => file.path === path)?.imports ?? [];
    for (const { target, typeOnly, isLate } of imports)
      if (!typeOnly && !isLate) started.add(target);
  }
  return started;
}

describe("imports", () => {
  it("go one way through the layers", () => {
    expect(violations(sources, wrongLayers)).toEqual([]);
  });

  it("reach the toolkit and the network in their own places only", () => {
    expect(violations(sources, foreignPackages)).toEqual([]);
  });

  it("name files with their ending, and stay inside the two programs", () => {
    const wrong = violations(sources, ({ imports }) =>
      imports
        .filter(({ target }) => /^(src\/|sandbox\/|\.\.|test\/|scripts\/|bench\/)/.test(target))
        .filter(({ target }) => !/^(src|sandbox)\/.*\.(ts|json)$/.test(target))
        .map(({ target }) => `imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("start the action without a package that only the work after its inputs needs", () => {
    const late = ["yaml", "zod", "undici", "@octokit/core", "jsonschema", "picomatch"];
    const started = startedBy("src/main.ts");
    expect([...started]).toContain("@actions/core");
    expect(late.filter((name) => started.has(name))).toEqual([]);
  });

  it("let no environment variable be read but in inputs, variables and event", () => {
    const readers = sources.filter(({ text }) =>
      /\bprocess\s*\.\s*env\b|process\["env"\]/.test(text),
    );
    const outside = readers.filter(({ path }) => !/^src\/(inputs|variables|event)\.ts$/.test(path));
    expect(outside.map(({ path }) => path)).toEqual([]);
  });
});

describe("files", () => {
  it("stay below 250 lines", () => {
    const long = violations([...sources, ...tests], ({ lines }) =>
      lines > 250 ? [`has ${lines} lines`] : [],
    );
    expect(long).toEqual([]);
  });

  it("export by name, and their own things", () => {
    const wrong = violations(sources, ({ hasDefaultExport, isBarrel }) => [
      ...(hasDefaultExport ? ["has a default export"] : []),
      ...(isBarrel ? ["only re-exports"] : []),
    ]);
    expect(wrong).toEqual([]);
  });

  it("have a subject, so that none is called utils", () => {
    const vague = /^(utils?|helpers?|misc|common|index)\.ts$/;
    expect(sources.filter(({ path }) => vague.test(basename(path)))).toEqual([]);
  });

  it("do nothing when they are imported, the programs aside", () => {
    const programs = /^(src|src\/cli|sandbox)\/main\.ts$/;
    const modules = sources.filter(({ path }) => !programs.test(path));
    expect(violations(modules, ({ importTimeWork }) => importTimeWork)).toEqual([]);
  });
});

describe("tests", () => {
  it("replace no module", () => {
    const call = new RegExp(`\\b${["vi", "(doM|m)ock"].join("\\s*\\.\\s*")}\\s*\\(`);
    expect(tests.filter(({ text }) => call.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("this test", () => {
  const file = (path: string, text: string) => parseSource(path, text);

  it.each([
    ["src/verdict/a.ts", 'import { b } from "../service/b.ts";', "imports src/service/b.ts"],
    [
      "src/report/a.ts",
      'import type { B } from "../service/send.ts";',
      "imports src/service/send.ts",
    ],
    ["src/config/a.ts", 'const b = await import("../plan/b.ts");', "imports src/plan/b.ts"],
    [
      "sandbox/a.ts",
      'import type { B } from "../src/service/send.ts";',
      "imports src/service/send.ts",
    ],
    ["src/plan/a.ts", 'export { b } from "../gate/b.ts";', "imports src/gate/b.ts"],
    ["src/elsewhere/a.ts", "", "belongs to no layer: add it to this test"],
  ])("sees a wrong layer in %s: %s", (path, text, expected) => {
    expect(wrongLayers(file(path, text))).toEqual([expected]);
  });

  it.each([
    ["sandbox/a.ts", 'import type { Clock } from "../src/clock.ts";'],
    ["src/plan/a.ts", 'import { b } from "../service/b.ts"; import { c } from "./c.ts";'],
  ])("lets a right one pass in %s: %s", (path, text) => {
    expect(wrongLayers(file(path, text))).toEqual([]);
  });

  it("sees packages, default exports, barrels and work", () => {
    expect(foreignPackages(file("src/plan/a.ts", 'import "undici";'))).toEqual(["imports undici"]);
    expect(file("src/a.ts", "export default 1;").hasDefaultExport).toBe(true);
    expect(file("src/a.ts", "const a = 1; export { a as default };").hasDefaultExport).toBe(true);
    expect(file("src/a.ts", "export default function f() {}").hasDefaultExport).toBe(true);
    expect(file("src/a.ts", 'export * from "./b.ts";').isBarrel).toBe(true);
    expect(file("src/a.ts", "f();").importTimeWork).toEqual(["f();"]);
  });
});
