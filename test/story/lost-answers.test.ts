import { describe, expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const CHANGES = { "prompts/support.md": BAD };
const HARMLESS = { "prompts/support.md": REWORDED };
const EARLIER = [{ daysAgo: 3 }];

describe("a start whose answer is lost", () => {
  test("after the service accepted it: the run is found and adopted, not paid for twice", async () => {
    const stage = await aStage({ agents: [{ key: "support", measured: EARLIER }] });
    const before = stage.converra.runs().length;
    stage.converra.fault("POST /optimizations:1:drop-after");
    const run = await stage.runPull(stage.openPullRequest({ changes: HARMLESS }));

    expect(startsIn(run.requests)).toHaveLength(1);
    expect(stage.converra.runs()).toHaveLength(before + 1);
    const id = stage.converra.runs().at(-1)?.id;
    expect(run.stdout).toContain(`The answer to the start of ${id} was lost; the run exists`);
    expect(run.report?.agents[0]?.runs).toContainEqual(
      expect.objectContaining({ runId: id, status: "completed", origin: "started" }),
    );
    expect(run.outputs.gate).toBe("pass");
    expect(run.report?.cost.runsStarted).toBe(1);
  });

  test("or was cut on its way: the same", async () => {
    const stage = await aStage({ agents: [{ key: "support", measured: EARLIER }] });
    const before = stage.converra.runs().length;
    stage.converra.fault("POST /optimizations:1:cut-json");
    const run = await stage.runPull(stage.openPullRequest({ changes: HARMLESS }));

    expect(startsIn(run.requests)).toHaveLength(1);
    expect(stage.converra.runs()).toHaveLength(before + 1);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  });

  test("before the service saw it: it is looked for, never asked for twice, and told", async () => {
    const stage = await aStage({ agents: [{ key: "support", measured: EARLIER }] });
    const before = stage.converra.runs().length;
    stage.converra.fault("POST /optimizations:1:drop-before");
    const run = await stage.runPull(stage.openPullRequest({ changes: HARMLESS }));

    expect(startsIn(run.requests)).toHaveLength(1);
    expect(stage.converra.runs()).toHaveLength(before);
    expect(run.report?.agents[0]?.verdict).toMatchObject({ verdict: "incomplete" });
    expect(run.report?.agents[0]?.verdict?.reason).toContain("may be running");
    expect(run.outputs.gate).toBe("fail");
  });

  test("of both the candidate and the baseline: each run is taken for its own", async () => {
    const stage = await aStage();
    stage.converra.fault("POST /optimizations:1:drop-after");
    stage.converra.fault("POST /optimizations:2:drop-after");
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    const started = startsIn(run.requests).length;
    expect(stage.converra.runs()).toHaveLength(started);
    const [first, second] = run.report?.agents[0]?.runs ?? [];
    expect(first?.runId).not.toBe(second?.runId);
    expect(run.report?.agents[0]?.baseline?.where).toBe("preview");
    expect(run.report?.agents[0]?.candidate?.where).toBe("preview");
    expect(run.outputs.gate).toBe("fail");
  });
});
