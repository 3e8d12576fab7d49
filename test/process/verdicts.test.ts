import { expect, test } from "vitest";
import { fingerprintOf } from "../../src/plan/fingerprint.ts";
import { withLiveTag } from "../../src/plan/tags.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, until } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const HARMLESS = { changes: { [PROMPT]: REWORDED } };
const measured = [12, 10, 8, 6, 4, 2].map((daysAgo) => ({ daysAgo }));
const AGENTS = [{ key: "support", measured }];

/** What follows in which case is told by test/story; here the bundle comes to it in one run each. */
test("the bundle accuses no harmless change in a service that scores lower than before", async () => {
  const stage = await aStage({ agents: AGENTS });
  stage.converra.setModelQuality("gpt-4o", -12);
  const run = await stage.runPull(stage.openPullRequest(HARMLESS));

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(startsIn(run.requests).length).toBeGreaterThanOrEqual(3);
  expect(run.stdout.match(/points lower than on/gu)).toHaveLength(1);
});

test("the bundle fails nothing on one freak run", async () => {
  const stage = await aStage({ agents: AGENTS });
  stage.converra.setModelQuality("gpt-4o", -20);
  const ending = stage.runPull(stage.openPullRequest(HARMLESS));
  await until(() => stage.converra.runs().length > measured.length, "a run was started");
  stage.converra.setModelQuality("gpt-4o", 0);
  const run = await ending;

  expect(run.exitCode).toBe(0);
  expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  expect(run.report?.agents[0]?.candidate?.started).toBe(2);
  expect(run.stdout).toContain("measuring again beside the baseline");
});

test("the bundle puts a live agent's text back after a regression", async () => {
  const fingerprint = fingerprintOf({
    ...{ prompt: GOOD, model: "gpt-4o", mode: "validation", personas: [] },
  });
  const seed = { tags: withLiveTag([], [], fingerprint) };
  const stage = await aStage({ agents: [{ key: "support", seed }] });
  const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }), {
    inputs: { sync: "live" },
    writesToLive: true,
  });

  expect(run.exitCode).toBe(1);
  const live = stage.liveId("support");
  expect(run.calls.filter((call) => call === `PATCH /agents/${live}`)).toHaveLength(2);
  expect(stage.converra.state.agents.get(live)?.content.trim()).toBe(GOOD.trim());
});

test("the bundle asks again for an answer that was cut off", async () => {
  const stage = await aStage();
  stage.converra.fault("GET /agents:1:cut-json");
  const inputs = { command: "plan" };
  const run = await stage.runPull(stage.openPullRequest(HARMLESS), { inputs });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("the answer was cut off; trying again");
  expect(run.report?.agents[0]?.plan?.action).toBe("update");
});
