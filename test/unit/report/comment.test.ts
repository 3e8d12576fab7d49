import { describe, expect, test } from "vitest";
import { renderComment, renderSummary } from "../../../src/report/comment.ts";
import { columnsOf, nodesOf, parseMarkdown } from "../../support/markdown-tree.ts";
import {
  aComparison,
  aContext,
  anAgentReport,
  aReport,
  aVerdict,
  gateOf,
} from "../../support/report-builders.ts";
import { failingReport } from "../../support/report-samples.ts";

describe("the comment", () => {
  test("answers in the first heading", () => {
    const [first] = renderComment(failingReport()).split("\n");
    expect(first).toBe(
      "### ❌ Converra gate failed: 1\u00A0regressed, 1\u00A0improved, 1\u00A0skipped",
    );
  });

  test("has one row an agent and four columns however many metrics there are", () => {
    const metrics = Array.from({ length: 12 }, (_, index) =>
      aComparison({ metric: `metric ${index}` }),
    );
    const report = aReport({ agents: [anAgentReport({ verdict: aVerdict({ metrics }) })] });
    const [table] = nodesOf(parseMarkdown(renderComment(report)), "table");
    expect(table && columnsOf(table)).toEqual([4, 4]);
  });

  test("puts what the gate acts on first, whatever the config's order", () => {
    const comment = renderComment(failingReport());
    expect(comment.indexOf("**support**")).toBeLessThan(comment.indexOf("**billing**"));
    expect(comment.indexOf("**billing**")).toBeLessThan(comment.indexOf("**sales**"));
  });

  test("links the changed lines at the commit and in the pull request", () => {
    const urls = nodesOf(parseMarkdown(renderComment(failingReport())), "link").map(
      (link) => link.url,
    );
    const base = "https://github.com/acme/widgets";
    expect(urls).toContain(
      `${base}/blob/4f2c9d1b3a5e6f708192a3b4c5d6e7f801234567/prompts/support.md#L7`,
    );
    expect(urls.some((url) => url.startsWith(`${base}/pull/12/files#diff-`))).toBe(true);
  });

  test("says a verdict's reason once although the gate repeats it", () => {
    const report = aReport({
      agents: [anAgentReport({ verdict: aVerdict({ verdict: "regressed", reason: "It fell." }) })],
      gate: gateOf("fail", { support: "It fell. The live prompt was edited elsewhere." }),
    });
    expect(renderComment(report)).toContain(
      "**support**: It fell. The live prompt was edited elsewhere.\n",
    );
  });

  test("warns that a sandbox's scores are synthetic, and only then", () => {
    const real = renderComment(aReport());
    const sandbox = renderComment(aReport({ context: aContext({ sandbox: true }) }));
    expect(sandbox).toContain("these scores are synthetic");
    expect(real).not.toContain("synthetic");
  });

  test("never offers a better prompt that lost golden cases without saying so", () => {
    const headroom = {
      runId: "opt_1",
      variantId: "var_1",
      variantName: "Variant 1",
      lift: 20,
      goldenSet: { passed: 5, regressed: 1 },
    };
    const report = aReport({ agents: [anAgentReport({ headroom, verdict: aVerdict() })] });
    const comment = renderComment(report);
    expect(comment).toContain("but it loses golden cases");
    expect(comment).toContain("Golden set: 1 of 6 lost");
  });

  test("never offers a better prompt that is worse than the live one", () => {
    const headroom = {
      runId: "opt_1",
      variantId: "var_1",
      variantName: "Variant 1",
      lift: 7.9,
      confidence: 0.999,
      againstBaseline: [{ metric: "taskCompletion", delta: -6.3, noise: 2 }],
    };
    const comment = renderComment(
      aReport({ agents: [anAgentReport({ headroom, verdict: aVerdict() })] }),
    );
    expect(comment).toContain("| no: the best is 6.3\u00A0points lower |");
    expect(comment).toContain(
      "**Variant 1** is better than the candidate (+7.9\u00A0% lift, confidence 99.9\u00A0%), but **6.3\u00A0points below the live prompt in task completion: restore rather than adopt**.",
    );
    expect(comment).not.toContain("yes, ");
  });

  test("puts the words for anybody first, and the statistics with one link into the fold", () => {
    const comment = renderComment(failingReport());
    const [open = "", folded = ""] = comment.split("<details>");
    expect(open).toContain(
      "**support**: Task completion fell from 74 to 62. The section *Refunds* was cut from 3\u00A0lines to 1. ",
    );
    expect(open).not.toMatch(/noise|chance| p /);
    expect(folded).toContain("noise does not explain it");
    expect(folded.match(/docs\/verdict\.md/g)).toHaveLength(1);
  });

  test("a prompt of 100 KiB in one line stays a short diff of the sentence that changed", () => {
    const sentence = (n: number) => `This is sentence number ${n} of a very long prompt. `;
    const before = Array.from({ length: 2000 }, (_, index) => sentence(index)).join("");
    const after = before.replace("sentence number 1000 of", "SENTENCE number 1000 of");
    const report = aReport({
      agents: [anAgentReport({ promptBefore: before, promptAfter: after, verdict: aVerdict() })],
    });
    const [code] = nodesOf(parseMarkdown(renderSummary(report)), "code");
    expect(code?.value.split("\n").filter((line) => /^[+-]/.test(line))).toEqual([
      "-This is sentence number 1000 of a very long prompt.",
      "+This is SENTENCE number 1000 of a very long prompt.",
    ]);
    expect(code?.value.length).toBeLessThan(1000);
  });
});
