/** Keys in the wrong place and values in the wrong unit: what was meant is told. */
import { describe, expect, it } from "vitest";
import { INPUT_DEFAULTS } from "../../../src/inputs.ts";
import { mistakesIn, SOUND } from "./support.ts";

describe("what was probably meant is told", () => {
  it.each([
    [
      "an agent's keys that stand as far in as the agent",
      "version: 1\nagents:\n  bot:\n  name: Bot\n  prompt: Help.\n  gate: { max-drop: 3 }\n  sales: { prompt: Sell. }\n",
      "4:3 name and 2 more stand as far in as agents.bot, which is empty -> Put two more spaces before each, so that it belongs to bot.",
    ],
    [
      "agents that stand as far in as agents",
      "version: 1\nagents:\nbot:\n  prompt: Help.\n",
      "3:1 bot stands as far in as agents, which is empty -> Put two more spaces before it, so that it belongs to agents.",
    ],
    [
      "rules that stand as far in as their section",
      `${SOUND}gate:\nmax-drop: 5%\nconfirm: 1\nbudget: { keep: 1 }\n`,
      "7:1 max-drop and 1 more stand as far in as gate, which is empty -> Put two more spaces before each, so that it belongs to gate.",
    ],
    [
      "a key of another section",
      `${SOUND}gate: { max-runs: 3 }\n`,
      '6:9 the key "max-runs" is not known in gate -> Move it under budget.',
    ],
    [
      "a rule outside of its section",
      `${SOUND}max-drop: 3\n`,
      '6:1 the key "max-drop" is not known at the top of the file -> Move it under gate.',
    ],
    [
      "a section of the whole file in an agent",
      `${SOUND}    budget: { keep: 3 }\n`,
      '6:5 the key "budget" is not known in agents.support -> Move it to the top of the file.',
    ],
    [
      "a prompt outside of its agent",
      `${SOUND}prompt-file: p.md\n`,
      '6:1 the key "prompt-file" is not known at the top of the file -> Move it under an agent.',
    ],
    [
      "points as a percentage",
      `${SOUND}gate: { max-drop: 5% }\n`,
      '6:19 gate.max-drop must be a number from 0 to 100, but is "5%" -> Write 5.',
    ],
    [
      "a share as a percentage",
      `${SOUND}gate: { confidence: 95 }\n`,
      "6:21 gate.confidence must be a number from 0.5 to 0.999, but is 95 -> Write 0.95.",
    ],
    [
      "a share with a sign",
      `${SOUND}budget: { nights: "50 %" }\n`,
      '6:19 budget.nights must be a number from 0 to 1, but is "50 %" -> Write 0.5.',
    ],
    [
      "a share beyond any percentage",
      `${SOUND}gate: { confidence: 300 }\n`,
      "6:21 gate.confidence must be a number from 0.5 to 0.999, but is 300 -> Write a number from 0.5 to 0.999.",
    ],
    [
      "an expression of the workflow",
      SOUND.replace("gpt-4o", ["$", "{{ vars.MODEL }}"].join("")),
      "4:12 agents.support.model is an expression, and GitHub replaces those in workflow files alone -> Write the value itself.",
    ],
  ])("of %s", (_, text, expected) => {
    expect(mistakesIn(text)).toEqual([expected]);
  });
});

it.each([
  ...["api-key", "base-url", "changed-only", "command", "comment", "fail-on", "github-token"],
  ...["report-dir", "timeout-minutes"],
] as const)("the input %s is sent to the workflow", (name) => {
  expect(INPUT_DEFAULTS).toHaveProperty(name);
  expect(mistakesIn(`${SOUND}gate: { ${name}: warning }\n`)).toEqual([
    `6:9 the key "${name}" is not known in gate -> ${name} is an input of the action: write it under \`with:\` in the workflow.`,
  ]);
});
