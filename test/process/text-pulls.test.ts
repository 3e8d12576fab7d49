import { describe, expect, test } from "vitest";
import { fingerprintOf } from "../../src/plan/fingerprint.ts";
import { withLiveTag } from "../../src/plan/tags.ts";
import { POOR, REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** The bundle's own way over the contents and the pulls API; its variations are told by test/story/text-pulls.test.ts. */
describe("the bundle on the default branch", () => {
  test("opens a pull request with a winner's text", async () => {
    const stage = await aStage({
      agents: [{ key: "support", prompt: POOR, measured: [{ daysAgo: 2 }] }],
      config: { gate: { "on-winner": "pull-request" } },
    });
    const run = await stage.runPush(stage.base);

    expect(run.exitCode).toBe(0);
    expect(stage.github.pulls()[0]).toMatchObject({
      state: "open",
      head: { ref: "converra/support" },
    });
    const text = stage.github.textAt("converra/support", PROMPT) ?? "";
    expect(text.startsWith(POOR.trimEnd())).toBe(true);
    expect(text.length).toBeGreaterThan(POOR.length);
  });

  test("opens a pull request with a live prompt that was edited elsewhere", async () => {
    const settings = { prompt: POOR, model: "gpt-4o", mode: "validation", personas: [] } as const;
    const tags = withLiveTag([], [], fingerprintOf(settings));
    const stage = await aStage({
      agents: [{ key: "support", prompt: POOR, seed: { tags } }],
      config: { gate: { "on-drift": "pull-request" } },
    });
    stage.converra.editAgent(stage.liveId("support"), REWORDED);
    const run = await stage.runPush(stage.base);

    expect(run.outputs.gate).toBe("warn");
    expect(stage.github.textAt("converra-drift/support", PROMPT)?.trim()).toBe(REWORDED.trim());
  });
});
