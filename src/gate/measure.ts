/** One round of runs: what is needed goes in, what is known after it comes out. */

import type { RunPurpose } from "../domain.ts";
import {
  type AdoptRequest,
  NO_RUNS,
  type RunRequest,
  type Start,
  type StartRequest,
} from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import type { Agent, OptimizationInput } from "../service/types.ts";
import { blockedByEnding } from "./blocked.ts";
import type { Budget } from "./budget.ts";
import {
  type Evidence,
  evidenceFor,
  type RunRecord,
  type Side,
  usualDuration,
} from "./evidence.ts";
import type { Plan } from "./needs.ts";
import { type Placed, placeCandidate } from "./place.ts";
import { withEndings } from "./read-evidence.ts";
import {
  type AccountFacts,
  type Blocked,
  type EvaluatedAgent,
  type GateEnvironment,
  keyOf,
  type Measured,
  type Scope,
} from "./types.ts";

/** What is known after a round. Each round takes one and gives a new one. */
export interface Progress {
  readonly evidence: Evidence;
  readonly agents: ReadonlyMap<string, Measured | Blocked>;
  /** Undefined until something had to be started. */
  readonly account: AccountFacts | undefined;
  /** What is left after the runs given out so far. */
  readonly budget: Budget;
  readonly slots: number;
  readonly refusedBaselines: ReadonlySet<string>;
}

export function withAgents(
  progress: Progress,
  changed: ReadonlyMap<string, Measured | Blocked>,
): Progress {
  return { ...progress, agents: new Map([...progress.agents, ...changed]) };
}

/** The first round: adopts what is under way, starts what is missing, waits for all of it. */
export async function measure(
  plan: Plan,
  known: { readonly evidence: Evidence; readonly account: AccountFacts | undefined },
  scope: Scope,
  env: GateEnvironment,
): Promise<Progress> {
  const served = scope.evaluated.filter((one) => plan.needs.has(keyOf(one)));
  const places = new Map<string, Placed>();
  let { evidence } = known;
  const requestsOf =
    (side: Side) =>
    (one: EvaluatedAgent): RunRequest[] => {
      const need = plan.needs.get(keyOf(one))?.find((some) => some.side === side);
      if (need === undefined) return [];
      if (need.adopt !== undefined) return [adoptRequest(one, side, need.adopt, evidence)];
      const agent = side === "candidate" ? candidateAgent(one, evidence) : baselineAgent(one);
      return [startRequest(one, side, agent, evidence)];
    };
  // A preview is made when a slot is free for its run, so that the first runs do not wait for the last previews.
  const candidateAgent = (one: EvaluatedAgent, asKnown: Evidence) => async () => {
    const placed = await placeCandidate(one, asKnown, scope, env);
    places.set(keyOf(one), placed);
    return placed.kind === "placed" ? placed.agent : undefined;
  };
  // Nothing is paid for the baseline of a candidate that could not be put anywhere.
  const baselineAgent = (one: EvaluatedAgent) => async () =>
    places.get(keyOf(one))?.kind === "blocked" ? undefined : one.planned.live;
  const round = async (requests: readonly RunRequest[]) => {
    evidence = await runRound(requests, evidence, plan.slots, scope, env);
  };
  if (scope.place === "live") {
    // The baseline stands where the candidate is about to be written: it is measured first.
    await round(served.flatMap(requestsOf("baseline")));
    if (!env.ports.signal.aborted) await round(served.flatMap(requestsOf("candidate")));
  } else {
    const [candidate, baseline] = [requestsOf("candidate"), requestsOf("baseline")];
    await round(served.flatMap((one) => [...candidate(one), ...baseline(one)]));
  }
  const states = served.map((one): [string, Measured | Blocked] => {
    const placed = places.get(keyOf(one));
    return [keyOf(one), stateOf(one, placed, plan, evidence, scope)];
  });
  return {
    evidence,
    agents: new Map([...plan.blocked, ...states]),
    account: known.account,
    budget: { ...plan.budget, runs: plan.budget.runs - plan.starts },
    slots: plan.slots,
    refusedBaselines: plan.refusedBaselines,
  };
}

export async function runRound(
  requests: readonly RunRequest[],
  evidence: Evidence,
  slots: number,
  { evaluated }: Scope,
  { ports, deadline, config }: GateEnvironment,
): Promise<Evidence> {
  const options = { ...ports, deadline, wait: config.wait, slots };
  const endings = await executeRuns(requests, options);
  return withEndings(evidence, evaluated, endings, ports);
}

/** A need that no run has met leaves the agent without a verdict, with the reason of the run that should have. */
function stateOf(
  one: EvaluatedAgent,
  placed: Placed | undefined,
  plan: Plan,
  evidence: Evidence,
  { place }: Scope,
): Measured | Blocked {
  if (placed?.kind === "blocked") return placed;
  const on = placed?.kind === "placed" ? placed.agent : undefined;
  for (const { side } of plan.needs.get(keyOf(one)) ?? []) {
    const ending = evidence.endings.find(
      ({ key, purpose }) => key === keyOf(one) && purpose === side,
    );
    const isKnown = evidenceFor(one, side, evidence).length > 0;
    // Only a run of this night tells how good the live prompt still is.
    const isFresh =
      place !== "as-it-stands" || side === "baseline" || ending?.status === "completed";
    if (!isKnown || !isFresh) return { ...blockedByEnding(side, ending), on };
  }
  return { kind: "measured", on };
}

function adoptRequest(
  one: EvaluatedAgent,
  purpose: RunPurpose,
  { agent, run }: RunRecord,
  evidence: Evidence,
): AdoptRequest {
  const { key, optimize } = one.planned.definition;
  const usualMs = usualDuration(evidence, key, optimize.mode);
  return { key, purpose, usualMs, agent, kind: "optimization", adopt: run };
}

export function startRequest(
  one: EvaluatedAgent,
  purpose: RunPurpose,
  agentFor: () => Promise<Agent | undefined>,
  evidence: Evidence,
): StartRequest {
  const { key, optimize } = one.planned.definition;
  const prepare = async (): Promise<Start | undefined> => {
    const agent = await agentFor();
    if (agent === undefined) return undefined;
    const work = { kind: "optimization", input: inputOf(one, agent, purpose) } as const;
    return { agent, work, known: evidence.knownRuns.get(agent.id) ?? NO_RUNS };
  };
  return { key, purpose, usualMs: usualDuration(evidence, key, optimize.mode), prepare };
}

/** A run that only measures asks for one variant, the least the service allows. */
const MEASURING_VARIANTS = 1;

function inputOf(one: EvaluatedAgent, agent: Agent, purpose: RunPurpose): OptimizationInput {
  const { mode, variants, improve, hypothesis, personas } = one.planned.definition.optimize;
  const common = { agentId: agent.id, mode, personas };
  return purpose === "candidate"
    ? { ...common, variantCount: variants, improve, hypothesis }
    : { ...common, variantCount: MEASURING_VARIANTS };
}
