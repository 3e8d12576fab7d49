/** How many runs may be started, and for whom. Pure. */
import type { Usage } from "../service/types.ts";
import type { Setting } from "./types.ts";

export interface Limits {
  /** Runs one workflow run may start. */
  readonly maxRuns: number;
  /** Optimizations that are always left this period. */
  readonly keep: number;
}

export function limitsOf({ inputs, config }: Setting): Limits {
  const { maxRuns, keep } = config.budget;
  return { maxRuns: inputs.maxRuns ?? maxRuns, keep };
}

export interface Budget {
  /** Runs that may still be started. */
  readonly runs: number;
  /** What bounds it, for the sentence to people. */
  readonly bound: "max-runs" | "quota";
  readonly left?: number;
  readonly limit?: number;
}

export function budgetOf(usage: Usage | undefined, limits: Limits): Budget {
  const quota = usage?.optimizations;
  if (quota?.limit === undefined) return { runs: limits.maxRuns, bound: "max-runs" };
  const left = Math.max(0, quota.limit - quota.used);
  const affordable = Math.max(0, left - limits.keep);
  return {
    runs: Math.min(limits.maxRuns, affordable),
    bound: affordable < limits.maxRuns ? "quota" : "max-runs",
    left,
    limit: quota.limit,
  };
}

export interface Allotment {
  /** Keys served, in the config's order. */
  readonly served: ReadonlySet<string>;
  readonly spent: number;
}

/**
 * Serves agents in the config's order until the budget ends; an agent gets all the runs it needs or none, and
 * after the first that does not fit only those that need no run are served.
 */
export function allot(
  wants: readonly { readonly key: string; readonly runs: number }[],
  runs: number,
): Allotment {
  const served = new Set<string>();
  let spent = 0;
  let ended = false;
  for (const want of wants) {
    ended ||= spent + want.runs > runs;
    if (ended && want.runs > 0) continue;
    served.add(want.key);
    spent += want.runs;
  }
  return { served, spent };
}

export function refusalReason(budget: Budget, limits: Limits): string {
  if (budget.bound === "max-runs") {
    return `the budget of ${limits.maxRuns} runs for one workflow run was spent on the agents before it`;
  }
  return `${budget.left ?? 0} of ${budget.limit ?? 0} optimizations are left this period and ${limits.keep} are kept in reserve`;
}

export function refusalAdvice({ bound }: Budget): string {
  return bound === "max-runs"
    ? "Raise `budget.max-runs`, or run the gate for this agent alone with the `agents` input."
    : "Wait for the next period, lower `budget.keep`, or choose a larger plan.";
}

/** Said before anything is spent. */
export function spendingSentence(starts: number, adopted: number, budget: Budget): string {
  const starting = starts === 1 ? "Starting 1 run" : `Starting ${starts} runs`;
  const reused = adopted > 0 ? `, reusing ${adopted}` : "";
  const left =
    budget.left === undefined ? "" : `; ${budget.left} of ${budget.limit} are left this period`;
  return `${starting}${reused}${left}.`;
}
