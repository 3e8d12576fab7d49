import { describe, expect, it } from "vitest";
import {
  evidenceFor,
  outcomesOf,
  shownRun,
  startedIds,
  usualDuration,
  withOutcome,
} from "../../../src/gate/evidence.ts";
import { type Fingerprint, formatFingerprint, textPart } from "../../../src/plan/fingerprint.ts";
import type { RunOutcome } from "../../../src/runs/types.ts";
import {
  anAgent,
  anEvaluated,
  aRecord,
  aRun,
  aVariant,
  someEvidence,
  someRules,
} from "../../support/definitions.ts";

const one = anEvaluated();
const ids = (measurements: readonly { runId: string }[]) => measurements.map((some) => some.runId);

function anOutcome(overrides: Partial<RunOutcome> = {}): RunOutcome {
  const run = aRun({ id: "opt_9" });
  return {
    key: "support",
    purpose: "candidate",
    agent: anAgent(),
    status: "completed",
    origin: "started",
    run,
    ...overrides,
  };
}

describe("evidence of a prompt", () => {
  it("is every completed run of it, newest first, whatever agent it ran on", () => {
    const evidence = someEvidence([
      aRecord(one, "candidate", { id: "old", completedAt: "2026-11-01T00:00:00.000Z" }),
      aRecord(one, "candidate", { id: "new", completedAt: "2026-11-02T00:00:00.000Z" }),
      aRecord(one, "baseline", { id: "other prompt" }),
      aRecord(anEvaluated({ key: "sales" }), "candidate", { id: "other agent" }),
    ]);
    expect(ids(evidenceFor(one, "candidate", evidence))).toEqual(["new", "old"]);
    expect(ids(evidenceFor(one, "baseline", evidence))).toEqual(["other prompt"]);
  });

  it("is no run in another mode, without scores, or whose control cannot be told", () => {
    const evidence = someEvidence([
      aRecord(one, "candidate", { id: "exploratory", mode: "exploratory" }),
      aRecord(one, "candidate", { id: "no scores" }, {}),
      { ...aRecord(one, "candidate", { id: "which control" }), fingerprint: undefined },
      aRecord(one, "candidate", { id: "failed", status: "failed" }),
    ]);
    expect(evidenceFor(one, "candidate", evidence)).toEqual([]);
  });

  it("is too old or not by the one moment it was read, however long the wait takes", () => {
    const young = anEvaluated({ gate: someRules({ evidenceDays: 1 }) });
    const record = aRecord(young, "candidate", { completedAt: "2026-11-02T00:00:00.000Z" });
    const asOf = Date.parse("2026-11-03T00:00:00.000Z");
    const evidence = someEvidence([record], { asOf });
    expect(evidenceFor(young, "candidate", evidence)).toHaveLength(1);
    expect(evidenceFor(young, "candidate", { ...evidence, asOf: asOf + 1 })).toEqual([]);
    const after = withOutcome(evidence, anOutcome());
    expect(evidenceFor(young, "candidate", after)).toHaveLength(1);
  });

  it("of the baseline is none where the config wants none", () => {
    const off = anEvaluated({ gate: someRules({ baseline: "off" }) });
    expect(evidenceFor(off, "baseline", someEvidence([aRecord(off, "baseline")]))).toEqual([]);
  });
});

describe("a text that a run wrote itself", () => {
  const written = "Answer the customer, and say what a refund takes.";
  const wrote = aRecord(one, "baseline", { id: "wrote it" });
  const record = {
    ...wrote,
    variants: [...wrote.variants, aVariant({ id: "var_1", isControl: false, content: written })],
  };
  const text = textPart(written, record.agent.model);
  const taker = (fingerprint: Fingerprint) => {
    const { planned } = one;
    return { ...one, planned: { ...planned, candidate: fingerprint } };
  };
  const settings = one.planned.candidate;

  it("has the scores of that run as evidence, once it is the candidate", () => {
    const taken = taker({ ...settings, text });
    const evidence = someEvidence([record]);
    expect(evidenceFor(taken, "candidate", evidence)).toMatchObject([
      { runId: "wrote it", fingerprint: formatFingerprint({ ...settings, text }) },
    ]);
    expect(evidenceFor(taken, "baseline", evidence)).toHaveLength(1);
  });

  it("has none under other settings, and none as a baseline: it was chosen for its scores", () => {
    const evidence = someEvidence([record]);
    const other = taker({ ...settings, text, sampling: "00000000" });
    expect(evidenceFor(other, "candidate", evidence)).toEqual([]);
    const asBaseline = { ...one, planned: { ...one.planned, baseline: { ...settings, text } } };
    expect(evidenceFor(asBaseline, "baseline", evidence)).toEqual([]);
  });
});

describe("a run that has ended", () => {
  it("gives new evidence and leaves what was known before as it was", () => {
    const before = someEvidence();
    const after = withOutcome(before, anOutcome(), aRecord(one, "candidate", { id: "opt_9" }));
    expect(before).toEqual(someEvidence());
    expect(evidenceFor(one, "candidate", after)).toMatchObject([
      { runId: "opt_9", origin: "started" },
    ]);
    expect(after.knownRuns.get("agent_1")?.ids).toEqual(["opt_9"]);
  });

  it("takes the place of what a list said of it", () => {
    const listed = aRecord(one, "candidate", { id: "opt_9", status: "running" });
    const after = withOutcome(
      someEvidence([listed]),
      anOutcome({ origin: "adopted" }),
      aRecord(one, "candidate", { id: "opt_9" }),
    );
    expect(after.records).toHaveLength(1);
    expect(evidenceFor(one, "candidate", after)[0]?.origin).toBe("adopted");
    expect([...startedIds(after)]).toEqual([]);
  });

  it("is an outcome of its agent; one that was never started is none", () => {
    const never = anOutcome({ status: "not-started", run: undefined, agent: undefined });
    const after = [anOutcome(), never].reduce(
      (evidence, outcome) => withOutcome(evidence, outcome),
      someEvidence(),
    );
    expect(outcomesOf(after, "support")).toMatchObject([{ runId: "opt_9", status: "completed" }]);
    expect(outcomesOf(after, "sales")).toEqual([]);
  });
});

it("a run usually takes as long as the agent's own runs did, else as long as any", () => {
  const minutes = (id: string, n: number) => ({
    id,
    createdAt: "2026-11-02T00:00:00.000Z",
    completedAt: new Date(Date.UTC(2026, 10, 2, 0, n)).toISOString(),
  });
  const sales = anEvaluated({ key: "sales" });
  const records = [
    aRecord(one, "candidate", minutes("a", 10)),
    aRecord(one, "candidate", minutes("b", 14)),
    aRecord(one, "baseline", minutes("c", 12)),
    aRecord(sales, "candidate", minutes("d", 30)),
  ];
  const evidence = someEvidence(records);
  expect(usualDuration(evidence, "support", "validation")).toBe(12 * 60_000);
  expect(usualDuration(evidence, "new", "validation")).toBe(14 * 60_000);
  expect(usualDuration(evidence, "support", "exploratory")).toBeUndefined();
});

it("of several runs of the candidate the one with the most variants is shown", () => {
  const rich = aRecord(one, "candidate", { id: "rich" });
  const evidence = someEvidence([
    aRecord(one, "candidate", { id: "poor" }),
    { ...rich, variants: [...rich.variants, aVariant()] },
  ]);
  expect(shownRun(one, evidence)?.run.id).toBe("rich");
});
