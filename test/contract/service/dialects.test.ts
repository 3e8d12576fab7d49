/** What a dialect shows of itself: the statuses a run passes through, the name of an agent's id, the code of a 401. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Dialect } from "../../../sandbox/converra/options.ts";
import { dialectName, everyDialect } from "../../support/contract-dialects.ts";
import { startEmulatorStage } from "../../support/contract-stage.ts";

const INPUT = { agentId: "agent_1", mode: "exploratory", variantCount: 1 } as const;

async function stageIn(dialect: Partial<Dialect>) {
  const stage = await startEmulatorStage(dialect);
  onTestFinished(() => stage.close());
  return stage;
}

describe("a run is followed to its end", () => {
  it.each(
    everyDialect(["unknownStatus", "startStatus", "resultsNull"]).map((dialect) => ({
      name: dialectName(dialect),
      dialect,
    })),
  )("in $name", async ({ dialect }) => {
    const { client, advance } = await stageIn(dialect);
    const { id, status } = await client.optimizations.create(INPUT);
    const seen = [status];
    for (let minutes = 0; minutes < 40 && seen.at(-1) !== "completed"; minutes++) {
      await advance(60_000);
      const run = await client.optimizations.get(id);
      const listed = (await client.optimizations.list({ limit: 1 }))[0];
      expect(listed?.status).toBe(run.status);
      expect(run.rawStatus).toBe(run.status === "unknown" ? "analyzing" : run.status);
      if (run.status !== seen.at(-1)) seen.push(run.status);
    }
    expect(seen).toEqual([
      ...(dialect.startStatus === "queued" ? ["queued"] : []),
      "running",
      ...(dialect.unknownStatus ? ["unknown", "running"] : []),
      "completed",
    ]);
    const { results } = await client.optimizations.get(id);
    expect(results === undefined).toBe(dialect.resultsNull);
  });
});

describe("the older name of an agent's id", () => {
  it("costs one refused request for each group of endpoints, once", async () => {
    const { client, converra } = await stageIn({ naming: "older" });
    converra.requests.length = 0;
    for (let round = 0; round < 3; round++) {
      await client.optimizations.create(INPUT);
      await client.conversations.create({ agentId: "agent_1", content: "User: hi" });
    }
    const refused = converra.requests.filter(({ status }) => status === 400);
    expect(refused.map(({ path }) => path)).toEqual(["/optimizations", "/conversations"]);
    expect(converra.requests).toHaveLength(8);
    expect(converra.runs()).toHaveLength(7);
  });

  it("is used in filters as soon as an answer has shown it", async () => {
    const { client, converra } = await stageIn({ naming: "older" });
    converra.requests.length = 0;
    for (let round = 0; round < 2; round++) {
      const runs = await client.optimizations.list({ agentId: "agent_2" });
      expect(runs.map(({ agentId }) => agentId)).toEqual(["agent_2"]);
    }
    expect(converra.requests.map(({ query }) => query)).toEqual([
      { agentId: "agent_2" },
      { agentId: "agent_2", promptId: "agent_2" },
      { agentId: "agent_2", promptId: "agent_2" },
    ]);
  });
});

it.each(["INVALID_API_KEY", "UNAUTHORIZED"] as const)(
  "a 401 with the code %s is a refused key, and is not repeated",
  async (unauthorizedCode) => {
    const { stranger, converra } = await stageIn({ unauthorizedCode });
    converra.requests.length = 0;
    const { agents, optimizations, webhooks } = stranger;
    for (const call of [
      () => agents.listAll(),
      () => optimizations.create(INPUT),
      () => agents.update("agent_1", { content: "Be rude." }),
      () => webhooks.delete("wh_1"),
    ]) {
      await expect(call()).rejects.toMatchObject({
        kind: "unauthorized",
        status: 401,
        code: unauthorizedCode,
        ambiguous: false,
      });
    }
    expect(converra.requests).toHaveLength(4);
    expect(converra.runs()).toHaveLength(4);
  },
);
