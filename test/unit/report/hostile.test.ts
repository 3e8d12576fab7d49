import { describe, expect, test } from "vitest";
import { plainLogText } from "../../../src/github/workflow.ts";
import { renderComment, renderRunningComment, renderSummary } from "../../../src/report/comment.ts";
import { renderText } from "../../../src/report/text.ts";
import {
  columnsOf,
  foreignHtml,
  liveReferences,
  nodesOf,
  parseMarkdown,
  plainText,
} from "../../support/markdown-tree.ts";
import { aRunningReport } from "../../support/report-builders.ts";
import { ATTACKS, hostileReport } from "../../support/report-hostile.ts";

const COMMANDS = ["gate", "plan", "sync", "benchmark", "insights"] as const;

describe.each(ATTACKS)("hostile text %j", (attack) => {
  const documents = COMMANDS.flatMap((command) => {
    const report = hostileReport(attack, command);
    return [renderComment(report), renderSummary(report)];
  });
  documents.push(
    renderRunningComment(
      aRunningReport({ agents: [{ key: attack, state: attack }], spending: attack }),
    ),
  );
  const trees = documents.map(parseMarkdown);

  test("opens no HTML of its own", () => {
    expect(trees.flatMap(foreignHtml)).toEqual([]);
  });

  test("opens and closes no fold: as many ends as beginnings", () => {
    for (const tree of trees) {
      const html = nodesOf(tree, "html").map((node) => node.value);
      const opened = html.filter((value) => value.startsWith("<details")).length;
      expect(html.filter((value) => value === "</details>")).toHaveLength(opened);
    }
  });

  test("keeps every table's rows at the width of its head", () => {
    for (const table of trees.flatMap((tree) => nodesOf(tree, "table"))) {
      const widths = columnsOf(table);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test("mentions nobody and refers to nothing", () => {
    for (const tree of trees) expect(liveReferences(plainText(tree))).toEqual([]);
  });

  test("makes no heading, picture, footnote or link target", () => {
    for (const tree of trees) {
      const headings = nodesOf(tree, "heading");
      expect(headings.every((heading) => heading.depth === 3 || heading.depth === 4)).toBe(true);
      expect(headings.filter((heading) => heading.depth === 3)).toHaveLength(1);
      expect(nodesOf(tree, "image")).toEqual([]);
      expect(nodesOf(tree, "footnoteReference")).toEqual([]);
      expect(nodesOf(tree, "definition")).toEqual([]);
    }
  });

  test("leaves no HTML comment opener to be found by other actions, code included", () => {
    for (const document of documents) {
      expect(document).not.toContain("<!--");
    }
  });

  test("starts no workflow command in the log, and is broken with nothing but blanks", () => {
    for (const line of COMMANDS.flatMap((command) => renderText(hostileReport(attack, command)))) {
      expect(line).not.toMatch(/\n|\r/);
      expect(plainLogText(line)).not.toMatch(/^\s*::|##\[|\u200b|\\u\{200b\}/);
    }
  });

  test("shows no character that is invisible or turns the text around", () => {
    for (const document of documents) {
      expect(document).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe("an empty name", () => {
  test("opens no code span that ends in what comes after it", () => {
    const report = hostileReport("", "benchmark");
    const [agent] = report.agents;
    const benchmark = agent?.benchmark && {
      ...agent.benchmark,
      baselineId: "[x](javascript:alert(1)) <img src=x>",
    };
    const agents = report.agents.map((one) => ({ ...one, benchmark }));
    const tree = parseMarkdown(renderComment({ ...report, agents }));
    expect(foreignHtml(tree)).toEqual([]);
    expect(nodesOf(tree, "link").filter(({ url }) => url.startsWith("javascript"))).toEqual([]);
  });
});

describe("a hostile message", () => {
  test("that quotes a code span keeps it as code and nothing else", () => {
    const report = hostileReport("see `@octocat #1 <b>` now", "gate");
    const tree = parseMarkdown(renderComment(report));
    const codes = nodesOf(tree, "inlineCode").map((node) => node.value);
    expect(codes).toContain("@octocat #1 <b>");
  });

  test("with prices sets each dollar sign in a span, so that GitHub reads no mathematics", () => {
    const report = hostileReport("costs $5 or $10", "gate");
    const comment = renderComment(report);
    expect(comment).toContain("costs <span>$</span>5 or <span>$</span>10");
    expect(plainText(parseMarkdown(comment))).not.toContain("$5");
  });
});
