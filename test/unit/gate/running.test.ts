import { describe, expect, it } from "vitest";
import { runningState } from "../../../src/gate/running.ts";
import type { Pending, Round } from "../../../src/runs/start.ts";
import type { RunRequest } from "../../../src/runs/types.ts";
import { anAgent } from "../../support/definitions.ts";

const NOW = Date.parse("2026-11-22T10:05:00.000Z");
const MINUTE = 60_000;

function request(key: string, usualMs?: number) {
  return {
    key,
    purpose: "candidate",
    usualMs,
    prepare: async () => undefined,
  } satisfies RunRequest;
}

function pending(key: string, usualMs?: number): Pending {
  const createdAt = new Date(NOW - 5 * MINUTE).toISOString();
  const run = {
    id: `opt_${key}`,
    agentId: "a",
    status: "running",
    rawStatus: "running",
    createdAt,
  } as const;
  const agent = anAgent({ id: "a" });
  return {
    ...{ request: request(key, usualMs), agent, kind: "optimization", origin: "started" },
    ...{ since: NOW - 5 * MINUTE, run },
  };
}

function round(over: Partial<Round>): Round {
  return { queue: [], pending: [], lost: [], outcomes: [], faults: 0, ...over };
}

describe("the state of runs that are waited for", () => {
  it("expects the end of the last by what earlier runs took", () => {
    const some = [pending("support", 17 * MINUTE), pending("billing", 8 * MINUTE)];
    const { progress, agents } = runningState(round({ pending: some }), NOW);
    expect(progress).toMatchObject({ ended: 0, total: 2, expectedEnd: "2026-11-22T10:17:00.000Z" });
    expect(agents[1]?.state).toBe("measuring the candidate, running, about 3 min left");
  });

  it("expects nothing where a run has no history, or has not begun", () => {
    const unknown = runningState(round({ pending: [pending("support")] }), NOW);
    expect(unknown.progress?.expectedEnd).toBeUndefined();
    const queue = [{ request: request("sales", MINUTE) }];
    const queued = runningState(round({ pending: [pending("a", MINUTE)], queue }), NOW);
    expect(queued.progress?.expectedEnd).toBeUndefined();
    expect(queued.agents[1]).toEqual({ key: "sales", state: "candidate waiting for a free slot" });
  });

  it("says when it takes longer than usual", () => {
    const { progress, agents } = runningState(round({ pending: [pending("a", MINUTE)] }), NOW);
    expect(agents[0]?.state).toContain("longer than usual");
    expect(progress?.expectedEnd).toBe(progress?.asOf);
  });
});
