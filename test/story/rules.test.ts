import { describe, expect, test } from "vitest";
import { mergeGroupEvent } from "../support/github-events.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { Stage } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const CONFIG = "converra.yml";

const configOf = (stage: Stage) => stage.base.files[CONFIG] ?? "";
const withGate = (stage: Stage, gate: string) => `${configOf(stage)}gate: ${gate}\n`;

describe("a pull request that loosens its own rules", () => {
  test("is judged by those of the base commit, and says so everywhere", async () => {
    const stage = await aStage();
    const loose = withGate(stage, "{ max-drop: 100, on-incomplete: pass }");
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD, [CONFIG]: loose } });
    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(run.exitCode).toBe(1);
    expect(run.report?.rules?.loosened).toEqual([
      { key: "support", rule: "max-drop", from: "5", to: "100" },
      { key: "support", rule: "on-incomplete", from: "fail", to: "pass" },
    ]);
    const said = "This pull request loosens: support · max-drop 5 → 100; support · on-incomplete";
    for (const text of [run.stdout, run.summary, stage.comment()]) expect(text).toContain(said);
    expect(stage.comment()).toContain("these take effect with the merge");
  });

  test("is listed and warned of where the base's policy lets them hold", async () => {
    const stage = await aStage({ config: { policy: "head" } });
    const loose = withGate(stage, "{ max-drop: 100 }");
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD, [CONFIG]: loose } });
    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).not.toBe("regressed");
    expect(run.outputs.gate).toBe("warn");
    expect(stage.comment()).toContain("support · max-drop 5 → 100");
  });

  test("cannot send its text to the live agent", async () => {
    const stage = await aStage();
    const changes = {
      [PROMPT]: REWORDED,
      [CONFIG]: `${configOf(stage)}sync: { pull-request: live }\n`,
    };
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(run.report?.context.syncMode).toBe("preview");
    expect(run.stdout).toContain("sync.pull-request preview → live");
  });

  const LIVE = "sync: { pull-request: live }\n";

  test.each<[string, (stage: Stage) => Parameters<Stage["openPullRequest"]>[0]]>([
    [
      "where the base's config is not valid",
      (stage) => {
        const base = stage.commit(stage.base, { [CONFIG]: "version: 2\n" });
        return {
          base: base.sha,
          changes: { [PROMPT]: REWORDED, [CONFIG]: configOf(stage) + LIVE },
        };
      },
    ],
    [
      "where the base has no config",
      (stage) => {
        const base = stage.commit(stage.base, { [CONFIG]: undefined });
        return {
          base: base.sha,
          changes: { [PROMPT]: REWORDED, [CONFIG]: configOf(stage) + LIVE },
        };
      },
    ],
    [
      "where its base says so and is not the default branch",
      (stage) => {
        const base = stage.commit(stage.base, { [CONFIG]: configOf(stage) + LIVE });
        const changes = { [PROMPT]: REWORDED, [CONFIG]: configOf(stage) + LIVE };
        return { base: base.sha, baseRef: "mine", changes };
      },
    ],
  ])("cannot send its text to the live agent %s, and is told", async (_, pull) => {
    const stage = await aStage();
    const run = await stage.runPull(stage.openPullRequest(pull(stage)));

    expect(run.report?.context.syncMode).toBe("preview");
    expect(stage.comment()).toContain("does not hold for this pull request");
    expect(stage.comment()).toContain("`sync`");
  });

  test("cannot send its text to the live agent where the base may not be read", async () => {
    const stage = await aStage({ github: { denied: ["contents: read"] } });
    const changes = { [PROMPT]: REWORDED, [CONFIG]: configOf(stage) + LIVE };
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(run.report?.context.syncMode).toBe("preview");
  });

  test("is judged by those of the base in a merge queue as well", async () => {
    const stage = await aStage();
    const loose = withGate(stage, "{ max-drop: 100 }");
    const queued = stage.commit(stage.base, { [PROMPT]: BAD, [CONFIG]: loose });
    const event = mergeGroupEvent({ head: queued.sha, base: stage.base.sha });
    const run = await stage.runEvent(event, queued);

    expect(JSON.parse(run.outputs.regressed ?? "")).toEqual(["support"]);
    expect(run.report?.rules?.loosened).toMatchObject([{ rule: "max-drop", from: "5", to: "100" }]);
  });

  test("is held to stricter ones at once", async () => {
    const stage = await aStage();
    const strict = withGate(stage, "{ metrics: { taskCompletion: { min: 99 } } }");
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD, [CONFIG]: strict } });
    const run = await stage.runPull(pull);

    expect(run.report?.rules?.loosened).toEqual([]);
    const metrics = run.report?.agents[0]?.verdict?.metrics ?? [];
    expect(metrics.find(({ metric }) => metric === "taskCompletion")?.min).toBe(99);
  });

  test("is known by a config that its glob no longer finds", async () => {
    const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
    const entry = (key: string) =>
      `version: 1\nagents:\n  ${key}: { model: gpt-4o, prompt-file: ../prompts/${key}.md }\n`;
    const base = stage.commit(stage.base, {
      [CONFIG]: undefined,
      "bots/a.yml": entry("support"),
      "bots/b.yml": entry("billing"),
    });
    const changes = { [CONFIG]: undefined, "bots/b.yml": entry("billing") };
    const pull = stage.openPullRequest({ changes, base: base.sha });
    const run = await stage.runPull(pull, { inputs: { config: "bots/*.yml" } });

    expect(run.report?.rules?.removed.map(({ key }) => key)).toEqual(["support"]);
  });
});

describe("an agent of the base commit", () => {
  const AGENTS = [{ key: "support" }, { key: "billing" }];

  test("that is taken out of the config is named, and the gate warns", async () => {
    const stage = await aStage({ agents: AGENTS });
    const config = configOf(stage).replace(/ {2}billing:\n(?: {4}.*\n)+/u, "");
    const pull = stage.openPullRequest({ changes: { [CONFIG]: config } });
    const run = await stage.runPull(pull);

    expect(run.outputs.gate).toBe("warn");
    expect(run.report?.rules?.removed).toMatchObject([{ key: "billing", how: "removed" }]);
    expect(run.summary).toContain("warns: 1 skipped, 1 removed");
    const said = `its live agent ${stage.liveId("billing")} goes on unguarded`;
    for (const text of [run.stdout, run.summary, stage.comment()]) expect(text).toContain(said);
  });

  test("that is taken out fails where the base's on-removed says so, also without a key", async () => {
    const config = { gate: { "on-removed": "fail" } };
    const stage = await aStage({ agents: AGENTS, config });
    const without = configOf(stage)
      .replace(/ {2}billing:\n(?: {4}.*\n)+/u, "")
      .replace("on-removed: fail", "on-removed: pass");
    const changes = { [CONFIG]: without };
    const pull = stage.openPullRequest({ changes, fork: "stranger/support" });
    const run = await stage.runPull(pull, { key: false });

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("The agent billing was removed from the config");
  });

  test("whose prompt moves to another file is not removed", async () => {
    const stage = await aStage();
    const changes = {
      [CONFIG]: configOf(stage).replace(PROMPT, "bots/support.md"),
      [PROMPT]: undefined,
      "bots/support.md": GOOD,
    };
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(run.report?.rules?.removed).toEqual([]);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("skipped");
    expect(run.outputs.gate).toBe("pass");
  });

  test("whose config moves to where the workflow looks from now on keeps its rules", async () => {
    const stage = await aStage({ config: { gate: { "max-drop": 3 } }, converra: { seed: 5 } });
    const moved = configOf(stage)
      .replace("max-drop: 3", "max-drop: 90")
      .replace(PROMPT, `../${PROMPT}`);
    const changes = { [CONFIG]: undefined, "ci/converra.yml": moved, [PROMPT]: BAD };
    const run = await stage.runPull(stage.openPullRequest({ changes }), {
      inputs: { config: "ci/converra.yml" },
    });

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(run.stdout).toContain("This pull request loosens: support · max-drop 3 → 90");
    expect(run.report?.rules?.removed).toEqual([]);
  });

  test.each([
    ["another name", "name: helper"],
    ["the id of another live agent", "id: agent_2"],
  ])("that is given %s is held against the one it was", async (_name, binding) => {
    const other = { key: "other", prompt: BAD };
    const stage = await aStage({ agents: [{ key: "support" }, other] });
    const named = configOf(stage).replace("name: support", binding);
    expect(stage.liveId("other")).toBe("agent_2");
    const config = named.replace(/ {2}other:\n(?: {4}.*\n)+/u, "");
    const pull = stage.openPullRequest({ changes: { [CONFIG]: config, [PROMPT]: BAD } });
    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(`its live agent ${stage.liveId("support")} goes on unguarded`);
  });
});
