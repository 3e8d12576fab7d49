/**
 * What every service must keep about changing things. `agent` is one of the suite's own; settings are put back as they
 * were. On the real service two optimizations and a benchmark are paid for.
 */
import { expect } from "vitest";
import { ServiceError } from "../../../src/errors.ts";
import type { Stage } from "../../support/contract-stage.ts";
import type { ContractCheck } from "../../support/contract-subjects.ts";
import { CHANGING_THE_REST } from "./changing-checks-rest.ts";

/** Until the run has ended; resolves with it. */
async function ended({ client, until }: Stage, id: string) {
  await until(`optimization ${id} has ended`, async () =>
    ["completed", "failed", "stopped"].includes((await client.optimizations.get(id)).status),
  );
  return client.optimizations.get(id);
}

const CHANGING_AGENTS: readonly ContractCheck[] = [
  {
    method: "agents.create",
    says: "makes the agent that was asked for",
    needs: ["agent"],
    async check({ client }, { agent }) {
      const stored = await client.agents.get(agent.id);
      expect(stored).toMatchObject({
        name: "Contract test (safe to archive)",
        content: "You help customers of a shop. Be friendly and brief.",
        model: "gpt-4o",
        description: "Made by the contract tests of Converra Gate.",
        tags: ["contract-test"],
        status: "draft",
      });
      expect(stored.conversationCount).toBe(2);
    },
  },
  {
    method: "agents.update",
    says: "changes what it names and nothing else",
    needs: ["agent"],
    async check({ client }, { agent }) {
      const before = await client.agents.get(agent.id);
      const content = `${before.content} Ask for the order number.`;
      const after = await client.agents.update(agent.id, { content, tags: ["contract-test", "b"] });
      const { updatedAt, ...rest } = after;
      expect(rest).toEqual({
        ...Object.fromEntries(Object.entries(before).filter(([key]) => key !== "updatedAt")),
        content,
        tags: ["contract-test", "b"],
      });
      expect(updatedAt >= before.updatedAt).toBe(true);
      expect(await client.agents.get(agent.id)).toEqual(after);
    },
  },
  {
    method: "agents.regenerateInsights",
    says: "is accepted for all conversations of an agent",
    needs: ["agent"],
    async check({ client, until }, { agent: { id } }) {
      await client.agents.regenerateInsights(id, { force: true, limit: 10 });
      await until("both conversations are in the insights", async () => {
        const { metrics } = await client.agents.insights(id, { days: 7 });
        return metrics.conversationCount === 2;
      });
    },
  },
];

const CHANGING_RUNS: readonly ContractCheck[] = [
  {
    method: "optimizations.stop",
    says: "ends a run once; a second time it has ended already",
    needs: ["agent"],
    async check(stage, { agent }) {
      const { client } = stage;
      const input = { agentId: agent.id, mode: "exploratory", variantCount: 1 } as const;
      const { id } = await client.optimizations.create(input);
      expect(await client.optimizations.stop(id, { reason: "contract test" })).toBe(true);
      expect((await ended(stage, id)).status).toBe("stopped");
      expect(await client.optimizations.stop(id)).toBe(false);
    },
  },
  {
    method: "optimizations.create",
    says: "starts one run, which is listed at once and ends",
    needs: ["agent"],
    async check(stage, { agent: { id: agentId } }) {
      const { client } = stage;
      const before = await client.optimizations.list({ agentId, limit: 50 });
      const run = await client.optimizations.create({
        agentId,
        mode: "exploratory",
        variantCount: 2,
        improve: ["task completion"],
        hypothesis: "Asking for the order number helps",
      });
      expect(run).toMatchObject({ agentId, mode: "exploratory", variantCount: 2 });
      expect(["queued", "running"]).toContain(run.status);
      const after = await client.optimizations.list({ agentId, limit: 50 });
      expect(after.map(({ id }) => id)).toEqual([run.id, ...before.map(({ id }) => id)]);
      const { status, variantCount } = await ended(stage, run.id);
      expect(status).toBe("completed");
      expect(variantCount).toBe(2);
      expect(await client.optimizations.variants(run.id)).toHaveLength(3);
    },
  },
  {
    method: "optimizations.apply",
    says: "puts the named variant in place of the prompt, and refuses what has not completed",
    needs: ["agent"],
    async check({ client }, { agent: { id: agentId } }) {
      const runs = await client.optimizations.list({ agentId, limit: 50 });
      const stopped = runs.find(({ status }) => status === "stopped");
      const refused = await client.optimizations
        .apply(stopped?.id ?? "")
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ServiceError);
      expect(["conflict", "validation"]).toContain((refused as ServiceError).kind);
      const completed = runs.find(({ status }) => status === "completed");
      const variants = await client.optimizations.variants(completed?.id ?? "");
      const chosen = variants.find(({ isControl }) => !isControl);
      await client.optimizations.apply(completed?.id ?? "", { variantId: chosen?.id ?? "" });
      expect((await client.agents.get(agentId)).content).toBe(chosen?.content);
    },
  },
];

/** In this order: the later ones use what the earlier ones left. */
export const CHANGING: readonly ContractCheck[] = [
  ...CHANGING_AGENTS,
  ...CHANGING_RUNS,
  ...CHANGING_THE_REST,
];
