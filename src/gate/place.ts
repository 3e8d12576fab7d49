/** Where a candidate is measured: a preview of its own, or in live mode the agent itself; or why it cannot be. */
import { refusalOf } from "../errors.ts";
import { isWritable } from "../plan/sync.ts";
import type { Agent } from "../service/types.ts";
import { blockedByDrift, blockedByEarlierChange, blockedByUse, blockedByWrite } from "./blocked.ts";
import type { Evidence } from "./evidence.ts";
import { changedAgents, foreignRuns } from "./interference.ts";
import { ensurePreview } from "./preview.ts";
import {
  type Blocked,
  type EvaluatedAgent,
  type GateEnvironment,
  keyOf,
  type Place,
  type Ports,
  type Scope,
} from "./types.ts";

export type Placed =
  | { readonly kind: "placed"; readonly agent: Agent }
  /** There is nothing to measure it on, and that is known already. */
  | { readonly kind: "nowhere" }
  | Blocked;

export function placeOf(syncMode: "preview" | "live" | "off", event: string): Place {
  if (event === "schedule") return "as-it-stands";
  return syncMode === "off" ? "nowhere" : syncMode;
}

/** Makes the preview, or writes the live agent, unless it carries the candidate already. */
export async function placeCandidate(
  one: EvaluatedAgent,
  evidence: Evidence,
  scope: Scope,
  env: GateEnvironment,
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
      case "preview": {
        const agent = await ensurePreview(one, {
          converra: env.ports.converra,
          signal: env.ports.signal,
          owner: scope.owner,
          conversations: env.config.sync.conversations,
          transcripts: scope.transcripts.get(keyOf(one)) ?? [],
        });
        return { kind: "placed", agent };
      }
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
  const { live } = planned;
  if (live === undefined) return { kind: "nowhere" };
  if (planned.entry.action === "drifted" && !isWritable(planned)) {
    return blockedByDrift(planned.entry.reason);
  }
  const foreign = await foreignRuns(live, evidence, ports);
  if (foreign.length > 0) return blockedByUse(live.id, foreign);
  const changed = await changedAgents([live], Number.POSITIVE_INFINITY, ports);
  if (changed.size > 0) return blockedByEarlierChange(live.id);
  if (!isWritable(planned)) return { kind: "placed", agent: live };
  const agent = await ports.converra.agents.update(live.id, planned.patch, {
    signal: ports.signal,
  });
  return { kind: "placed", agent };
}
