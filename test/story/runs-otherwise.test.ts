import { describe, expect, test } from "vitest";
import { answers, recordsOf } from "../mutants/mutation.ts";
import { BAD } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Between } from "./support/stage.ts";

const CHANGES = { "prompts/support.md": BAD };
const RUNS = ["GET /optimizations", "GET /optimizations/:id", "POST /optimizations"];

/** The times of runs as another service would write them. */
function timed(edit: (time: string) => string): Between {
  return answers(RUNS, (answer) => {
    for (const run of recordsOf(answer)) {
      for (const name of ["createdAt", "completedAt"]) {
        if (typeof run[name] === "string") run[name] = edit(run[name]);
      }
    }
  });
}

describe("times of runs", () => {
  test("that are cut to minutes tell a trial all the same, which costs no run more", async () => {
    const between = timed((time) => `${time.slice(0, 16)}:00Z`);
    const stage = await aStage({ between, converra: { seed: 5 } });
    const pull = stage.openPullRequest({ changes: CHANGES });

    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(startsIn(run.requests)).toHaveLength(4);
    expect(startsIn((await stage.runPull(pull)).requests)).toEqual([]);
  });

  test("that are dates alone are none to go by, and nothing more is paid for", async () => {
    const stage = await aStage({ between: timed((time) => time.slice(0, 10)) });
    const pull = stage.openPullRequest({ changes: CHANGES });

    const run = await stage.runPull(pull);

    expect(run.exitCode).toBe(1);
    expect(run.report?.fault?.message).toContain(
      "createdAt is not an ISO 8601 time with the time of day",
    );
    expect(startsIn(run.requests)).toHaveLength(1);
    expect(startsIn((await stage.runPull(pull)).requests)).toEqual([]);
  });

  test("that show no trial end it after one round, in words", async () => {
    const between = timed((time) => `${time.slice(0, 10)}T00:00:00Z`);
    const stage = await aStage({ between, config: { budget: { "max-runs": 20 } } });

    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(startsIn(run.requests)).toHaveLength(4);
    expect(run.report?.agents[0]?.verdict).toMatchObject({
      verdict: "inconclusive",
      advice: expect.stringContaining("by the times of its runs (`createdAt`, `completedAt`)"),
    });
  });
});
