/** What the client reads is the same whatever dialect it is told in, but for what a dialect leaves unsaid. */
import { beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import type { Dialect } from "../../../sandbox/converra/options.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { dialectName, everyDialect } from "../../support/contract-dialects.ts";
import { SEEDS } from "../../support/contract-stage.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";

const SWITCHES = [
  "naming",
  "listShape",
  "confidenceScale",
  "metricScale",
  "resultsNull",
  "controlContent",
] as const;
const REFERENCE: Partial<Dialect> = { naming: "newer" };
const OUTCOMES = [
  { run: "opt_1", kind: "winner-with-regression" },
  { run: "opt_2", kind: "fail", reason: "the simulation ran out of personas" },
  { run: "opt_3", kind: "no-winner" },
] as const;

async function readEverything(dialect: Partial<Dialect>) {
  const clock = createVirtualClock();
  const emulator = createEmulator({
    clock,
    plan: "enterprise",
    dialect,
    seedData: SEEDS,
    outcomes: OUTCOMES,
  });
  const { client } = createClientOver(emulator, clock);
  const { id } = await client.benchmarks.create({ agentId: "agent_1", models: ["a", "b", "c"] });
  await client.webhooks.create({ url: "https://a.example/hook", events: ["insights.generated"] });
  await clock.advance(3_600_000);
  const { agents, optimizations, conversations, benchmarks, account, webhooks } = client;
  const conversationPage = await conversations.list({ agentId: "agent_1" });
  const variants = [];
  const runs = [];
  for (const run of await optimizations.list()) {
    runs.push(await optimizations.get(run.id));
    variants.push(await optimizations.variants(run.id));
  }
  return {
    agents: await agents.listAll(),
    agent: await agents.get("agent_1"),
    insights: await agents.insights("agent_1", { days: 90 }),
    stepFailures: await agents.stepFailures("agent_1"),
    summaries: await optimizations.list({ agentId: "agent_1", status: "completed" }),
    runs,
    variants,
    conversations: conversationPage.items,
    conversation: await conversations.get("conv_1"),
    conversationInsights: await conversations.insights("conv_1"),
    benchmarks: await benchmarks.list({ agentId: "agent_1" }),
    benchmark: await benchmarks.get(id),
    account: await account.get(),
    usage: await account.usage(),
    settings: await account.settings(),
    webhooks: await webhooks.list(),
  };
}

type Everything = Awaited<ReturnType<typeof readEverything>>;

/** The reference without what the dialect cannot say. */
function asToldIn(dialect: Partial<Dialect>, whole: Everything): Everything {
  const older = dialect.naming === "older";
  return {
    ...whole,
    runs: whole.runs.map((run) =>
      dialect.resultsNull ? { ...run, results: undefined, goldenSet: undefined } : run,
    ),
    variants: whole.variants.map((variants) =>
      variants.map((variant) => ({
        ...variant,
        isWinner: older ? undefined : variant.isWinner,
        content:
          variant.isControl && dialect.controlContent === false ? undefined : variant.content,
      })),
    ),
  };
}

/** Numbers are near enough when rounding on the other scale explains the difference. */
function nearly(value: unknown): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) return expect.closeTo(value, 1);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nearly(inner)]));
}

/** Numbers as they came differ with the scale. */
function withoutRaw(whole: unknown): unknown {
  return JSON.parse(JSON.stringify(whole, (key, value) => (key === "raw" ? undefined : value)));
}

describe("what the client reads", () => {
  let reference: Everything;
  beforeAll(async () => {
    reference = await readEverything(REFERENCE);
  });

  it("has winners, losers, failures, golden sets and failed steps to tell apart", () => {
    const winners = reference.runs.map(({ results }) => results?.winnerSelected);
    expect(new Set(winners)).toEqual(new Set([true, false, undefined]));
    expect(reference.runs.some(({ goldenSet }) => goldenSet !== undefined)).toBe(true);
    expect(reference.runs.some(({ failureReason }) => failureReason !== undefined)).toBe(true);
    expect(reference.variants.flat().some(({ isWinner }) => isWinner)).toBe(true);
    expect(reference.stepFailures.failures.length).toBeGreaterThan(0);
    expect(reference.benchmark.results).toHaveLength(3);
  });

  it.each(everyDialect(SWITCHES).map((dialect) => ({ name: dialectName(dialect), dialect })))(
    "is the same in $name",
    async ({ dialect }) => {
      const told = await readEverything(dialect);
      expect(withoutRaw(told)).toEqual(nearly(withoutRaw(asToldIn(dialect, reference))));
    },
  );
});
