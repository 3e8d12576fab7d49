/**
 * The judge: evidence in, verdicts and wanted runs out. Pure; the method and its measured error rates are in
 * docs/verdict.md. How to use it:
 *
 * 1. Call `judge` with all evidence there is. Which runs were a trial is read from their times (`Measurement.startedAt`):
 *    runs of the candidate that started after its first had ended, each with the baseline run nearest to it.
 * 2. Serve `agents[].confirm`, smallest `priority` first, as far as the budget goes: one run of the candidate and,
 *    with `baseline`, one of the baseline, started together and in the same kind of place (`Measurement.place`).
 * 3. Call `judge` again with those runs among the evidence, until no agent asks for more. An agent whose request cannot
 *    be served gets `refused`, so that its verdict says why. Judging the same evidence again, also in a later run of the
 *    workflow, gives the same verdicts and asks for the same runs.
 *
 * On a schedule the candidate is the fresh run of the live prompt, the baseline its earlier runs, and `against` is
 * "history": that the service scores lower than before is then the finding, not a disturbance.
 * `foresee` (detectable.ts) tells before any run what a gate will be able to see.
 */
import type { AgentVerdict, Measurement, Mode } from "../domain.ts";
import { type NoConfirm, verdictOf } from "./agent.ts";
import { type Decision, decide } from "./decide.ts";
import { type Detectable, detectableOf } from "./detectable.ts";
import { type Drift, driftOf, sharedDrift } from "./drift.ts";
import { factsOf, type MetricFacts } from "./facts.ts";
import { comparisonOf } from "./finding.ts";
import {
  type Gathered,
  type GatheredAgent,
  gather,
  type JudgedAgent,
  type JudgeOptions,
} from "./gather.ts";
import { type PlaceAgreement, placesAgree } from "./level.ts";
import { nextOf, prioritiesOf, type RoundRequest } from "./next.ts";

export interface AgentJudgement {
  readonly verdict: AgentVerdict;
  /** Absent when nothing is suspected, or no round is left or possible. */
  readonly confirm?: RoundRequest;
  /** Where the verdict is open and no round is asked for: why. */
  readonly noConfirm?: NoConfirm;
  /** The fresh runs of the baseline left its history. */
  readonly drift?: Drift;
}

export interface Judgement {
  /** In the order given. */
  readonly agents: readonly AgentJudgement[];
  /** How many tests the first look makes: one for each metric with a baseline, for their mean, for each floor. */
  readonly comparisons: number;
  /** What the fresh baselines of all agents together show of the service. */
  readonly drift?: Drift;
  /** Evidence of one prompt from previews and live agents, in the mode of the first agent. */
  readonly places?: PlaceAgreement;
}

export function judge(agents: readonly JudgedAgent[], options: JudgeOptions): Judgement {
  const { confidence, history } = options;
  const places = placesByMode(agents, history);
  const gathered = gather(agents, history, (mode) => places.get(mode)?.agrees === true);
  const decision = decide(
    gathered.agents.map(({ figures }) => figures),
    gathered.channels,
    gathered.known,
    confidence,
  );
  const rules = agents.map((agent) => agent.rules);
  const facts = factsOf(gathered.agents, decision.agents, rules);
  const sights = sightsOf(gathered, decision, confidence);
  const priorities = prioritiesOf(decision);
  const judged = agents.map((agent, index): AgentJudgement => {
    const [own, ruling] = [gathered.agents[index], decision.agents[index]];
    if (own === undefined || ruling === undefined) throw new Error(`${agent.key} was not judged`);
    const seen = sights[index];
    const metrics = (facts[index] ?? []).map((fact) =>
      comparisonOf(fact, contextOf(fact, gathered, decision, seen, confidence)),
    );
    const next = nextOf(agent, own, ruling, priorities[index] ?? 0);
    const noConfirm = typeof next === "string" ? next : undefined;
    const verdict = verdictOf(agent.key, metrics, noConfirm, seen?.together);
    const drift = ownDrift(agent, own);
    return {
      verdict,
      ...(typeof next === "object" ? { confirm: next } : {}),
      ...(noConfirm !== undefined && verdict.verdict === "inconclusive" ? { noConfirm } : {}),
      ...(drift === undefined ? {} : { drift }),
    };
  });
  return {
    agents: judged,
    comparisons: decision.screening.tests,
    drift: commonDrift(agents, gathered),
    places: places.get(agents[0]?.mode ?? "validation"),
  };
}

function placesByMode(
  agents: readonly JudgedAgent[],
  history: readonly Measurement[],
): ReadonlyMap<Mode, PlaceAgreement> {
  const runs = new Map<string, Measurement>();
  const all = agents.flatMap(({ candidate, baseline }) => [...candidate, ...baseline]);
  for (const run of [...history, ...all]) runs.set(run.runId, run);
  const within = Math.min(...agents.map(({ rules }) => rules.maxDrop));
  const modes = [...new Set(agents.map(({ mode }) => mode))];
  return new Map(
    modes.flatMap((mode) => {
      const places = placesAgree([...runs.values()], mode, within);
      return places === undefined ? [] : [[mode, places] as const];
    }),
  );
}

function contextOf(
  { agent, column }: MetricFacts,
  { channels }: Gathered,
  { trials }: Decision,
  seen: Detectable | undefined,
  confidence: number,
) {
  const channel = agent.figures.channels[column] ?? 0;
  if (channel >= channels.length) throw new Error(`no noise of column ${column}`);
  return {
    confidence,
    charges: Math.max(1, trials.tests),
    variance: trials.noise[channel]?.variance ?? 0,
    detectable: seen?.alone[column],
  };
}

/** An agent without any baseline sees nothing until it has one. */
function sightsOf(
  { agents }: Gathered,
  { screening }: Decision,
  confidence: number,
): (Detectable | undefined)[] {
  const sights = detectableOf(
    agents.map(({ figures }) => figures),
    screening.noise,
    confidence,
  );
  return agents.map(({ level }, index) => (level.length === 0 ? undefined : sights[index]));
}

function ownDrift({ mode, against }: JudgedAgent, own: GatheredAgent): Drift | undefined {
  const { earlier, fresh } = baselineRuns(own);
  if (against === "history" || fresh.length === 0) return undefined;
  const drift = driftOf([...earlier, ...fresh], mode);
  const stale = new Set(drift?.stale);
  return fresh.some(({ runId }) => stale.has(runId)) ? undefined : drift;
}

function commonDrift(agents: readonly JudgedAgent[], gathered: Gathered): Drift | undefined {
  const mode = agents[0]?.mode ?? "validation";
  const runs = gathered.agents
    .filter((_, index) => agents[index]?.mode === mode && agents[index]?.against !== "history")
    .map(baselineRuns);
  return sharedDrift(runs, mode);
}

function baselineRuns({ level, isLevel, split }: GatheredAgent) {
  const fresh = split.rounds.flatMap(({ baseline }) => baseline ?? []);
  return { earlier: isLevel ? level : [], fresh };
}
