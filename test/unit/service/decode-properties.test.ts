import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../src/errors.ts";
import type { CallSite } from "../../../src/service/call-site.ts";
import { type Decoder, decodePage, rootOf } from "../../../src/service/decode.ts";
import {
  decodeAccount,
  decodeCreatedWebhook,
  decodeSettings,
  decodeUsage,
  decodeWebhook,
} from "../../../src/service/decode-account.ts";
import { decodeAgent } from "../../../src/service/decode-agent.ts";
import { decodeBenchmark } from "../../../src/service/decode-benchmark.ts";
import {
  decodeConversation,
  decodeConversationInsights,
} from "../../../src/service/decode-conversation.ts";
import { decodeAgentInsights, decodeStepFailures } from "../../../src/service/decode-insights.ts";
import { decodeOptimization } from "../../../src/service/decode-optimization.ts";
import { decodeVariants } from "../../../src/service/decode-variant.ts";
import {
  wireAgent,
  wireBenchmark,
  wireConversation,
  wireOptimization,
  wireVariants,
} from "../../support/service-examples.ts";

const at: CallSite = { method: "GET", path: "/x", doing: "read it" };

/** Each decoder with an answer it takes, so that arbitrary damage gets past its first check. */
const decoders: Readonly<Record<string, [Decoder<unknown>, Record<string, unknown>]>> = {
  agent: [decodeAgent, wireAgent()],
  agents: [
    (value, spot) => decodePage(value, spot, decodeAgent),
    { data: [wireAgent()], pagination: { total: 1 } },
  ],
  optimization: [decodeOptimization, wireOptimization()],
  variants: [decodeVariants, wireVariants({}, {})],
  conversation: [decodeConversation, wireConversation()],
  "conversation insights": [
    (value, spot) => decodeConversationInsights(value, spot, "conv_1"),
    { sentiment: "positive", topics: ["refunds"] },
  ],
  "agent insights": [
    (value, spot) => decodeAgentInsights(value, spot, "agent_1"),
    {
      period: "7d",
      metrics: { taskCompletion: 80 },
      topics: [{ name: "refunds", count: 2 }],
      issues: [],
    },
  ],
  "step failures": [
    (value, spot) => decodeStepFailures(value, spot, "agent_1"),
    { data: [{ step: "lookup", count: 2 }] },
  ],
  benchmark: [(value, spot) => decodeBenchmark(value, spot), wireBenchmark()],
  account: [decodeAccount, { id: "acct_1", name: "Acme", plan: { name: "Free" } }],
  usage: [decodeUsage, { period: { start: "2026-11-01" }, optimizations: { used: 1, limit: 10 } }],
  settings: [decodeSettings, { settings: { general: {}, optimization: {} } }],
  webhook: [decodeWebhook, { id: "wh_1", url: "https://example.com", events: [] }],
  "created webhook": [
    decodeCreatedWebhook,
    { id: "wh_1", url: "https://example.com", secret: "s" },
  ],
};

function outcome(decode: Decoder<unknown>, value: unknown): unknown {
  try {
    return decode(value, rootOf(at));
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "protocol") return undefined;
    throw error;
  }
}

/** Every number in a decoded value but those of `extra`, which is shown as it came. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "extra" ? [] : numbersIn(member),
  );
}

describe.each(Object.entries(decoders))("the decoder of %s", (_name, [decode, good]) => {
  it("takes its example", () => {
    expect(outcome(decode, good)).toBeDefined();
  });

  it("throws nothing but a protocol error on arbitrary JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        outcome(decode, value);
      }),
      { numRuns: 300 },
    );
  });

  it("throws nothing but a protocol error where any member is replaced", () => {
    const member = fc.constantFrom(...Object.keys(good));
    fc.assert(
      fc.property(member, fc.jsonValue(), (key, value) => {
        outcome(decode, { ...good, [key]: value });
      }),
      { numRuns: 300 },
    );
  });

  it("lets no number through that is not finite", () => {
    const huge = JSON.parse(JSON.stringify(good).replaceAll(/:\d+(\.\d+)?/g, ":1e999"));
    expect(numbersIn(outcome(decode, huge)).every(Number.isFinite)).toBe(true);
  });
});

describe("a decoder", () => {
  it.each(["id", "status", "createdAt", "agentId"])("names the missing %s and its place", (key) => {
    const list = { data: [wireOptimization(), wireOptimization({ [key]: undefined })] };
    expect(() => decodePage(list, rootOf(at), decodeOptimization)).toThrow(
      `could not read it: Converra answered in an unexpected shape, data[1].${key} is not`,
    );
  });

  it("writes every time the same way, so that times compare as text", () => {
    const agent = wireAgent({ createdAt: "2026-11-01T11:00:00+01:00" });
    expect(decodeAgent(agent, rootOf(at)).createdAt).toBe("2026-11-01T10:00:00.000Z");
  });

  it("leaves the work of an answered POST in doubt when its answer cannot be read", () => {
    const post: CallSite = { ...at, method: "POST" };
    expect(() => decodeOptimization({ id: 7 }, rootOf(post))).toThrow(
      expect.objectContaining({ ambiguous: true }),
    );
  });

  it("keeps a metric that is named like a prototype key apart", () => {
    const json = JSON.parse(
      '{"data":[{"id":"v","name":"n","metrics":{"__proto__":50,"clarity":60}}]}',
    );
    const [variant] = decodeVariants(json, rootOf(at));
    expect(Object.entries(variant?.scores ?? {})).toEqual([
      ["__proto__", 50],
      ["clarity", 60],
    ]);
  });

  it("keeps scores between 0 and 100 and drops the rest", () => {
    const metrics = { a: -1, b: 101, c: 99.5, d: null, e: "7", lift: 40 };
    expect(decodeVariants(wireVariants({ metrics }), rootOf(at))[0]?.scores).toEqual({ c: 99.5 });
  });

  it.each([
    [0.951, "high"],
    [0.95, "medium"],
    [0.8, "medium"],
    [0.79, "low"],
    [96, "high"],
  ])("puts a confidence of %d into the band %s", (confidence, band) => {
    const run = wireOptimization({ results: { winnerSelected: true, confidence } });
    expect(decodeOptimization(run, rootOf(at)).results?.band).toBe(band);
  });
});
