import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { writes } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };
/** Long enough for a run that ends. */
const inputs = { "timeout-minutes": "30", comment: "on-change" };

test("a run that never ends is stopped on the service when the time is up, and leaves no verdict", async () => {
  const stage = await aStage({
    converra: { outcomes: [{ agent: "agent_2", kind: "never-ends" }] },
  });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { inputs });

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  const candidate = stage.converra.runs().find(({ agentId }) => agentId === "agent_2");
  expect(candidate?.phase).toBe("stopped");
  expect(writes(run).slice(-1)).toEqual([`POST /optimizations/${candidate?.id}/stop`]);
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([
    { key: "support", verdict: "incomplete" },
  ]);
  expect(stage.comment()).toContain("The run of the candidate did not end in time");
  expect(stage.comment()).toContain("Raise `timeout-minutes`");
  // The baseline ended: its evidence is there for the next run.
  expect(run.report?.agents[0]?.runs).toMatchObject([
    { purpose: "baseline", status: "completed" },
    { purpose: "candidate", status: "timed-out" },
  ]);
});

test("a status nobody has heard of is waited for like a run under way", async () => {
  const stage = await aStage({ converra: { dialect: { unknownStatus: true } } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("opt_1 is analyzing.");
});

test("a run that stays in an unknown status is timed out, not judged", async () => {
  const outcomes = [{ agent: "agent_2", kind: "unknown-status" }] as const;
  const stage = await aStage({ converra: { outcomes } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { inputs });

  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([{ verdict: "incomplete" }]);
  expect(run.stdout).toContain("is needs_review.");
});

test("a run that cannot end before the deadline is not started at all", async () => {
  const runs = [{ daysAgo: 3 }, { daysAgo: 2 }];
  const agents = [{ key: "support", seed: { runs } }];
  const stage = await aStage({ agents, converra: { timeScale: 4 } });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { inputs: { "timeout-minutes": "2" } });

  expect(run.exitCode).toBe(1);
  expect(run.durationMs).toBeLessThan(15_000);
  expect(writes(run)).not.toContain("POST /optimizations");
  expect(stage.comment()).toContain("it would not end before the deadline");
});
