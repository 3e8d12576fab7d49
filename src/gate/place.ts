/** Where a candidate is measured: a preview of its own, or in live mode the agent itself; or why it cannot be. */
import { refusalOf } from "../errors.ts";
import { isWritable } from "../plan/sync.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import {
  type Blocked,
  blockedByDrift,
  blockedByEarlierChange,
  blockedByUse,
  blockedByWrite,
} from "./blocked.ts";
import type { Evidence } from "./evidence.ts";
import { ensurePreview } from "./preview.ts";
import { changedAgents, foreignRuns } from "./recheck.ts";
import type {
  Environment,
  EvaluatedAgent,
  OfflineEnvironment,
  Place,
  Ports,
  Scope,
} from "./types.ts";

export type Placed =
  | { readonly kind: "placed"; readonly agent: Agent }
  /** There is nothing to measure it on, and that is known already. */
  | { readonly kind: "nowhere" }
  | Blocked;

export function placeOf(syncMode: OfflineEnvironment["syncMode"], event: string): Place {
  if (event === "schedule") return "as-it-stands";
  return syncMode === "off" ? "nowhere" : syncMode;
}

/** Makes the preview, or writes the live agent, unless it carries the candidate already. */
export async function placeCandidate(
  one: EvaluatedAgent,
  evidence: Evidence,
  scope: Scope,
  env: Environment,
): Promise<Placed> {
  const { live } = one.planned;
  try {
    switch (scope.place) {
      case "nowhere":
        return { kind: "nowhere" };
      case "as-it-stands":
        return live === undefined ? { kind: "nowhere" } : { kind: "placed", agent: live };
      case "live":
        return await placeOnLive(one, evidence, env.ports);
      case "preview":
        return { kind: "placed", agent: await ensurePreview(one, scope, env) };
    }
  } catch (error) {
    return blockedByWrite(refusalOf(error));
  }
}

/** `sync: live` on a pull request: the live agent carries the candidate, one pull request at a time. */
async function placeOnLive(
  { planned }: EvaluatedAgent,
  evidence: Evidence,
  ports: Ports,
): Promise<Placed> {
  const { live, entry, patch } = planned;
  if (live === undefined) return { kind: "nowhere" };
  const isWrite = isWritable(planned);
  if (entry.action === "drifted" && !isWrite) return blockedByDrift(entry.reason);
  const foreign = await foreignRuns(live, evidence, ports);
  if (foreign.length > 0) return blockedByUse(live.id, foreign);
  const changed = await changedAgents([live], Number.POSITIVE_INFINITY, ports);
  if (changed.size > 0) return blockedByEarlierChange(live.id);
  const { signal } = ports;
  const agent = isWrite ? await ports.converra.agents.update(live.id, patch, { signal }) : live;
  return { kind: "placed", agent };
}
