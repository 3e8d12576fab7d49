import { describe, expect, it } from "vitest";
import { SCENARIOS } from "../../../sandbox/converra/scenarios.ts";
import { code, message, PROMPT, startWithAgent } from "./start.ts";

describe("stopping", () => {
  it("ends a running run, keeps it ended, and refuses a second time", async () => {
    const { call, agent, clock, finishRuns, converra } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    await clock.advance(60_000);
    const stopped = await call("POST /optimizations/opt_1/stop", { reason: "superseded" });
    expect(stopped.status).toBe(200);
    expect(stopped.body).toMatchObject({
      status: "stopped",
      completedAt: "2026-11-22T00:01:00.000Z",
    });
    expect(converra.state.optimizations.get("opt_1")?.stopReason).toBe("superseded");
    await finishRuns();
    expect((await call("GET /optimizations/opt_1")).body.status).toBe("stopped");
    expect((await call("GET /optimizations/opt_1/variants")).body.data).toEqual([]);
    const again = await call("POST /optimizations/opt_1/stop");
    expect([again.status, code(again)]).toEqual([409, "CONFLICT"]);
  });

  it("is refused after completion, and for a run that does not exist", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    await finishRuns();
    const late = await call("POST /optimizations/opt_1/stop");
    expect([late.status, message(late)]).toEqual([409, expect.stringContaining("completed")]);
    expect((await call("POST /optimizations/opt_9/stop")).status).toBe(404);
  });
});

describe("applying", () => {
  it("replaces the agent's prompt by the winner's and keeps the earlier version", async () => {
    const { call, agent, finishRuns, converra } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    await finishRuns();
    const { body: details } = await call("GET /optimizations/opt_1");
    const applied = await call("POST /optimizations/opt_1/apply");
    expect(applied.status).toBe(200);
    expect(applied.body).toMatchObject({
      success: true,
      variantId: details.results?.winningVariantId,
    });
    const { content } = (await call(`GET /agents/${agent.id}`)).body;
    expect(content).not.toBe(PROMPT);
    expect(content).toContain(PROMPT);
    expect(converra.state.agents.get(agent.id)?.versions).toMatchObject([
      { content: PROMPT, by: "apply" },
    ]);
  });

  it("takes a named variant, and refuses one of another run", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    await call("POST /optimizations", { agentId: agent.id });
    await finishRuns();
    const named = await call("POST /optimizations/opt_1/apply", { variantId: "var_3" });
    expect(named.body).toMatchObject({ variantId: "var_3" });
    expect((await call("POST /optimizations/opt_1/apply", { variantId: "var_4" })).status).toBe(
      404,
    );
  });

  it("is refused before completion", async () => {
    const { call, agent } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    const early = await call("POST /optimizations/opt_1/apply");
    expect([early.status, message(early)]).toEqual([409, expect.stringContaining("is running")]);
  });

  it("is refused without a winner, unless a variant is named", async () => {
    const { call, agent, finishRuns } = await startWithAgent({ outcomes: [{ kind: "no-winner" }] });
    await call("POST /optimizations", { agentId: agent.id });
    await finishRuns();
    const refused = await call("POST /optimizations/opt_1/apply");
    expect([refused.status, message(refused)]).toEqual([409, expect.stringContaining("no winner")]);
    expect((await call("POST /optimizations/opt_1/apply", { variantId: "var_1" })).status).toBe(
      200,
    );
  });
});

describe("a scripted ending", () => {
  async function ending(
    kind: "fail" | "never-ends" | "results-null" | "unknown-status" | "no-winner",
    reason?: string,
    naming: "newer" | "older" = "newer",
  ) {
    const { call, agent, finishRuns } = await startWithAgent({
      dialect: { naming },
      outcomes: [{ agent: "Support", kind, ...(reason === undefined ? {} : { reason }) }],
    });
    const idName = naming === "older" ? "promptId" : "agentId";
    await call("POST /optimizations", { [idName]: agent.id });
    await finishRuns();
    const { body } = await call("GET /optimizations/opt_1");
    return { body, stop: await call("POST /optimizations/opt_1/stop") };
  }

  it("can be a failure with a reason, under the member of either dialect", async () => {
    expect((await ending("fail", "model overloaded")).body).toMatchObject({
      status: "failed",
      failureReason: "model overloaded",
    });
    expect((await ending("fail", "model overloaded", "older")).body).toMatchObject({
      error: { message: "model overloaded" },
    });
  });

  it("can be a failure without a reason", async () => {
    const { body } = await ending("fail");
    expect(body.status).toBe("failed");
    expect("failureReason" in body || "error" in body || "results" in body).toBe(false);
  });

  it("can be no ending at all, or a status that nobody knows; both can be stopped", async () => {
    const endless = await ending("never-ends");
    const unknown = await ending("unknown-status");
    expect([endless.body.status, endless.stop.status]).toEqual(["running", 200]);
    expect([unknown.body.status, unknown.stop.status]).toEqual(["needs_review", 200]);
  });

  it("can be a completed run without results, whose variants are still there", async () => {
    expect((await ending("results-null")).body).toMatchObject({
      status: "completed",
      results: null,
    });
  });

  it("can be a completed run without a winner", async () => {
    expect((await ending("no-winner")).body.results).toMatchObject({
      winnerSelected: false,
      winningVariantId: null,
    });
  });

  it("can be a winner that regressed the golden set, or no golden set at all", async () => {
    const content = [PROMPT, ...SCENARIOS.slice(0, 5).map(({ paragraph }) => paragraph)].join("\n");
    const { call, agent, converra, finishRuns } = await startWithAgent();
    converra.editAgent(agent.id, content);
    converra.script({ run: "opt_1", kind: "winner-with-regression" });
    converra.script({ run: "opt_2", kind: "no-golden-set" });
    for (let run = 0; run < 3; run += 1) {
      await call("POST /optimizations", { agentId: agent.id, mode: "validation" });
    }
    await finishRuns();
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(async (run) => (await call(`GET /optimizations/opt_${run}`)).body),
    );
    expect(first?.results?.winnerSelected).toBe(true);
    expect(first?.goldenSet?.regressed).toBeGreaterThanOrEqual(1);
    expect(second).not.toHaveProperty("goldenSet");
    expect(third?.goldenSet).toMatchObject({ regressed: 0 });
  });

  it("can be given to a run that is already under way", async () => {
    const { call, agent, converra, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    converra.script({ run: "opt_1", kind: "fail", reason: "late" });
    await finishRuns();
    expect((await call("GET /optimizations/opt_1")).body.failureReason).toBe("late");
  });
});
