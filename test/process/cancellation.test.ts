import { describe, expect, test } from "vitest";
import { GOOD } from "../support/stage/prompts.ts";
import type { Stage } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aSlowStage, post, running } from "./support/cancel.ts";
import { aStage, until } from "./support/stage.ts";

describe("a cancelled workflow", () => {
  test("that is only interrupted stops its runs and writes everything within five seconds", async () => {
    const { stage, pull } = await aSlowStage();
    let sentAt = 0;
    const when = () => {
      if (running(stage).length < 4) return false;
      sentAt = performance.now();
      return true;
    };
    const main = await stage.runPull(pull, { signals: [{ signal: "SIGINT", when }] });

    expect(performance.now() - sentAt).toBeLessThan(5_000);
    expect(main.exitCode).toBe(1);
    expect(running(stage)).toEqual([]);
    expect(main.calls.filter((call) => call.endsWith("/stop"))).toHaveLength(4);
    expect(main.outputs.gate).toBe("fail");
    expect(main.report?.agents.map(({ verdict }) => verdict?.verdict)).toEqual([
      "incomplete",
      "incomplete",
    ]);
    expect(main.summary).toContain("the gate was cancelled");
    expect(stage.comment()).toContain("the gate was cancelled");
    const after = await post(stage, pull, main);
    expect(after.stdout).toContain("Nothing was left running.");
    expect(after.requests).toEqual([]);
  });

  test("that is interrupted before anything was started says so", async () => {
    const { stage, pull } = await aSlowStage();
    const when = () => stage.converra.requests.length >= 1;
    stage.converra.fault("GET /optimizations:1:slow:2000");
    const main = await stage.runPull(pull, { signals: [{ signal: "SIGINT", when }] });

    expect(main.exitCode).toBe(1);
    expect(startsIn(main.requests)).toEqual([]);
    expect(main.report?.fault?.message).toContain("cancelled before anything could be judged");
  });

  test("that waits for a confirming run stops it and tells what is known", async () => {
    const worse = GOOD.split("\n").filter((line) => !/proof of purchase|for a person/u.test(line));
    const stage = await aStage({ converra: { seed: 5 } });
    for (const run of ["opt_3", "opt_4"]) stage.converra.script({ run, kind: "never-ends" });
    const pull = stage.openPullRequest({ changes: { "prompts/support.md": worse.join("\n") } });
    const when = () => running(stage).includes("opt_4");
    const main = await stage.runPull(pull, { signals: [{ signal: "SIGINT", when }] });

    expect(running(stage)).toEqual([]);
    expect(main.exitCode).toBe(1);
    expect(main.report?.agents[0]?.verdict?.verdict).toBe("inconclusive");
    expect(main.report?.agents[0]?.verdict?.metrics.length).toBeGreaterThan(0);
  });

  test("does not stop a run that it only waited for", async () => {
    const { stage, pull } = await aSlowStage();
    const first = stage.runPull(pull);
    await until(() => running(stage).length === 4, "the first workflow's runs");
    const seen = stage.converra.requests.length;
    const adopted = stage.runPull(pull, {
      context: { runId: 2 },
      signals: [{ signal: "SIGINT", when: () => looksSince(stage, seen) >= 30 }],
    });
    const main = await adopted;
    const after = await post(stage, pull, main);

    expect(main.stdout).toContain("is under way already and is waited for");
    expect(main.exitCode).toBe(1);
    expect(main.report?.agents[0]?.runs[0]).toMatchObject({ origin: "adopted" });
    expect(main.report?.agents[0]?.runs[0]?.reason).toContain("was started elsewhere and goes on");
    expect(after.stdout).toContain("Nothing was left running.");
    expect(stage.converra.requests.filter(({ path }) => path.endsWith("/stop"))).toEqual([]);
    expect(running(stage)).toHaveLength(4);
    for (const run of stage.converra.state.optimizations.values()) run.stoppedAt = Date.now();
    await first;
  });

  test("whose run cannot be stopped names it, and the post step tries again", async () => {
    const { stage, pull } = await aSlowStage();
    stage.converra.fault("POST /optimizations/opt_1/stop:1:403");
    const when = () => running(stage).length === 4;
    const main = await stage.runPull(pull, { signals: [{ signal: "SIGINT", when }] });

    expect(running(stage)).toEqual(["opt_1"]);
    expect(main.stdout).toContain("Could not stop opt_1");
    expect(main.summary).toContain("run opt_1 could not be stopped and may still be running");
    const after = await post(stage, pull, main);
    expect(after.stdout).toContain("Stopped opt_1.");
    expect(running(stage)).toEqual([]);
  });
});

function looksSince(stage: Stage, seen: number): number {
  return stage.converra.requests
    .slice(seen)
    .filter(({ method, path }) => method === "GET" && path === "/optimizations").length;
}
