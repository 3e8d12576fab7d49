import { describe, expect, it } from "vitest";
import { code, message, PROMPT, start, startWithAgent, TRANSCRIPT } from "./start.ts";

describe("an optimization", () => {
  it("runs about fifteen minutes of the clock and then has results", async () => {
    const { call, clock, agent } = await startWithAgent();
    const started = await call("POST /optimizations", { agentId: agent.id });
    expect(started.status).toBe(201);
    expect(started.body).toEqual({
      id: "opt_1",
      agentId: agent.id,
      status: "running",
      mode: "exploratory",
      variantCount: 3,
      createdAt: "2026-11-22T00:00:00.000Z",
    });
    await clock.advance(11.9 * 60_000);
    const before = await call("GET /optimizations/opt_1");
    expect(before.body.status).toBe("running");
    expect("results" in before.body).toBe(false);
    expect((await call("GET /optimizations/opt_1/variants")).body.data).toEqual([]);
    await clock.advance(6.2 * 60_000);
    const { body } = await call("GET /optimizations/opt_1");
    expect(body).toMatchObject({
      status: "completed",
      completedAt: expect.stringMatching(/^2026-11-22T00:1/),
      results: { winnerSelected: true, winningVariantId: expect.stringMatching(/^var_\d$/) },
    });
    expect(body.results?.lift).toBeGreaterThan(2);
    expect(body.results?.confidence).toBeLessThanOrEqual(1);
  });

  it("shows the control first, with the agent's prompt, and marks the winner", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id, mode: "validation", variantCount: 1 });
    await finishRuns();
    const { body } = await call("GET /optimizations/opt_1/variants");
    expect(body.data).toMatchObject([
      { id: "var_control", name: "Control", isControl: true, isWinner: false, content: PROMPT },
      { id: "var_1", name: "Variant 1", isControl: false, isWinner: true },
    ]);
    expect(Object.keys(body.data?.[0]?.metrics ?? {})).toEqual([
      "taskCompletion",
      "responseQuality",
      "sentiment",
      "clarity",
      "lift",
    ]);
  });

  it("measures the prompt as it was at the start, whatever is written afterwards", async () => {
    const { call, agent, finishRuns } = await startWithAgent();
    await call("POST /optimizations", { agentId: agent.id });
    await call(`PATCH /agents/${agent.id}`, { content: "Something else entirely." });
    await finishRuns();
    expect((await call("GET /optimizations/opt_1/variants")).body.data?.[0]?.content).toBe(PROMPT);
  });

  it("gives the same transcript for the same seed, and another one for another seed", async () => {
    const transcript = async (seed: number) => {
      const { call, agent, finishRuns } = await startWithAgent({ seed });
      const answers = [
        await call("POST /optimizations", { agentId: agent.id }),
        await call("POST /optimizations", { agentId: agent.id, mode: "validation" }),
      ];
      await finishRuns();
      answers.push(await call("GET /optimizations/opt_1"), await call("GET /optimizations/opt_2"));
      answers.push(await call("GET /optimizations/opt_1/variants"));
      return answers.map(({ text }) => text);
    };
    const first = await transcript(7);
    expect(await transcript(7)).toEqual(first);
    const other = await transcript(8);
    expect(other.at(-1)).not.toBe(first.at(-1));
  });

  it.each([
    [{}, "agentId is required"],
    [{ agentId: "agent_1", mode: "thorough" }, "mode"],
    [{ agentId: "agent_1", variantCount: 6 }, "variantCount"],
    [{ agentId: "agent_1", variantCount: 1.5 }, "variantCount"],
    [{ agentId: "agent_1", intent: { targetImprovements: "all" } }, "intent.targetImprovements"],
    [{ agentId: "agent_1", personaIds: [7] }, "personaIds.0"],
  ])("%j is refused, naming: %s", async (body, words) => {
    const { call, converra } = await startWithAgent();
    const answer = await call("POST /optimizations", body);
    expect([answer.status, code(answer)]).toEqual([400, "VALIDATION_ERROR"]);
    expect(message(answer)).toContain(words);
    expect(converra.runs()).toEqual([]);
  });

  it("is refused for an unknown agent, for one without conversations, and without business context", async () => {
    const { call, agent } = await startWithAgent();
    expect((await call("POST /optimizations", { agentId: "agent_9" })).status).toBe(404);
    await call("POST /agents", { name: "Fresh", content: "Hi.", llmModel: "gpt-4o" });
    const fresh = await call("POST /optimizations", { agentId: "agent_2" });
    expect([fresh.status, message(fresh)]).toEqual([
      400,
      expect.stringContaining("no conversations"),
    ]);
    await call("PATCH /settings", { general: { industry: "", objectives: " " } });
    const bare = await call("POST /optimizations", { agentId: agent.id });
    expect([bare.status, message(bare)]).toEqual([
      400,
      expect.stringContaining("business context"),
    ]);
    await call("PATCH /settings", { general: { objectives: "Sell." } });
    expect((await call("POST /optimizations", { agentId: agent.id })).status).toBe(201);
  });

  it("takes mode and number of variants from the settings when it states none", async () => {
    const { call, agent } = await startWithAgent();
    await call("PATCH /settings", {
      optimization: { optimizationStrategy: "validation", variantsPerGeneration: 2 },
    });
    const { body } = await call("POST /optimizations", { agentId: agent.id });
    expect(body).toMatchObject({ mode: "validation", variantCount: 2 });
  });
});

describe("the list of optimizations", () => {
  it("is newest first, ten at a time, without results, filtered by agent and status", async () => {
    const { call, clock, converra, agent } = await startWithAgent({ plan: "pro" });
    const other = converra.seedAgent({
      name: "Other",
      content: "x",
      model: "gpt-4o",
      conversations: [TRANSCRIPT],
      runs: Array.from({ length: 12 }, (_, index) => ({ daysAgo: index + 1 })),
    });
    await call("POST /optimizations", { agentId: agent.id });
    await clock.advance(1);
    await call("POST /optimizations", { agentId: other.id });
    const ids = async (query: string) => {
      const { body } = await call(`GET /optimizations${query}`);
      expect(Object.keys(body)).toEqual(["data"]);
      return (body.data as unknown as { id: string }[]).map(({ id }) => id);
    };
    expect((await ids("")).slice(0, 3)).toEqual(["opt_14", "opt_13", "opt_1"]);
    expect(await ids("")).toHaveLength(10);
    expect(await ids("?limit=1000")).toHaveLength(14);
    expect(await ids(`?agentId=${agent.id}`)).toEqual(["opt_13"]);
    expect(await ids("?status=running")).toEqual(["opt_14", "opt_13"]);
    expect((await call("GET /optimizations?limit=1001")).status).toBe(400);
    const { body } = await call("GET /optimizations?limit=20");
    expect(body.data?.[5]).toMatchObject({ status: "completed" });
    expect("results" in (body.data?.[5] ?? {})).toBe(false);
  });
});

describe("slots and quota", () => {
  it("refuse the eleventh run at once until one is stopped", async () => {
    const { call, agent, converra } = await startWithAgent({ plan: "pro" });
    const startOne = () => call("POST /optimizations", { agentId: agent.id });
    for (let run = 0; run < 10; run += 1) expect((await startOne()).status).toBe(201);
    const refused = await startOne();
    expect([refused.status, code(refused)]).toEqual([429, "CONCURRENCY_LIMIT"]);
    expect(message(refused)).toContain("at most 10 optimizations may run at once");
    await call("POST /optimizations/opt_4/stop");
    expect((await startOne()).status).toBe(201);
    expect(converra.runs().filter(({ phase }) => phase === "running")).toHaveLength(10);
  });

  it("refuse the eleventh run of a month on the free plan, stopped ones counted, until the next month", async () => {
    const { call, agent, clock } = await startWithAgent();
    for (let run = 1; run <= 10; run += 1) {
      await call("POST /optimizations", { agentId: agent.id });
      await call(`POST /optimizations/opt_${run}/stop`);
    }
    const refused = await call("POST /optimizations", { agentId: agent.id });
    expect([refused.status, code(refused)]).toEqual([403, "LIMIT_EXCEEDED"]);
    await clock.advance(9 * 86_400_000);
    expect((await call("POST /optimizations", { agentId: agent.id })).status).toBe(201);
  });

  it("do not exist in number on the enterprise plan, slots aside", async () => {
    const { call, agent, finishRuns } = await start({ plan: "enterprise" }).then(
      async (started) => ({
        ...started,
        agent: started.converra.seedAgent({
          name: "A",
          content: PROMPT,
          model: "gpt-4o",
          conversations: [TRANSCRIPT],
        }),
      }),
    );
    for (let run = 0; run < 60; run += 1) {
      if (run % 10 === 0) await finishRuns();
      expect((await call("POST /optimizations", { agentId: agent.id })).status).toBe(201);
    }
  });
});
