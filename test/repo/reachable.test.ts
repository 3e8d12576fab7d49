import { describe, expect, it } from "vitest";
import { parseSource, type SourceFile, sourcesBelow } from "./source-tree.ts";

/** The action, the desk, and what writes the published schemas. */
const ROOTS = ["src/main.ts", "src/cli/main.ts", "scripts/generate.ts"];

/** Files of src that no import leads to from the roots, dynamic ones and those of types included. */
function unreached(files: readonly SourceFile[], roots: readonly string[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const reached = new Set<string>();
  const open = [...roots];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...(imports.get(path) ?? []).map(({ target }) => target));
  }
  return [...imports.keys()].filter((path) => path.startsWith("src/") && !reached.has(path));
}

describe("src", () => {
  it("has no file that only tests reach", () => {
    const files = [...sourcesBelow("src"), ...sourcesBelow("scripts")];
    expect(unreached(files, ROOTS)).toEqual([]);
  });

  it("would be caught with one, and lets one pass that is loaded late", () => {
    const files = [
      parseSource("src/main.ts", 'const late = await import("./late.ts");'),
      parseSource("src/late.ts", 'import type { A } from "./a.ts";'),
      parseSource("src/a.ts", "export interface A {}"),
      parseSource("src/lost.ts", 'import "./main.ts";'),
    ];
    expect(unreached(files, ["src/main.ts"])).toEqual(["src/lost.ts"]);
  });
});
