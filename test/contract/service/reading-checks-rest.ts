/** As reading-checks.ts, for benchmarks, account, settings and webhooks. */
import { expect } from "vitest";
import type { ContractCheck } from "../../support/contract-subjects.ts";

export const READING_THE_REST: readonly ContractCheck[] = [
  {
    method: "benchmarks.list",
    says: "gives the benchmarks of one agent",
    needs: ["benchmark"],
    async check({ client }, { benchmark: { id, agentId } }) {
      const list = await client.benchmarks.list({ agentId, limit: 50 });
      expect(list.map((one) => one.id)).toContain(id);
      expect(list.every((one) => one.agentId === agentId)).toBe(true);
    },
  },
  {
    method: "benchmarks.get",
    says: "scores each model once on 0-100, one of them the baseline",
    needs: ["benchmark"],
    async check({ client }, { benchmark }) {
      const { results, ...details } = await client.benchmarks.get(benchmark.id);
      expect(details).toMatchObject({ id: benchmark.id, status: "completed" });
      expect(results.map(({ model }) => model).toSorted()).toEqual(details.models.toSorted());
      expect(results.filter(({ isBaseline }) => isBaseline)).toHaveLength(1);
      const points = results.flatMap(({ scores }) => Object.values(scores));
      expect(points.length).toBeGreaterThanOrEqual(results.length);
      expect(Math.max(...points)).toBeGreaterThan(1);
      expect(Math.max(...points)).toBeLessThanOrEqual(100);
    },
  },
  {
    method: "account.get",
    says: "names the account and its plan",
    needs: [],
    async check({ client }) {
      const { id, plan } = await client.account.get();
      expect(id).toMatch(/\w/);
      expect(plan).toMatch(/\w/);
    },
  },
  {
    method: "account.usage",
    says: "tells what is used of what, and how many runs are under way",
    needs: [],
    async check({ client }) {
      const { periodStart, periodEnd, optimizations, agents, conversations } =
        await client.account.usage();
      expect(Date.parse(periodEnd ?? "")).toBeGreaterThan(Date.parse(periodStart ?? ""));
      expect(optimizations?.running).toBeLessThanOrEqual(10);
      for (const quota of [optimizations, agents, conversations]) {
        expect(quota?.used).toBeGreaterThanOrEqual(0);
        expect(quota?.limit ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(quota?.used ?? 0);
      }
    },
  },
  {
    method: "account.settings",
    says: "gives both sections",
    needs: [],
    async check({ client }) {
      const { general, optimization } = await client.account.settings();
      expect(Object.keys(general)).toContain("industry");
      expect(["manual", "semi-automatic"]).toContain(optimization.deploymentMode);
    },
  },
  {
    method: "webhooks.list",
    says: "shows no secret",
    needs: [],
    async check({ client }) {
      for (const webhook of await client.webhooks.list()) {
        expect(webhook.url).toMatch(/^https?:/);
        expect(webhook.events.length).toBeGreaterThan(0);
        expect(JSON.stringify(webhook)).not.toContain("whsec_");
      }
    },
  },
];
