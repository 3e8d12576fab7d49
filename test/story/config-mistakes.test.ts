import { expect, test } from "vitest";
import { aStage } from "./support/stage.ts";

const CONFIG = `version: 1
agents:
  support:
    model: gpt-4o
    prompt-file: prompts/support.md
    temprature: 0.3
  billing:
    model: gpt-4o
    prompt-file: prompts/biling.md
gate:
  max-drop: five
`;

test("three mistakes of the configuration are told at once, each on its line, and nothing is sent", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "converra.yml": CONFIG } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  const onLines = run.annotations.filter(({ file }) => file !== undefined);
  expect(onLines.map(({ level, file, line }) => [level, file, line])).toEqual(
    expect.arrayContaining([
      ["error", "converra.yml", 6],
      ["error", "converra.yml", 9],
      ["error", "converra.yml", 11],
    ]),
  );
  expect(onLines).toHaveLength(3);
  const words = [
    /temprature\\?" is not known in agents\.support/u,
    /prompts\/biling\.md/u,
    /gate\.max-drop must be .* but is \\?"five/u,
  ];
  for (const word of words) {
    expect(onLines.some(({ message }) => word.test(message))).toBe(true);
    for (const text of [run.summary, stage.comment(), run.stdout]) expect(text).toMatch(word);
  }
  expect(run.summary).toContain("Did you mean temperature?");
  expect(run.report?.fault?.message).toBe("converra.yml has 3 mistakes.");
  expect(run.report?.notices).toHaveLength(3);
});

test("a configuration that is no YAML is told on its line", async () => {
  const stage = await aStage();
  const broken = "version: 1\nagents:\n  support: { model: gpt-4o\n  billing: 3\n";
  const pull = stage.openPullRequest({ changes: { "converra.yml": broken } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  const [first] = run.annotations.filter(({ file }) => file !== undefined);
  expect(first).toMatchObject({ level: "error", file: "converra.yml" });
  expect(first?.line).toBeGreaterThanOrEqual(3);
});

test("a configuration that is not there is named, with the input to set", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "converra.yml": undefined } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.summary).toContain("converra.yml");
  // A link to it would lead nowhere.
  expect(run.summary).not.toMatch(/blob\/\w+\/converra\.yml/u);
  expect(run.annotations.some(({ file }) => file !== undefined)).toBe(false);
  expect(run.outputs.gate).toBe("fail");
});
