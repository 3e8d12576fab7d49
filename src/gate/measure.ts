/** One round of runs: what is needed goes in, what is known after it comes out. */
import type { RunPurpose } from "../domain.ts";
import type { Round } from "../runs/start.ts";
import type { RunRequest } from "../runs/types.ts";
import { executeRuns } from "../runs/wait.ts";
import { NO_RUNS } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { OptimizationInput } from "../service/endpoints/optimizations.ts";
import { type Blocked, blockedByOutcome } from "./blocked.ts";
import type { AccountFacts, Budget } from "./budget.ts";
import { comparedEvidence } from "./compare.ts";
import { type Evidence, evidenceFor, type Side, usualDuration } from "./evidence.ts";
import type { Affordable } from "./needs.ts";
import { type Placed, placeBaseline, placeCandidate } from "./place.ts";
import { withResults } from "./read-evidence.ts";
import { runningState } from "./running.ts";
import type { Environment, EvaluatedAgent, Place, Scope } from "./types.ts";

export interface Measured {
  readonly kind: "measured";
  /** The agent that carries the candidate, where a run was or can be started on it. */
  readonly on?: Agent;
  /** The copies that carry either side in its trial, where they are known. In live mode the first is not `on`. */
  readonly trialOn?: Partial<Record<Side, Agent>>;
}

/** What is known after a round. Each round takes one and gives a new one. */
export interface Progress {
  readonly evidence: Evidence;
  readonly agents: ReadonlyMap<string, Measured | Blocked>;
  /** Undefined until something had to be started. */
  readonly account: AccountFacts | undefined;
  /** What is left after the runs given out so far. */
  readonly budget: Budget;
  readonly slots: number;
  /** Agent key -> why no further round is run although one was asked for. */
  readonly refused: ReadonlyMap<string, Refusal>;
  /** What a person should know of the copies that were made. */
  readonly notes: ReadonlySet<string>;
}

export interface Refusal {
  readonly why: "no-budget" | "no-baseline";
  /** In place of the judge's own, where it cannot know the cause. */
  readonly advice?: string;
}

/** The first round: adopts what is under way, starts what is missing, waits for all of it. */
export async function measure(
  affordable: Affordable,
  before: Evidence,
  scope: Scope,
  env: Environment,
): Promise<Progress> {
  const { needs, account, budget, starts, slots } = affordable;
  const served = scope.evaluated.filter(({ key }) => needs.has(key));
  const places = new Map<string, Partial<Record<Side, Placed>>>();
  let evidence = before;
  const place = async (one: EvaluatedAgent, side: Side, known: Evidence) => {
    const placed =
      places.get(one.key)?.[side] ??
      (side === "candidate"
        ? await placeCandidate(one, known, scope, env, account)
        : await placeBaseline(one, scope, env));
    places.set(one.key, { ...places.get(one.key), [side]: placed });
  };
  const startsOf = (one: EvaluatedAgent) =>
    (needs.get(one.key) ?? []).filter(({ adopt }) => adopt === undefined).map(({ side }) => side);
  // A copy is made when a slot is free for its run, so that the first runs do not wait for the last copies; and nothing
  // is paid for one side before the other has a place.
  const agentOn = (one: EvaluatedAgent, side: Side, known: Evidence) => async () => {
    for (const some of scope.place === "live" ? [side] : startsOf(one)) {
      await place(one, some, known);
      if (places.get(one.key)?.[some]?.kind === "blocked") return undefined;
    }
    const { candidate, baseline, [side]: placed } = places.get(one.key) ?? {};
    if (candidate?.kind === "blocked" || baseline?.kind === "blocked") return undefined;
    return placed?.kind === "placed" ? placed.agent : undefined;
  };
  const requestOf = (one: EvaluatedAgent, side: Side): readonly RunRequest[] => {
    const need = needs.get(one.key)?.find((some) => some.side === side);
    if (need === undefined) return [];
    if (need.adopt !== undefined) {
      const { agent, run } = need.adopt;
      return [{ ...requestFor(one, side, evidence), agent, kind: "optimization", adopt: run }];
    }
    return [startRequest(one, side, agentOn(one, side, evidence), evidence)];
  };
  for (const [index, sides] of roundsOf(scope.place).entries()) {
    if (index > 0 && env.ports.signal.aborted) break;
    const requests = served.flatMap((one) => sides.flatMap((side) => requestOf(one, side)));
    evidence = await runRound(requests, evidence, slots, scope, env);
  }
  const states = served.map((one): [string, Measured | Blocked] => {
    const sides = (needs.get(one.key) ?? []).map(({ side }) => side);
    return [one.key, stateOf(one, places.get(one.key), sides, evidence, scope)];
  });
  return {
    evidence,
    agents: new Map([...affordable.blocked, ...states]),
    account,
    budget: { ...budget, runs: budget.runs - starts },
    slots,
    refused: new Map(),
    notes: new Set([...places.values()].flatMap((some) => Object.values(some).flatMap(notesOf))),
  };
}

export function notesOf(placed: Placed): readonly string[] {
  return placed.kind === "placed" ? placed.notes : [];
}

/** In live mode the baseline stands where the candidate is about to be written: it is measured first. */
function roundsOf(place: Place): readonly (readonly Side[])[] {
  return place === "live" ? [["baseline"], ["candidate"]] : [["candidate", "baseline"]];
}

export async function runRound(
  requests: readonly RunRequest[],
  evidence: Evidence,
  slots: number,
  scope: Scope,
  { ports, deadline, config, showRunning }: Environment,
): Promise<Evidence> {
  const progress = (round: Readonly<Round>) => showRunning(runningState(round, ports.clock.now()));
  const options = { ...ports, deadline, wait: config.wait, slots, progress };
  const outcomes = await executeRuns(requests, options);
  return withResults(evidence, outcomes, scope, ports, deadline);
}

/** A need that no run has met leaves the agent without a verdict, with the reason of the run that should have. */
function stateOf(
  one: EvaluatedAgent,
  places: Partial<Record<Side, Placed>> = {},
  needed: readonly Side[],
  evidence: Evidence,
  scope: Scope,
): Measured | Blocked {
  const { place } = scope;
  const { candidate: placed, baseline } = places;
  if (placed?.kind === "blocked") return placed;
  if (baseline?.kind === "blocked") return baseline;
  for (const side of needed) {
    const outcome = evidence.outcomes.find(
      ({ key, purpose }) => key === one.key && purpose === side,
    );
    const isKnown =
      place === "as-it-stands"
        ? evidenceFor(one, side, evidence).length > 0
        : !comparedEvidence(one, evidence, scope).lacking.includes(side);
    // Only a run of this night tells how good the live prompt still is.
    const isFresh =
      place !== "as-it-stands" || side === "baseline" || outcome?.status === "completed";
    if (!isKnown || !isFresh) return blockedByOutcome(side, outcome);
  }
  const agentIn = (some: Placed | undefined) => (some?.kind === "placed" ? some.agent : undefined);
  const on = agentIn(placed);
  const trialOn = place === "live" ? {} : { candidate: on, baseline: agentIn(baseline) };
  return { kind: "measured", on, trialOn };
}

function requestFor(one: EvaluatedAgent, purpose: RunPurpose, evidence: Evidence) {
  const { mode } = one.planned.definition.optimize;
  return { key: one.key, purpose, usualMs: usualDuration(evidence, one.key, mode) };
}

/** `agentFor` gives undefined where there turned out to be nothing to run on. */
export function startRequest(
  one: EvaluatedAgent,
  purpose: RunPurpose,
  agentFor: () => Promise<Agent | undefined>,
  evidence: Evidence,
): RunRequest {
  const prepare = async () => {
    const agent = await agentFor();
    if (agent === undefined) return undefined;
    const work = { kind: "optimization", input: inputOf(one, agent, purpose) } as const;
    return { agent, work, known: evidence.knownRuns.get(agent.id) ?? NO_RUNS };
  };
  return { ...requestFor(one, purpose, evidence), prepare };
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
