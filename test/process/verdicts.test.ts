import { expect, test } from "vitest";
import { fingerprintOf } from "../../src/plan/fingerprint.ts";
import { withLiveTag } from "../../src/plan/tags.ts";
import { BAD, GOOD } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** The longest way there is: writes, a trial, a verdict and a text put back. What follows else is told by test/story. */
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
