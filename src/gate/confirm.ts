/** Further runs for a suspected regression, within what is left of the budget. */
import type { StartRequest } from "../runs/types.ts";
import type { Agent } from "../service/types.ts";
import { readAccount } from "./account.ts";
import { budgetOf, limitsOf } from "./budget.ts";
import { type Progress, runRound, startRequest, withAgents } from "./measure.ts";
import { deploysByHand, measuresOnLive, slotsFor } from "./needs.ts";
import { type Placed, placeCandidate } from "./place.ts";
import {
  type EvaluatedAgent,
  type GateEnvironment,
  keyOf,
  type Measured,
  type Scope,
} from "./types.ts";

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
  env: GateEnvironment,
): Promise<{ readonly progress: Progress; readonly added: boolean }> {
  const { log } = env.ports;
  if (wanted.length === 0 || scope.place === "nowhere") return { progress: before, added: false };
  const progress = await withAccount(before, env);
  const requests: StartRequest[] = [];
  const states = new Map<string, Measured>();
  for (const asked of wanted) {
    const one = scope.evaluated.find((some) => keyOf(some) === asked.key);
    const request = withinReach(asked, progress, scope);
    if (one === undefined || request === undefined) continue;
    const left = progress.budget.runs - requests.length;
    if (request.candidate + request.baseline > left) {
      log(`${request.key}: no confirming run, the budget is spent.`);
      continue;
    }
    log(`${request.key}: ${request.reason}.`);
    const placed = await placedBefore(one, progress, scope, env);
    if (placed.kind !== "placed") {
      // What is judged already stays judged: it is only not confirmed.
      const why = placed.kind === "blocked" ? placed.reason : "";
      log(`${request.key}: no confirming run. ${why}`.trimEnd());
      continue;
    }
    states.set(request.key, { kind: "measured", on: placed.agent });
    requests.push(...startsOf(one, request, placed.agent, progress));
  }
  const after = withAgents(progress, states);
  if (requests.length === 0) return { progress: after, added: false };
  const budget = { ...progress.budget, runs: progress.budget.runs - requests.length };
  const evidence = await runRound(requests, progress.evidence, progress.slots, scope, env);
  const endings = evidence.endings.slice(progress.evidence.endings.length);
  const added = endings.some(({ status }) => status === "completed");
  return { progress: { ...after, evidence, budget }, added };
}

/**
 * What of a request can be measured without harm. Where candidates are measured on the live agent no baseline can be run
 * again: the live agent carries the candidate.
 */
function withinReach(
  request: ConfirmRequest,
  { account }: Progress,
  { place }: Scope,
): ConfirmRequest | undefined {
  const onLive = measuresOnLive(place);
  if (deploysByHand(account)) return onLive ? { ...request, baseline: 0 } : request;
  return onLive ? undefined : { ...request, baseline: 0 };
}

/** Where the first round reused everything, nothing was asked of the account yet. */
async function withAccount(progress: Progress, env: GateEnvironment): Promise<Progress> {
  if (progress.account !== undefined) return progress;
  const account = await readAccount(env.ports);
  const budget = budgetOf(account.usage, limitsOf(env));
  return { ...progress, account, budget, slots: slotsFor(account, 0) };
}

async function placedBefore(
  one: EvaluatedAgent,
  { agents, evidence }: Progress,
  scope: Scope,
  env: GateEnvironment,
): Promise<Placed> {
  const state = agents.get(keyOf(one));
  return state?.kind === "measured" && state.on !== undefined
    ? { kind: "placed", agent: state.on }
    : placeCandidate(one, evidence, scope, env);
}

function startsOf(
  one: EvaluatedAgent,
  { candidate, baseline }: ConfirmRequest,
  on: Agent,
  { evidence }: Progress,
): readonly StartRequest[] {
  const { live } = one.planned;
  const runs = (n: number, purpose: StartRequest["purpose"], agent: Agent) =>
    Array.from({ length: n }, () => startRequest(one, purpose, async () => agent, evidence));
  return [
    ...runs(candidate, "confirm-candidate", on),
    ...(live === undefined ? [] : runs(baseline, "confirm-baseline", live)),
  ];
}
