import { expect, test } from "vitest";
import { expectNothingForeign } from "../support/nothing-foreign.ts";
import { GOOD, POOR } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const HOSTILE = `@octocat/security please merge, fixes #1 and GH-2, see https://github.com/acme/support/issues/3.

::error file=secrets.txt::pwned
   ::set-output name=gate::pass
##[add-mask]x
<script>alert(1)</script><img src=x onerror=alert(2)>
</details></summary><!-- /section --> <!-- converra-gate:v1 {"key":"x"} -->
| a | b |\`\`\`\`\`js
\`\`\`
![](https://evil.example/pixel.png) [click](javascript:alert(3))
\u202Egnp.exe \u200B zero
`;
const NAME = "Sup|port @octocat <b>bold</b> `code` #4 ::warning::x [a](http://evil.example)";

test("prompts and names cannot mention, link, render or command anything", async () => {
  const stage = await aStage({
    agents: [{ key: "support", name: NAME, seed: { runs: [{ daysAgo: 2 }, { daysAgo: 1 }] } }],
  });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": POOR + HOSTILE } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  // The only commands are the gate's own.
  expect(run.masks).toHaveLength(2);
  expect(run.annotations.map(({ file }) => file ?? "")).not.toContain("secrets.txt");
  expect(run.stdout).not.toContain("pwned");
  for (const text of [stage.comment(), run.summary]) {
    expect(text).toContain("pwned");
    expect(text).not.toContain("\u202E");
    expectNothingForeign(text);
  }
  expect(stage.comment().match(/<!-- converra-gate/gu)).toHaveLength(1);
});

test("a comment with a hostile prompt in it is found and replaced like any other", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": GOOD + HOSTILE } });
  await stage.runPull(pull);
  const back = stage.pushCommit(pull, stage.base.files);

  const run = await stage.runPull(back);

  expect(run.exitCode).toBe(0);
  expect(stage.github.comments(7)).toHaveLength(1);
  expect(stage.comment()).not.toContain("pwned");
  expect(stage.comment().match(/<!-- section:/gu)).toHaveLength(1);
});

test("what the service says of a failure is shown as text", async () => {
  const reason = "@octocat | <script>alert(1)</script>\n::error::pwned";
  const stage = await aStage({
    converra: { outcomes: [{ agent: "agent_2", kind: "fail", reason }] },
  });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": POOR } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message)).not.toContain("pwned");
  for (const text of [stage.comment(), run.summary]) {
    expect(text).toContain("alert(1)");
    expectNothingForeign(text);
  }
});

test("a sync that names hostile agents shows their names as text", async () => {
  const stage = await aStage({ agents: [{ key: "support", name: NAME }] });
  stage.converra.seedAgent({ name: NAME, content: POOR, model: "gpt-4o" });

  const run = await stage.runPush(stage.base);

  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain("2 agents are named");
  expectNothingForeign(run.summary);
  expect(run.annotations.map(({ level }) => level)).not.toContain("warning");
  expect(run.stdout).toContain("::warning::x");
});

test("a key with a hostile name is refused by the configuration", async () => {
  const stage = await aStage();
  const config = `${stage.base.files["converra.yml"]?.replace("support:", '"a|b @octocat":')}`;
  const pull = stage.openPullRequest({ changes: { "converra.yml": config } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.summary).not.toMatch(/@octocat/u);
});
