/** Runs of an older commit on a pull request's own previews measure a prompt nobody waits for: they are stopped. */
import { refusalOf } from "../errors.ts";
import type { RunPorts } from "../runs/start.ts";
import { stopRuns } from "../runs/stop.ts";
import { isUnderWay } from "../runs/types.ts";
import { type Evidence, isOf } from "./evidence.ts";
import { type EvaluatedAgent, keyOf } from "./types.ts";

/** Stops what is under way on the agents' own previews and measures another prompt than the candidate. */
export async function stopSuperseded(
  evaluated: readonly EvaluatedAgent[],
  { records }: Evidence,
  ports: RunPorts,
): Promise<void> {
  for (const one of evaluated) {
    const key = keyOf(one);
    const old = records.filter(
      (record) =>
        record.agent.id === one.preview?.id &&
        record.key === key &&
        isUnderWay(record.run) &&
        !isOf(record, one, one.planned.candidate),
    );
    const ids = old.map(({ run }) => run.id);
    await stopAll(key, ids, ports);
  }
}

/**
 * The same for agents that this commit no longer evaluates, as after a revert to the base. Asks for their runs, so
 * that agents without a preview cost nothing.
 */
export async function stopAbandoned(
  settled: readonly EvaluatedAgent[],
  ports: RunPorts,
): Promise<void> {
  const { converra, signal, log } = ports;
  for (const one of settled) {
    if (one.preview === undefined) continue;
    try {
      const query = { agentId: one.preview.id, limit: 100 };
      const runs = await converra.optimizations.list(query, { signal });
      const ids = runs.filter(isUnderWay).map((run) => run.id);
      await stopAll(keyOf(one), ids, ports);
    } catch (error) {
      const { message } = refusalOf(error);
      log(`${keyOf(one)}: could not look for runs of an older commit: ${message}.`);
    }
  }
}

async function stopAll(
  key: string,
  ids: readonly string[],
  { converra, signal, log }: RunPorts,
): Promise<void> {
  if (ids.length === 0) return;
  const runs = ids.map((id) => ({ id, kind: "optimization" as const }));
  const why = "converra-gate: superseded by a newer commit of the same pull request";
  const { stopped, failed } = await stopRuns(converra, runs, why, signal);
  for (const id of stopped) log(`${key}: stopped ${id}, a newer commit replaces it.`);
  for (const { id, reason } of failed) log(`${key}: could not stop ${id}: ${reason}.`);
}
