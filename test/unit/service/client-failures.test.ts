import { describe, expect, it } from "vitest";
import { RateLimitedError } from "../../../src/errors.ts";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";
import { wireConversation, wireOptimization } from "../../support/service-examples.ts";

const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;
const dropped: Step = { fails: "reset", sent: true };
const refused: Step = { fails: "refused", sent: false };
const notFound: Step = { status: 404, json: { error: { code: "NOT_FOUND", message: "no" } } };
const busy: Step = {
  status: 429,
  json: { error: { code: "RATE_LIMIT_EXCEEDED", message: "slow" } },
};

describe("a call that fails and may be repeated", () => {
  it("succeeds when a later attempt does, and says so for the log", async () => {
    const notes: string[] = [];
    const { client, sent, run } = clientUnderTest(
      [{ status: 503 }, dropped, { json: { data: [] } }],
      { onRetry: (note) => notes.push(note) },
    );
    await run(client.optimizations.list());
    expect(sent).toHaveLength(3);
    expect(notes).toEqual([
      "could not list the optimizations: Converra failed (503); trying again in 0.5 s (attempt 1 failed)",
      "could not list the optimizations: the connection was cut; trying again in 1.0 s (attempt 2 failed)",
    ]);
  });

  it("ends after six attempts with what the last one met", async () => {
    const { client, sent, run } = clientUnderTest(() => dropped);
    const error = await run(errorOf(client.agents.get("agent_1")));
    expect(sent).toHaveLength(6);
    expect(error).toMatchObject({
      kind: "network",
      ambiguous: false,
      message:
        "could not read agent agent_1: no answer from converra.test, the connection was cut, after 6 attempts",
    });
  });

  it("ends at once when the wait would pass the deadline", async () => {
    const { client, clock, run } = clientUnderTest(
      () => ({ ...busy, headers: { "retry-after": "60" } }),
      {
        deadline: () => Date.UTC(2026, 10, 22) + 59_000,
      },
    );
    const error = await run(errorOf(client.agents.get("agent_1")));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({
      message: expect.stringContaining("the next try would be in 60.0 s, past the deadline"),
    });
    expect(clock.now()).toBe(Date.UTC(2026, 10, 22));
  });

  it("ends by itself after ten minutes where no deadline was set", async () => {
    const { client, clock, run } = clientUnderTest(() => ({
      ...busy,
      headers: { "retry-after": "90" },
    }));
    const start = clock.now();
    await run(errorOf(client.agents.get("agent_1")));
    expect(clock.now() - start).toBeLessThanOrEqual(600_000);
  });

  it("ends with the signal's reason when it is aborted while it waits", async () => {
    const controller = new AbortController();
    const { client, clock } = clientUnderTest([{ status: 500 }], { signal: controller.signal });
    const failed = errorOf(client.agents.get("agent_1"));
    await clock.advance(1);
    controller.abort(new Error("cancelled"));
    expect(await failed).toMatchObject({ message: "cancelled" });
    expect(clock.sleepers()).toBe(0);
  });

  it("holds back every other call while the service asks for it", async () => {
    const { client, clock, run } = clientUnderTest((_request, index) =>
      index === 0 ? { ...busy, headers: { "retry-after": "20" } } : { json: [] },
    );
    const start = clock.now();
    const first = client.agents.list();
    await clock.advance(0);
    await run(client.webhooks.list());
    expect(clock.now() - start).toBe(20_000);
    await run(first);
  });
});

describe("a call that starts paid work", () => {
  const start = (steps: readonly Step[]) => {
    const { client, sent, run } = clientUnderTest(steps);
    return {
      sent,
      ended: run(client.optimizations.create(input).catch((error: unknown) => error)),
    };
  };

  it("is repeated after refusals that prove it was not accepted", async () => {
    const { sent, ended } = start([refused, busy, { status: 201, json: wireOptimization() }]);
    expect(await ended).toMatchObject({ id: "opt_1" });
    expect(sent).toHaveLength(3);
  });

  it("is in doubt after a refusal and then a dropped connection", async () => {
    const { ended } = start([refused, dropped]);
    expect(await ended).toMatchObject({ kind: "network", ambiguous: true });
  });

  it("is not in doubt where it was refused to the end", async () => {
    const { sent, ended } = start(Array.from({ length: 6 }, () => refused));
    expect(await ended).toMatchObject({ kind: "network", ambiguous: false });
    expect(sent).toHaveLength(6);
  });

  it("is in doubt after a redirect, which is not followed", async () => {
    const { sent, ended } = start([{ status: 307, headers: { location: "/api/v1/other" } }]);
    expect(await ended).toMatchObject({ kind: "protocol", ambiguous: true });
    expect(sent).toHaveLength(1);
  });
});

describe("a call that a lost answer makes its own second", () => {
  it("logs a conversation again when it carries an idempotency key, and not without", async () => {
    const conversation = { agentId: "agent_1", content: "User: hi" };
    const keyed = clientUnderTest([dropped, { json: wireConversation() }]);
    await keyed.run(keyed.client.conversations.create({ ...conversation, idempotencyKey: "k" }));
    expect(keyed.sent).toHaveLength(2);
    const bare = clientUnderTest([dropped]);
    const error = await errorOf(bare.client.conversations.create(conversation));
    expect(error).toMatchObject({ ambiguous: true });
  });

  it("counts a stop as done when the second one finds the run ended", async () => {
    const ended: Step = { status: 409, json: { error: { code: "CONFLICT", message: "x" } } };
    const { client, run } = clientUnderTest([dropped, ended]);
    expect(await run(client.optimizations.stop("opt_1"))).toBe(true);
  });

  it("takes what is gone for deleted, but only after an attempt that may have deleted it", async () => {
    const { client, run } = clientUnderTest([dropped, notFound, dropped, notFound, notFound]);
    await run(client.webhooks.delete("wh_1"));
    await run(client.benchmarks.deleteMany(["bench_1"]));
    expect(await errorOf(client.webhooks.delete("wh_2"))).toMatchObject({ kind: "not-found" });
  });

  it("says false for a run that had ended, by 409 or by a 404 that says so, and fails for an unknown id", async () => {
    const message = "optimization is not running";
    const { client } = clientUnderTest([
      { status: 404, json: { error: { code: "NOT_FOUND", message } } },
      notFound,
    ]);
    expect(await client.optimizations.stop("opt_1")).toBe(false);
    expect(await errorOf(client.optimizations.stop("opt_2"))).toMatchObject({ kind: "not-found" });
  });
});

describe("the pace", () => {
  it("is the default of 60 a minute, the plan's when it is known, and leaves no call past the deadline", async () => {
    const { client, run, clock, sent } = clientUnderTest(() => ({ json: [] }), {
      deadline: () => Date.UTC(2026, 10, 22) + 30_000,
    });
    await run(Promise.all(Array.from({ length: 60 }, () => client.agents.list())));
    const error = await errorOf(client.agents.list());
    expect(error).toMatchObject({ kind: "rate-limit", status: undefined });
    client.useRate(300);
    await run(Promise.all(Array.from({ length: 240 }, () => client.agents.list())));
    expect(sent).toHaveLength(300);
    expect(clock.now()).toBe(Date.UTC(2026, 10, 22));
  });

  it("takes part in the doubt: an attempt that may have worked is not forgotten while waiting for a place", async () => {
    let index = 0;
    const { client, run } = clientUnderTest(() => (index++ < 59 ? { json: [] } : dropped), {
      deadline: () => Date.UTC(2026, 10, 22) + 30_000,
    });
    await run(Promise.all(Array.from({ length: 59 }, () => client.agents.list())));
    const error = await run(errorOf(client.agents.update("agent_1", {})));
    expect(error).toMatchObject({ kind: "rate-limit", ambiguous: true });
  });
});
