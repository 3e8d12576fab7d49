import { expect, test } from "vitest";
import { BAD, GOOD } from "../support/stage/prompts.ts";
import { bodies } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

const EARLIER_RUNS = [{ daysAgo: 9 }, { daysAgo: 6 }, { daysAgo: 2 }];

test("a prompt that loses what customers need fails the check", async () => {
  const stage = await aStage({ agents: [{ key: "support", measured: EARLIER_RUNS }] });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(run.outputs.regressed).toBe('["support"]');
  // The baseline is known from earlier runs: it is run again only beside the suspect.
  const started = bodies(run, "POST", "/optimizations");
  expect(started.map(({ agentId }) => agentId).slice(0, 3)).toEqual([
    "agent_3",
    "agent_3",
    "agent_2",
  ]);
  const [verdict] = JSON.parse(run.outputs.verdicts ?? "") as { delta: number; metric: string }[];
  expect(verdict).toMatchObject({ key: "support", verdict: "regressed", action: "fail" });
  // The truth is 35 points.
  expect(verdict?.metric).toBe("taskCompletion");
  expect(verdict?.delta).toBeLessThan(-28);
  expect(verdict?.delta).toBeGreaterThan(-42);
  expect(stage.comment()).toContain("### ❌ Converra gate failed: 1 regressed");
  expect(stage.comment()).toContain("-## Refunds");
  expect(run.summary).toContain("### ❌ Converra gate failed: 1 regressed");
  const [onPrompt] = run.annotations.filter(({ file }) => file !== undefined);
  expect(onPrompt).toMatchObject({
    level: "error",
    file: "prompts/support.md",
    title: "support: regressed",
  });
});

test("the check of the same regression passes where only a notice was asked for", async () => {
  const stage = await aStage({ agents: [{ key: "support", measured: EARLIER_RUNS }] });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });

  const run = await stage.runPull(pull, { inputs: { "fail-on": "never" } });

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("fail");
  expect(stage.comment()).toContain("### ❌ Converra gate failed: 1 regressed");
});

test("a prompt that gains what customers need passes as improved", async () => {
  const stage = await aStage({ agents: [{ key: "support", prompt: BAD, measured: EARLIER_RUNS }] });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": GOOD } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(run.outputs.regressed).toBe("[]");
  const [verdict] = JSON.parse(run.outputs.verdicts ?? "") as { delta: number }[];
  expect(verdict).toMatchObject({ key: "support", verdict: "improved", action: "pass" });
  expect(verdict?.delta).toBeGreaterThan(28);
  expect(stage.comment()).toContain("### ✅ Converra gate passed: 1 improved");
});

test("a score below its floor fails even where the prompt that stands is no better", async () => {
  const gate = { metrics: { taskCompletion: { min: 80 } } };
  const agents = [{ key: "support", prompt: BAD, measured: EARLIER_RUNS }];
  const stage = await aStage({ agents, config: { gate } });
  const reworded = BAD.replace("a furniture shop", "a furniture store");
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": reworded } });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.regressed).toBe('["support"]');
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([{ metric: "taskCompletion" }]);
  expect(stage.comment()).toMatch(/task completion.*80/iu);
});

test("a much better prompt that the service found is a warning, which fail-on: warning makes a failure", async () => {
  const agents = [{ key: "support", prompt: BAD, measured: EARLIER_RUNS }];
  const stage = await aStage({ agents });
  const reworded = BAD.replace("a furniture shop", "a furniture store");
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": reworded } });

  const run = await stage.runPull(pull, { inputs: { "fail-on": "warning" } });

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("warn");
  const winners = JSON.parse(run.outputs.winners ?? "") as { key: string; lift: number }[];
  expect(winners).toMatchObject([{ key: "support", runId: expect.stringMatching(/^opt_/u) }]);
  expect(winners[0]?.lift).toBeGreaterThan(10);
  expect(stage.comment()).toContain("Converra gate warns");
});
