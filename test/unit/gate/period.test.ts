import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/gate/evidence.ts";
import { periodCost } from "../../../src/gate/period.ts";
import type { AgentUse } from "../../../src/gate/types.ts";
import type { Usage } from "../../../src/service/endpoints/account.ts";
import {
  aDefinition,
  anEvaluated,
  aRecord,
  aRun,
  aVariant,
  someEvidence,
} from "../../support/definitions.ts";

const one = anEvaluated();
const uses = new Map<string, AgentUse>([
  ["preview", "pull-request"],
  ["queue", "branch"],
  ["twin", "twin"],
  ["live", "other"],
]);
const listed = (...runs: readonly (readonly [agentId: string, variantCount?: number])[]) =>
  runs.map(([agentId, variantCount], index) =>
    aRun({ id: `opt_${index}`, agentId, variantCount, createdAt: "2026-11-02T00:00:00.000Z" }),
  );
const account = (used: number, limit?: number, period: Partial<Usage> = {}): Usage => ({
  optimizations: { used, limit },
  ...period,
});

function costOf(
  evidence: Partial<Evidence>,
  {
    usage = undefined as Usage | undefined,
    started = 0,
    evaluated = [one],
    place = "preview" as "preview" | "as-it-stands",
  } = {},
) {
  const known = someEvidence(evidence.records ?? [], evidence);
  return periodCost({ evaluated, place, uses }, known, { usage, started });
}

describe("what the period has cost", () => {
  it("is told apart by the agents that runs were made on, and by how many variants they asked for", () => {
    const runs = listed(
      ...([["preview", 3], ["queue"], ["preview", 1]] as const),
      ...([["twin", 3], ["twin", 1], ["twin"], ["live", 3], ["gone", 3]] as const),
    );
    expect(costOf({ listed: runs }, { usage: account(8, 50) })).toEqual({
      since: "2026-11-01T00:00:00.000Z",
      used: 8,
      ...{ pullRequests: 3, confirming: 1, nights: 1, measuring: 1 },
      ...{ nightsOrMeasuring: 1, others: 1, untold: 1 },
    });
  });

  it("takes the number of variants from what was read of a run, where its list leaves it out", () => {
    const [run] = listed(["twin"]);
    const variants = ["a", "b", "c"].map((id) => aVariant({ id, isControl: id === "a" }));
    const records = [{ ...aRecord(one, "baseline", run), variants }];
    expect(costOf({ listed: listed(["twin"]), records })).toMatchObject({ nights: 1 });
  });

  it("does not go by the number of variants where candidates ask for one", () => {
    const { optimize } = aDefinition();
    const evaluated = [anEvaluated({ optimize: { ...optimize, variants: 1 } })];
    const runs = listed(["preview", 1], ["twin", 1]);
    expect(costOf({ listed: runs }, { evaluated })).toMatchObject({
      ...{ pullRequests: 1, confirming: 0, nightsOrMeasuring: 1, measuring: 0 },
    });
  });

  it("adds up to what the account counts, and says how much of that no list shows", () => {
    expect(costOf({ listed: listed(["live"]) }, { usage: account(5, 50) })).toMatchObject({
      ...{ used: 5, others: 1, untold: 4 },
    });
  });

  it("adds the runs of this workflow run, of whose purpose nothing is guessed", () => {
    const outcome = { key: "support", status: "completed", origin: "started" } as const;
    const outcomes = [
      { ...outcome, purpose: "candidate", run: aRun() },
      { ...outcome, purpose: "confirm-candidate", run: aRun() },
      { ...outcome, purpose: "confirm-baseline", run: aRun() },
      { ...outcome, purpose: "baseline", status: "lost" },
      { ...outcome, purpose: "candidate", origin: "adopted", run: aRun() },
    ] as const;
    const usage = account(0, 10);
    expect(costOf({ outcomes }, { usage, started: 4 })).toMatchObject({
      ...{ used: 4, pullRequests: 2, confirming: 1, nights: 0, measuring: 1, untold: 1 },
    });
    const night = costOf({ outcomes }, { usage, started: 4, place: "as-it-stands" });
    expect(night).toMatchObject({ pullRequests: 0, nights: 1, measuring: 2 });
  });

  it("counts runs of the account's own period only", () => {
    const periodStart = "2026-10-20T00:00:00.000Z";
    const usage = account(1, 10, { periodStart, periodEnd: "2026-11-20T00:00:00.000Z" });
    const runs = ["2026-10-19T23:59:59Z", "2026-10-20T00:00:00Z", "soon"].map((createdAt) =>
      aRun({ agentId: "live", createdAt }),
    );
    expect(costOf({ listed: runs }, { usage })).toMatchObject({ since: periodStart, others: 1 });
  });

  it("claims no count of a plan without a limit, and nothing where no list was read", () => {
    const unlimited = costOf({ listed: listed(["live"]) }, { usage: account(0) });
    expect(unlimited).toMatchObject({ used: undefined, others: 1, untold: 0 });
    expect(costOf({})).toBeUndefined();
  });
});
