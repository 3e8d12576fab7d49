import { describe, expect, test } from "vitest";
import { simulateOptimization } from "../../sandbox/converra/simulate-optimization.ts";
import { dispatchEvent, scheduleEvent } from "../support/github-events.ts";
import { GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { StageAgent } from "../support/stage/repository.ts";
import { writes } from "../support/stage/requests.ts";
import type { RunOptions, StageRun } from "../support/stage/stage.ts";
import { aStage, type Story } from "./support/stage.ts";

const ON_LIVE = { runs: [{ daysAgo: 2 }] };
const APPLY = "POST /optimizations/opt_1/apply";

/** A poor live prompt, of which one run on the live agent found something better. */
async function aWonStage(
  agent: Partial<StageAgent> = { seed: ON_LIVE },
  more: Parameters<typeof aStage>[0] = {},
): Promise<Story> {
  return aStage({ agents: [{ key: "support", prompt: POOR, ...agent }], ...more });
}

function apply(
  stage: Story,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<StageRun> {
  return stage.runEvent(dispatchEvent(), stage.base, {
    writesToLive: true,
    ...options,
    inputs: { command: "apply", ...inputs },
  });
}

function liveText(stage: Story): string {
  return stage.converra.state.agents.get(stage.liveId("support"))?.content ?? "";
}

function resultOf(stage: Story, id = "opt_1") {
  const run = stage.converra.state.optimizations.get(id);
  if (run === undefined) throw new Error(`there is no run ${id}`);
  return simulateOptimization(run);
}

function winnerText(stage: Story): string {
  return resultOf(stage).winner?.content ?? "no winner";
}

function expectRefused(run: StageRun, reason: RegExp): void {
  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(run.report?.agents[0]?.plan?.action).toBe("conflicting");
  expect(run.report?.agents[0]?.plan?.reason).toMatch(reason);
  expect(writes(run).filter((call) => call !== "PATCH /agents/agent_1")).toEqual([]);
}

describe("apply", () => {
  test("applies the winner of a run on the live agent, and looks that it stands there", async () => {
    const stage = await aWonStage();
    const run = await apply(stage);

    expect(run.exitCode).toBe(0);
    expect(writes(run)).toEqual(["PATCH /agents/agent_1", APPLY]);
    expect(liveText(stage)).toBe(winnerText(stage));
    expect(run.calls.at(-1)).toBe("GET /agents/agent_1");
    const [agent] = run.report?.agents ?? [];
    expect(agent?.plan).toMatchObject({ action: "update", changes: ["prompt"] });
    expect(agent?.promptAfter).toBe(winnerText(stage));
    expect(run.summary).toContain("✅ Converra apply: 1 applied");
    expect(run.summary).toContain("lines with a plus stand there now");
  });

  test("writes the winner of a run on the copy to the live agent, since the service would apply it to the copy", async () => {
    const stage = await aWonStage({ measured: [{ daysAgo: 2 }] });
    const run = await apply(stage);

    expect(run.exitCode).toBe(0);
    expect(writes(run)).toEqual(["PATCH /agents/agent_1", "PATCH /agents/agent_1"]);
    expect(liveText(stage)).toBe(winnerText(stage));
  });

  test("is not undone by the next sync, which sees that the file has another text", async () => {
    const stage = await aWonStage();
    await apply(stage);
    const run = await stage.runPush(stage.base);

    expect(run.report?.agents[0]?.plan?.action).toBe("drifted");
    expect(liveText(stage)).toBe(winnerText(stage));
  });

  test("done twice, does nothing the second time", async () => {
    const stage = await aWonStage();
    const ids = { "optimization-id": "opt_1", "apply-despite": "changed" };
    await apply(stage, ids);
    const again = await apply(stage, ids);

    expect(again.exitCode).toBe(0);
    expect(writes(again)).toEqual([]);
    expect(again.report?.agents[0]?.plan?.action).toBe("unchanged");
  });

  test("takes the variant that is named", async () => {
    const stage = await aWonStage();
    const { variants, winner } = resultOf(stage);
    const other = variants.find((one) => !one.isControl && one.id !== winner?.id);
    const inputs = { "optimization-id": "opt_1", "variant-id": other?.id ?? "" };
    const refused = await apply(stage, inputs);
    expectRefused(
      refused,
      /its confidence is unknown, and gate\.headroom\.min-confidence is 0\.95/u,
    );

    const config = { gate: { headroom: { "min-confidence": 0 } } };
    const free = await aWonStage({ seed: ON_LIVE }, { config });
    const run = await apply(free, { ...inputs, "apply-despite": "worse" });
    expect(run.exitCode).toBe(0);
    expect(liveText(free)).toBe(other?.content);
  });
});

describe("apply refuses", () => {
  test("when the live prompt is no longer the one that was measured", async () => {
    const stage = await aStage({
      agents: [{ key: "support", prompt: REWORDED, live: POOR, seed: ON_LIVE }],
    });
    stage.converra.editAgent(stage.liveId("support"), REWORDED);
    const run = await apply(stage);

    expectRefused(
      run,
      /is no longer the one that run started from \(the input `apply-despite: changed`/u,
    );
    const despite = await apply(stage, { "apply-despite": "changed" });
    expect(despite.report?.agents[0]?.plan?.reason).not.toContain("no longer the one");
  });

  test("when the winner lost golden cases", async () => {
    const stage = await aWonStage(
      { prompt: GOOD, seed: ON_LIVE },
      { converra: { outcomes: [{ kind: "winner-with-regression" }] } },
    );
    const run = await apply(stage);
    expectRefused(
      run,
      /it lost \d golden cases? \(the input `apply-despite: golden-set` allows it all the same\)/u,
    );
    const despite = await apply(stage, { "apply-despite": "golden-set, worse" });
    expect(despite.exitCode).toBe(0);
  });

  test("when the winner is worse than the live prompt was", async () => {
    const measured = [5, 4, 3].map((daysAgo) => ({ daysAgo, variantCount: 1 }));
    const stage = await aWonStage({ measured });
    stage.converra.setModelQuality("gpt-4o", -60);
    await stage.runEvent(scheduleEvent(), stage.base);
    const run = await apply(stage);

    expectRefused(run, /points below the live prompt in .* \(the input `apply-despite: worse`/u);
  });

  test("when somebody edited the live text, unless the config says overwrite", async () => {
    const stage = await aWonStage({ live: `${POOR}Be brief.\n`, seed: ON_LIVE });
    await stage.runPush(stage.base);
    stage.converra.editAgent(stage.liveId("support"), REWORDED);
    const run = await apply(stage, { "apply-despite": "changed,worse" });

    expectRefused(
      run,
      /was edited elsewhere since the last sync.*`gate\.on-drift: overwrite` in the config/u,
    );
    expect(liveText(stage)).toBe(REWORDED);
  });

  test("when no run found anything better", async () => {
    const stage = await aWonStage(
      { seed: ON_LIVE },
      { converra: { outcomes: [{ kind: "no-winner" }] } },
    );
    const named = await apply(stage, { agents: "support" });
    expectRefused(named, /found nothing better than its control/u);

    const all = await apply(stage);
    expect(all.exitCode).toBe(0);
    expect(all.report?.agents[0]?.plan?.action).toBe("unchanged");
  });

  test("outside of the default branch", async () => {
    const stage = await aWonStage();
    const run = await stage.runEvent(dispatchEvent({ branch: "try" }), stage.base, {
      inputs: { command: "apply" },
    });

    expect(run.exitCode).toBe(1);
    expect(run.report?.fault?.message).toContain("The command apply writes to the live agents");
  });

  test("a run of an agent that the config does not name", async () => {
    const stage = await aWonStage();
    stage.converra.seedAgent({ name: "Other", content: POOR, model: "gpt-4o", ...ON_LIVE });
    const run = await apply(stage, { "optimization-id": "opt_2" });

    expect(run.exitCode).toBe(1);
    expect(run.report?.fault?.message).toContain("optimization opt_2 is of agent agent_2");
    expect(writes(run)).toEqual([]);
  });
});

describe("an apply whose answer is lost", () => {
  test("counts when the winner stands there, and is sent once", async () => {
    const stage = await aWonStage();
    stage.converra.fault("POST /optimizations/:id/apply:1:drop-after");
    const run = await apply(stage);

    expect(run.exitCode).toBe(0);
    expect(writes(run).filter((call) => call === APPLY)).toHaveLength(1);
    expect(liveText(stage)).toBe(winnerText(stage));
  });

  test("fails in words when the old text stands there, and is sent once", async () => {
    const stage = await aWonStage();
    stage.converra.fault("POST /optimizations/:id/apply:1:drop-before");
    const run = await apply(stage);

    expect(run.exitCode).toBe(1);
    expect(writes(run).filter((call) => call === APPLY)).toHaveLength(1);
    const reason = run.report?.agents[0]?.plan?.reason;
    expect(reason).toContain("is still the old one: it was not tried again");
  });

  test("fails when the service says yes and changes nothing", async () => {
    const stage = await aWonStage();
    stage.converra.fault("POST /optimizations/:id/apply:1:status:200");
    const run = await apply(stage);

    expect(run.exitCode).toBe(1);
    expect(liveText(stage)).toBe(POOR);
  });
});
