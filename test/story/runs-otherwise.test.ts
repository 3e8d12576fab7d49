import { describe, expect, test } from "vitest";
import { answers, exchanges, type Json, recordsOf, reply } from "../mutants/mutation.ts";
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

/** By itself a run says so for some seconds, or for good, after a list says that it has completed. */
function saidByItself(status: string, lastsMs: number): Between {
  return exchanges(["GET /optimizations", "GET /optimizations/:id"], ({ clock }) => {
    const listed = new Map<unknown, number>();
    return async ({ route, request }, service) => {
      const response = await service(request);
      const answer: Json = JSON.parse(response.body);
      if (route === "GET /optimizations") {
        const ended = recordsOf(answer).filter((run) => run.status === "completed");
        for (const { id } of ended) listed.set(id, listed.get(id) ?? clock.now());
        return response;
      }
      const isBehind = clock.now() - (listed.get(answer.id) ?? -Infinity) < lastsMs;
      return isBehind
        ? reply(200, { ...answer, status, results: null }, response.headers)
        : response;
    };
  });
}

describe("a run that has completed by the list", () => {
  test("and goes on by itself for some seconds is waited for", async () => {
    const stage = await aStage({
      between: saidByItself("running", 4_000),
      converra: { seed: 5 },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
    expect(startsIn(run.requests)).toHaveLength(4);
  });

  test.each([
    { status: "running", reason: "`status`: running; the list of runs says completed" },
    {
      status: "failed",
      reason: "The run of the candidate failed, and the service gave no reason.",
    },
  ])("and is $status by itself is no evidence, for that reason", async ({ status, reason }) => {
    const stage = await aStage({ between: saidByItself(status, Infinity) });
    const run = await stage.runPull(stage.openPullRequest({ changes: CHANGES }));

    expect(run.exitCode).toBe(1);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    expect(run.report?.agents[0]?.verdict?.reason).toContain(reason);
  });
});
