import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../src/errors.ts";
import type { Converra } from "../../../src/service/converra.ts";
import { clientUnderTest, errorOf } from "../../support/client-under-test.ts";
import {
  wireAgent,
  wireBenchmark,
  wireConversation,
  wireOptimization,
  wireVariants,
} from "../../support/service-examples.ts";

type Read = (client: Converra) => Promise<unknown>;

const hook = { url: "https://example.com", events: [] };
const models = ["gpt-4o", "gpt-5"];

/** Calls that decode each shape of answer, with one that they take, so that arbitrary damage gets past the first check. */
const decoders = {
  agent: [(c) => c.agents.get("agent_1"), wireAgent()],
  agents: [(c) => c.agents.list(), { data: [wireAgent()], pagination: { total: 1 } }],
  optimization: [(c) => c.optimizations.get("opt_1"), wireOptimization()],
  variants: [(c) => c.optimizations.variants("opt_1"), wireVariants({}, {})],
  conversation: [(c) => c.conversations.get("conv_1"), wireConversation()],
  "conversation insights": [
    (c) => c.conversations.insights("conv_1"),
    { sentiment: "positive", topics: ["refunds"] },
  ],
  "agent insights": [
    (c) => c.agents.insights("agent_1"),
    {
      period: "7d",
      metrics: { taskCompletion: 80 },
      topics: [{ name: "refunds", count: 2 }],
      issues: [],
    },
  ],
  "step failures": [
    (c) => c.agents.stepFailures("agent_1"),
    { data: [{ step: "lookup", count: 2 }] },
  ],
  benchmark: [(c) => c.benchmarks.get("bench_1"), wireBenchmark()],
  "created benchmark": [
    (c) => c.benchmarks.create({ agentId: "agent_1", models }),
    { jobId: "job_1", status: "pending", models },
  ],
  account: [(c) => c.account.get(), { id: "acct_1", name: "Acme", plan: { name: "Free" } }],
  usage: [
    (c) => c.account.usage(),
    { period: { start: "2026-11-01" }, optimizations: { used: 1, limit: 10 } },
  ],
  settings: [(c) => c.account.settings(), { settings: { general: {}, optimization: {} } }],
  webhooks: [(c) => c.webhooks.list(), { data: [{ id: "wh_1", ...hook }] }],
  "created webhook": [(c) => c.webhooks.create(hook), { id: "wh_1", ...hook, secret: "s" }],
} satisfies Record<string, [Read, Record<string, unknown>]>;

/** What the call makes of the answer; undefined where it is refused as not the service's. */
async function outcome(read: Read, value: unknown): Promise<unknown> {
  const { client } = clientUnderTest([{ text: JSON.stringify(value) }]);
  try {
    return await read(client);
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "protocol") return undefined;
    throw error;
  }
}

/** The same, of an answer that it takes. */
async function readOne<T>(read: (client: Converra) => Promise<T>, json: unknown): Promise<T> {
  return read(clientUnderTest([{ json }]).client);
}

/** Every number in a decoded value but those of `extra`, which is shown as it came. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "extra" ? [] : numbersIn(member),
  );
}

describe.each(Object.entries(decoders))("the decoder of %s", (_name, [read, good]) => {
  it("takes its example", async () => {
    expect(await outcome(read, good)).toBeDefined();
  });

  it("throws nothing but a protocol error on arbitrary JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await outcome(read, value);
      }),
      { numRuns: 200 },
    );
  });

  it("throws nothing but a protocol error where any member is replaced", async () => {
    const member = fc.constantFrom(...Object.keys(good));
    await fc.assert(
      fc.asyncProperty(member, fc.jsonValue(), async (key, value) => {
        await outcome(read, { ...good, [key]: value });
      }),
      { numRuns: 200 },
    );
  });

  it("lets no number through that is not finite", async () => {
    const text = JSON.stringify(good).replaceAll(/:\d+(\.\d+)?/g, ":1e999");
    const { client } = clientUnderTest([{ text }]);
    const huge = await read(client).catch(() => undefined);
    expect(numbersIn(huge).every(Number.isFinite)).toBe(true);
  });
});

describe("a decoder", () => {
  it.each([
    ["id", "a name or an id"],
    ["status", "a name or an id"],
    ["createdAt", "an ISO 8601 time"],
    ["agentId", "a name or an id"],
  ])("names the missing %s and its place", async (key, what) => {
    const data = [wireOptimization({ [key]: undefined })];
    for (const [json, place] of [
      [{ data }, `data[0].${key}`],
      [data, `[0].${key}`],
    ]) {
      const { client } = clientUnderTest([{ json }]);
      expect(await errorOf(client.optimizations.list())).toMatchObject({
        message: `could not list the optimizations: Converra answered in an unexpected shape, ${place} is not ${what}`,
      });
    }
  });

  it.each([
    ["agent", "x", "the answer is not an object"],
    ["agent", wireAgent({ content: 7 }), "content is not text"],
    ["agents", {}, "data is not a list"],
    ["agents", 7, "the answer is not a list"],
    ["agents", [7], "[0] is not an object"],
    ["step failures", 7, "the answer is not an object or a list"],
    ["settings", { settings: null }, "settings is not an object"],
    ["settings", { general: 7 }, "general is not an object"],
    ["settings", { settings: { general: 7 } }, "general is not an object"],
  ] as const)("of %s says of %j that %s", async (name, json, fault) => {
    const [read] = decoders[name];
    const { client } = clientUnderTest([{ json }]);
    expect(await errorOf(read(client))).toMatchObject({
      kind: "protocol",
      message: expect.stringContaining(`: Converra answered in an unexpected shape, ${fault}`),
    });
  });

  it("writes every time the same way, so that times compare as text", async () => {
    const json = wireAgent({ createdAt: "2026-11-01T11:00:00+01:00" });
    const agent = await readOne((client) => client.agents.get("agent_1"), json);
    expect(agent.createdAt).toBe("2026-11-01T10:00:00.000Z");
  });

  it("leaves the work of an answered POST in doubt when its answer cannot be read", async () => {
    const { client } = clientUnderTest([{ json: { id: 7 } }]);
    const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;
    const error = await errorOf(client.optimizations.create(input));
    expect(error).toMatchObject({ kind: "protocol", ambiguous: true });
  });

  it("keeps a metric that is named like a prototype key apart", async () => {
    const text = '{"data":[{"id":"v","name":"n","metrics":{"__proto__":50,"clarity":60}}]}';
    const { client } = clientUnderTest([{ text }]);
    const [variant] = await client.optimizations.variants("opt_1");
    expect(Object.entries(variant?.scores ?? {})).toEqual([
      ["__proto__", 50],
      ["clarity", 60],
    ]);
  });

  it("keeps scores between 0 and 100, and every number as it came beside them", async () => {
    const metrics = { a: -1, b: 101, c: 99.5, d: null, e: "7", lift: 40 };
    const [variant] = await readOne(
      (client) => client.optimizations.variants("opt_1"),
      wireVariants({ metrics }),
    );
    expect(variant?.scores).toEqual({ c: 99.5, e: 7 });
    expect(variant?.raw).toEqual({ a: -1, b: 101, c: 99.5, e: 7 });
    expect(variant?.dropped).toEqual(["d"]);
  });

  it.each([
    [0.951, "high"],
    [0.95, "medium"],
    [0.8, "medium"],
    [0.79, "low"],
    [96, "high"],
  ])("puts a confidence of %d into the band %s", async (confidence, band) => {
    const json = wireOptimization({ results: { winnerSelected: true, confidence } });
    const run = await readOne((client) => client.optimizations.get("opt_1"), json);
    expect(run.results?.band).toBe(band);
  });
});
