import { describe, expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const KEYS = ["alpha", "beta", "gamma"];

/** Three agents, in the order of the config, all changed by the pull request. */
async function threeAgents(options: {
  readonly budget?: Record<string, number>;
  readonly plan?: "free" | "pro";
}): Promise<{ stage: Story; run: (inputs?: Record<string, string>) => Promise<StageRun> }> {
  const { budget, plan = "pro" } = options;
  const stage = await aStage({
    agents: KEYS.map((key) => ({ key })),
    converra: { plan },
    config: budget === undefined ? {} : { budget },
  });
  const changes = Object.fromEntries(KEYS.map((key) => [`prompts/${key}.md`, REWORDED]));
  const pull = stage.openPullRequest({ changes });
  return { stage, run: (inputs = {}) => stage.runPull(pull, { inputs }) };
}

function verdicts(run: StageRun): Record<string, string | undefined> {
  return Object.fromEntries(
    (run.report?.agents ?? []).map(({ key, verdict }) => [key, verdict?.verdict]),
  );
}

/** The sentence stands in the log and in the comment before the first start is asked for. */
function expectSaidBefore(run: StageRun, sentence: string): void {
  const said = run.stdout.indexOf(sentence);
  const started = run.stdout.search(/: started opt_/u);
  expect(said).toBeGreaterThanOrEqual(0);
  expect(said).toBeLessThan(started);
  const comment = run.gitHubRequests.find(({ method }) => method === "POST");
  expect(JSON.stringify(comment?.body)).toContain(sentence.replace(/\.$/u, ""));
}

describe("the budget", () => {
  test("max-runs serves the agents in the config's order and says so", async () => {
    const { run } = await threeAgents({ budget: { "max-runs": 4 } });
    const ended = await run();

    expectSaidBefore(ended, "Starting 4 runs; 50 of 50 are left this period.");
    expect(startsIn(ended.requests)).toHaveLength(4);
    expect(verdicts(ended)).toEqual({
      alpha: "unchanged",
      beta: "unchanged",
      gamma: "not-evaluated",
    });
    const last = ended.report?.agents.at(-1);
    expect(last?.verdict?.reason).toContain(
      "it takes 2 runs, and 0 of the 4 that max-runs allows are left",
    );
    expect(last?.verdict?.advice).toContain("`budget.max-runs`");
    expect(ended.outputs.gate).toBe("warn");
    expect(ended.exitCode).toBe(0);
  });

  test("the input max-runs goes before the config", async () => {
    const { run } = await threeAgents({ budget: { "max-runs": 6 } });
    const ended = await run({ "max-runs": "0" });

    expect(startsIn(ended.requests)).toEqual([]);
    expect(ended.calls).not.toContain("POST /agents");
    expect(new Set(Object.values(verdicts(ended)))).toEqual(new Set(["not-evaluated"]));
  });

  test("an agent gets all the runs it needs or none", async () => {
    const { run } = await threeAgents({ budget: { "max-runs": 3 } });
    const ended = await run();

    expect(startsIn(ended.requests)).toHaveLength(2);
    expect(verdicts(ended)).toMatchObject({ beta: "not-evaluated", gamma: "not-evaluated" });
  });

  test("the reserve of the plan's quota is not touched", async () => {
    const { stage, run } = await threeAgents({ plan: "free", budget: { keep: 2 } });
    // Six of the free plan's ten are used this month already: two may be started.
    stage.converra.seedAgent({
      name: "Used",
      content: "Be brief.",
      model: "gpt-4o",
      runs: Array.from({ length: 6 }, () => ({ daysAgo: 0.1 })),
    });
    stage.converra.state.agents.delete([...stage.converra.state.agents.keys()].at(-1) ?? "");
    const ended = await run();

    expectSaidBefore(ended, "Starting 2 runs; 4 of 10 are left this period.");
    expect(startsIn(ended.requests)).toHaveLength(2);
    const reason = ended.report?.agents.at(-1)?.verdict?.reason;
    expect(reason).toContain(
      "4 of 10 optimizations are left this period and 2 are kept in reserve",
    );
    expect(ended.report?.cost).toMatchObject({ runsLeft: 2, runsLimit: 10 });
    expect(stage.comment()).toContain("2 of 10 runs left this month");
  });

  test("slots that others use are left to them", async () => {
    const { stage, run } = await threeAgents({});
    const other = stage.converra.seedAgent({
      name: "Other",
      content: "Be brief.",
      model: "gpt-4o",
    });
    // Nine of the ten slots, for the whole of the test: the six runs come one after another.
    stage.converra.script({ agent: other.id, kind: "never-ends" });
    for (let n = 0; n < 9; n += 1) seedRunning(stage, other.id);
    const ending = run({ "timeout-minutes": "180" });
    let most = 0;
    const watched = stage.clock.until(() => {
      most = Math.max(most, runningOf(stage, other.id));
      return stage.converra.runs().length === 9 + 6;
    }, "all six runs started");
    const ended = await ending;
    await watched;

    expect(most).toBe(1);
    expect(startsIn(ended.requests)).toHaveLength(6);
    expect(new Set(Object.values(verdicts(ended)))).toEqual(new Set(["unchanged"]));
    const stops = ended.calls.filter((call) => call.endsWith("/stop"));
    expect(stops, "nobody else's runs are stopped to make room").toEqual([]);
  });

  test("a run that is refused because all slots are taken is started when one is free", async () => {
    const { stage, run } = await threeAgents({ budget: { "max-runs": 2 } });
    const other = stage.converra.seedAgent({
      name: "Other",
      content: "Be brief.",
      model: "gpt-4o",
    });
    stage.converra.script({ agent: other.id, kind: "never-ends" });
    const ids = Array.from({ length: 10 }, () => seedRunning(stage, other.id));
    const ending = run();
    const refused = () =>
      stage.converra.requests.some(
        ({ method, path, status }) =>
          method === "POST" && path === "/optimizations" && status === 429,
      );
    await stage.clock.until(refused, "a refusal for want of a slot");
    for (const id of ids) stage.converra.script({ run: id, kind: "fail" });
    for (const entity of stage.converra.state.optimizations.values()) {
      if (ids.includes(entity.id)) entity.stoppedAt = stage.clock.now();
    }
    const ended = await ending;

    expect(ended.stdout).toContain("all slots are in use");
    expect(verdicts(ended).alpha).toBe("unchanged");
    expect(stage.converra.runs().filter(({ agentId }) => agentId !== other.id)).toHaveLength(2);
  });
});

/** A run of somebody else, under way since now. */
function seedRunning(stage: Story, agentId: string): string {
  const { optimizations } = stage.converra.state;
  const id = `opt_other_${optimizations.size}`;
  optimizations.set(id, {
    id,
    agentId,
    mode: "validation",
    variantIds: ["var_x"],
    targetImprovements: [],
    prompt: "Be brief.",
    model: "gpt-4o",
    shift: 0,
    goldenSet: [],
    noiseSeed: id,
    createdAt: stage.clock.now(),
    queuedMs: 0,
    durationMs: 1_000,
    outcome: { kind: "never-ends" },
    announced: false,
  });
  return id;
}

function runningOf(stage: Story, other: string): number {
  return stage.converra
    .runs()
    .filter(({ agentId, phase }) => agentId !== other && phase === "running").length;
}

describe("an account that may not be read", () => {
  test("costs no run its verdict where the settings are refused", async () => {
    const stage = await aStage({ agents: [{ key: "support" }] });
    stage.converra.fault("GET /settings:*:status:403");
    const changes = { "prompts/support.md": REWORDED };
    const run = await stage.runPull(stage.openPullRequest({ changes }));
    expect(run.report?.fault).toBeUndefined();
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(run.report?.assumptions?.map(({ id }) => id)).toContain("deployment-mode");
  });

  test("lets nothing be started while its usage is unknown and a reserve is to be kept", async () => {
    for (const keep of [2, 0]) {
      const stage = await aStage({ agents: [{ key: "support" }], config: { budget: { keep } } });
      stage.converra.fault("GET /usage:*:status:404");
      const changes = { "prompts/support.md": REWORDED };
      const run = await stage.runPull(stage.openPullRequest({ changes }));
      expect(startsIn(run.requests).length > 0).toBe(keep === 0);
      expect(run.report?.notices.map(({ message }) => message).join()).toContain("usage-runs");
      if (keep > 0) expect(run.summary).toContain("does not say how many optimizations are left");
    }
  });
});
