import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const { dependencies } = JSON.parse(read("package.json")) as {
  dependencies: Readonly<Record<string, string>>;
};

describe("what is handed on in dist", () => {
  const licenses = read("dist/licenses.txt") + read("dist/sandbox/licenses.txt");

  it.each(Object.keys(dependencies))("comes with the license of %s", (name) => {
    const [, rest = ""] = licenses.split(new RegExp(`^${name}(?: [\\d.]+)?$`, "m"));
    expect(rest.slice(0, 2_000)).toMatch(/permission|redistribution/i);
  });
});
