import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { bodyOf, exchanges } from "../mutants/mutation.ts";
import { POOR, REWORDED } from "../support/stage/prompts.ts";
import { writes } from "../support/stage/requests.ts";
import type { RunOptions, StageRun } from "../support/stage/stage.ts";
import { aMeasuredPull, PROMPT, reactions, say, winnerText } from "./support/asking.ts";
import type { Story } from "./support/stage.ts";

/** The workflow that answers comments says `sync: live`. */
function applyLive(
  stage: Story,
  facts: Parameters<typeof say>[2] = {},
  options: RunOptions = {},
): Promise<StageRun> {
  const written = { inputs: { sync: "live" }, writesToLive: true };
  return say(stage, "/converra apply support live", facts, { ...written, ...options });
}

function liveText(stage: Story): string {
  return stage.converra.state.agents.get(stage.liveId("support"))?.content ?? "";
}

describe("/converra apply … live", () => {
  test("writes the winner to the live agent, since the service would apply it to the copy, and reads it back", async () => {
    const { stage, pull } = await aMeasuredPull();
    const run = await applyLive(stage);

    expect(run.exitCode).toBe(0);
    expect(reactions(stage)).toEqual(["eyes", "+1"]);
    expect(new Set(writes(run))).toEqual(new Set(["PATCH /agents/agent_1"]));
    expect(liveText(stage)).toBe(winnerText(stage));
    expect(run.calls.at(-1)).toBe("GET /agents/agent_1");
    expect(stage.comment()).toMatch(/The run was made on the copy `?agent_\d/u);
    expect(stage.comment()).toContain("was read back and says it now");
    expect(stage.github.branches.get("change-7")).toBe(pull.head);
  });

  test("is not written over by the next sync, and a second time does nothing", async () => {
    const { stage } = await aMeasuredPull();
    await applyLive(stage);
    const again = await applyLive(stage);
    expect(writes(again)).toEqual([]);
    expect(again.exitCode).toBe(0);
    expect(stage.comment()).toMatch(/Agent agent_\d says what the winner .* says already/u);

    const sync = await stage.runPush(stage.base);
    expect(sync.report?.agents[0]?.plan?.action).toBe("drifted");
    expect(liveText(stage)).toBe(winnerText(stage));
  });

  test("keeps the tag that protects it also where a PATCH clears what it does not name", async () => {
    const clearing = exchanges(["PATCH /agents/:id"], ({ emulator }) => async (e, service) => {
      const response = await service(e.request);
      const live = emulator.state.agents.get("agent_1");
      if (!e.request.url.endsWith("/agent_1") || bodyOf(e).tags !== undefined) return response;
      if (live !== undefined) Object.assign(live, { tags: [] });
      return service({ ...e.request, method: "GET", body: undefined });
    });
    const { stage } = await aMeasuredPull({}, { between: clearing });
    await applyLive(stage);

    const sync = await stage.runPush(stage.base);
    expect(sync.report?.agents[0]?.plan?.action).toBe("drifted");
    expect(liveText(stage)).toBe(winnerText(stage));
  });

  test("leaves it to be committed as well", async () => {
    const { stage } = await aMeasuredPull();
    await applyLive(stage);
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(0);
    expect(stage.github.textAt("change-7", PROMPT)).toBe(winnerText(stage));
  });

  test("is allowed by the base commit's config as well", async () => {
    const { stage } = await aMeasuredPull(
      {},
      { config: { sync: { "pull-request": "live" } }, run: { writesToLive: true } },
    );
    const run = await applyLive(stage, {}, { inputs: {} });

    expect(stage.comment()).not.toContain("by a comment alone");
    expect(run.exitCode).toBe(0);
  });

  test("is refused where nobody wrote live down for it", async () => {
    const { stage } = await aMeasuredPull();
    const before = liveText(stage);
    const run = await applyLive(stage, {}, { inputs: {} });

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("write `sync: live` into the workflow that answers comments");
    expect(liveText(stage)).toBe(before);
  });

  test("is refused where the pull request's own config says live, and its base does not", async () => {
    const { stage, pull } = await aMeasuredPull();
    const config = `${pull.files["converra.yml"]}sync: { pull-request: live }\n`;
    const next = stage.pushCommit(pull, { "converra.yml": config });
    await stage.runPull(next);
    await applyLive(stage, {}, { inputs: {} });

    expect(stage.comment()).toContain("by a comment alone");
  });

  test("is refused where a branch says live that anybody may have made to merge into", async () => {
    const { stage } = await aMeasuredPull(
      { baseRef: "mine" },
      { config: { sync: { "pull-request": "live" } } },
    );
    const run = await applyLive(stage, {}, { inputs: {} });

    expect(stage.comment()).toContain("by a comment alone");
    expect(run.exitCode).toBe(1);
  });

  test.each<[string, (config: string) => string]>([
    ["lacks a prompt", (config) => `${config}  sales: { prompt-file: prompts/gone.md }\n`],
    ["is not valid", (config) => `${config}  sales: 1\n`],
  ])("is refused where only the pull request says live, and its base %s", async (_, broken) => {
    const { stage, pull } = await aMeasuredPull();
    const sound = pull.files["converra.yml"] ?? "";
    const base = stage.commit(stage.base, { "converra.yml": broken(sound) });
    const config = `${sound}sync: { pull-request: live }\n`;
    const next = stage.pushCommit({ ...pull, base: base.sha }, { "converra.yml": config });
    await stage.runPull(next);
    await applyLive(stage, {}, { inputs: {} });

    expect(stage.comment()).toContain("by a comment alone");
  });

  test.each<[string, string, Parameters<typeof aMeasuredPull>, Parameters<typeof say>[2]]>([
    ["who may not write", "visitor may not write", [], { login: "visitor" }],
    ["from a fork", "comes from a fork", [{ fork: "stranger/support" }], {}],
    [
      "before the report was there",
      "The report has changed since you wrote",
      [],
      { createdAt: "2020-01-01T00:00:00Z" },
    ],
    [
      "of a winner that is not sure enough",
      "gate.headroom.min-confidence is 1",
      [{}, { config: { gate: { headroom: { "min-confidence": 1 } } } }],
      {},
    ],
  ])("is refused to somebody %s", async (_, words, [pull, options], facts) => {
    const { stage } = await aMeasuredPull(pull, options);
    const run = await applyLive(stage, facts);

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain(words);
    expect(writes(run)).toEqual([]);
  });

  test("is refused for a head without a report, and for a closed pull request", async () => {
    const { stage, pull } = await aMeasuredPull();
    stage.github.seedPullRequest({ ...pull, state: "closed" });
    const closed = await applyLive(stage);
    expect(stage.comment()).toContain("was closed or has moved on");
    expect(writes(closed)).toEqual([]);

    stage.pushCommit(pull, { [PROMPT]: `${POOR}Be brief.\n` });
    const run = await applyLive(stage);
    expect(stage.comment()).toContain("The report is of ");
    expect(writes(run)).toEqual([]);
  });

  test("is refused once somebody has edited the live prompt", async () => {
    const { stage } = await aMeasuredPull();
    await stage.runPush(stage.base);
    stage.converra.editAgent(stage.liveId("support"), REWORDED);
    const run = await applyLive(stage);

    expect(run.exitCode).toBe(1);
    expect(writes(run)).toEqual([]);
    expect(liveText(stage)).toBe(REWORDED);
  });

  test.each([
    ["model", "model: gpt-4o-mini", "the model gpt-4o-mini"],
    ["temperature", "model: gpt-4o\n    temperature: 0.9", "temperature or max-tokens"],
  ])("is refused where the pull request changes the %s as well", async (_, change, words) => {
    const { stage, pull } = await aMeasuredPull();
    const config = pull.files["converra.yml"]?.replace("model: gpt-4o", change);
    await stage.runPull(stage.pushCommit(pull, { "converra.yml": config }));
    const run = await applyLive(stage);

    expect(stage.comment()).toContain(`was measured with ${words}`);
    expect(writes(run)).toEqual([]);
  });
});
