/** docs/getting-started.md, walked as it is written: every block is carried out or compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedPackage } from "./support/package.ts";

const DOC = readFileSync(new URL("../../docs/getting-started.md", import.meta.url), "utf8");

interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

function blocksOf(markdown: string): readonly Block[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, kind = "", text = ""]) => ({ kind, lines: text.trimEnd().split("\n") }));
}

const expectedCode = (line: string) => Number(/# exit code (\d)/.exec(line)?.[1] ?? 0);
const squeezed = (text: string) => text.replace(/\s+/g, " ");

test("the first hour goes as docs/getting-started.md says, from an empty folder", async () => {
  const blocks = blocksOf(DOC);
  expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(["sh", "text"]));
  const shell = installedPackage();
  let cwd = shell.folder;
  let printed = "";
  const codes: number[] = [];
  for (const { kind, lines } of blocks) {
    if (kind === "text") {
      for (const line of lines) expect(squeezed(printed)).toContain(squeezed(line));
      continue;
    }
    printed = "";
    for (const line of lines) {
      const { output, exitCode } = await shell.run(line, { cwd });
      printed += output;
      expect(exitCode, `${line}\n${output}`).toBe(expectedCode(line));
      codes.push(exitCode);
      if (line.startsWith("cd ")) cwd = join(cwd, line.slice(3));
    }
  }
  expect(codes.filter((code) => code === 1)).toHaveLength(1);
  expect(printed).toContain("Converra gate passed");
}, 240_000);
