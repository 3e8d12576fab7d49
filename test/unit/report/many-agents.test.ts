import { describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/domain.ts";
import { renderComment } from "../../../src/report/comment.ts";
import type { AgentReport } from "../../../src/report/model.ts";
import { nodesOf, parseMarkdown } from "../../support/markdown-tree.ts";
import {
  aComparison,
  anAgentReport,
  aReport,
  aVerdict,
  gateOf,
} from "../../support/report-builders.ts";
import { manyAgentsReport } from "../../support/report-many.ts";

function agents(verdict: Verdict, count: number, more: Partial<AgentReport> = {}): AgentReport[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `${verdict}-${index}`;
    const metrics =
      verdict === "regressed" || verdict === "improved" ? [aComparison({ finding: verdict })] : [];
    const deciding = metrics[0]?.metric;
    const reason = `It is ${verdict}.`;
    return anAgentReport({
      key,
      verdict: aVerdict({ key, verdict, metrics, deciding, reason }),
      ...more,
    });
  });
}

function commentOf(...all: readonly AgentReport[]): string {
  const acted = all.filter(({ verdict }) =>
    ["regressed", "incomplete"].includes(verdict?.verdict ?? ""),
  );
  const reasons = acted.map(({ key, verdict }) => [key, verdict?.reason ?? ""]);
  return renderComment(aReport({ agents: all, gate: gateOf("fail", Object.fromEntries(reasons)) }));
}

/** Without what stands in folds. */
function unfolded(comment: string): string {
  let text = comment;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/<details>(?:(?!<details>)[\s\S])*?<\/details>/, "");
  }
  return text;
}

function rows(comment: string): readonly number[] {
  return nodesOf(parseMarkdown(comment), "table").map((table) => table.children.length - 1);
}

describe("a comment on many agents", () => {
  test("gives a row to those that the gate acts on and to those that improved", () => {
    const comment = commentOf(
      ...agents("regressed", 2),
      ...agents("improved", 3),
      ...agents("unchanged", 30),
    );
    expect(rows(unfolded(comment))).toEqual([5]);
    expect(unfolded(comment)).toContain("**improved-2**");
  });

  test("puts everything that needs no action into one fold, counted", () => {
    const comment = commentOf(...agents("regressed", 1), ...agents("unchanged", 30));
    const open = unfolded(comment.replace(/<details>\n<summary>Details of[\s\S]*/, ""));
    expect(comment).toContain("30\u00A0agents with nothing to do: 30\u00A0unchanged</summary>");
    expect(open).not.toContain("unchanged-");
    expect(comment.match(/with nothing to do/g)).toHaveLength(1);
  });

  test("shows every agent in a row where there are few", () => {
    const comment = commentOf(...agents("regressed", 1), ...agents("unchanged", 11));
    expect(rows(unfolded(comment))).toEqual([12]);
  });

  test("folds the rows and the explanations for which there is no room", () => {
    const comment = commentOf(
      ...agents("regressed", 20),
      ...Array.from({ length: 9 }, (_, index) =>
        agents("incomplete", 1, { key: `odd-${index}` }).map((agent) => ({
          ...agent,
          verdict: aVerdict({ verdict: "incomplete", reason: `Fault ${index}.` }),
        })),
      ).flat(),
    );
    expect(rows(unfolded(comment))).toEqual([12]);
    expect(comment).toContain("17\u00A0more agents that the gate acts on</summary>");
  });

  test.each([1, 5, 50, 200])("of %i fits a screen as long as nothing is unfolded", (count) => {
    const open = unfolded(renderComment(manyAgentsReport(count)));
    const prose = open.split("\n").filter((line) => line !== "" && !line.startsWith("|"));
    const [table = 0] = rows(open);
    // A row takes one line, a paragraph about two; a screen has about 40.
    expect(table + 2 * prose.length).toBeLessThan(40);
  });
});

describe("agents with the same cause", () => {
  test("share their explanation", () => {
    const comment = commentOf(...agents("regressed", 3));
    expect(comment).toContain(
      "**regressed-0**, **regressed-1** and **regressed-2**: Task completion fell by 12\u00A0points in each.",
    );
  });

  test("are named up to four, and counted", () => {
    expect(commentOf(...agents("incomplete", 9))).toContain(
      "**incomplete-0**, **incomplete-1**, **incomplete-2**, **incomplete-3** and 5\u00A0more: It is incomplete.",
    );
  });

  test("are not those that lost different sections", () => {
    const lost = (heading: string) => ({
      promptBefore: `# ${heading}\nx\n# Rest\ny\n`,
      promptAfter: "# Rest\ny\n",
    });
    const [one] = agents("regressed", 1, lost("Refunds"));
    const [other] = agents("regressed", 1, { ...lost("Orders"), key: "other" });
    const comment = commentOf(...[one, other].filter((agent) => agent !== undefined));
    expect(comment).toContain("The section *Refunds* was removed.");
    expect(comment).toContain("The section *Orders* was removed.");
  });
});
