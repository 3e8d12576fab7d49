/** Runs of an older commit on a pull request's own previews measure a prompt nobody waits for: they are stopped. */
import { ServiceError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";
import { isPending, type RunRecord } from "./run-book.ts";
import { stopRuns } from "./stop.ts";
import { keyOf, type Subject } from "./subject.ts";

interface SupersedeDeps {
  readonly converra: Converra;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Stops what is under way on the subjects' own previews and measures another prompt than the candidate. */
export async function stopSuperseded(
  subjects: readonly Subject[],
  records: readonly RunRecord[],
  deps: SupersedeDeps,
): Promise<void> {
  for (const { preview, planned } of subjects) {
    const old = records.filter(
      ({ run, holder, key, fingerprint }) =>
        holder.id === preview?.id &&
        key === planned.definition.key &&
        isPending(run) &&
        fingerprint !== planned.candidate,
    );
    await stopAll(
      planned.definition.key,
      old.map(({ run }) => run.id),
      deps,
    );
  }
}

/**
 * The same for agents that this commit no longer evaluates, as after a revert to the base. Asks for their runs, so
 * that agents without a preview cost nothing.
 */
export async function stopAbandoned(
  subjects: readonly Subject[],
  deps: SupersedeDeps,
): Promise<void> {
  const { converra, signal, log } = deps;
  for (const subject of subjects) {
    if (subject.preview === undefined) continue;
    try {
      const query = { agentId: subject.preview.id, limit: 100 };
      const runs = await converra.optimizations.list(query, { signal });
      const ids = runs.filter(isPending).map((run) => run.id);
      await stopAll(keyOf(subject), ids, deps);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
      log(`${keyOf(subject)}: could not look for runs of an older commit: ${error.message}.`);
    }
  }
}

async function stopAll(key: string, ids: readonly string[], deps: SupersedeDeps): Promise<void> {
  if (ids.length === 0) return;
  const runs = ids.map((id) => ({ id, kind: "optimization" as const }));
  const why = "converra-gate: superseded by a newer commit of the same pull request";
  const { stopped, failed } = await stopRuns(deps.converra, runs, why, deps.signal);
  for (const id of stopped) deps.log(`${key}: stopped ${id}, a newer commit replaces it.`);
  for (const { id, reason } of failed) deps.log(`${key}: could not stop ${id}: ${reason}.`);
}
