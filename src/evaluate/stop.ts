/** Stops runs that this workflow run started. Best effort by nature: what could not be stopped is told by id. */
import { ActionError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";
import type { Intent, LedgerState } from "./ledger.ts";
import { listRemote, type RemoteRun } from "./remote.ts";

export interface StopResult {
  readonly stopped: readonly string[];
  /** Runs that may still be running, and why they could not be stopped. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

export async function stopRuns(
  converra: Converra,
  runs: readonly { readonly id: string; readonly kind: Intent["kind"] }[],
  reason: string,
  signal?: AbortSignal,
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
 * answer was not. Benchmarks cannot be stopped over the API and are left to end.
 */
export async function findLeftovers(
  converra: Converra,
  state: LedgerState,
  { signal, log }: { signal?: AbortSignal | undefined; log: (line: string) => void },
): Promise<LedgerState["running"]> {
  const left = state.running.filter((run) => run.kind === "optimization");
  const intents = state.intents.filter((intent) => intent.kind === "optimization");
  if (intents.length === 0) return left;
  const found = [...left];
  for (const intent of intents) {
    for (const run of await runsOf(converra, intent, { signal, log })) {
      const ours = run.agentId === intent.agentId && !intent.known.includes(run.id);
      const ended = ["completed", "failed", "stopped"].includes(run.status);
      if (ours && !ended && !found.some((one) => one.id === run.id)) {
        found.push({ id: run.id, kind: "optimization" });
      }
    }
  }
  return found;
}

/** What cannot be looked for keeps nothing else from being stopped. */
async function runsOf(
  converra: Converra,
  { agentId }: Intent,
  { signal, log }: { signal?: AbortSignal | undefined; log: (line: string) => void },
): Promise<readonly RemoteRun[]> {
  try {
    return await listRemote(converra, "optimization", { agentId }, signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`Could not look for a run on ${agentId} that may have been started: ${reason}.`);
    return [];
  }
}
