import { describe, expect, test } from "vitest";
import { simulateOptimization } from "../../sandbox/converra/simulate-optimization.ts";
import { mergeGroupEvent } from "../support/github-events.ts";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** A pull request whose prompt was measured, and the workflow run that did it: one of each side, and a suspect's trial. */
async function aMeasuredPull(prompt: string, stage: Stage) {
  const pull = stage.openPullRequest({ changes: { [PROMPT]: prompt } });
  const first = await stage.runPull(pull);
  const started = startsIn(first.requests).length;
  expect(prompt === BAD ? [4, 6] : [2]).toContain(started);
  return { pull, first, started };
}

function expectNothingStarted(run: StageRun): void {
  expect(startsIn(run.requests)).toEqual([]);
  expect(run.report?.cost.runsStarted).toBe(0);
  expect(run.stdout).not.toContain("Starting");
}

describe("no run is paid for twice", () => {
  test("a re-run of the workflow comes to the same answer from the runs of the first", async () => {
    const stage = await aStage();
    const { pull, first, started } = await aMeasuredPull(BAD, stage);
    expect(first.outputs.gate).toBe("fail");

    const again = await stage.runPull(pull, { context: { runAttempt: 2 } });

    expectNothingStarted(again);
    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(again.exitCode).toBe(1);
    expect(JSON.parse(again.outputs.verdicts ?? "")).toEqual(
      JSON.parse(first.outputs.verdicts ?? ""),
    );
    const agent = again.report?.agents[0];
    expect(agent?.candidate).toMatchObject({ started: 0, adopted: started / 2, where: "preview" });
    expect(agent?.baseline).toMatchObject({ started: 0, adopted: started / 2, where: "preview" });
    expect(again.report?.cost.runsAdopted).toBe(started);
    expect(stage.comment()).toContain(
      `${started / 2} runs (reused) in validation mode, newest under a minute old`,
    );
  });

  test("a pull request that takes a text of an earlier run has its evidence already", async () => {
    const stage = await aStage({
      agents: [{ key: "support", prompt: POOR, measured: [{ daysAgo: 1 }] }],
    });
    const entity = stage.converra.state.optimizations.get("opt_1");
    if (entity === undefined) throw new Error("there is no run opt_1");
    const winner = simulateOptimization(entity).winner?.content ?? "";
    const pull = stage.openPullRequest({ changes: { [PROMPT]: winner } });
    const run = await stage.runPull(pull);

    expectNothingStarted(run);
    expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(run.outputs.gate).toBe("pass");
    expect(run.report?.agents[0]?.candidate).toMatchObject({ started: 0, adopted: 1 });
    expect(["improved", "unchanged"]).toContain(run.report?.agents[0]?.verdict?.verdict);
  });

  test("the merge queue judges the merge group by the pull request's runs", async () => {
    const stage = await aStage();
    const { pull, first } = await aMeasuredPull(REWORDED, stage);
    const queued = stage.commit(stage.base, { [PROMPT]: REWORDED, "README.md": "queued" });

    const run = await stage.runEvent(
      mergeGroupEvent({ head: queued.sha, base: stage.base.sha }),
      queued,
    );

    expectNothingStarted(run);
    expect(run.calls).not.toContain("POST /agents");
    expect(run.outputs.gate).toBe(first.outputs.gate);
    expect(run.exitCode).toBe(0);
    expect(run.report?.agents[0]?.measuredOn?.kind).toBe("preview");
    expect(pull.number).toBe(7);
  });

  test("a push that reverts to an earlier prompt of the pull request finds its runs", async () => {
    const stage = await aStage();
    const { pull, first, started } = await aMeasuredPull(BAD, stage);
    const second = stage.pushCommit(pull, { [PROMPT]: REWORDED });
    const other = await stage.runPull(second);
    expect(startsIn(other.requests)[0]?.agentId).toBe(first.report?.agents[0]?.measuredOn?.agentId);

    const reverted = await stage.runPull(stage.pushCommit(second, { [PROMPT]: BAD }));

    expectNothingStarted(reverted);
    expect(reverted.outputs.gate).toBe("fail");
    expect(reverted.outputs.regressed).toBe('["support"]');
    expect(reverted.report?.agents[0]?.candidate?.adopted).toBe(started / 2);
  });

  test("a push that reverts to the base needs no evidence at all", async () => {
    const stage = await aStage();
    const { pull } = await aMeasuredPull(BAD, stage);

    const reverted = await stage.runPull(stage.pushCommit(pull, { [PROMPT]: GOOD }));

    expectNothingStarted(reverted);
    expect(reverted.outputs.gate).toBe("pass");
    expect(reverted.report?.agents[0]?.verdict?.verdict).toBe("skipped");
  });

  test("the merge writes the prompt and starts nothing, and is the next pull request's baseline", async () => {
    const stage = await aStage({ converra: { seed: 5 } });
    const { pull } = await aMeasuredPull(REWORDED, stage);
    const live = stage.liveId("support");

    const merged = await stage.runPush({ sha: pull.head, files: pull.files });

    expectNothingStarted(merged);
    // It is looked at again before it is written, and the tag alone goes first: what is kept protects an edit.
    const calls = ["GET", "PATCH", "PATCH"].map((method) => `${method} /agents/${live}`);
    expect(merged.calls).toEqual(["GET /agents", ...calls]);
    expect(stage.converra.state.agents.get(live)?.content.trim()).toBe(REWORDED.trim());

    const next = stage.openPullRequest({
      number: 8,
      base: pull.head,
      changes: { [PROMPT]: BAD },
    });
    const run = await stage.runPull(next);
    const onLive = startsIn(run.requests).filter(({ agentId }) => agentId === live);
    expect(onLive, "the baseline was measured before it was merged").toEqual([]);
    expect(run.report?.agents[0]?.baseline).toMatchObject({ adopted: 1, where: "preview" });
    expect(startsIn(run.requests).filter(({ variantCount }) => variantCount === 3)).toHaveLength(1);
    expect(run.outputs.gate).toBe("fail");
  });
});

describe("the age of evidence", () => {
  const measured = [{ daysAgo: 40 }, { daysAgo: 45 }];

  test("runs older than an agent's evidence-days are not used, whatever another's are", async () => {
    const patient = { gate: { "evidence-days": 60 } };
    const stage = await aStage({
      agents: [
        { key: "support", measured },
        { key: "billing", measured, settings: patient },
      ],
    });
    const changes = { [PROMPT]: REWORDED, "prompts/billing.md": REWORDED };
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(run.report?.agents[0]?.baseline).toMatchObject({ adopted: 0 });
    expect(run.report?.agents[1]?.baseline).toMatchObject({ adopted: 2 });
  });

  test("runs within evidence-days are used, and their age is told", async () => {
    const stage = await aStage({
      agents: [{ key: "support", measured }],
      config: { gate: { "evidence-days": 60, "max-drop": 20 } },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));

    expect(startsIn(run.requests)).toHaveLength(1);
    expect(run.report?.agents[0]?.baseline).toMatchObject({ started: 0, adopted: 2 });
    expect(stage.comment()).toContain("Baseline: the live prompt; 2 runs (reused)");
    expect(stage.comment()).toContain("newest 40 days old");
    expect(run.summary).toContain("newest 40 days old");
  });
});

describe("a run made with another model", () => {
  const withModel = (stage: Stage, model: string) => ({
    "converra.yml": (stage.base.files["converra.yml"] ?? "").replace(/gpt-4o/gu, model),
  });

  test("on the pull request's own preview is no evidence for the new model", async () => {
    const stage = await aStage();
    const { pull } = await aMeasuredPull(BAD, stage);
    const second = stage.pushCommit(pull, withModel(stage, "gpt-3.5-turbo"));

    await stage.runPull(second);
    const again = await stage.runPull(second);

    expectNothingStarted(again);
    expect(again.report?.agents[0]?.candidate).toMatchObject({ started: 0 });
  });

  test("on the live agent is no evidence of what stands there after a sync", async () => {
    const stage = await aStage({
      agents: [{ key: "support", seed: { runs: [{ daysAgo: 3 }, { daysAgo: 2 }] } }],
    });
    const merged = stage.commit(stage.base, withModel(stage, "gpt-3.5-turbo"));
    await stage.runPush(merged);
    const head = stage.commit(merged, { [PROMPT]: REWORDED });
    const pull = { ...stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }), ...head };

    const run = await stage.runPull(pull, { inputs: { "changed-only": "false" } });

    expect(run.report?.agents[0]?.baseline).toMatchObject({ started: 1, adopted: 0 });
  });
});
