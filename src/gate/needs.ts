/** What must be run before each agent can be judged, and what of it the account and the budget allow. Pure. */
import {
  type Blocked,
  blockedBeforehand,
  blockedByDeployment,
  notEvaluated,
  skippedForNow,
} from "./blocked.ts";
import {
  type AccountFacts,
  type Budget,
  budgetOf,
  deploysByHand,
  type Limits,
  refusalAdvice,
  refusalReason,
} from "./budget.ts";
import { comparedEvidence } from "./compare.ts";
import {
  type Evidence,
  evidenceFor,
  kindOf,
  type RunRecord,
  type Side,
  underWayFor,
} from "./evidence.ts";
import type { EvaluatedAgent, Scope } from "./types.ts";

export interface Need {
  readonly side: Side;
  /** A run under way to wait for; undefined: one has to be started. */
  readonly adopt?: RunRecord;
}

/** Agent key -> what it needs, or why it cannot be judged, before anything is known of the account. */
export interface Needs {
  readonly needs: ReadonlyMap<string, readonly Need[]>;
  readonly blocked: ReadonlyMap<string, Blocked>;
}

/** The needs that are served, and what serving them takes. */
export interface Affordable extends Needs {
  /** Undefined where nothing has to be started. */
  readonly account: AccountFacts | undefined;
  /** Runs the needs cost. */
  readonly starts: number;
  /** Before they are spent. */
  readonly budget: Budget;
  /** Runs that may be under way at once, others' taken off. */
  readonly slots: number;
}

export function needsOf(scope: Scope, evidence: Evidence): Needs {
  const { evaluated, place } = scope;
  const needs = new Map<string, readonly Need[]>();
  const blocked = new Map<string, Blocked>();
  for (const one of place === "as-it-stands" ? leastKnownFirst(evaluated, evidence) : evaluated) {
    const needed = needsOfAgent(one, evidence, scope);
    const why = blockedBeforehand(one, sidesToStart(needed), place);
    if (why === undefined) needs.set(one.key, needed);
    else blocked.set(one.key, why);
  }
  return { needs, blocked };
}

/** Where a night's budget does not reach everybody, the next night goes on with those that were left out. */
function leastKnownFirst(
  evaluated: readonly EvaluatedAgent[],
  evidence: Evidence,
): readonly EvaluatedAgent[] {
  const known = evaluated.map((one) => {
    const runs = evidenceFor(one, "candidate", evidence);
    const { history } = one.planned.definition.gate;
    return { one, runs: Math.min(runs.length, history), newest: runs[0]?.completedAt ?? "" };
  });
  return known
    .toSorted((a, b) => a.runs - b.runs || a.newest.localeCompare(b.newest))
    .map(({ one }) => one);
}

/** True when something has to be paid for: only then is the account read. */
export function hasStarts({ needs }: Needs): boolean {
  return [...needs.values()].some((needed) => sidesToStart(needed).size > 0);
}

/** On a schedule the live prompt is measured anew whatever evidence exists, and its earlier runs are the baseline. */
function needsOfAgent(one: EvaluatedAgent, evidence: Evidence, scope: Scope): readonly Need[] {
  const { live, definition } = one.planned;
  const { place } = scope;
  const needs: Need[] = [];
  const { lacking } = comparedEvidence(one, evidence, scope);
  const lacks = (side: Side) => lacking.includes(side);
  if (place === "as-it-stands" || lacks("candidate")) {
    needs.push({
      side: "candidate",
      adopt: underWayFor(one, "candidate", evidence, kindOf(place)),
    });
  }
  if (live !== undefined && place !== "as-it-stands" && lacks("baseline")) {
    const adopt = underWayFor(one, "baseline", evidence, kindOf(place));
    const { baseline } = definition.gate;
    const isWanted = baseline === "run" || (baseline === "reuse" && adopt !== undefined);
    if (isWanted) needs.push({ side: "baseline", adopt });
  }
  return needs;
}

function sidesToStart(needs: readonly Need[]): ReadonlySet<Side> {
  return new Set(needs.filter(({ adopt }) => adopt === undefined).map(({ side }) => side));
}

/**
 * Serves agents in the config's order until the budget ends; an agent gets all the runs it needs or none, and
 * after the first that does not fit only those that need no run are served.
 */
export function withinBudget(
  wanted: Needs,
  account: AccountFacts | undefined,
  { evaluated, place }: Scope,
  limits: Limits,
): Affordable {
  const needs = new Map(wanted.needs);
  const blocked = new Map(wanted.blocked);
  const block = (key: string, why: Blocked) => {
    needs.delete(key);
    blocked.set(key, why);
  };
  // Only in live mode a run is made on the live agent, where it could deploy its own winner.
  for (const { key, planned } of place !== "live" || deploysByHand(account) ? [] : evaluated) {
    const starts = sidesToStart(needs.get(key) ?? []);
    if (starts.size > 0) block(key, blockedByDeployment(planned.live?.id));
  }
  const budget = budgetOf(account?.usage, limits);
  let starts = 0;
  let isSpent = false;
  for (const [key, needed] of needs) {
    const runs = sidesToStart(needed).size;
    isSpent ||= starts + runs > budget.runs;
    if (isSpent && runs > 0) {
      const reason = `Not measured: ${refusalReason(budget, limits, { needed: runs, left: Math.max(0, budget.runs - starts) })}.`;
      const refuse = budget.bound === "nights" ? skippedForNow : notEvaluated;
      block(key, refuse(reason, refusalAdvice(budget)));
    } else starts += runs;
  }
  const adopted = [...wanted.needs.values()].flat().filter(({ adopt }) => adopt !== undefined);
  const slots = slotsFor(account, adopted.length);
  return { needs, blocked, account, starts, budget, slots };
}

/** Documented: at most ten optimizations at once on an account. */
const SLOTS = 10;

/** Slots this workflow run may fill; `waitedFor` are runs under way that it waits for itself. */
export function slotsFor(account: AccountFacts | undefined, waitedFor: number): number {
  const others = Math.max(0, (account?.usage.optimizations?.running ?? 0) - waitedFor);
  return SLOTS - others;
}
