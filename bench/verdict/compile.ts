/** The worker and what it imports as plain JavaScript: a thread of Node 20 does not read TypeScript, and a loader slows it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Path of the compiled file. Below node_modules, where packages are found and nothing is checked in. */
export function compile(source: URL): string {
  const entry = fileURLToPath(source);
  const outDir = join(ROOT, "node_modules", ".cache", "bench-verdict");
  const program = ts.createProgram([entry], {
    ...{ outDir, rootDir: ROOT, noCheck: true, noLib: true, types: [] },
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    rewriteRelativeImportExtensions: true,
  });
  if (program.emit().emitSkipped) throw new Error(`${entry} could not be compiled`);
  const compiled = join(outDir, relative(ROOT, entry)).replace(/\.ts$/, ".js");
  mkdirSync(dirname(compiled), { recursive: true });
  writeFileSync(join(outDir, "package.json"), '{ "type": "module" }\n');
  return compiled;
}
