/** What the account's period has cost so far. The service gives runs no purpose: the agent they are on tells it. Pure. */
import type { RunPurpose } from "../domain.ts";
import type { PeriodCost } from "../report/cost-model.ts";
import type { Usage } from "../service/endpoints/account.ts";
import type { Evidence } from "./evidence.ts";
import { periodOf } from "./nights.ts";
import type { AgentUse, Scope } from "./types.ts";

type Use = Exclude<keyof PeriodCost, "since" | "used" | "confirming">;

/** `started`: runs that this workflow run started, known or not. Undefined where no list of runs was read. */
export function periodCost(
  scope: Pick<Scope, "evaluated" | "place" | "uses">,
  evidence: Evidence,
  { usage, started }: { readonly usage?: Usage; readonly started: number },
): PeriodCost | undefined {
  const { listed, outcomes, asOf } = evidence;
  if (listed.length + started === 0) return undefined;
  const { start, end } = periodOf(usage, asOf);
  const counts: Record<Use, number> = {
    ...{ pullRequests: 0, nights: 0, measuring: 0, nightsOrMeasuring: 0, others: 0, untold: 0 },
  };
  let confirming = 0;
  const count = (use: Use, isOfOne: boolean) => {
    counts[use] += 1;
    if (use === "pullRequests" && isOfOne) confirming += 1;
  };
  for (const run of listed) {
    const at = Date.parse(run.createdAt);
    if (at < start || at >= end || Number.isNaN(at)) continue;
    const variants = variantsAsked(run, evidence, scope);
    count(useOf(scope.uses.get(run.agentId), variants), variants === 1);
  }
  for (const { origin, run, purpose } of outcomes) {
    if (origin !== "started" || run === undefined) continue;
    count(useOfOwn(purpose, scope), purpose === "confirm-candidate");
  }
  const told = Object.values(counts).reduce((sum, some) => sum + some, 0);
  const used = usedOf(usage, started);
  const untold = counts.untold + Math.max(0, (used ?? 0) - told);
  return { since: new Date(start).toISOString(), used, ...counts, confirming, untold };
}

/** Of a plan without a limit the count may be left out. */
function usedOf(usage: Usage | undefined, started: number): number | undefined {
  const { used, limit } = usage?.optimizations ?? {};
  return used === undefined || limit === undefined ? undefined : used + started;
}

function useOfOwn(purpose: RunPurpose, { place }: Pick<Scope, "place">): Use {
  if (purpose.endsWith("baseline")) return "measuring";
  if (place !== "as-it-stands") return "pullRequests";
  return purpose === "candidate" ? "nights" : "measuring";
}

function useOf(use: AgentUse | undefined, variants: number | undefined): Use {
  if (use === undefined) return "untold";
  if (use === "other") return "others";
  if (use !== "twin") return "pullRequests";
  if (variants === undefined) return "nightsOrMeasuring";
  return variants === 1 ? "measuring" : "nights";
}

/** Lists leave it out; of runs that were read it is known. Where candidates ask for one too, it tells nothing. */
function variantsAsked(
  { id, variantCount }: Evidence["listed"][number],
  { records }: Evidence,
  { evaluated }: Pick<Scope, "evaluated">,
): number | undefined {
  const { variants = [] } = records.find(({ run }) => run.id === id) ?? {};
  const count = variantCount ?? variants.filter(({ isControl }) => !isControl).length;
  const isAlike = evaluated.some(({ planned }) => planned.definition.optimize.variants === 1);
  return count === 0 || (count === 1 && isAlike) ? undefined : count;
}
