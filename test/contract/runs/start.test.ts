/** Starts whose answer is lost, and what the post step makes of them. */
import { describe, expect, it } from "vitest";
import { createLedger, parseLedgerState } from "../../../src/runs/ledger.ts";
import { startRun } from "../../../src/runs/start.ts";
import { findLeftovers } from "../../../src/runs/stop.ts";
import { knownOf, NO_RUNS, type Work } from "../../../src/runs/work.ts";
import { inProcess } from "../../support/in-process.ts";

const MODELS = ["gpt-4o", "gpt-4o-mini"];
const log = () => {};

function aStage() {
  const service = inProcess();
  const { id: agentId } = service.emulator.seedAgent({
    name: "Support",
    content: "You are the support agent. Be polite.",
    model: "gpt-4o",
    conversations: ["User: where is my order?\nAssistant: Let me look that up for you."],
  });
  let saved = "";
  const ledger = createLedger((state) => {
    saved = JSON.stringify(state);
  });
  const input = { agentId, mode: "exploratory", variantCount: 1 } as const;
  const work: Work = { kind: "optimization", input };
  const deps = { ...service, ledger, signal: new AbortController().signal, log };
  const posts = () => service.emulator.requests.filter(({ method }) => method === "POST").length;
  /** What a later process stops. */
  const leftovers = () =>
    service.clock.run(findLeftovers(parseLedgerState(saved), { ...service, log }));
  return { ...service, agentId, ledger, input, work, deps, posts, leftovers };
}

describe("a start whose answer is lost", () => {
  it.each(["status:504", "html:502", "status:408", "drop-before"])(
    "to %s is not repeated, and a run that appears late is found by the post step",
    async (fault) => {
      const { clock, emulator, converra, deps, work, input, posts, leftovers } = aStage();
      emulator.fault(`POST /optimizations:1:${fault}`);
      const result = await clock.run(startRun(work, NO_RUNS, deps));
      expect(result).toMatchObject({ kind: "lost" });
      expect(posts()).toBe(1);
      const late = await clock.run(converra.optimizations.create(input));
      expect(await leftovers()).toEqual([{ id: late.id, kind: "optimization" }]);
    },
  );

  it("is not answered with an old benchmark that the known ones left out", async () => {
    const { clock, emulator, converra, deps, agentId } = aStage();
    const input = { agentId, models: MODELS };
    for (let n = 0; n < 22; n += 1) {
      await clock.run(converra.benchmarks.create(input));
      await clock.advance(1_000);
    }
    const known = knownOf(await clock.run(converra.benchmarks.list({ agentId, limit: 20 })));
    expect(known.ids).not.toContain("bench_1");
    emulator.fault("POST /benchmarks:1:drop-before");
    const work = { kind: "benchmark", input } as const;
    expect(await clock.run(startRun(work, known, deps))).toMatchObject({ kind: "lost" });
    emulator.fault("POST /benchmarks:2:drop-after");
    const result = await clock.run(startRun(work, known, deps));
    expect(result).toMatchObject({ kind: "started", run: { id: "bench_23" } });
  });
});

describe("what the post step stops", () => {
  it("is not another's run: of other work, or from before what was known", async () => {
    const { clock, converra, ledger, input, leftovers } = aStage();
    const unlisted = await clock.run(converra.optimizations.create(input));
    await clock.advance(1_000);
    const listed = await clock.run(converra.optimizations.create(input));
    const wanted = { kind: "optimization", ...input } as const;
    ledger.intend({ work: wanted, known: knownOf([listed]) });
    await clock.run(converra.optimizations.create({ ...input, variantCount: 3 }));
    await clock.run(converra.optimizations.create({ ...input, mode: "validation" }));
    expect(await leftovers()).toEqual([]);
    const lost = await clock.run(converra.optimizations.create(input));
    expect(await leftovers()).toEqual([{ id: lost.id, kind: "optimization" }]);
    expect(unlisted.id).not.toBe(lost.id);
  });
});
