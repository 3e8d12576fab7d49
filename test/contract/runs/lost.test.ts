/** A start whose answer is lost: found, or told as what may be running; never asked for twice. */
import { describe, expect, it } from "vitest";
import { executeRuns } from "../../../src/runs/wait.ts";
import { knownOf } from "../../../src/runs/work.ts";
import { aStage, MINUTE } from "./stage.ts";

describe("a run whose start was lost", () => {
  it("adopts the run when the answer to its start was lost after the service accepted it", async () => {
    const { clock, deps, request, posts } = aStage({
      faults: ["POST /optimizations:1:drop-after"],
    });
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome?.status).toBe("completed");
    expect(posts()).toHaveLength(1);
  });

  it("adopts a run that appears long after its start was lost", async () => {
    const { clock, deps, request, posts, converra, agent, log } = aStage({
      faults: ["POST /optimizations:1:drop-before"],
    });
    const ended = executeRuns([request()], deps);
    // The service was slow to do what it was asked for.
    void clock
      .sleep(MINUTE)
      .then(() =>
        converra.optimizations.create({ agentId: agent.id, mode: "exploratory", variantCount: 1 }),
      );
    const [outcome] = await clock.run(ended);
    expect(outcome).toMatchObject({ status: "completed", origin: "started", run: { id: "opt_1" } });
    expect(posts()).toHaveLength(2);
    expect(log.join("\n")).toContain("Looking for the run");
  });

  it("asks for no second run where the first was never seen, says so, and keeps the intent", async () => {
    const { clock, deps, request, posts, ledger } = aStage({
      faults: ["POST /optimizations:1:drop-before"],
    });
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome).toMatchObject({ status: "lost" });
    expect(outcome?.reason).toContain("the connection was cut");
    expect(posts()).toHaveLength(1);
    expect(ledger.state().intents).toHaveLength(1);
    expect(clock.now()).toBe(deps.deadline);
  });

  it("does not take an older run of the agent for the one it lost", async () => {
    const { clock, deps, request, emulator, converra, agent } = aStage();
    const older = await converra.optimizations.create({
      agentId: agent.id,
      mode: "exploratory",
      variantCount: 1,
    });
    emulator.fault("POST /optimizations:1:drop-before");
    const [outcome] = await clock.run(executeRuns([request({ known: knownOf([older]) })], deps));
    expect(outcome?.run).toBeUndefined();
    expect(emulator.runs()).toHaveLength(1);
  });
});
