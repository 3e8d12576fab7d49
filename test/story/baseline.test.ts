import { describe, expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const CHANGES = { "prompts/support.md": BAD };
const EARLIER = [{ daysAgo: 3 }];

function verdictOf(run: StageRun) {
  return run.report?.agents[0]?.verdict;
}

describe("gate.baseline", () => {
  test("reuse starts no run of the live prompt, and without evidence nothing is proved", async () => {
    const stage = await aStage({ config: { gate: { baseline: "reuse" } } });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    const live = stage.liveId("support");
    expect(startsIn(run.requests)).toHaveLength(1);
    expect(startsIn(run.requests)[0]?.agentId).not.toBe(live);
    expect(verdictOf(run)?.verdict).toBe("inconclusive");
    expect(run.outputs.gate).toBe("warn");
    expect(run.exitCode).toBe(0);
    expect(stage.comment()).toContain("there is no baseline to compare it with");
  });

  test("reuse takes the evidence there is", async () => {
    const stage = await aStage({
      agents: [{ key: "support", measured: EARLIER }],
      config: { gate: { baseline: "reuse" } },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    // It may suspect, and there is no accusation without fresh runs of both sides.
    expect(startsIn(run.requests)).toHaveLength(1);
    expect(verdictOf(run)?.verdict).toBe("inconclusive");
    expect(verdictOf(run)?.advice).toContain("set gate.baseline to run");
    expect(run.report?.agents[0]?.baseline).toMatchObject({ started: 0, adopted: 1 });
  });

  test("off leaves even evidence aside and judges by the floors alone", async () => {
    const gate = { baseline: "off", metrics: { taskCompletion: { min: 85 } } };
    const stage = await aStage({
      agents: [{ key: "support", measured: EARLIER }],
      config: { gate },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(startsIn(run.requests).map(({ agentId }) => agentId)).not.toContain(
      stage.liveId("support"),
    );
    expect(run.report?.agents[0]?.baseline).toBeUndefined();
    expect(verdictOf(run)?.verdict).toBe("regressed");
    expect(verdictOf(run)?.deciding).toBe("taskCompletion");
    expect(run.outputs.gate).toBe("fail");
  });
});

test("off with a floor that is kept passes", async () => {
  const gate = { baseline: "off", metrics: { taskCompletion: { min: 70 } }, "max-drop": 5 };
  const stage = await aStage({ config: { gate } });
  const run = await stage.runPull(
    stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } }),
  );

  expect(startsIn(run.requests)).toHaveLength(1);
  expect(verdictOf(run)?.verdict).toBe("unchanged");
  expect(run.outputs.gate).toBe("pass");
  expect(run.exitCode).toBe(0);
});

describe("an account that may deploy winners by itself", () => {
  test.each([
    ["says so", { deploymentMode: "semi-automatic" }],
    ["does not say how it deploys", {}],
    ["has its settings under another name", { deployment: { mode: "manual" } }],
  ])("that %s has the baseline measured on a copy, and a bad prompt fails", async (_, settings) => {
    const stage = await aStage();
    const { optimization } = stage.converra.state.settings;
    delete optimization.deploymentMode;
    Object.assign(optimization, settings);
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    const live = stage.liveId("support");
    expect(startsIn(run.requests).map(({ agentId }) => agentId)).not.toContain(live);
    expect(verdictOf(run)?.verdict).toBe("regressed");
    expect(run.outputs.gate).toBe("fail");
  });

  test("a candidate that would be measured on the live agent is refused before it is written", async () => {
    const stage = await aStage({ agents: [{ key: "support", measured: EARLIER }] });
    stage.converra.state.settings.optimization.deploymentMode = "semi-automatic";
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }), {
      inputs: { sync: "live" },
    });

    expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(verdictOf(run)?.verdict).toBe("incomplete");
    expect(verdictOf(run)?.reason).toContain("deploymentMode is not manual");
    expect(run.outputs.gate).toBe("fail");
    expect(run.exitCode).toBe(1);
  });
});
