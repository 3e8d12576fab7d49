/** A round of the trial: each suspect is measured again beside its baseline, the most suspicious first, within the budget. */
import type { RunPurpose } from "../domain.ts";
import type { RunRequest } from "../runs/types.ts";
import type { Agent } from "../service/agent-shape.ts";
import { splitTrial } from "../verdict/rounds.ts";
import { budgetOf, limitsOf, readAccount } from "./budget.ts";
import { type Evidence, evidenceFor, type Side, startedIds, underWayFor } from "./evidence.ts";
import { measuredByNights, sidesOf, type WantedRound } from "./judge.ts";
import {
  type Measured,
  notesOf,
  type Progress,
  type Refusal,
  runRound,
  startRequest,
} from "./measure.ts";
import { slotsFor } from "./needs.ts";
import { type Placed, placeCandidate, placeOnPreview, placeOnTwin } from "./place.ts";
import { spendingSentence } from "./tell.ts";
import type { Environment, EvaluatedAgent, Scope } from "./types.ts";

const PURPOSE = { candidate: "confirm-candidate", baseline: "confirm-baseline" } as const;

/** `added`: a round has completed, or it is known that one cannot be run, so there is more to judge. */
export async function confirm(
  wanted: readonly WantedRound[],
  before: Progress,
  scope: Scope,
  env: Environment,
): Promise<Progress> {
  const { log } = env.ports;
  const progress = scope.place === "nowhere" ? before : await withAccount(before, env);
  const { evidence, budget, slots } = progress;
  const requests: RunRequest[] = [];
  const refused = new Map<string, Refusal>(progress.refused);
  const served: Served[] = [];
  const notes = new Set(progress.notes);
  for (const { key, reason, baseline } of wanted) {
    const one = scope.evaluated.find((some) => some.key === key);
    if (one === undefined) continue;
    const sides: readonly Side[] = baseline ? ["candidate", "baseline"] : ["candidate"];
    const missing = sides.filter(
      (side) => underWayFor(one, side, evidence, "preview") === undefined,
    );
    const refuse = (refusal: Refusal, why: string) => {
      refused.set(key, refusal);
      log(`${key}: not measured again: ${why}.`);
    };
    if (scope.place === "nowhere") {
      refuse({ why: "no-baseline", advice: SYNC_IS_OFF }, "with sync off no run can be started");
      continue;
    }
    if (missing.length > budget.runs - startsIn(requests)) {
      refuse({ why: "no-budget" }, `${named(missing)} would be needed, and the budget is spent`);
      continue;
    }
    const places = await placedFor(one, missing, progress, scope, env);
    const blocked = [places.candidate, places.baseline].find((some) => some?.kind === "blocked");
    if (blocked?.kind === "blocked") {
      // What is judged already stays judged: it is only not measured again.
      refuse(
        { why: "no-baseline", advice: `${blocked.reason} ${blocked.advice ?? ""}`.trim() },
        blocked.reason.replace(/\.$/, ""),
      );
      continue;
    }
    log(`${key}: ${reason}.`);
    for (const side of sides) {
      requests.push(requestOf(one, side, places[side], evidence));
      for (const note of notesOf(places[side] ?? NOWHERE)) notes.add(note);
    }
    served.push({ one, sides, on: agentsIn(places) });
  }
  const starts = startsIn(requests);
  const next = { ...progress, refused, notes };
  if (requests.length === 0) return next;
  await announceRound(served, starts, requests.length - starts, progress, env);
  const known = await runRound(requests, evidence, slots, scope, env);
  for (const { one, sides } of served) {
    const failed =
      failedSide(one, sides, evidence, known) ?? unseenRound(one, sides, evidence, known, scope);
    if (failed !== undefined) refused.set(one.key, failed);
  }
  const agents = new Map([...progress.agents, ...statesOf(served, progress, scope)]);
  return { ...next, agents, evidence: known, budget: { ...budget, runs: budget.runs - starts } };
}

interface Served {
  readonly one: EvaluatedAgent;
  readonly sides: readonly Side[];
  readonly on: Partial<Record<Side, Agent>>;
}

function agentsIn(places: Partial<Record<Side, Placed>>): Served["on"] {
  const placed = Object.entries(places).flatMap(([side, some]) =>
    some.kind === "placed" ? [[side, some.agent]] : [],
  );
  return Object.fromEntries(placed);
}

const NOWHERE: Placed = { kind: "nowhere" };

const SYNC_IS_OFF =
  "A run of the candidate and one of the baseline side by side are missing, and with sync off none can be started: set `sync: preview`.";

function startsIn(requests: readonly RunRequest[]): number {
  return requests.filter((request) => "prepare" in request).length;
}

function named(sides: readonly Side[]): string {
  return sides.map((side) => `a run of the ${side}`).join(" and ");
}

/** Where the first round reused everything, the account was not read yet. */
async function withAccount(progress: Progress, env: Environment): Promise<Progress> {
  if (progress.account !== undefined) return progress;
  const account = await readAccount(env.ports);
  const budget = budgetOf(account.usage, limitsOf(env));
  return { ...progress, account, budget, slots: slotsFor(account, 0) };
}

/** A trial is held on copies, also in live mode: the live agent can carry one prompt only. */
async function placedFor(
  one: EvaluatedAgent,
  sides: readonly Side[],
  { agents, evidence, account }: Progress,
  scope: Scope,
  env: Environment,
): Promise<Partial<Record<Side, Placed>>> {
  const state = agents.get(one.key);
  const known = state?.kind === "measured" ? (state.trialOn ?? {}) : {};
  const knownOr = async (side: Side, make: () => Promise<Placed>): Promise<Placed> => {
    const agent = known[side];
    return agent === undefined ? make() : { kind: "placed", agent, notes: [] };
  };
  const makeCandidate = () =>
    scope.place === "live"
      ? placeOnPreview(one, scope, env)
      : placeCandidate(one, evidence, scope, env, account);
  const places: Partial<Record<Side, Placed>> = {};
  if (sides.includes("candidate")) places.candidate = await knownOr("candidate", makeCandidate);
  if (sides.includes("baseline") && places.candidate?.kind !== "blocked") {
    places.baseline = await knownOr("baseline", () => placeOnTwin(one, scope, env));
  }
  return places;
}

function requestOf(
  one: EvaluatedAgent,
  side: Side,
  placed: Placed | undefined,
  evidence: Evidence,
): RunRequest {
  const purpose: RunPurpose = PURPOSE[side];
  const adopted = placed === undefined ? underWayFor(one, side, evidence, "preview") : undefined;
  const agentFor = async () => (placed?.kind === "placed" ? placed.agent : undefined);
  const request = startRequest(one, purpose, agentFor, evidence);
  if (adopted === undefined) return request;
  const { key, usualMs } = request;
  return { key, purpose, usualMs, agent: adopted.agent, kind: "optimization", adopt: adopted.run };
}

async function announceRound(
  served: readonly Served[],
  starts: number,
  adopted: number,
  { budget, evidence }: Progress,
  { ports, showRunning }: Environment,
): Promise<void> {
  const spending = spendingSentence(starts, adopted, budget, startedIds(evidence).size);
  ports.log(spending);
  const again = (sides: readonly Side[]) =>
    `suspected: measuring the ${sides.join(" and the ")} again${sides.length > 1 ? ", side by side" : ""}`;
  await showRunning({
    spending,
    agents: served.map(({ one, sides }) => ({ key: one.key, state: again(sides) })),
  });
}

/** A round that gave no evidence of a side is not asked for again: it would be paid for without end. */
function failedSide(
  one: EvaluatedAgent,
  sides: readonly Side[],
  before: Evidence,
  after: Evidence,
): Refusal | undefined {
  const side = sides.find(
    (some) => evidenceFor(one, some, after).length <= evidenceFor(one, some, before).length,
  );
  if (side === undefined) return undefined;
  const outcome = after.outcomes.findLast(
    ({ key, purpose }) => key === one.key && purpose === PURPOSE[side],
  );
  const why = outcome?.reason === undefined ? "" : `: ${outcome.reason}`;
  const ending = outcome === undefined ? "was not started" : `ended ${outcome.status}${why}`;
  const advice = `It was to be measured again side by side, but the run of the ${side} ${ending}. Run this again: what was measured is reused.`;
  return { why: "no-baseline", advice };
}

/** What the judge does not see as a round it would ask for again. */
function unseenRound(
  one: EvaluatedAgent,
  sides: readonly Side[],
  before: Evidence,
  after: Evidence,
  scope: Scope,
): Refusal | undefined {
  const held = (evidence: Evidence) => {
    const { candidate, baseline } = sidesOf(one, evidence, scope);
    const { rounds } = splitTrial(candidate, baseline, measuredByNights(one));
    return sides.includes("baseline") ? rounds.filter((round) => round.baseline) : rounds;
  };
  if (held(after).length > held(before).length) return undefined;
  return { why: "no-baseline", advice: UNSEEN };
}

const UNSEEN =
  "It was measured again side by side, but by the times of its runs (`createdAt`, `completedAt`) they did not begin after the first had ended, so they are no trial. Compare those times in Converra with when this ran: running this again costs as much and shows no more.";

function statesOf(
  served: readonly Served[],
  { agents }: Progress,
  { place }: Scope,
): readonly (readonly [string, Measured])[] {
  return served.flatMap(({ one: { key }, on }) => {
    const state = agents.get(key);
    if (state?.kind !== "measured") return [];
    const trialOn = { ...state.trialOn, ...on };
    const where = place === "live" ? state.on : (trialOn.candidate ?? state.on);
    return [[key, { ...state, on: where, trialOn }] as const];
  });
}
