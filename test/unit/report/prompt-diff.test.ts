import { describe, expect, test } from "vitest";
import { changedLines, pullRequestUrl } from "../../../src/report/links.ts";
import { diffBlocks, promptDiff } from "../../../src/report/prompt-diff.ts";
import { aContext, anAgentReport } from "../../support/report-builders.ts";

const TEN = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;

describe("a prompt diff", () => {
  test("shows three lines around a change and the line it begins at", () => {
    const after = TEN.with(5, "changed");
    expect(promptDiff(text(TEN), text(after)).lines).toEqual([
      "@@ line 3 @@",
      " line 3",
      " line 4",
      " line 5",
      "-line 6",
      "+changed",
      " line 7",
      " line 8",
      " line 9",
    ]);
  });

  test("knows the first and last changed line of the later prompt", () => {
    const after = TEN.with(1, "a").with(7, "b");
    expect(promptDiff(text(TEN), text(after)).changed).toEqual({ from: 2, to: 8 });
  });

  test("places a deletion at the line that took its place", () => {
    expect(promptDiff(text(TEN), text(TEN.toSpliced(4, 2))).changed).toEqual({ from: 5, to: 5 });
  });

  test("places a deletion at the end on the last line there is", () => {
    expect(promptDiff(text(TEN), text(TEN.slice(0, 8))).changed).toEqual({ from: 8, to: 8 });
  });

  test("is empty when only line ends differ", () => {
    const diff = promptDiff("a\r\nb\r\n", "a\nb");
    expect(diff.lines).toEqual([]);
    expect(diff.changed).toBeUndefined();
  });

  test("compares a long paragraph sentence by sentence, at its own line number", () => {
    const paragraph = (last: string) =>
      `first line\n${"A sentence of the prompt. ".repeat(10)}${last}\n`;
    const diff = promptDiff(paragraph("Keep it short."), paragraph("Be long."));
    expect(diff.lines.filter((line) => /^[+-]/.test(line))).toEqual([
      "-Keep it short.",
      "+Be long.",
    ]);
    expect(diff.changed).toEqual({ from: 2, to: 2 });
    expect(diff.folded).toBe(true);
  });

  test("gives up on prompts with nothing in common instead of searching for ever", () => {
    const many = (word: string) => text(Array.from({ length: 3000 }, (_, i) => `${word} ${i}`));
    const diff = promptDiff(many("old"), many("fresh"));
    expect(diff.tooDifferent).toBe(true);
    expect(diff.changed).toEqual({ from: 1, to: 3000 });
  });

  test("cut short says how many changed lines are hidden", () => {
    const blocks = diffBlocks(text(TEN), text(TEN.with(5, "a").with(9, "b")), 5);
    expect(blocks[0]).toMatchObject({
      value: "@@ line 3 @@\n line 3\n line 4\n line 5\n-line 6",
    });
    expect(JSON.stringify(blocks[1])).toContain("3\u00A0more changed lines in report.html.");
  });
});

describe("the changed lines of an agent", () => {
  const prompts = { promptBefore: "a\nb\nc\n", promptAfter: "a\nB\nc\n" };

  test("are those of its prompt file", () => {
    const promptSource = { file: "p.md", line: 1, column: 1, endLine: 3 };
    expect(changedLines(anAgentReport({ ...prompts, promptSource }))).toEqual({ from: 2, to: 2 });
  });

  test("are counted from below the bar of a block in the config", () => {
    const promptSource = { file: "converra.yml", line: 10, column: 13, endLine: 13 };
    expect(changedLines(anAgentReport({ ...prompts, promptSource }))).toEqual({ from: 12, to: 12 });
  });

  test("are the whole prompt when nothing is known of the earlier one", () => {
    const promptSource = { file: "p.md", line: 1, column: 1, endLine: 3 };
    const agent = anAgentReport({ promptAfter: "a\nb\nc\n", promptSource });
    expect(changedLines(agent)).toEqual({ from: 1, to: 3 });
  });
});

test("the pull request's files view is linked by the hash of the path", () => {
  // printf %s prompts/support.md | sha256sum
  expect(pullRequestUrl(aContext(), "prompts/support.md", { from: 7, to: 9 })).toBe(
    "https://github.com/acme/widgets/pull/12/files#diff-d8381bdb416e61f0c2d9efc14a82065f2037f7b178fdbce56c0ea321d8004cc1R7",
  );
});
