/** What every service must keep about reading optimizations, conversations and agents. Nothing is changed. */
import { expect } from "vitest";
import type { ContractCheck } from "../../support/contract-subjects.ts";
import { READING_THE_REST } from "./reading-checks-rest.ts";

const READING_RUNS: readonly ContractCheck[] = [
  {
    method: "optimizations.list",
    says: "lists the newest first, and only what was asked for",
    needs: ["run"],
    async check({ client }, { run }) {
      const all = await client.optimizations.list({ limit: 50 });
      expect(all.map(({ createdAt }) => createdAt)).toEqual(
        all.map(({ createdAt }) => createdAt).toSorted((a, b) => b.localeCompare(a)),
      );
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const { agentId } = run;
      const ofAgent = await client.optimizations.list({ agentId, limit: 50 });
      expect(ofAgent.length).toBeGreaterThan(0);
      expect(ofAgent.every((other) => other.agentId === agentId)).toBe(true);
      const completed = await client.optimizations.list({ status: "completed", limit: 50 });
      expect(completed.map(({ id }) => id)).toContain(run.id);
      expect(completed.every(({ status }) => status === "completed")).toBe(true);
      expect(await client.optimizations.list({ limit: 1 })).toHaveLength(1);
    },
  },
  {
    method: "optimizations.get",
    says: "gives the run of the list, with its results on one scale or without any",
    needs: ["run"],
    async check({ client }, { run }) {
      const { results, ...details } = await client.optimizations.get(run.id);
      expect(details).toMatchObject({ id: run.id, agentId: run.agentId, status: "completed" });
      expect(details.mode).toBe(run.mode);
      expect(Date.parse(details.completedAt ?? "")).toBeGreaterThan(Date.parse(details.createdAt));
      if (results === undefined) return;
      expect(results.winnerSelected).toBe(results.winningVariantId !== undefined);
      if (results.confidence !== undefined) {
        expect(results.confidence).toBeGreaterThan(0);
        expect(results.confidence).toBeLessThanOrEqual(1);
        expect(["high", "medium", "low"]).toContain(results.band);
      }
    },
  },
  {
    method: "optimizations.variants",
    says: "tells one control, and scores all variants on 0-100",
    needs: ["run"],
    async check({ client }, { run }) {
      const variants = await client.optimizations.variants(run.id);
      expect(variants.length).toBeGreaterThanOrEqual(2);
      expect(variants.filter(({ isControl }) => isControl)).toHaveLength(1);
      expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
      for (const { scores } of variants) {
        expect(Object.keys(scores).length).toBeGreaterThan(0);
        expect(scores).not.toHaveProperty("lift");
      }
      const points = variants.flatMap(({ scores }) => Object.values(scores));
      expect(Math.max(...points)).toBeGreaterThan(1);
      expect(Math.max(...points)).toBeLessThanOrEqual(100);
      const { results } = await client.optimizations.get(run.id);
      if (results?.winningVariantId !== undefined) {
        expect(variants.map(({ id }) => id)).toContain(results.winningVariantId);
      }
    },
  },
];

const READING_CONVERSATIONS: readonly ContractCheck[] = [
  {
    method: "conversations.list",
    says: "gives the conversations of one agent, by pages",
    needs: ["conversation"],
    async check({ client }, { conversation: { id, agentId } }) {
      const { items } = await client.conversations.list({ agentId, limit: 50 });
      expect(items.map((one) => one.id)).toContain(id);
      expect(items.every((one) => one.agentId === agentId)).toBe(true);
      const first = await client.conversations.list({ agentId, limit: 1 });
      expect(first.items.map((one) => one.id)).toEqual([items[0]?.id]);
      if (items.length < 2) return;
      const second = await client.conversations.list({ agentId, limit: 1, offset: 1 });
      expect(second.items.map((one) => one.id)).toEqual([items[1]?.id]);
    },
  },
  {
    method: "conversations.get",
    says: "gives the transcript",
    needs: ["conversation"],
    async check({ client }, { conversation }) {
      const { content, ...details } = await client.conversations.get(conversation.id);
      const { content: _, ...listed } = conversation;
      expect(details).toEqual(listed);
      expect(content?.trim()).toMatch(/\w/);
    },
  },
  {
    method: "conversations.insights",
    says: "gives what was learnt from it",
    needs: ["conversation"],
    async check({ client }, { conversation: { id } }) {
      const { sentimentScore = 0, ...insights } = await client.conversations.insights(id);
      expect(insights.conversationId).toBe(id);
      expect(insights.summary ?? insights.sentiment).toMatch(/\w/);
      expect(sentimentScore).toBeGreaterThanOrEqual(0);
      expect(sentimentScore).toBeLessThanOrEqual(1);
    },
  },
];

const READING_AGENTS: readonly ContractCheck[] = [
  {
    method: "agents.list",
    says: "gives every agent once, by pages and as a whole",
    needs: ["agent"],
    async check({ client }, { agent }) {
      const all = await client.agents.listAll();
      expect(all.map(({ id }) => id)).toContain(agent.id);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const [offset, { id }] of all.slice(0, 3).entries()) {
        const page = await client.agents.list({ limit: 1, offset });
        expect(page.items.map((one) => one.id)).toEqual([id]);
        expect([undefined, all.length]).toContain(page.total);
      }
      const { items } = await client.agents.list({ status: agent.status, limit: 100 });
      expect(items.map(({ id }) => id)).toContain(agent.id);
      expect(items.every(({ status }) => status === agent.status)).toBe(true);
    },
  },
  {
    method: "agents.get",
    says: "gives the agent of the list",
    needs: ["agent"],
    async check({ client }, { agent }) {
      expect(await client.agents.get(agent.id)).toEqual(agent);
    },
  },
  {
    method: "agents.insights",
    says: "counts no fewer conversations over more days",
    needs: ["agent"],
    async check({ client }, { agent: { id } }) {
      const counts: number[] = [];
      for (const days of [7, 30, 90] as const) {
        const { agentId, metrics } = await client.agents.insights(id, { days });
        expect(agentId).toBe(id);
        const { completionRate = 0, abandonmentRate = 0 } = metrics;
        expect(completionRate + abandonmentRate).toBeLessThanOrEqual(1.001);
        counts.push(metrics.conversationCount ?? 0);
      }
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      const { period } = await client.agents.insights(id);
      expect(period).toBe((await client.agents.insights(id, { days: 30 })).period);
    },
  },
  {
    method: "agents.stepFailures",
    says: "names the steps that failed",
    needs: ["agent"],
    async check({ client }, { agent: { id } }) {
      const { agentId, failures } = await client.agents.stepFailures(id);
      expect(agentId).toBe(id);
      for (const { step } of failures) {
        expect(step).toMatch(/\w/);
        expect(step).not.toBe("unnamed step");
      }
    },
  },
];

export const READING: readonly ContractCheck[] = [
  ...READING_AGENTS,
  ...READING_RUNS,
  ...READING_CONVERSATIONS,
  ...READING_THE_REST,
];
