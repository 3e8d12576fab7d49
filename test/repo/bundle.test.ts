import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sourcesBelow } from "./source-tree.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
/** Packages that the programs import, their types aside. */
const bundled = new Set(
  [...sourcesBelow("src"), ...sourcesBelow("sandbox")].flatMap(({ imports }) =>
    imports
      .filter(
        ({ target, typeOnly }) => !typeOnly && !/^(\.|node:|src\/|sandbox\/|schema\/)/.test(target),
      )
      .map(({ target }) =>
        target
          .split("/")
          .slice(0, target.startsWith("@") ? 2 : 1)
          .join("/"),
      ),
  ),
);

describe("the package", () => {
  it("needs no other when it is installed, and runs nothing then", () => {
    const { dependencies, scripts } = JSON.parse(read("package.json"));
    expect(dependencies).toBeUndefined();
    expect(Object.keys(scripts).filter((name) => /install|prepare|prepack/.test(name))).toEqual([]);
  });
});

describe("what is handed on in dist", () => {
  const licenses = ["dist", "dist/sandbox"]
    .map((folder) => read(`${folder}/licenses.txt`))
    .join("\n");

  it.each([...bundled])("comes with the license of %s", (name) => {
    const [, rest = ""] = licenses.split(new RegExp(`^${name}(?: [\\d.]+)?$`, "m"));
    expect(rest.slice(0, 2_000)).toMatch(/permission|redistribution/i);
  });
});

describe("the program for the desk", () => {
  it("tells its version, for whoever reports a mistake of it", () => {
    const program = fileURLToPath(new URL("../../dist/cli/index.js", import.meta.url));
    const told = execFileSync(process.execPath, [program, "--version"], { encoding: "utf8" });
    expect(told.trim()).toBe(JSON.parse(read("package.json")).version);
  });
});
