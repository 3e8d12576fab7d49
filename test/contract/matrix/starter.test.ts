/** The gate's own starter over the two paid requests with every fault: never a second run, and none that is lost. */
import { afterAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { createLedger } from "../../../src/runs/ledger.ts";
import { startRun } from "../../../src/runs/start.ts";
import { knownOf, type Work } from "../../../src/runs/work.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { arm, FAULTS, type MatrixFault, type Persistence } from "../../support/contract-faults.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";

const WORK = {
  optimization: {
    path: "/optimizations",
    wanted: {
      kind: "optimization",
      input: { agentId: "agent_1", mode: "exploratory", variantCount: 1 },
    },
  },
  benchmark: {
    path: "/benchmarks",
    wanted: {
      kind: "benchmark",
      input: { agentId: "agent_1", models: ["gpt-4o", "gpt-4o-mini"] },
    },
  },
} as const satisfies Record<string, { path: string; wanted: Work }>;
type Kind = keyof typeof WORK;

const tally = { cells: 0, started: 0, refused: 0, lost: 0, thrown: 0, secondPaidRuns: 0 };

async function start(kind: Kind, fault: MatrixFault, persistence: Persistence, brokenList = false) {
  const { path, wanted } = WORK[kind];
  const clock = createVirtualClock();
  const emulator = createEmulator({ clock, plan: "enterprise" });
  emulator.seedAgent({
    name: "Support",
    content: "You help customers of a shop.",
    model: "gpt-4o",
    conversations: ["User: where is my order?\nAssistant: On its way."],
  });
  const stored = kind === "optimization" ? emulator.state.optimizations : emulator.state.benchmarks;
  // A run of the same kind from earlier must not be taken for the one that was lost.
  const { client: other } = createClientOver(emulator, clock);
  const earlier =
    kind === "optimization"
      ? await other.optimizations.create(WORK.optimization.wanted.input)
      : await other.benchmarks.create(WORK.benchmark.wanted.input);
  const known = knownOf([earlier]);

  const timesOut = arm(emulator, { method: "POST", path }, fault, persistence);
  if (brokenList) emulator.fault(`GET ${path}:*:status:500`);
  const { client } = createClientOver(emulator, clock, { timesOut });
  const ledger = createLedger(() => {});
  const { signal } = new AbortController();
  const log: string[] = [];
  const deps = { converra: client, clock, ledger, signal, log: (line: string) => log.push(line) };
  const starting = startRun(wanted, known, deps).then(
    (result) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  const { result, error } = await clock.run(starting);
  const own = [...stored.keys()].filter((id) => id !== earlier.id);
  tally.cells += 1;
  tally.secondPaidRuns += Math.max(0, own.length - 1);
  if (error !== undefined) tally.thrown += 1;
  else if (result?.kind === "started") tally.started += 1;
  else if (result?.kind === "lost") tally.lost += 1;
  else tally.refused += 1;
  return { result, error, own, ledger: ledger.state(), log: log.join("\n") };
}

describe.each(["optimization", "benchmark"] as const)("starting one %s", (kind) => {
  for (const fault of FAULTS) {
    const isAmbiguous = fault.leaves !== "refused";
    if (isAmbiguous && !fault.carriedOut) {
      it(`${fault.name}, once: nothing is sent again, and the intent stays`, async () => {
        const { result, own, ledger } = await start(kind, fault, "once");
        expect(own).toEqual([]);
        expect(result).toMatchObject({ kind: "lost" });
        expect(ledger).toMatchObject({ intents: [{ work: { kind } }], running: [] });
      });
    } else {
      it(`${fault.name}, once: one run exists, and it is the one that is waited for`, async () => {
        const { result, own, ledger, log } = await start(kind, fault, "once");
        expect(own).toHaveLength(1);
        expect(result).toMatchObject({ kind: "started", run: { id: own[0], agentId: "agent_1" } });
        expect(ledger.running).toEqual([{ id: own[0], kind }]);
        expect(ledger.intents).toEqual([]);
        expect(log.includes("is adopted")).toBe(fault.carriedOut);
      });
    }

    it(`${fault.name}, always: a run that exists is adopted, else there is none`, async () => {
      const { result, own, ledger } = await start(kind, fault, "always");
      expect(own).toHaveLength(fault.carriedOut ? 1 : 0);
      if (fault.carriedOut) {
        expect(result).toMatchObject({ kind: "started", run: { id: own[0] } });
        expect(ledger).toEqual({ intents: [], running: [{ id: own[0], kind }] });
      } else {
        expect(result?.kind).toBe(isAmbiguous ? "lost" : "refused");
        expect(ledger.running).toEqual([]);
      }
    });
  }

  const carriedOut = FAULTS.filter((fault) => fault.carriedOut);
  it.each(carriedOut)(
    "$name while the list is broken too: one run, and the intent stays for the post step",
    async (fault) => {
      const { error, own, ledger } = await start(kind, fault, "always", true);
      expect(error).toMatchObject({ name: "ServiceError", kind: "server" });
      expect(own).toHaveLength(1);
      expect(ledger.running).toEqual([]);
      expect(ledger.intents).toMatchObject([{ work: { agentId: "agent_1", kind } }]);
      expect(ledger.intents[0]?.known.ids).not.toContain(own[0]);
    },
  );
});

afterAll(() => {
  const { cells, started, refused, lost, thrown, secondPaidRuns } = tally;
  console.log(
    `starter: ${cells} cells, ${started} started, ${refused} refused, ${lost} looked for, ${thrown} left to the post step, second paid runs: ${secondPaidRuns}`,
  );
});
