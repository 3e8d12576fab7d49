/** A workflow that is cancelled at one moment or another; that a signal does it is told by test/process. */
import { describe, expect, test } from "vitest";
import { stopLeftovers } from "../../src/commands/post.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { PullRequest } from "../support/stage/repository.ts";
import { running, startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const KEYS = ["alpha", "beta"];

/** Two agents without history, both changed: four runs, looked at often. */
async function aSlowStage(): Promise<{ stage: Story; pull: PullRequest }> {
  const stage = await aStage({
    agents: KEYS.map((key) => ({ key })),
    config: { wait: { "interval-seconds": 3, "max-interval-seconds": 12 } },
  });
  const changes = Object.fromEntries(KEYS.map((key) => [`prompts/${key}.md`, REWORDED]));
  return { stage, pull: stage.openPullRequest({ changes }) };
}

describe("a cancelled workflow", () => {
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
    await stage.clock.until(() => running(stage).length === 4, "the first workflow's runs");
    const seen = stage.converra.requests.length;
    const adopted = stage.runPull(pull, {
      context: { runId: 2 },
      signals: [{ signal: "SIGINT", when: () => looksSince(stage, seen) >= 30 }],
    });
    const main = await adopted;
    const after = await stopLeftovers(main.state.runs ?? "", async () => {
      throw new Error("nothing is left to stop");
    });

    expect(main.stdout).toContain("is under way already and is waited for");
    expect(main.exitCode).toBe(1);
    expect(main.report?.agents[0]?.runs[0]).toMatchObject({ origin: "adopted" });
    expect(main.report?.agents[0]?.runs[0]?.reason).toContain("was started elsewhere and goes on");
    expect(after.join()).toContain("Nothing was left running.");
    expect(stage.converra.requests.filter(({ path }) => path.endsWith("/stop"))).toEqual([]);
    expect(running(stage)).toHaveLength(4);
    for (const run of stage.converra.state.optimizations.values())
      run.stoppedAt = stage.clock.now();
    await first;
  });
});

function looksSince(stage: Story, seen: number): number {
  return stage.converra.requests
    .slice(seen)
    .filter(({ method, path }) => method === "GET" && path === "/optimizations").length;
}
