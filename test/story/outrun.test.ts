import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/newer.ts";
import "../../src/commands/account.ts";
import "../../src/commands/bring.ts";
import { dispatchEvent, pushEvent, scheduleEvent } from "../support/github-events.ts";
import { GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { Commit } from "../support/stage/repository.ts";
import { writes } from "../support/stage/requests.ts";
import { copies } from "./support/copies.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** The workflow of a commit that the branch has left behind: a job that was slow, or one that somebody runs again. */
function runOld(stage: Story, commit: Commit) {
  const event = pushEvent({ branch: "main", after: commit.sha, before: stage.base.sha });
  return stage.runEvent(event, commit);
}

function liveText(stage: Story, key = "support"): string | undefined {
  return stage.converra.state.agents.get(stage.liveId(key))?.content.trim();
}

describe("a sync of a commit that is no longer the newest", () => {
  test("does not put an older prompt back on the live agent, and says whose it is to write", async () => {
    const stage = await aStage();
    await stage.runPush(stage.base);
    const newer = stage.commit(stage.base, { [PROMPT]: REWORDED });
    await stage.runPush(newer);

    const run = await runOld(stage, stage.base);

    expect(writes(run)).toEqual([]);
    expect(liveText(stage)).toBe(REWORDED.trim());
    expect(run.outputs.gate).toBe("warn");
    expect(run.stdout).toContain(`main is at ${newer.sha.slice(0, 7)} by now`);
    expect(run.summary).toContain("the sync of that commit writes what it says");
  });

  test("writes what the newer commit says as well: that one may have started no workflow", async () => {
    const stage = await aStage({
      agents: [{ key: "support" }, { key: "billing" }],
    });
    const first = stage.commit(stage.base, { [PROMPT]: REWORDED, "prompts/billing.md": REWORDED });
    const newer = stage.commit(first, { "prompts/billing.md": POOR, "README.md": "Words." });
    stage.github.seedBranch("main", newer.sha);

    const run = await runOld(stage, first);

    expect(liveText(stage)).toBe(REWORDED.trim());
    expect(liveText(stage, "billing")).toBe(GOOD.trim());
    expect(run.report?.agents.map(({ key, plan }) => [key, plan?.action])).toEqual([
      ["support", "update"],
      ["billing", "not-compared"],
    ]);
  });

  test("neither sets nor makes what the newer config no longer has of the account", async () => {
    const stage = await aStage();
    const kept = `settings: { general: { industry: Furniture } }
webhooks: [{ url: "https://hooks.example/old", events: [optimization.completed] }]
`;
    const config = stage.base.files["converra.yml"] ?? "";
    const old = stage.commit(stage.base, { "converra.yml": config + kept });
    await stage.runPush(old);
    const newer = stage.commit(old, { "converra.yml": `${config}webhooks: []\n` });
    await stage.runPush(newer);
    expect(stage.converra.state.webhooks.size).toBe(0);

    const run = await runOld(stage, old);

    expect(writes(run)).toEqual([]);
    expect(run.outputs.gate).toBe("warn");
    expect(run.report?.account?.map(({ action }) => action)).toEqual([
      "not-compared",
      "not-compared",
    ]);
  });

  test("writes nothing where the newer config cannot be read, and all where GitHub tells of none", async () => {
    const stage = await aStage();
    const old = stage.commit(stage.base, { [PROMPT]: REWORDED });
    const newer = stage.commit(old, { "converra.yml": "version: 2\n" });
    stage.github.seedBranch("main", newer.sha);
    const run = await runOld(stage, old);
    expect(writes(run)).toEqual([]);

    const blind = await aStage({ github: { denied: ["contents: read"] } });
    const next = blind.commit(blind.base, { [PROMPT]: REWORDED });
    await runOld(blind, next);
    expect(liveText(blind)).toBe(REWORDED.trim());
  });
});

test("a night of an old commit leaves copies and benchmarks to the newest commit's", async () => {
  const stage = await aStage({ agents: [{ key: "support", measured: [{ daysAgo: 3 }] }] });
  const without = stage.base.files["converra.yml"]?.replaceAll("support", "other") ?? "";
  const old = stage.commit(stage.base, {
    "converra.yml": without,
    "prompts/other.md": GOOD,
  });
  const twins = () => copies(stage).filter(({ name }) => name.startsWith("support"));
  expect(twins()).toHaveLength(1);
  const clean = { inputs: { command: "clean" }, context: { sha: old.sha } };

  const run = await stage.runEvent(scheduleEvent(), old, clean);
  expect(twins()).toHaveLength(1);
  expect(run.stdout).toContain("left to a run of the newest commit");

  stage.github.seedBranch("main", old.sha);
  await stage.runEvent(dispatchEvent(), old, clean);
  expect(twins()).toHaveLength(0);
});
