/** Stops runs that this workflow run started. Best effort by nature: what could not be stopped is told by id. */
import { ActionError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";
import type { Intent, LedgerState } from "./ledger.ts";
import { getRun, listRuns } from "./remote.ts";
import { hasEnded, isSameWork, isSince, type Run, type RunKind } from "./types.ts";

export interface StopResult {
  readonly stopped: readonly string[];
  /** Runs that may still be running, and why they could not be stopped. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

export async function stopRuns(
  converra: Converra,
  runs: readonly { readonly id: string; readonly kind: RunKind }[],
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
 * answer was not: runs of the same work that came after all that was known of the agent, since others start runs on a
 * live agent too. Benchmarks cannot be stopped over the API and are left to end.
 */
export async function findLeftovers(
  converra: Converra,
  state: LedgerState,
  { signal, log }: { signal?: AbortSignal; log: (line: string) => void },
): Promise<LedgerState["running"]> {
  const left = state.running.filter((run) => run.kind === "optimization");
  const intents = state.intents.filter(({ work }) => work.kind === "optimization");
  if (intents.length === 0) return left;
  const found = [...left];
  for (const intent of intents) {
    for (const { id } of await claimedBy(converra, intent, { signal, log })) {
      if (!found.some((one) => one.id === id)) found.push({ id, kind: "optimization" });
    }
  }
  return found;
}

/** What cannot be looked for keeps nothing else from being stopped. */
async function claimedBy(
  converra: Converra,
  { work, known }: Intent,
  { signal, log }: { signal?: AbortSignal; log: (line: string) => void },
): Promise<readonly Run[]> {
  const { kind, agentId } = work;
  try {
    const listed = await listRuns(converra, kind, { agentId }, signal);
    const claimed: Run[] = [];
    for (const run of listed) {
      if (hasEnded(run) || !isSince(known, run) || !isSameWork(work, run)) continue;
      // Lists leave out the number of variants (https://docs.converra.ai/api/optimizations.html).
      const details = await getRun(converra, kind, run.id, signal);
      if (isSameWork(work, details)) claimed.push(details);
    }
    return claimed;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`Could not look for a run on ${agentId} that may have been started: ${reason}.`);
    return [];
  }
}
