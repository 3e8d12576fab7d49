/** What the account and the config allow to be started, and what is said where they do not. */
import { refusalOf, ServiceError } from "../errors.ts";
import type { Settings, Usage } from "../service/endpoints/account.ts";
import { type NightLimits, nightAllowance } from "./nights.ts";
import type { CommandResult, Environment, Ports } from "./types.ts";

/** What the account allows, read once and only before something is started. */
export interface AccountFacts {
  readonly usage: Usage;
  readonly settings: Settings;
}

/** What the account does not tell costs no run its verdict: it is taken for the strictest there is. */
export async function readAccount({ converra, signal }: Ports): Promise<AccountFacts> {
  const { account, observer } = converra;
  const [usage, settings] = await Promise.all([
    account.usage({ signal }).catch((error: unknown): Usage => {
      const unknown = refusedRead(error);
      observer.broken("usage-runs", unknown);
      return { unknown };
    }),
    account.settings({ signal }).catch((error: unknown): Settings => {
      observer.broken("deployment-mode", refusedRead(error));
      return { general: {}, optimization: {} };
    }),
  ]);
  return { usage, settings };
}

/**
 * A run on the live agent could deploy its own winner unless the account says that it deploys by hand. Where the
 * account was not read nothing is started, so nothing can be deployed.
 */
export function deploysByHand(account: AccountFacts | undefined): boolean {
  return account === undefined || account.settings.optimization.deploymentMode === "manual";
}

/** A key that is not accepted at all is a fault of the whole run; one that may not read this is none. */
export function refusedRead(error: unknown): string {
  const isForbidden = error instanceof ServiceError && error.status === 403;
  const { message } = isForbidden ? error : refusalOf(error);
  return message;
}

export interface Limits {
  /** Runs one workflow run may start. */
  readonly maxRuns: number;
  /** Those that it has started already; none unless told. */
  readonly started?: number;
  /** Optimizations that are always left this period. */
  readonly keep: number;
  /** On a schedule. */
  readonly nights?: NightLimits;
}

/** Benchmarks do not share the ten slots of optimizations; this many at once is our own restraint. */
export const BENCHMARKS_AT_ONCE = 4;

export function runsLeft({ maxRuns, started = 0 }: Limits): number {
  return Math.max(0, maxRuns - started);
}

export function limitsOf({ inputs, config, context, ports }: Environment): Limits {
  const { maxRuns, keep, nights: share } = config.budget;
  const limits = { maxRuns: inputs.maxRuns ?? maxRuns, started: ports.ledger.count(), keep };
  if (context.event !== "schedule") return limits;
  return { ...limits, nights: { keep, share, now: ports.clock.now() } };
}

export interface Budget {
  /** Runs that may still be started. */
  readonly runs: number;
  /** What bounds it, for the sentence to people. */
  readonly bound: "max-runs" | "quota" | "nights" | "unknown";
  /** As it was before this workflow run started any; undefined where the plan has none. */
  readonly quota?: CommandResult["quota"];
}

/** What is left of the plan's optimizations; undefined where it has no limit, or does not tell. */
export function quotaOf(usage: Usage | undefined): CommandResult["quota"] {
  const { limit, used = 0 } = usage?.optimizations ?? {};
  return limit === undefined ? undefined : { left: Math.max(0, limit - used), limit };
}

export function budgetOf(usage: Usage | undefined, limits: Limits): Budget {
  const { keep, nights } = limits;
  const maxRuns = runsLeft(limits);
  // A reserve cannot be kept of what is not known.
  if (usage?.unknown !== undefined && keep > 0) return { runs: 0, bound: "unknown" };
  const quota = quotaOf(usage);
  if (quota === undefined) return { runs: maxRuns, bound: "max-runs" };
  const spendable = Math.max(0, quota.left - keep);
  const tonight = nights === undefined ? undefined : nightAllowance(usage, nights);
  if (tonight !== undefined && tonight.runs < Math.min(maxRuns, spendable)) {
    return { runs: tonight.runs, bound: "nights", quota };
  }
  return {
    runs: Math.min(maxRuns, spendable),
    bound: spendable < maxRuns ? "quota" : "max-runs",
    quota,
  };
}

export function spentOnOthers({ maxRuns }: Limits): string {
  if (maxRuns === 0) return "max-runs is 0, so that nothing may be started";
  return maxRuns === 1
    ? "max-runs allows 1 run, and another agent was given it"
    : `max-runs allows ${maxRuns} runs, and the agents before it were given them`;
}

/** `needed`: runs that the agent takes; `left`: those that the agents before it left of the budget. */
export function refusalReason(
  { bound, quota }: Budget,
  limits: Limits,
  { needed, left }: { readonly needed: number; readonly left: number },
): string {
  if (bound === "unknown") {
    return `the account does not say how many optimizations are left, and ${limits.keep} are to be kept in reserve (assumption usage-runs)`;
  }
  if (bound === "max-runs" || quota === undefined) {
    if (limits.maxRuns === 0) return spentOnOthers(limits);
    const takes = `it takes ${needed} ${needed === 1 ? "run" : "runs"}`;
    return `${takes}, and ${left} of the ${limits.maxRuns} that max-runs allows ${left === 1 ? "is" : "are"} left`;
  }
  if (bound === "nights") {
    return `${quota.left} of ${quota.limit} optimizations are left this period, and tonight's share of them is used up or goes to agents that were measured longer ago`;
  }
  return `${quota.left} of ${quota.limit} optimizations are left this period and ${limits.keep} are kept in reserve`;
}

export function refusalAdvice({ bound }: Budget): string {
  if (bound === "nights") {
    return "Nothing has to be done: its turn comes. Raise `budget.nights` to leave less to pull requests.";
  }
  if (bound === "unknown") {
    return "Set `budget.keep: 0` to let `budget.max-runs` alone bound what is spent.";
  }
  return bound === "max-runs"
    ? "Raise `budget.max-runs`, or run the gate for this agent alone (`agents`)."
    : "Wait for the next period, lower `budget.keep`, or choose a larger plan.";
}
