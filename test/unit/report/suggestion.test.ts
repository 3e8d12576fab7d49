import { applyPatch } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentReport } from "../../../src/report/model.ts";
import { offerOf, patchOf, suggestionOf } from "../../../src/report/suggestion.ts";
import { anAgentReport } from "../../support/report-builders.ts";

const OWN_FILE = { file: "prompts/a.md", line: 1, column: 1, endLine: 3 };

function offering(before: string, content: string | undefined, more: Partial<AgentReport> = {}) {
  const headroom = { runId: "opt_1", variantId: "v", variantName: "V", content };
  return anAgentReport({ promptAfter: before, promptSource: OWN_FILE, headroom, ...more });
}

/** The file once the suggestion is committed. */
function taken(agent: AgentReport): string | undefined {
  const offer = offerOf(agent);
  if (offer === undefined) return undefined;
  const { replaced, by } = suggestionOf(agent, offer);
  const lines = agent.promptAfter.split("\n");
  expect(replaced.from).toBeGreaterThanOrEqual(1);
  expect(replaced.from).toBeLessThanOrEqual(replaced.to);
  expect(replaced.to).toBeLessThanOrEqual(lines.length);
  lines.splice(replaced.from - 1, replaced.to - replaced.from + 1, ...by);
  return lines.join("\n");
}

describe("a suggestion", () => {
  test.each([
    ["in the middle", "a\nb\nc", "a\nx\nc", 2, 2],
    ["put in at the top", "a\nb", "x\na\nb", 1, 1],
    ["put in between", "a\nb\nc", "a\nb\nx\nc", 2, 2],
    ["put in at the end", "a\nb", "a\nb\nx", 2, 2],
    ["taken out", "a\nb\nc", "a\nc", 2, 2],
    ["of a line said twice", "a\na", "a\na\na", 2, 2],
  ])("of lines %s replaces what stands there", (_, before, after, from, to) => {
    const agent = offering(before, after);
    const offer = offerOf(agent);
    expect(offer && suggestionOf(agent, offer).replaced).toEqual({ from, to });
    expect(taken(agent)).toBe(after);
  });

  test("and a patch make the winner's text of the file, whatever both are", () => {
    const text = fc
      .array(fc.constantFrom("", "a", "b", "c"), { minLength: 1, maxLength: 8 })
      .map((lines) => lines.join("\n").replace(/\n+$/, ""))
      .filter((lines) => lines.trim() !== "");
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const agent = offering(before, `${after}\r\n`);
        expect(taken(agent)).toBe(after);
        const offer = offerOf(agent);
        const patch = offer === undefined ? "" : `${patchOf(agent, offer).join("\n")}\n`;
        expect(applyPatch(`${before}\n`, patch)).toBe(`${after}\n`);
      }),
    );
  });

  test.each([
    ["a text that hides something", "b\u202Ec", {}],
    ["a text that could be an HTML comment", "<!-- x -->", {}],
    ["no text at all", "\n", {}],
    ["the text that is there", "a\n", {}],
    ["a text that was not told", undefined, {}],
    [
      "a prompt that stands in converra.yml",
      "b",
      { promptSource: { ...OWN_FILE, file: "converra.yml" } },
    ],
  ])("is not made of %s", (_, content, more) => {
    const source = { file: "converra.yml", line: 3, column: 1, endLine: 9 };
    expect(offerOf(offering("a", content, { source, ...more }))).toBeUndefined();
  });

  test("is not made of a winner that is worse than what is live", () => {
    const agent = offering("a", "b");
    const againstBaseline = [{ metric: "taskCompletion", delta: -9, noise: 3 }];
    const headroom = agent.headroom && { ...agent.headroom, againstBaseline };
    expect(offerOf({ ...agent, headroom })).toBeUndefined();
  });
});
