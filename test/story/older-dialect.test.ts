import { describe, expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import type { Stage } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** promptId, no content of the control, lists as bare arrays, resets in epoch seconds. */
function anOlderStage(options: { readonly history?: boolean } = {}): Promise<Stage> {
  const seed = options.history === true ? { runs: [{ daysAgo: 3 }, { daysAgo: 5 }] } : {};
  return aStage({
    agents: [{ key: "support", seed }],
    converra: { dialect: { naming: "older", listShape: "array", startStatus: "queued" } },
  });
}

describe("a service that speaks the older dialect", () => {
  test("a first run and a re-run of a harmless change", async () => {
    const stage = await anOlderStage({ history: true });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
    const run = await stage.runPull(pull);

    expect(run.exitCode).toBe(0);
    expect(run.report?.fault).toBeUndefined();
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    const agent = run.report?.agents[0];
    expect(agent?.baseline, "known by the times of the live agent").toMatchObject({ adopted: 2 });
    expect(startsIn(run.requests)[0]?.agentId).toBe(agent?.measuredOn?.agentId);
    const bodies = run.requests.filter(
      ({ method, path }) => method === "POST" && path === "/optimizations",
    );
    for (const { body } of bodies) expect(body).toHaveProperty("promptId");

    const again = await stage.runPull(pull);
    expect(startsIn(again.requests)).toEqual([]);
    expect(again.outputs.gate).toBe(run.outputs.gate);
  });

  test("a regression", async () => {
    const stage = await anOlderStage();
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const run = await stage.runPull(pull);

    expect(run.exitCode).toBe(1);
    expect(run.outputs.gate).toBe("fail");
    expect(run.outputs.regressed).toBe('["support"]');
    expect(stage.comment()).toContain("regressed");
    expect(run.report?.agents[0]?.variants.filter(({ isControl }) => isControl)).toHaveLength(1);
  });

  test("a second commit on the same preview is not taken for the first", async () => {
    const stage = await anOlderStage({ history: true });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    await stage.runPull(pull);
    const run = await stage.runPull(stage.pushCommit(pull, { [PROMPT]: REWORDED }));

    expect(startsIn(run.requests).length).toBeGreaterThan(0);
    expect(run.report?.agents[0]?.candidate?.adopted).toBe(0);
    expect(run.outputs.regressed).toBe("[]");
  });

  test("two pull requests in live mode at the same time end without a wrong verdict", async () => {
    const stage = await anOlderStage({ history: true });
    const live = { inputs: { sync: "live" }, writesToLive: true } as const;
    await stage.runPush(stage.base);
    const better = stage.openPullRequest({ number: 8, changes: { [PROMPT]: REWORDED } });
    const worse = stage.openPullRequest({ number: 9, changes: { [PROMPT]: BAD } });
    const runs = await Promise.all([stage.runPull(better, live), stage.runPull(worse, live)]);

    // Which of two texts of one agent was measured, nobody says.
    for (const { report } of runs) expect(report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    const reasons = runs.map(({ report }) => report?.agents[0]?.verdict?.reason).join();
    expect(reasons).toContain("`content` of the control: not told");
  });
});
