import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };
const PREVIEW = "agent_2";

test("a run that fails leaves no verdict, and the service's reason is told", async () => {
  const reason = "the simulator ran out of personas";
  const stage = await aStage({
    converra: { outcomes: [{ agent: PREVIEW, kind: "fail", reason }] },
  });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ gate: "fail", regressed: "[]" });
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([
    { key: "support", verdict: "incomplete", action: "fail" },
  ]);
  for (const text of [stage.comment(), run.summary, run.stdout]) {
    expect(text).toContain(`The run of the candidate failed: ${reason}.`);
  }
  expect(run.report?.agents[0]?.runs).toMatchObject([
    { purpose: "candidate", status: "failed", reason },
    { purpose: "baseline", status: "completed" },
  ]);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ level: "error", title: "support: incomplete" }),
  );
});

test("a run that fails without a word is said to have given no reason, with what to check", async () => {
  const stage = await aStage({ converra: { outcomes: [{ agent: PREVIEW, kind: "fail" }] } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toContain(
    "The run of the candidate failed, and the service gave no reason.",
  );
  expect(stage.comment()).toContain("Check that the agent has conversations");
});

test("a baseline that fails is named as such, and policy decides what it means", async () => {
  const stage = await aStage({
    agents: [{ key: "support", settings: { gate: { "on-incomplete": "warn" } } }],
    converra: { outcomes: [{ agent: "agent_3", kind: "fail", reason: "no capacity" }] },
  });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(stage.comment()).toContain("The run of the baseline failed: no capacity.");
});

test("an agent without conversations cannot be run, and the reason is told before anything waits", async () => {
  const stage = await aStage({ agents: [{ key: "support", seed: { conversations: [] } }] });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(stage.converra.runs()).toEqual([]);
  expect(stage.comment()).toContain("the agent has no conversations to learn from");
});

test("an account without business context cannot run anything, and is told what to fill in", async () => {
  const stage = await aStage({ converra: { businessContext: false } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toContain("the account has no business context");
  expect(stage.comment()).toContain("settings.general");
});

test("a completed run without a winner is normal", async () => {
  const stage = await aStage({ converra: { outcomes: [{ kind: "no-winner" }] } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({ gate: "pass", winners: "[]" });
});
