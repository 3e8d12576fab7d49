import { describe, expect, test } from "vitest";
import { exchanges, type Json, recordsOf, reply } from "../mutants/mutation.ts";
import { scheduleEvent } from "../support/github-events.ts";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Between } from "./support/stage.ts";

/** What was started a short while ago is neither listed nor found by its id. */
function seenAfter(ms: number): Between {
  return exchanges(
    ["POST /optimizations", "GET /optimizations", "GET /optimizations/:id"],
    ({ clock }) => {
      const started = new Map<unknown, number>();
      const isHidden = ({ id }: Json) => clock.now() - (started.get(id) ?? -Infinity) < ms;
      return async ({ route, request }, service) => {
        const response = await service(request);
        const answer: Json = JSON.parse(response.body);
        if (route === "POST /optimizations") started.set(answer.id, clock.now());
        if (route === "GET /optimizations/:id" && isHidden(answer)) {
          return reply(404, { error: { code: "NOT_FOUND", message: "not found" } });
        }
        if (route !== "GET /optimizations") return response;
        const data = recordsOf(answer).filter((run) => !isHidden(run));
        return reply(200, { ...answer, data }, response.headers);
      };
    },
  );
}

describe("a run that is waited for", () => {
  test("and can be found only half a minute after its start is no fault", async () => {
    const stage = await aStage({ between: seenAfter(30_000) });
    const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });

    const run = await stage.runPull(pull);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(startsIn(run.requests)).toHaveLength(2);
  });

  test("and is deleted meanwhile leaves its agent without a verdict, and no other", async () => {
    const stage = await aStage({
      agents: [{ key: "alpha" }, { key: "beta" }],
      converra: { seed: 5 },
    });
    const changes = { "prompts/alpha.md": BAD, "prompts/beta.md": BAD };
    const ending = stage.runPull(stage.openPullRequest({ changes }));
    const { optimizations } = stage.converra.state;
    await stage.clock.until(() => optimizations.size === 4, "the runs of the first look");
    optimizations.delete("opt_1");

    const run = await ending;

    const verdicts = run.report?.agents.map(({ verdict }) => verdict);
    expect(verdicts).toMatchObject([
      { verdict: "incomplete", reason: expect.stringContaining("it was deleted") },
      { verdict: "regressed" },
    ]);
  });

  test("and hangs is named, with what to do about it", async () => {
    const stage = await aStage();
    const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
    const first = stage.runPull(pull);
    const { optimizations } = stage.converra.state;
    await stage.clock.until(() => optimizations.size === 2, "the runs of the first look");
    stage.converra.script({ run: "opt_1", kind: "never-ends" });

    const again = await stage.runPull(pull, { inputs: { "timeout-minutes": "30" } });

    expect(again.report?.agents[0]?.verdict).toMatchObject({
      verdict: "incomplete",
      reason: expect.stringContaining("run opt_1 was started elsewhere and goes on"),
      advice: expect.stringContaining("stop it in Converra"),
    });
    stage.converra.script({ run: "opt_1", kind: "fail", reason: "no capacity" });
    await first;
  });
});

describe("an earlier run whose results are gone", () => {
  const without = (ids: readonly string[]): Between =>
    exchanges(["GET /optimizations/:id/variants"], () => ({ path }) => {
      const isGone = ids.includes(path.split("/")[2] ?? "");
      const answer = reply(404, { error: { code: "NOT_FOUND", message: "gone" } });
      return isGone ? Promise.resolve(answer) : undefined;
    });
  const measured = [{ daysAgo: 3 }, { daysAgo: 4 }];
  const changes = { "prompts/support.md": REWORDED };

  test("is no evidence, and no fault", async () => {
    const stage = await aStage({
      agents: [{ key: "support", measured }],
      between: without(["opt_1"]),
    });
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(run.report?.agents[0]?.baseline).toMatchObject({ started: 0, adopted: 1 });
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    const night = await stage.runEvent(scheduleEvent(), stage.base);
    expect(night.exitCode).toBe(0);
    expect(night.report?.notices.filter(({ level }) => level === "warning")).toEqual([]);
  });

  test("with all others stops the gate before anything is paid, and it says what to do", async () => {
    const stage = await aStage({
      agents: [{ key: "support", measured }],
      between: without(["opt_1", "opt_2"]),
    });
    const run = await stage.runPull(stage.openPullRequest({ changes }));

    expect(startsIn(run.requests)).toEqual([]);
    expect(run.report?.fault).toMatchObject({
      message: expect.stringContaining("2 completed runs of these agents"),
      hint: expect.stringContaining("gate.evidence-days"),
    });
  });
});
