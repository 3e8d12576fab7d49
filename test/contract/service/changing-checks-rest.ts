/** As changing-checks.ts, for conversations, benchmarks, settings and webhooks. */
import { expect } from "vitest";
import type { ContractCheck } from "../../support/contract-subjects.ts";

const TRANSCRIPT = "User: do you ship abroad?\nAssistant: Yes, everywhere.\nUser: thanks, great";

export const CHANGING_THE_REST: readonly ContractCheck[] = [
  {
    method: "conversations.create",
    says: "logs a conversation, and the same one with the same key once",
    needs: ["agent"],
    async check({ client }, { agent: { id: agentId } }) {
      const before = await client.conversations.list({ agentId, limit: 50 });
      const idempotencyKey = `contract:${agentId}:twice`;
      const input = { agentId, content: TRANSCRIPT, model: "gpt-4o", idempotencyKey };
      const first = await client.conversations.create(input);
      const second = await client.conversations.create(input);
      expect(second.id).toBe(first.id);
      const after = await client.conversations.list({ agentId, limit: 50 });
      expect(after.items).toHaveLength(before.items.length + 1);
      const stored = await client.conversations.get(first.id);
      expect(stored).toMatchObject({ agentId, content: TRANSCRIPT, model: "gpt-4o" });
      expect(stored.status).toBe("completed");
    },
  },
  {
    method: "conversations.regenerateInsights",
    says: "makes the insights of a conversation that is still open",
    needs: ["agent"],
    async check({ client, until }, { agent: { id: agentId } }) {
      const { id } = await client.conversations.create({
        agentId,
        content: TRANSCRIPT,
        status: "in_progress",
      });
      await client.conversations.regenerateInsights(id);
      await until("the conversation has insights", async () =>
        client.conversations.insights(id).then(
          ({ summary }) => summary !== undefined,
          () => false,
        ),
      );
    },
  },
  {
    method: "benchmarks.create",
    says: "compares the models that were asked for",
    needs: ["agent"],
    async check({ client, until }, { agent: { id: agentId } }) {
      const models = ["gpt-4o", "gpt-4o-mini"];
      const { id, ...started } = await client.benchmarks.create({
        agentId,
        models,
        baselineModel: "gpt-4o-mini",
        goal: "quality",
        maxTurns: 3,
        runsPerScenario: 1,
      });
      expect(started.agentId).toBe(agentId);
      expect(["queued", "running"]).toContain(started.status);
      await until("the benchmark has completed", async () => {
        const { status } = await client.benchmarks.get(id);
        return status === "completed";
      });
      const { results } = await client.benchmarks.get(id);
      expect(results.map(({ model }) => model).toSorted()).toEqual(models);
      expect(results.find(({ isBaseline }) => isBaseline)?.model).toBe("gpt-4o-mini");
    },
  },
  {
    method: "benchmarks.deleteMany",
    says: "deletes the named benchmarks, and does not miss what is gone",
    needs: ["agent"],
    async check({ client }, { agent: { id: agentId } }) {
      const ids = (await client.benchmarks.list({ agentId })).map(({ id }) => id);
      expect(ids).toHaveLength(1);
      await client.benchmarks.deleteMany(ids);
      expect(await client.benchmarks.list({ agentId })).toEqual([]);
    },
  },
  {
    method: "account.updateSettings",
    says: "changes one value deep inside, and leaves its neighbours",
    needs: [],
    async check({ client }) {
      const before = await client.account.settings();
      const { general, optimization } = before;
      const kpis = `${general.kpis ?? ""} (contract test)`;
      await client.account.updateSettings({ general: { kpis } });
      try {
        const after = { general: { ...general, kpis }, optimization };
        expect(await client.account.settings()).toEqual(after);
      } finally {
        await client.account.updateSettings({ general: { kpis: general.kpis ?? "" } });
      }
      expect(await client.account.settings()).toEqual(before);
    },
  },
  {
    method: "webhooks.create",
    says: "shows the secret in this one answer",
    needs: [],
    async check({ client }) {
      const url = "https://contract-test.example/hook";
      const events = ["optimization.completed"];
      const { secret, ...made } = await client.webhooks.create({ url, events, description: "t" });
      expect(made).toMatchObject({ url, events, description: "t" });
      expect(secret).toMatch(/^whsec_\w+/);
      expect(await client.webhooks.list()).toContainEqual(made);
    },
  },
  {
    method: "webhooks.delete",
    says: "removes a webhook; one that does not exist is not found",
    needs: [],
    async check({ client }) {
      const before = await client.webhooks.list();
      const own = before.filter(({ url }) => url === "https://contract-test.example/hook");
      expect(own).toHaveLength(1);
      for (const { id } of own) {
        await client.webhooks.delete(id);
        await expect(client.webhooks.delete(id)).rejects.toMatchObject({ kind: "not-found" });
      }
      expect(await client.webhooks.list()).toHaveLength(before.length - 1);
    },
  },
];
