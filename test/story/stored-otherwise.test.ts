import { describe, expect, test } from "vitest";
import type { Storage } from "../../sandbox/converra/options.ts";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

const WAYS: readonly (readonly [string, Storage])[] = [
  ["drops tags", { tags: "dropped" }],
  ["keeps tags in lower case", { tags: "lower-case" }],
  ["cuts tags at 50 characters", { tags: "cut" }],
  ["lays text out anew", { text: "reflowed" }],
  ["gives models their full name", { model: "full-name" }],
];

function aStageThat(storage: Storage, converra: { seed?: number } = {}): Promise<Story> {
  return aStage({ agents: [{ key: "Support" }], converra: { ...converra, storage } });
}

function copiesIn(stage: Story) {
  return [...stage.converra.state.agents.values()].filter(({ name }) => name.includes("("));
}

describe.each(WAYS)("a service that %s", (_, storage) => {
  test.each([
    ["a bad prompt fails", BAD, "fail"],
    ["a reworded one passes", REWORDED, "pass"],
  ])("%s, and a re-run makes no further copy and pays nothing", async (_, prompt, gate) => {
    const stage = await aStageThat(storage);
    const pull = stage.openPullRequest({ changes: { "prompts/Support.md": prompt } });
    const first = await stage.runPull(pull);
    expect(first.outputs.gate).toBe(gate);
    expect(copiesIn(stage)).toHaveLength(2);

    const again = await stage.runPull(pull, { context: { runAttempt: 2 } });

    expect(startsIn(again.requests)).toEqual([]);
    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(again.outputs.gate).toBe(gate);
    expect(copiesIn(stage)).toHaveLength(2);
  });

  test("the merge is written once, and an edit made in Converra is not overwritten", async () => {
    const stage = await aStageThat(storage);
    const live = stage.liveId("Support");
    const merged = stage.commit(stage.base, { "prompts/Support.md": REWORDED });
    const pushed = await stage.runPush(merged);
    if (storage.tags === "dropped") {
      expect(stage.converra.state.agents.get(live)?.content).toBe(GOOD);
      expect(pushed.exitCode).toBe(1);
      expect(pushed.summary).toContain("does not keep tags");
      return;
    }
    const again = await stage.runPush(merged);
    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);

    stage.converra.editAgent(live, POOR);
    await stage.runPush(stage.commit(merged, { "prompts/Support.md": BAD }));
    expect(stage.converra.state.agents.get(live)?.content).toBe(POOR);
  });

  test("the candidate of a merged pull request is the next one's baseline", async () => {
    if (storage.tags === "dropped") return;
    const stage = await aStageThat(storage, { seed: 5 });
    const first = stage.openPullRequest({ changes: { "prompts/Support.md": REWORDED } });
    await stage.runPull(first);
    await stage.runPush({ sha: first.head, files: first.files });

    const next = stage.openPullRequest({
      number: 8,
      base: first.head,
      changes: { "prompts/Support.md": `${REWORDED}\nBe kind.` },
    });
    const run = await stage.runPull(next);

    const agent = run.report?.agents[0];
    const started = agent?.runs.filter(({ origin }) => origin === "started");
    expect(started?.map(({ purpose }) => purpose)).not.toContain("baseline");
    expect(agent?.baseline?.adopted).toBeGreaterThan(0);
    expect(agent?.verdict?.verdict).toBe("unchanged");
  });
});

describe("a copy that comes back active", () => {
  test("is archived at once, nothing is run on it, and no other is made", async () => {
    const stage = await aStage({ converra: { storage: { status: "ignored" } } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const run = await stage.runPull(pull);
    const again = await stage.runPull(pull);

    for (const { report, requests, exitCode } of [run, again]) {
      expect(startsIn(requests)).toEqual([]);
      expect(report?.agents[0]?.verdict?.verdict).toBe("incomplete");
      expect(report?.agents[0]?.verdict?.reason).toContain("came back active");
      expect(exitCode).toBe(1);
    }
    expect(copiesIn(stage)).toMatchObject([{ status: "archived" }]);
    expect(run.report?.agents[0]?.verdict?.reason).toContain("Unmerged text must not be live");
    expect(again.report?.agents[0]?.verdict?.reason).toContain("no other is made");
  });
});

describe("a PATCH that is answered and does nothing", () => {
  test("fails the push in words", async () => {
    const stage = await aStage({
      config: { gate: { "on-drift": "overwrite" } },
      converra: { storage: { patch: "ignored" } },
    });
    const run = await stage.runPush(stage.commit(stage.base, { [PROMPT]: REWORDED }));

    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain("answered as if agent agent_1 was written, but its content is");
    expect(run.summary).not.toContain("updated prompt");
  });
});
