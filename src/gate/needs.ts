/** What must be run before each agent can be judged, and what of it the account and the budget allow. Pure. */
import { blockedBeforehand, blockedByDeployment } from "./blocked.ts";
import {
  allot,
  type Budget,
  budgetOf,
  type Limits,
  refusalAdvice,
  refusalReason,
} from "./budget.ts";
import { type Evidence, evidenceFor, type RunRecord, type Side, underWayFor } from "./evidence.ts";
import {
  type AccountFacts,
  type Blocked,
  blocked,
  type EvaluatedAgent,
  keyOf,
  type Place,
} from "./types.ts";

export interface Need {
  readonly side: Side;
  /** A run under way to wait for; undefined: one has to be started. */
  readonly adopt?: RunRecord;
}

/** What every agent needs, before anything is known of the account. */
export interface Wanted {
  readonly needs: ReadonlyMap<string, readonly Need[]>;
  readonly blocked: ReadonlyMap<string, Blocked>;
}

export interface Plan {
  /** Of the agents that are served. */
  readonly needs: ReadonlyMap<string, readonly Need[]>;
  readonly blocked: ReadonlyMap<string, Blocked>;
  /** Keys whose baseline is not run because the account deploys winners by itself. */
  readonly refusedBaselines: ReadonlySet<string>;
  /** Runs the needs cost. */
  readonly starts: number;
  /** Before they are spent. */
  readonly budget: Budget;
  /** Runs that may be under way at once, others' taken off. */
  readonly slots: number;
}

export function needsOf(
  evaluated: readonly EvaluatedAgent[],
  evidence: Evidence,
  place: Place,
): Wanted {
  const needs = new Map<string, readonly Need[]>();
  const refused = new Map<string, Blocked>();
  for (const one of evaluated) {
    const wanted = needsOfAgent(one, evidence, place);
    needs.set(keyOf(one), wanted);
    const refusal = blockedBeforehand(one, sidesToStart(wanted), place);
    if (refusal !== undefined) refused.set(keyOf(one), refusal);
  }
  return { needs, blocked: refused };
}

/** True when something has to be paid for: only then is anything asked of the account. */
export function hasStarts({ needs, blocked: refused }: Wanted): boolean {
  return [...needs].some(([key, wanted]) => !refused.has(key) && sidesToStart(wanted).size > 0);
}

/** On a schedule the live prompt is measured anew whatever evidence exists, and its earlier runs are the baseline. */
function needsOfAgent(one: EvaluatedAgent, evidence: Evidence, place: Place): readonly Need[] {
  const { planned } = one;
  const needs: Need[] = [];
  const has = (side: Side) => evidenceFor(one, side, evidence).length > 0;
  const again = place === "as-it-stands";
  if (again || !has("candidate")) {
    needs.push({ side: "candidate", adopt: underWayFor(one, "candidate", evidence) });
  }
  if (planned.live !== undefined && !again && !has("baseline")) {
    const adopt = underWayFor(one, "baseline", evidence);
    const { baseline } = planned.definition.gate;
    const wanted = baseline === "run" || (baseline === "reuse" && adopt !== undefined);
    if (wanted) needs.push({ side: "baseline", adopt });
  }
  return needs;
}

function sidesToStart(needs: readonly Need[]): ReadonlySet<Side> {
  return new Set(needs.filter(({ adopt }) => adopt === undefined).map(({ side }) => side));
}

/** `account` is undefined when nothing has to be started. */
export function withinBudget(
  { needs, blocked: before }: Wanted,
  account: AccountFacts | undefined,
  options: { readonly evaluated: readonly EvaluatedAgent[]; place: Place; limits: Limits },
): Plan {
  const { evaluated, place, limits } = options;
  const refused = new Map(before);
  const byHand = deploysByHand(account);
  const served = new Map<string, readonly Need[]>();
  const refusedBaselines = new Set<string>();
  for (const one of evaluated) {
    const key = keyOf(one);
    const wanted = needs.get(key) ?? [];
    if (refused.has(key)) continue;
    const starts = sidesToStart(wanted);
    if (!byHand && measuresOnLive(place) && starts.has("candidate")) {
      refused.set(key, blockedByDeployment(one.planned.live?.id));
      continue;
    }
    // A run of the baseline is a run on the live agent: it could deploy its own winner there.
    const dropsBaseline = !byHand && starts.has("baseline");
    if (dropsBaseline) refusedBaselines.add(key);
    const keeps = (need: Need) => need.side !== "baseline" || need.adopt !== undefined;
    served.set(key, dropsBaseline ? wanted.filter(keeps) : wanted);
  }
  const budget = budgetOf(account?.usage, limits);
  const allotment = allot(
    [...served].map(([key, wanted]) => ({ key, runs: sidesToStart(wanted).size })),
    budget.runs,
  );
  for (const key of [...served.keys()]) {
    if (allotment.served.has(key)) continue;
    served.delete(key);
    const reason = `Not measured: ${refusalReason(budget, limits)}.`;
    refused.set(key, blocked("not-evaluated", reason, refusalAdvice(budget)));
  }
  const adopted = [...needs.values()].flat().filter(({ adopt }) => adopt !== undefined).length;
  return {
    needs: served,
    blocked: refused,
    refusedBaselines,
    starts: allotment.spent,
    budget,
    slots: slotsFor(account, adopted),
  };
}

/** True where candidates are measured on the live agent itself. */
export function measuresOnLive(place: Place): boolean {
  return place === "live" || place === "as-it-stands";
}

/** Documented: at most ten optimizations at once on an account. */
const SLOTS = 10;

/** Slots this workflow run may fill; `waitedFor` are runs under way that it waits for itself. */
export function slotsFor(account: AccountFacts | undefined, waitedFor: number): number {
  const others = Math.max(0, (account?.usage.optimizations?.running ?? 0) - waitedFor);
  return SLOTS - others;
}

/**
 * A run on the live agent could deploy its own winner unless the account says that it deploys by hand. Where nothing
 * was asked of the account nothing is started, so nothing can be deployed.
 */
export function deploysByHand(account: AccountFacts | undefined): boolean {
  return account === undefined || account.settings.optimization.deploymentMode === "manual";
}
