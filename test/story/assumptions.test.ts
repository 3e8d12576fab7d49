/** No assumption is broken unseen: each has somebody who notices, and says so by its id. */
import { describe, expect, test } from "vitest";
import { ASSUMPTIONS, type AssumptionId } from "../../src/service/assumptions.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import { keepingOn } from "./support/keeping.ts";
import { type Noticed, OTHERWISE } from "./support/otherwise.ts";
import { aStage } from "./support/stage.ts";
import { stateOf, visit } from "./support/visit.ts";

const PROMPT = "prompts/support.md";
const OTHER = REWORDED.replace("friendly and calm", "calm and friendly");

function noticedBy(by: Noticed["by"]): readonly AssumptionId[] {
  return ASSUMPTIONS.map(({ id }) => id).filter((id) => OTHERWISE[id].by === by);
}

describe("a service of which it does not hold", () => {
  test.each(noticedBy("doctor"))("is told of by the doctor: %s", async (id) => {
    const run = await visit({ between: OTHERWISE[id].between });
    expect(stateOf(run, id)).toBe("broken");
    expect(run.stdout).toContain(id);
  });

  test.each(noticedBy("doctor that writes"))(
    "is told of by the doctor with write: true: %s",
    async (id) => {
      const run = await visit({ between: OTHERWISE[id].between, inputs: { write: "true" } });
      expect(stateOf(run, id)).toBe("broken");
    },
  );

  test.each(noticedBy("gate"))(
    "is told of by a gate, in log, summary and report: %s",
    async (id) => {
      const noticed = OTHERWISE[id];
      const between = noticed.between;
      const stage = await aStage({ between });
      const live = stage.converra.state.agents.get(stage.liveId("support"));
      expect(live?.content).toBe(GOOD);
      let pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
      let run = await stage.runPull(pull);
      if (noticed.by === "gate" && noticed.commits === 2) {
        pull = stage.pushCommit(pull, { [PROMPT]: OTHER });
        run = await stage.runPull(pull);
      }
      expect(run.report?.assumptions?.map((one) => one.id)).toContain(id);
      for (const told of [run.stdout, run.summary]) expect(told).toContain(`Assumption ${id} does`);
    },
  );

  test.each(noticedBy("sync"))("is told of by a sync: %s", async (id) => {
    const stage = await aStage({ between: OTHERWISE[id].between });
    const kept = {
      settings: { general: { industry: "Furniture" } },
      webhooks: [{ url: "https://hooks.example", events: ["optimization.completed"] }],
    };
    const run = await keepingOn(stage).push(kept);
    expect(run.report?.assumptions?.map((one) => one.id)).toEqual([id]);
    for (const told of [run.stdout, run.summary]) expect(told).toContain(`Assumption ${id} does`);
  });
});

test("and of one of which all holds nothing is told", async () => {
  const run = await visit({ inputs: { write: "true" } });
  expect(run.found.assumptions.filter(({ state }) => state === "broken")).toEqual([]);
});
