/** Carries out the plan on the live agents: POST what is missing, PATCH only what differs. */
import type { PlanEntry } from "../domain.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import { createInput, type PlannedAgent } from "./plan.ts";

export interface SyncResult {
  readonly planned: PlannedAgent;
  /** False where the plan forbids a write: unchanged, conflicting, or drifted and not to be overwritten. */
  readonly written: boolean;
  readonly agent?: Agent;
}

export function isWritable(planned: PlannedAgent): boolean {
  const { action } = planned.entry;
  if (action === "drifted") return planned.definition.gate.onDrift === "overwrite";
  return action === "create" || action === "update";
}

export async function syncAgent(
  planned: PlannedAgent,
  converra: Converra,
  signal: AbortSignal,
): Promise<SyncResult> {
  if (!isWritable(planned)) return { planned, written: false, agent: planned.live };
  const agent =
    planned.live === undefined
      ? await converra.agents.create(createInput(planned), { signal })
      : await converra.agents.update(planned.live.id, planned.patch, { signal });
  return { planned, written: true, agent };
}

/** The entry in the past tense, for the report of a sync. */
export function syncedEntry(result: SyncResult): PlanEntry {
  const { entry } = result.planned;
  if (!result.written) return entry;
  const id = result.agent?.id ?? entry.liveAgentId ?? "";
  const reason =
    entry.action === "create"
      ? `created agent ${id}`
      : `updated ${entry.changes.join(", ")} of agent ${id}`;
  return { ...entry, reason, liveAgentId: id };
}
