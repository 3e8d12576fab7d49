/** Settings of the account that converra.yml keeps. */
import { expect, test } from "vitest";
import { pushEvent } from "../support/github-events.ts";
import { bodies, writes } from "../support/stage/requests.ts";
import { accountOf, keepingOn, reasonsOf } from "./support/keeping.ts";
import { aStage, type Story } from "./support/stage.ts";

const general = (stage: Story) => stage.converra.state.settings.general;
const optimization = (stage: Story) => stage.converra.state.settings.optimization;
const settings = {
  general: { industry: "Furniture", kpis: "Refunds in a day\n" },
  optimization: { variantsPerGeneration: 3, simulation: { maxTurns: 12 } },
};

test("a push writes those that differ, and nothing beside them", async () => {
  const stage = await aStage();
  const before = structuredClone(stage.converra.state.settings);
  const { push } = keepingOn(stage);

  const run = await push({ settings });

  expect(run.exitCode).toBe(0);
  expect(writes(run)).toEqual(["PATCH /settings"]);
  expect(bodies(run, "PATCH", "/settings")).toEqual([
    {
      general: { industry: "Furniture", kpis: "Refunds in a day\n" },
      optimization: { simulation: { maxTurns: 12 } },
    },
  ]);
  expect(optimization(stage)).toEqual({
    ...before.optimization,
    simulation: { ...before.optimization.simulation, maxTurns: 12 },
  });
  expect(accountOf(run)).toEqual([
    ["general.industry", "update", true],
    ["general.kpis", "create", true],
    ["optimization.simulation.maxTurns", "update", true],
    ["optimization.variantsPerGeneration", "unchanged", false],
  ]);
  expect(run.summary).toContain("account: 1 created, 2 updated");
  expect(run.summary).toContain("`general.industry` updated, E-commerce → Furniture: written");
  expect(run.stdout).toContain("optimization.simulation.maxTurns updated, 10 → 12");

  const again = await push({ settings });
  expect(writes(again)).toEqual([]);
  expect(again.outputs.gate).toBe("pass");
});

test("a pull request shows them and writes nothing, however it is synced", async () => {
  const stage = await aStage({ config: { sync: { "pull-request": "live" } } });
  const url = "https://hooks.larkfield.example/a?token=t0ps3cret";
  const { files } = keepingOn(stage).commit({
    settings: { optimization: { deploymentMode: "semi-automatic" } },
    webhooks: [{ url, events: ["optimization.completed"] }],
  });
  const changes = { "converra.yml": files["converra.yml"] };
  const pull = stage.openPullRequest({ changes });

  const run = await stage.runPull(pull);
  const synced = await stage.runPull(pull, { inputs: { command: "sync", sync: "live" } });

  for (const one of [run, synced]) {
    expect(writes(one)).toEqual([]);
    expect(one.exitCode).toBe(0);
    expect(accountOf(one)).toEqual([
      ["optimization.deploymentMode", "update", false],
      ["webhooks[0] (hooks.larkfield.example)", "create", false],
    ]);
  }
  expect(stage.comment()).toContain("to update, manual → semi-automatic");
  expect(stage.comment()).toContain("winners on live agents without being asked");
  expect(stage.comment()).not.toContain("t0ps3cret");
});

test.each([
  ["warn", "warn", "kept"],
  ["fail", "fail", "kept"],
  ["overwrite", "pass", "replaced"],
] as const)("edited in Converra, with on-drift: %s", async (onDrift, result, fate) => {
  const stage = await aStage();
  const { push } = keepingOn(stage);
  const gate = { "on-drift": onDrift };
  await push({ gate, settings });
  general(stage).industry = "Toys";

  const run = await push({ gate, settings: { general: { industry: "Sofas" } } });

  expect(run.outputs.gate).toBe(result);
  expect(general(stage).industry).toBe(fate === "kept" ? "Toys" : "Sofas");
  if (fate === "kept") {
    expect(writes(run)).toEqual([]);
    expect(reasonsOf(run)).toContain("edited there");
    expect(run.summary).toContain("Toys → Sofas");
  }
});

test("a night tells an edit, and a plan of a branch that was pushed twice does not", async () => {
  const stage = await aStage();
  const { push, commit, last } = keepingOn(stage);
  await push({ settings });
  const branch = commit({ settings: { general: { industry: "Sofas" } } });
  const plan = await stage.runEvent(
    pushEvent({ branch: "sofas", after: branch.sha, before: branch.sha }),
    branch,
  );
  expect(plan.report?.command).toBe("plan");
  expect(accountOf(plan)).toEqual([["general.industry", "update", false]]);

  general(stage).industry = "Toys";
  const night = await stage.runEvent({ name: "schedule", payload: {} }, last());
  expect(night.outputs.gate).toBe("warn");
  expect(accountOf(night)?.[0]).toEqual(["general.industry", "drifted", false]);
});

test("a run of some agents leaves them alone", async () => {
  const stage = await aStage();
  const run = await keepingOn(stage).push({ settings }, { inputs: { agents: "support" } });
  expect(writes(run)).toEqual([]);
  expect(run.stdout).toContain("left to a run of all agents");
});

test("without a key a plan says that the account was not compared", async () => {
  const stage = await aStage();
  const kept = { settings: { general: { industry: "Furniture" } } };
  const run = await keepingOn(stage).push(kept, { key: false, inputs: { command: "plan" } });
  expect(accountOf(run)).toEqual([["general.industry", "not-compared", false]]);
});
