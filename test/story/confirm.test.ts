import { describe, expect, test } from "vitest";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

/** About fourteen points worse than GOOD in task completion. */
const WORSE = GOOD.split("\n")
  .filter((line) => !/proof of purchase|asks for a person/u.test(line))
  .join("\n");
const CHANGES = { "prompts/support.md": WORSE };

/** One run of each side never proves it: it is held on trial. */
function aSuspectedRegression(config: Readonly<Record<string, unknown>> = {}) {
  return aStage({ converra: { seed: 5 }, config });
}

describe("a suspected regression", () => {
  test("is measured again side by side before it fails, and a re-run comes to the same answer for nothing", async () => {
    const stage = await aSuspectedRegression();
    const pull = stage.openPullRequest({ changes: CHANGES });
    const run = await stage.runPull(pull);

    const starts = startsIn(run.requests);
    const [preview, twin] = ["agent_2", "agent_3"];
    expect(starts.map(({ variantCount }) => variantCount)).toEqual([3, 1, 1, 1, 1, 1]);
    expect(starts.map(({ agentId }) => agentId)).toEqual([
      preview,
      twin,
      preview,
      twin,
      preview,
      twin,
    ]);
    expect(run.report?.agents[0]?.measuredOn?.agentId).toBe(preview);
    expect(run.stdout).toContain("Starting 2 runs; 50 of 50 are left this period.");
    expect(run.stdout).toContain(
      "Starting 2 runs; 2 more may follow; 48 of 50 are left this period.",
    );
    expect(run.stdout).toMatch(/suspected drop: [^A-Z]*; measuring again beside the baseline/u);
    expect(run.outputs.gate).toBe("fail");
    const agent = run.report?.agents[0];
    expect(new Set(agent?.runs.map(({ purpose }) => purpose))).toEqual(
      new Set(["baseline", "candidate", "confirm-baseline", "confirm-candidate"]),
    );
    expect(agent?.candidate).toMatchObject({ started: 3, adopted: 0, where: "preview" });
    expect(agent?.baseline).toMatchObject({ started: 3, adopted: 0, where: "preview" });
    expect(agent?.verdict?.reason).toContain("side by side");
    const written = run.calls.filter((call) => /^(POST|PATCH) \/agents/u.test(call));
    expect(written).toEqual(["POST /agents", "POST /agents"]);

    const again = await stage.runPull(pull, { context: { runAttempt: 2 } });
    expect(startsIn(again.requests)).toEqual([]);
    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(again.outputs.gate).toBe("fail");
    expect(again.report?.agents[0]?.verdict).toEqual(agent?.verdict);
  });

  test("stays proven when another prompt has become the baseline since, by a trial beside that", async () => {
    const stage = await aSuspectedRegression();
    const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });
    expect((await stage.runPull(pull)).outputs.gate).toBe("fail");
    await stage.runPush(stage.commit(stage.base, { "prompts/support.md": REWORDED }));

    const run = await stage.runPull(pull);

    // The one run of the new baseline is the first look's, and no partner of a run from before it.
    expect(startsIn(run.requests)).toHaveLength(3);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(run.outputs.gate).toBe("fail");
  });

  test("is not tried with runs that the budget does not have", async () => {
    const stage = await aSuspectedRegression({ budget: { "max-runs": 2 } });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(startsIn(run.requests)).toHaveLength(2);
    expect(run.stdout).toContain(
      "support: not measured again: a run of the candidate and a run of the baseline would be needed, and the budget is spent.",
    );
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");
    expect(run.report?.agents[0]?.verdict?.advice).toContain(
      "A run of the candidate and one of the baseline side by side are missing",
    );
    expect(run.outputs.gate).toBe("warn");
    expect(run.exitCode).toBe(0);
  });

  test("is left inconclusive where no trial is allowed", async () => {
    const stage = await aSuspectedRegression({ gate: { confirm: 0 } });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(startsIn(run.requests)).toHaveLength(2);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");
    expect(run.report?.agents[0]?.verdict?.advice).toContain("raise gate.confirm");
  });

  test("takes the failure of a run of its trial for what it is", async () => {
    const stage = await aSuspectedRegression();
    stage.converra.script({
      run: "opt_3",
      kind: "fail",
      reason: "the simulator was out of memory",
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(startsIn(run.requests)).toHaveLength(4);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");
    expect(stage.comment()).toContain("the simulator was out of memory");
    expect(run.report?.agents[0]?.verdict?.advice).toContain(
      "the run of the candidate ended failed",
    );
    expect(run.outputs.gate).toBe("warn");
  });

  test("on a workflow cut short after the first round goes on where it was", async () => {
    const stage = await aSuspectedRegression();
    const pull = stage.openPullRequest({ changes: CHANGES });
    const first = await stage.runPull(pull, { inputs: { "max-runs": "2" } });
    expect(first.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");

    const run = await stage.runPull(pull, { context: { runAttempt: 2 } });

    expect(startsIn(run.requests).every(({ variantCount }) => variantCount === 1)).toBe(true);
    expect(run.calls).not.toContain("POST /agents");
    expect(run.outputs.gate).toBe("fail");
  });

  test("is not tried with sync off: nothing is written and nothing is paid for", async () => {
    const stage = await aSuspectedRegression();
    const pull = stage.openPullRequest({ changes: CHANGES });
    await stage.runPull(pull, { inputs: { "max-runs": "2" } });
    const run = await stage.runPull(pull, { inputs: { sync: "off" } });

    expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");
  });

  test("of a prompt that nights measured when it was live has its trial all the same", async () => {
    const measured = [4, 3, 2].map((daysAgo) => ({ daysAgo }));
    const stage = await aStage({
      agents: [{ key: "support", prompt: WORSE, measured }],
      converra: { seed: 5 },
    });
    const better = stage.commit(stage.base, { "prompts/support.md": GOOD });
    await stage.runPush(better);
    const revert = stage.openPullRequest({ changes: {}, base: better.sha });
    const run = await stage.runPull(revert);

    const agent = run.report?.agents[0];
    expect(agent?.candidate).toMatchObject({ started: 2, adopted: 3 });
    expect(agent?.verdict?.reason).toContain("side by side");
    expect(run.outputs.gate).toBe("fail");
  });
});
