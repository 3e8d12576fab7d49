/** What the contract suite looks at, found through the client itself so that it works on any account. */

import type { Agent } from "../../src/service/agent-shape.ts";
import type { Converra } from "../../src/service/converra.ts";
import type { Benchmark } from "../../src/service/endpoints/benchmarks.ts";
import type { Conversation } from "../../src/service/endpoints/conversations.ts";
import type { Optimization } from "../../src/service/endpoints/optimizations.ts";
import type { ClientMethod } from "../fixtures/api-row.ts";
import type { Stage } from "./contract-stage.ts";

export interface Subjects {
  readonly agent: Agent;
  /** Completed. */
  readonly run: Optimization;
  /** With insights. */
  readonly conversation: Conversation;
  /** Completed. */
  readonly benchmark: Benchmark;
}

/** One promise about one endpoint, kept by every service that the client is meant for. */
export interface ContractCheck {
  readonly method: ClientMethod;
  readonly says: string;
  readonly needs: readonly (keyof Subjects)[];
  check(stage: Stage, subjects: Subjects): Promise<void>;
}

export async function findSubjects(client: Converra): Promise<Partial<Subjects>> {
  const runs = await client.optimizations.list({ status: "completed", limit: 50 });
  const benchmarks = await client.benchmarks.list({ limit: 50 });
  const { items: agents } = await client.agents.list({ limit: 50 });
  const { items: conversations } = await client.conversations.list({ limit: 50 });
  const run = runs[0];
  const found = {
    agent: agents.find(({ id }) => id === run?.agentId) ?? agents[0],
    run,
    conversation: conversations.find(({ hasInsights }) => hasInsights),
    benchmark: benchmarks.find(({ status }) => status === "completed"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** An agent of its own for the checks that change something, with what a run needs; archived by `retire`. */
export async function makeOwnAgent(client: Converra): Promise<Agent> {
  const agent = await client.agents.create({
    name: "Contract test (safe to archive)",
    content: "You help customers of a shop. Be friendly and brief.",
    model: "gpt-4o",
    description: "Made by the contract tests of Converra Gate.",
    tags: ["contract-test"],
    temperature: 0.2,
    maxTokens: 400,
    status: "draft",
  });
  for (const question of ["where is my order?", "can I have a refund?"]) {
    await client.conversations.create({
      agentId: agent.id,
      content: `User: ${question}\nAssistant: Let me look.\nUser: thanks`,
      status: "completed",
      model: "gpt-4o",
      idempotencyKey: `contract:${agent.id}:${question}`,
    });
  }
  return agent;
}

export async function retire(client: Converra, agent: Agent): Promise<void> {
  await client.agents.update(agent.id, { status: "archived" });
}
