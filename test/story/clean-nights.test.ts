import { expect, test } from "vitest";
import { dispatchEvent, mergeGroupEvent, scheduleEvent } from "../support/github-events.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { close, copies, namesOf } from "./support/copies.ts";
import { aStage } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;

test("a night archives the copies of closed pull requests, of gone branches, and twins whose agent is gone", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
  const pull = stage.openPullRequest({
    changes: { "prompts/support.md": REWORDED, "prompts/billing.md": REWORDED },
  });
  await stage.runPull(pull);
  const idea = `${GOOD}\nAn idea.\n`;
  await stage.runEvent(
    dispatchEvent({ branch: "old-idea" }),
    { files: { ...pull.files, "prompts/support.md": idea, "prompts/billing.md": idea } },
    { context: { ref: "refs/heads/old-idea" } },
  );
  await stage.runEvent(mergeGroupEvent({ base: stage.base.sha }), {
    files: { ...pull.files, "prompts/support.md": `${GOOD}\nBe brief.\n` },
  });
  expect(namesOf(copies(stage))).toHaveLength(7);
  close(stage, pull);
  await stage.clock.advance(2 * DAY_MS);
  const smaller = { ...stage.base.files };
  smaller["converra.yml"] = (smaller["converra.yml"] ?? "").replace(
    / {2}billing:\n( {4}.*\n)+/u,
    "",
  );

  const run = await stage.runEvent(scheduleEvent(), { files: smaller });

  expect(namesOf(copies(stage))).toEqual(["support (acme/support ref)"]);
  expect(run.report?.cleaned?.map(({ why }) => why).toSorted()).toEqual(
    [
      "converra.yml has no agent billing",
      "pull request #7 has left the merge queue",
      "pull request #7 is closed",
      "pull request #7 is closed",
      "the branch old-idea is gone",
      "the branch old-idea is gone",
    ].toSorted(),
  );
  expect(run.summary).toContain("**Cleaned**: 6 copies archived.");
});

test("of two twins that two gates have made at once, all use the older and a night archives the other", async () => {
  const stage = await aStage();
  const pulls = [7, 8].map((number) => {
    const text = `${GOOD}\nAn idea, number ${number}.\n`;
    return stage.openPullRequest({ number, changes: { "prompts/support.md": text } });
  });
  await Promise.all(pulls.map((pull) => stage.runPull(pull)));
  const twins = () => copies(stage).filter(({ name }) => name === "support (acme/support ref)");
  expect(twins()).toHaveLength(2);
  const [older, newer] = twins();
  const night = async () => {
    await stage.clock.advance(DAY_MS);
    return stage.runEvent(scheduleEvent(), stage.base);
  };

  const run = await night();

  expect(twins()).toMatchObject([{ id: older?.id }]);
  expect(run.report?.cleaned).toMatchObject([
    { what: "copy", id: newer?.id, why: `${older?.id} is kept for the same live agent` },
  ]);
  expect((await night()).report?.agents[0]?.measuredOn?.agentId).toBe(older?.id);
});

test("benchmarks beyond those that are kept are deleted, once sync has tagged the live agent", async () => {
  const models = ["gpt-4o", "claude-sonnet-4-5"];
  const stage = await aStage({
    agents: [{ key: "support", settings: { benchmark: { models, keep: 2 } } }],
  });
  const night = async (commit = stage.base) => {
    await stage.clock.advance(DAY_MS);
    return stage.runEvent(scheduleEvent(), commit);
  };
  const kept = () => [...stage.converra.state.benchmarks.keys()];
  for (let n = 0; n < 3; n += 1) await night();
  const untagged = kept();
  const stranger = stage.converra.state.benchmarks.get("bench_1");
  if (stranger === undefined) throw new Error("three nights have run");
  stage.converra.state.benchmarks.set("bench_0", {
    ...stranger,
    id: "bench_0",
    models: [...models, "gpt-4o-mini"],
    shifts: [0, 0, 0],
  });
  const config = stage.base.files["converra.yml"]?.replace(
    "keep: 2",
    "keep: 2\n      reference: bench_1",
  );
  const tagged = stage.commit(stage.base, {
    "converra.yml": config,
    "prompts/support.md": REWORDED,
  });
  await stage.runPush(tagged);

  // What is not merged yet may say anything of what is kept, and a benchmark cannot be had back.
  const greedy = stage.commit(tagged, {
    "converra.yml": config?.replace("      reference: bench_1\n", ""),
  });
  const before = kept();
  const branch = dispatchEvent({ branch: "greedy" });
  await stage.runEvent(branch, greedy, {
    inputs: { command: "clean" },
    context: { ref: "refs/heads/greedy" },
  });
  expect(kept()).toEqual(before);

  const run = await night(tagged);

  expect(untagged).toEqual(["bench_1", "bench_2", "bench_3"]);
  expect(kept().toSorted()).toEqual(["bench_0", "bench_1", "bench_3", "bench_4"]);
  expect(run.report?.cleaned?.map(({ what, id, state }) => [what, id, state])).toEqual([
    ["benchmark", "bench_2", "removed"],
  ]);
  expect(run.summary).toContain("**Cleaned**: 1 benchmark deleted.");
});

test("before the plan is full of copies, the report warns", async () => {
  const stage = await aStage({ converra: { plan: "free" } });
  for (const name of ["b", "c"]) {
    stage.converra.seedAgent({ name, content: "Help.", model: "gpt-4o" });
  }
  const roomIn = (run: StageRun) =>
    run.report?.notices.filter(({ message }) => message.includes("of the plan's 5 agents"));
  const first = await stage.runPull(
    stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } }),
  );
  const second = await stage.runPull(
    stage.openPullRequest({ number: 8, changes: { "prompts/support.md": BAD } }),
  );

  expect(roomIn(first)).toEqual([]);
  expect(roomIn(second)).toMatchObject([
    {
      level: "warning",
      message:
        "5 of the plan's 5 agents are used, 2 of them copies that Converra Gate made: no more fit",
    },
  ]);
});
