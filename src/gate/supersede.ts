/** Runs of an older commit on a pull request's own previews measure a prompt nobody waits for: they are stopped. */
import { refusalOf } from "../errors.ts";
import { stopRuns } from "../runs/stop.ts";
import { isUnderWay, type Run } from "../runs/work.ts";
import { type Evidence, isOf } from "./evidence.ts";
import type { EvaluatedAgent, Ports, Scope } from "./types.ts";

/** Stops what is under way on the agents' own previews and measures another prompt than the candidate. */
export async function stopSuperseded(
  { evaluated, place }: Scope,
  { records }: Evidence,
  ports: Ports,
): Promise<void> {
  if (place !== "preview") return;
  for (const one of evaluated) {
    const own = records.filter(({ key, agent }) => key === one.key && agent.id === one.preview?.id);
    const old = own.filter((record) => !isOf(record, one, one.planned.candidate));
    await stopUnderWay(
      one.key,
      old.map(({ run }) => run),
      ports,
    );
  }
}

/**
 * The same for agents that this commit no longer evaluates, as after a revert to the base. Lists their runs only where
 * there is a preview, so that the others cost nothing.
 */
export async function stopAbandoned(
  settled: readonly EvaluatedAgent[],
  ports: Ports,
): Promise<void> {
  const { converra, signal, log } = ports;
  for (const { key, preview } of settled) {
    if (preview === undefined) continue;
    try {
      await stopUnderWay(key, await converra.optimizations.ofAgent(preview.id, { signal }), ports);
    } catch (error) {
      const { message } = refusalOf(error);
      log(`${key}: could not look for runs of an older commit: ${message}.`);
    }
  }
}

async function stopUnderWay(key: string, runs: readonly Run[], ports: Ports): Promise<void> {
  const old = runs.filter(isUnderWay).map(({ id }) => ({ id, kind: "optimization" as const }));
  const why = "converra-gate: superseded by a newer commit of the same pull request";
  const { stopped, failed } = await stopRuns(old, why, ports);
  for (const id of stopped) ports.log(`${key}: stopped ${id}, a newer commit replaces it.`);
  for (const { id, reason } of failed) ports.log(`${key}: could not stop ${id}: ${reason}.`);
}
