/** One agent on the emulator, what starting and waiting reach for, and what was written down of it. */
import type { EmulatorOptions } from "../../../sandbox/converra/options.ts";
import { createLedger, type LedgerState } from "../../../src/runs/ledger.ts";
import type { AdoptRequest, StartRequest } from "../../../src/runs/types.ts";
import type { WaitOptions } from "../../../src/runs/wait.ts";
import { type KnownRuns, NO_RUNS, type Run } from "../../../src/runs/work.ts";
import { anAgent } from "../../support/definitions.ts";
import { inProcess } from "../../support/in-process.ts";

export const MINUTE = 60_000;
const CONVERSATION = "User: where is my order?\nAssistant: Let me look that up for you.";

export function aStage(options: EmulatorOptions = {}, overrides: Partial<WaitOptions> = {}) {
  const service = inProcess(options);
  const agent = service.emulator.seedAgent({
    name: "Support",
    content: "You are the support agent. Be polite.",
    model: "gpt-4o",
    conversations: [CONVERSATION],
  });
  const log: string[] = [];
  const saved: LedgerState[] = [];
  const ledger = createLedger((state) => saved.push(state));
  const abort = new AbortController();
  const deps: WaitOptions = {
    ...service,
    ledger,
    signal: abort.signal,
    deadline: service.clock.now() + 120 * MINUTE,
    wait: { intervalMs: 10_000, maxIntervalMs: 30_000 },
    slots: 10,
    log: (line) => log.push(line),
    ...overrides,
  };
  const on = anAgent({ id: agent.id });
  const common = { key: "support", purpose: "candidate" } as const;
  const input = { agentId: agent.id, mode: "exploratory", variantCount: 1 } as const;
  const request = (more: { known?: KnownRuns; usualMs?: number } = {}): StartRequest => {
    const { known = NO_RUNS, usualMs } = more;
    const work = { kind: "optimization", input } as const;
    return { ...common, usualMs, prepare: async () => ({ agent: on, work, known }) };
  };
  const adopting = (adopt: Run): AdoptRequest => {
    return { ...common, agent: on, kind: "optimization", adopt };
  };
  const posts = () =>
    service.emulator.requests.filter(
      ({ method, path }) => method === "POST" && path === "/optimizations",
    );
  return { ...service, agent, log, saved, ledger, abort, deps, request, adopting, posts };
}
