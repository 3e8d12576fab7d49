import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { progressLines, renderTerminal, screenOf, visibleLine } from "../../../src/cli/terminal.ts";
import type { RunView } from "../../../src/runs/types.ts";
import { anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";

const MINUTE = 60_000;
const LONG =
  "It fell by a lot, and what is more this is told at a length that no terminal has room for.";

function aRegression(promptAfter = "You are kind.\n") {
  return aReport({
    gate: { result: "fail", reasons: [{ key: "support", action: "fail", reason: LONG }] },
    agents: [
      anAgentReport({
        verdict: aVerdict({ verdict: "regressed", reason: LONG }),
        promptBefore: "You are kind.\nRefund within 30 days.\n",
        promptAfter,
      }),
    ],
  });
}

describe("a report in a terminal", () => {
  it("has no colour where none is wanted, and the same words with it", () => {
    const plain = renderTerminal(aRegression(), screenOf(80, false));
    const colored = renderTerminal(aRegression(), screenOf(80, true));
    expect(plain).toBe(stripVTControlCharacters(plain));
    expect(stripVTControlCharacters(colored)).toBe(plain);
    expect(colored).not.toBe(plain);
  });

  it("keeps within the width, and shows the lines that were removed", () => {
    const text = renderTerminal(aRegression(), screenOf(50, false));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(50);
    expect(text).toContain("❌ Converra gate failed: 1 regressed");
    expect(text).toContain("  -Refund within 30 days.");
  });

  it("shows where a line of the prompt goes on beyond the width", () => {
    const promptAfter = `${"Refund ".repeat(20)}later.`;
    const { agents, ...rest } = aRegression();
    const [agent] = agents;
    if (agent === undefined) throw new Error("no agent");
    const text = renderTerminal(
      { ...rest, agents: [{ ...agent, promptAfter }] },
      screenOf(50, false),
    );
    expect(text).toMatch(/^ {2}\+(Refund )+Ref?u?n?d?…$/mu);
  });

  it("has a usual width where the terminal tells none, or 0 columns", () => {
    expect([undefined, 0, 20, 90, 400].map((columns) => screenOf(columns).width)).toEqual([
      100, 100, 40, 90, 120,
    ]);
  });

  it("takes no control character from a prompt", () => {
    const hostile = "You are kind.\n\u001b[2J\u001b]0;title\u0007\u202eevil\n";
    const text = renderTerminal(aRegression(hostile), screenOf(80, false));
    expect(text).toContain("evil");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("spells what cannot be seen as the log and the comment do, and keeps emoji whole", () => {
    expect(visibleLine("a\u001b[2J\tb\u202ec\r\nd\u200be 👩‍💻")).toBe(
      "a\\u001B[2J  b\\u202Ec  d\\u200Be 👩‍💻",
    );
  });
});

describe("progress", () => {
  const run = (more: Partial<RunView>): RunView => ({
    key: "support",
    purpose: "candidate",
    run: { id: "opt_1", rawStatus: "running", since: 0 },
    usualMs: 17 * MINUTE,
    ...more,
  });

  it("has one line an agent with state, elapsed time and expected time", () => {
    const lines = progressLines(
      [
        run({}),
        run({ purpose: "baseline", run: undefined }),
        run({ key: "faq", purpose: "confirm-candidate", usualMs: undefined }),
      ],
      3 * MINUTE,
    );
    expect(lines).toEqual([
      "  support  candidate running, 3 min of about 17 min; baseline waits for a slot",
      "  faq      confirm candidate running, 3 min, no earlier run tells how long",
    ]);
  });

  it("has none for nothing", () => {
    expect(progressLines([], 0)).toEqual([]);
  });
});
