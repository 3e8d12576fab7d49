import { describe, expect, test } from "vitest";
import { running } from "../support/stage/starts.ts";
import { aSlowStage, post } from "./support/cancel.ts";

/** What a signal does to a process; what follows from it else is told by test/story/cancelled.test.ts. */
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
