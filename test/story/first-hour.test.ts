import { describe, expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

test("a benchmark that no agent asks for says so at once", async () => {
  const stage = await aStage();
  const run = await stage.runPush(stage.base, { inputs: { command: "benchmark" } });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.report?.fault?.message).toContain("No agent has a benchmark section");
});

test("a gate that reuses every run lists them", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
  await stage.runPull(pull);
  const again = await stage.runPull(pull);

  expect(again.report?.cost.runsStarted).toBe(0);
  const runs = again.report?.agents[0]?.runs ?? [];
  expect(runs.map(({ purpose, origin }) => [purpose, origin])).toEqual(
    expect.arrayContaining([
      ["candidate", "adopted"],
      ["baseline", "adopted"],
    ]),
  );
});

describe("an account that answers 429 for good", () => {
  test("does not hold the run beyond its timeout and a minute", async () => {
    const stage = await aStage({ converra: { faults: ["POST /optimizations:*:status:429"] } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
    const started = stage.clock.now();
    const run = await stage.runPull(pull, { inputs: { "timeout-minutes": "1" } });

    expect(run.exitCode).toBe(1);
    expect(stage.clock.now() - started).toBeLessThanOrEqual(125_000);
  });
});
