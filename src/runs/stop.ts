/** Stops runs that this workflow run started. Best effort by nature: what could not be stopped is told by id. */
import { ActionError, messageOf } from "../errors.ts";
import type { Intent, LedgerState } from "./ledger.ts";
import { type CallPorts, getRun, runsOf } from "./types.ts";
import { hasEnded, isSameWork, isSince, type Run } from "./work.ts";

type StopPorts = CallPorts & { readonly log: (line: string) => void };

export interface StopResult {
  readonly stopped: readonly string[];
  /** Runs that may still be running, and why they could not be stopped. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

export async function stopRuns(
  runs: LedgerState["running"],
  reason: string,
  { converra, signal }: CallPorts,
): Promise<StopResult> {
  const stopped: string[] = [];
  const failed: { id: string; reason: string }[] = [];
  await Promise.all(
    runs.map(async ({ id, kind }) => {
      if (kind === "benchmark") {
        failed.push({ id, reason: "the service has no way to stop a benchmark" });
        return;
      }
      try {
        if (await converra.optimizations.stop(id, { reason }, { signal })) stopped.push(id);
      } catch (error) {
        failed.push({ id, reason: error instanceof ActionError ? error.message : String(error) });
      }
    }),
  );
  return { stopped, failed };
}

/**
 * What the post step still has to stop: the runs written down, and those whose start was written down but whose
 * answer was not: runs of the same work that came after all that was known of the agent, since others start runs on a
 * live agent too. Benchmarks cannot be stopped over the API and are left to end.
 */
export async function findLeftovers(
  { running, intents }: LedgerState,
  ports: StopPorts,
): Promise<LedgerState["running"]> {
  const found = running.filter(({ kind }) => kind === "optimization");
  for (const intent of intents.filter(({ work }) => work.kind === "optimization")) {
    for (const { id } of await claimedBy(intent, ports)) {
      if (!found.some((one) => one.id === id)) found.push({ id, kind: "optimization" });
    }
  }
  return found;
}

/** A search that fails keeps nothing else from being stopped. */
async function claimedBy({ work, known }: Intent, ports: StopPorts): Promise<readonly Run[]> {
  const { kind, agentId } = work;
  try {
    const claimed: Run[] = [];
    for (const run of await runsOf(ports, work)) {
      if (hasEnded(run) || !isSince(known, run) || !isSameWork(work, run)) continue;
      // Lists leave out the number of variants (https://docs.converra.ai/api/optimizations.html).
      const details = await getRun(ports, kind, run.id);
      if (isSameWork(work, details)) claimed.push(details);
    }
    return claimed;
  } catch (error) {
    const reason = messageOf(error);
    ports.log(`Could not look for a run on ${agentId} that may have been started: ${reason}.`);
    return [];
  }
}
