/** What a newcomer reads in the README is what the story in gate.ts does, in its order. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** The words in bold of the numbered list below "How the gate decides", lower case. */
function stepsOf(readme: string): readonly string[] {
  const section = readme.split("## How the gate decides")[1]?.split(/^## /m)[0] ?? "";
  const items = section.split("\n").filter((line) => /^\d+\. /.test(line));
  return items.flatMap((line) =>
    [...line.matchAll(/\*\*(\w+)\.?\*\*/g)].map(([, word = ""]) => word.toLowerCase()),
  );
}

/** Names of the functions that `gate` calls, in the order of the text. */
function callsOf(source: string): readonly string[] {
  const body = source.slice(source.indexOf("export async function gate("));
  return [...body.matchAll(/\b([a-z]\w*)\(/g)].map(([, name = ""]) => name);
}

/** The first step that no call after the one before it is named for. */
function missing(steps: readonly string[], calls: readonly string[]): string | undefined {
  let from = 0;
  for (const step of steps) {
    const at = calls.findIndex((name, index) => index >= from && name.toLowerCase().includes(step));
    if (at === -1) return step;
    from = at + 1;
  }
  return undefined;
}

describe("gate.ts", () => {
  const steps = stepsOf(read("README.md"));
  const calls = callsOf(read("src/gate/gate.ts"));

  it("names every step of the README in its order", () => {
    expect(steps).toEqual([
      "scope",
      "evidence",
      "needs",
      "budget",
      "measure",
      "judge",
      "confirm",
      "recheck",
      "restore",
      "report",
    ]);
    expect(missing(steps, calls)).toBeUndefined();
  });

  it("fits on a screen", () => {
    expect(read("src/gate/gate.ts").split("\n").length).toBeLessThan(60);
  });

  it("would be caught with a step left out or out of order", () => {
    expect(missing(["scope", "judge"], ["readScope", "measure"])).toBe("judge");
    expect(missing(["measure", "scope"], ["readScope", "measure"])).toBe("scope");
  });
});
