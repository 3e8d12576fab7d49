/** Commands in comments beside a gate whose workflow sets the input `sync`: they say what that gate says. */
import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { ACCEPTING, PEOPLE, PROMPT, say } from "./support/asking.ts";
import { aStage } from "./support/stage.ts";

/** The regressed text stays on the live agent. */
const STAYS = { sync: { restore: false } };
const LIVE = { inputs: { sync: "live" }, writesToLive: true } as const;

async function aLiveGate(prompt = BAD) {
  const agents = [{ key: "support", live: "Be brief." }];
  const stage = await aStage({ agents, config: STAYS, github: { people: PEOPLE } });
  await stage.runPush(stage.base);
  const pull = stage.openPullRequest({ changes: { [PROMPT]: prompt } });
  return { stage, pull, gate: await stage.runPull(pull, LIVE) };
}

test("of an agent that a gate with sync off could not measure, explain says so", async () => {
  const stage = await aStage({ github: { people: PEOPLE } });
  const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
  const gate = await stage.runPull(pull, { inputs: { sync: "off" } });
  expect(gate.outputs.gate).toBe("warn");
  await say(stage, "/converra explain support");

  expect(stage.comment()).toContain("**support**: not evaluated; the gate warns of it.");
  expect(stage.comment()).toContain("with sync off none can be made");
});

describe("a gate with sync live, whose text stands on the live agent", () => {
  test("is explained with its figures, held against the base commit's prompt", async () => {
    const { stage, gate } = await aLiveGate();
    await say(stage, "/converra explain support");

    expect(stage.comment()).toContain("**support**: regressed; the gate fails on it.");
    const [{ candidate, baseline }] = JSON.parse(gate.outputs.verdicts ?? "");
    expect(stage.comment()).toContain(`${baseline.toFixed(1)} (n`);
    expect(stage.comment()).toContain(`${candidate.toFixed(1)} (n`);
  });

  test("passes once its drop is accepted", async () => {
    const { stage, pull } = await aLiveGate();
    expect((await say(stage, ACCEPTING)).exitCode).toBe(0);
    const again = await stage.runPull(pull, { ...LIVE, context: { runAttempt: 2 } });

    expect(again.outputs.gate).toBe("pass");
    expect(again.report?.agents[0]?.accepted?.by).toBe("octocat");
  });

  test("offers no winner that is worse than the base commit's prompt", async () => {
    const { stage } = await aLiveGate();
    const live = stage.converra.state.agents.get(stage.liveId("support"));
    expect(live?.content.trim()).toBe(BAD.trim());
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toMatch(/is not taken: it is \d+\.\d points below/u);
    expect(gitHubWrites(run).join()).not.toContain("PUT");
  });
});

test("stop says that runs on a live agent are not told from others'", async () => {
  const { stage } = await aLiveGate(REWORDED);
  const run = await say(stage, "/converra stop");

  expect(writes(run)).toEqual([]);
  expect(stage.comment()).toMatch(/sync: live.*cancel that workflow run/su);
});
