/** Further runs for a suspected regression, within what is left of the budget. */
import type { RunPurpose } from "../domain.ts";
import type { RunRequest } from "../runs/types.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import { budgetOf, limitsOf, readAccount } from "./budget.ts";
import { type Measured, type Progress, runRound, startRequest } from "./measure.ts";
import { deploysByHand, measuresOnLive, slotsFor } from "./needs.ts";
import { type Placed, placeCandidate } from "./place.ts";
import type { Environment, EvaluatedAgent, Scope } from "./types.ts";

/** Runs that the judge asks for before it decides about an agent. */
export interface ConfirmRequest {
  readonly key: string;
  readonly candidate: number;
  readonly baseline: number;
  readonly reason: string;
}

/** Serves the requests in order while the budget lasts. `added`: a run has completed, so there is more to judge. */
export async function confirm(
  wanted: readonly ConfirmRequest[],
  before: Progress,
  scope: Scope,
  env: Environment,
): Promise<{ readonly progress: Progress; readonly added: boolean }> {
  const { log } = env.ports;
  if (wanted.length === 0 || scope.place === "nowhere") return { progress: before, added: false };
  const progress = await withAccount(before, env);
  const { evidence, budget, slots } = progress;
  const requests: RunRequest[] = [];
  const states = new Map<string, Measured>();
  for (const { key, reason, ...counts } of wanted) {
    const one = scope.evaluated.find((some) => some.key === key);
    const runs = withinReach(counts, progress, scope);
    if (one === undefined || runs === undefined) continue;
    if (runs.candidate + runs.baseline > budget.runs - requests.length) {
      log(`${key}: no confirming run, the budget is spent.`);
      continue;
    }
    log(`${key}: ${reason}.`);
    const placed = await placedBefore(one, progress, scope, env);
    if (placed.kind !== "placed") {
      // What is judged already stays judged: it is only not confirmed.
      const why = placed.kind === "blocked" ? placed.reason : "";
      log(`${key}: no confirming run. ${why}`.trimEnd());
      continue;
    }
    states.set(key, { kind: "measured", on: placed.agent });
    const starts = (count: number, purpose: RunPurpose, agent: Agent | undefined) => {
      if (agent === undefined) return;
      for (let n = 0; n < count; n += 1) {
        requests.push(startRequest(one, purpose, async () => agent, evidence));
      }
    };
    starts(runs.candidate, "confirm-candidate", placed.agent);
    starts(runs.baseline, "confirm-baseline", one.planned.live);
  }
  const after = { ...progress, agents: new Map([...progress.agents, ...states]) };
  if (requests.length === 0) return { progress: after, added: false };
  const known = await runRound(requests, evidence, slots, scope, env);
  const outcomes = known.outcomes.slice(evidence.outcomes.length);
  const left = { ...budget, runs: budget.runs - requests.length };
  return {
    progress: { ...after, evidence: known, budget: left },
    added: outcomes.some(({ status }) => status === "completed"),
  };
}

/**
 * How many of the runs can be made without harm. Where candidates are measured on the live agent no baseline can be
 * run again: the live agent carries the candidate.
 */
function withinReach(
  runs: Pick<ConfirmRequest, "candidate" | "baseline">,
  { account }: Progress,
  { place }: Scope,
): typeof runs | undefined {
  const onLive = measuresOnLive(place);
  const byHand = deploysByHand(account);
  if (byHand && !onLive) return runs;
  return byHand || !onLive ? { ...runs, baseline: 0 } : undefined;
}

/** Where the first round reused everything, the account was not read yet. */
async function withAccount(progress: Progress, env: Environment): Promise<Progress> {
  if (progress.account !== undefined) return progress;
  const account = await readAccount(env.ports);
  const budget = budgetOf(account.usage, limitsOf(env));
  return { ...progress, account, budget, slots: slotsFor(account, 0) };
}

async function placedBefore(
  one: EvaluatedAgent,
  { agents, evidence }: Progress,
  scope: Scope,
  env: Environment,
): Promise<Placed> {
  const state = agents.get(one.key);
  return state?.kind === "measured" && state.on !== undefined
    ? { kind: "placed", agent: state.on }
    : placeCandidate(one, evidence, scope, env);
}
