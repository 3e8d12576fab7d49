/** The worker and what it imports as plain JavaScript: a thread of Node 20 does not read TypeScript, and a loader slows it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A text of a compiled file, and what is to stand there instead. */
export interface Edit {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Path of the compiled file. Below node_modules, where packages are found and nothing is checked in. */
export function compile(source: URL, edits: readonly Edit[] = [], name = "as-it-is"): string {
  const entry = fileURLToPath(source);
  const outDir = join(ROOT, "node_modules", ".cache", "bench-verdict", name);
  const compiledTo = (path: string) => join(outDir, path).replace(/\.ts$/, ".js");
  const program = ts.createProgram([entry], {
    ...{ outDir, rootDir: ROOT, noCheck: true, noLib: true, types: [] },
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    rewriteRelativeImportExtensions: true,
  });
  if (program.emit().emitSkipped) throw new Error(`${entry} could not be compiled`);
  for (const { file, from, to } of edits) {
    const text = readFileSync(compiledTo(file), "utf8");
    if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand once in ${file}`);
    writeFileSync(compiledTo(file), text.replace(from, to));
  }
  const compiled = compiledTo(relative(ROOT, entry));
  mkdirSync(dirname(compiled), { recursive: true });
  writeFileSync(join(outDir, "package.json"), '{ "type": "module" }\n');
  return compiled;
}
