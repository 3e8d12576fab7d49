/** Where each side is measured: on a copy, or in live mode on the agent itself; or why it cannot be. */
import { refusalOf } from "../errors.ts";
import { isWritable, writeLive } from "../plan/sync.ts";
import {
  type Blocked,
  blockedByDrift,
  blockedByEarlierChange,
  blockedByStored,
  blockedByUse,
  blockedByWrite,
  isFull,
} from "./blocked.ts";
import { type AccountFacts, deploysByHand } from "./budget.ts";
import type { Evidence } from "./evidence.ts";
import { changedAgents, foreignRuns } from "./interference.ts";
import { type Copied, ensurePreview, ensureTwin } from "./preview.ts";
import type {
  Environment,
  EvaluatedAgent,
  OfflineEnvironment,
  Place,
  Ports,
  Scope,
} from "./types.ts";

export type Placed =
  | Copied
  /** There is nothing to measure it on, and that is known already. */
  | { readonly kind: "nowhere" }
  | Blocked;

export function placeOf(syncMode: OfflineEnvironment["syncMode"], event: string): Place {
  if (event === "schedule") return "as-it-stands";
  return syncMode === "off" ? "nowhere" : syncMode;
}

/** Makes the copy, or writes the live agent, unless it carries the candidate already. */
export async function placeCandidate(
  one: EvaluatedAgent,
  evidence: Evidence,
  scope: Scope,
  env: Environment,
  account: AccountFacts | undefined,
): Promise<Placed> {
  const { live } = one.planned;
  try {
    switch (scope.place) {
      case "nowhere":
        return { kind: "nowhere" };
      case "as-it-stands":
        return await placeAsItStands(one, scope, env, account);
      case "live":
        return await placeOnLive(one, evidence, env.ports);
      case "preview":
        return await ensurePreview(one, scope, env);
    }
  } catch (error) {
    return blockedByWrite(refusalOf(error), live === undefined ? "prompt" : "candidate");
  }
}

/** Like with like: where the candidate is measured on a copy, so is the baseline. */
export async function placeBaseline(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Placed> {
  const { live } = one.planned;
  if (live === undefined) return { kind: "nowhere" };
  if (scope.place === "live") return { kind: "placed", agent: live, notes: [] };
  return placeOnTwin(one, scope, env);
}

export async function placeOnTwin(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Placed> {
  try {
    return await ensureTwin(one, scope, env);
  } catch (error) {
    return blockedByWrite(refusalOf(error), "baseline");
  }
}

/** In live mode: for a trial, where the live agent could carry one side only. */
export async function placeOnPreview(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Placed> {
  try {
    return await ensurePreview(one, scope, env);
  } catch (error) {
    return blockedByWrite(refusalOf(error), "candidate");
  }
}

/** On the live agent itself only where the plan has no room for its twin, and where no run can deploy itself. */
async function placeAsItStands(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
  account: AccountFacts | undefined,
): Promise<Placed> {
  const { live } = one.planned;
  if (live === undefined) return { kind: "nowhere" };
  try {
    return await ensureTwin(one, scope, env);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!isFull(refusal) || account === undefined || !deploysByHand(account)) throw refusal;
    return { kind: "placed", agent: live, notes: [ON_LIVE] };
  }
}

const ON_LIVE =
  "The plan has no room for a copy of each live agent, so scheduled runs measure the live agents themselves. Such runs tell how noisy scores are, and are no baseline for a pull request that is measured on a preview.";

/** `sync: live` on a pull request: the live agent carries the candidate, one pull request at a time. */
async function placeOnLive(
  { planned }: EvaluatedAgent,
  evidence: Evidence,
  ports: Ports,
): Promise<Placed> {
  const { live, entry } = planned;
  if (live === undefined) return { kind: "nowhere" };
  const isWrite = isWritable(planned);
  if (entry.action === "drifted" && !isWrite) return blockedByDrift(entry.reason);
  const foreign = await foreignRuns(live, evidence, ports);
  if (foreign.length > 0) return blockedByUse(live.id, foreign);
  const changed = await changedAgents([live], Number.POSITIVE_INFINITY, ports);
  if (changed.size > 0) return blockedByEarlierChange(live.id);
  if (!isWrite) return { kind: "placed", agent: live, notes: [] };
  const { agent, wrong } = await writeLive(planned, ports);
  if (wrong !== undefined) return blockedByStored(agent.id, wrong);
  return { kind: "placed", agent, notes: [UNMERGED] };
}

const UNMERGED =
  "`sync: live`: unmerged text of this pull request answers the live agents' real customers.";
