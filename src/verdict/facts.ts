/** What is known of each metric when all is decided: the figures behind its finding and its sentence. */
import type { GateRules, SampleSummary } from "../domain.ts";
import type { AgentDecision } from "./decide.ts";
import { metricCount } from "./figures.ts";
import type { GatheredAgent } from "./gather.ts";
import { type Heard, hear } from "./hearing.ts";
import { holmAdjust } from "./holm.ts";
import { sampleOf } from "./metric.ts";
import { wantsFloorsAlone } from "./rules.ts";
import { chanceOf, type Difference, isForbidden } from "./screen.ts";
import type { Charge } from "./trial.ts";

export interface MetricFacts {
  readonly metric: string;
  readonly column: number;
  readonly agent: GatheredAgent;
  /** Of the rounds where there are some, else of all runs. */
  readonly candidate: SampleSummary | undefined;
  readonly baseline: SampleSummary | undefined;
  /** Candidate minus baseline, and minus the floor. */
  readonly change: Difference | undefined;
  readonly margin: Difference | undefined;
  /** Side by side; 0 where the figures are of all runs. */
  readonly rounds: number;
  readonly drop: Charge | undefined;
  readonly floor: Charge | undefined;
  /** This metric carries what was found, or is suspected, of the agent as a whole. */
  readonly carries: "proven" | "open" | undefined;
  readonly baselineRuns: number;
  readonly floorsAlone: boolean;
  /** Chances of a drop and a rise like this in any metric of the gate. */
  readonly adjusted: { readonly drop: number; readonly rise: number };
}

export function factsOf(
  agents: readonly GatheredAgent[],
  decisions: readonly AgentDecision[],
  rules: readonly GateRules[],
): MetricFacts[][] {
  const facts = agents.map((agent, index) => {
    const decision = decisions[index];
    const own = rules[index];
    if (decision === undefined || own === undefined || agent.figures.candidate.length === 0) {
      return [];
    }
    return agentFacts(agent, decision, own);
  });
  const all = facts.flat();
  const chances = (sign: 1 | -1) =>
    holmAdjust(
      all.map(({ change, agent, column }) => {
        const isTested = change !== undefined && agent.thresholds[column]?.decides === true;
        return { p: isTested ? chanceOf({ ...change, delta: sign * change.delta }) : 1, level: 1 };
      }),
    );
  const [drops, rises] = [chances(1), chances(-1)];
  let at = 0;
  return facts.map((some) =>
    some.map((one) => {
      const adjusted = { drop: drops[at] ?? 1, rise: rises[at] ?? 1 };
      at += 1;
      return { ...one, adjusted };
    }),
  );
}

function agentFacts(
  agent: GatheredAgent,
  decision: AgentDecision,
  rules: GateRules,
): Omit<MetricFacts, "adjusted">[] {
  const { metrics, split, level } = agent;
  const { screened, trial } = decision;
  const known = trial.yardstick;
  const heard = known && hear(agent.figures, screened, known, () => true);
  const carriers = carriersOf(agent, decision, heard);
  const rounds = split.rounds.slice(0, known?.rounds ?? 0);
  return metrics.map((metric, column) => {
    const direction = agent.thresholds[column]?.direction ?? "higher";
    const tried = heard?.drops[column];
    const paired = agent.figures.sideBySide
      ? rounds.flatMap(({ candidate, baseline }) => (baseline ? [{ candidate, baseline }] : []))
      : [];
    const isSideBySide = tried !== undefined && paired.length > 0;
    const candidates = rounds.length > 0 ? rounds.map((round) => round.candidate) : split.candidate;
    const shown = isSideBySide ? paired.map((round) => round.candidate) : candidates;
    const baselines = isSideBySide ? paired.map((round) => round.baseline) : level;
    const charge = (kind: Charge["kind"]) =>
      trial.charges.find((one) => one.column === column && one.kind === kind);
    return {
      ...{ metric, column, agent },
      candidate: sampleOf(shown, metric, direction),
      baseline: sampleOf(baselines, metric, direction),
      change: tried ?? screened.differences[column],
      margin: heard?.floors[column] ?? screened.margins[column],
      rounds: isSideBySide ? tried.each.length : 0,
      drop: charge("drop"),
      floor: charge("floor"),
      carries: carriers.get(column),
      baselineRuns: split.baseline.length,
      floorsAlone: wantsFloorsAlone(rules),
    };
  });
}

/**
 * The mean of the metrics has no place in the report: what is found or suspected of it is said of the metrics that fell
 * as far as the rules forbid, and at least of the one that fell most surely.
 */
function carriersOf(
  { figures, metrics }: GatheredAgent,
  { screened, trial }: AgentDecision,
  heard: Heard | undefined,
): ReadonlyMap<number, "proven" | "open"> {
  const mean = trial.charges.find(({ column }) => column === metricCount(figures));
  const carriers = new Map<number, "proven" | "open">();
  if (mean === undefined || mean.state === "cleared") return carriers;
  const differences = metrics.map(
    (_, column) => heard?.drops[column] ?? screened.differences[column],
  );
  const fallen = differences.flatMap((difference, column) =>
    difference !== undefined && difference.delta < 0
      ? [{ column, p: chanceOf(difference), isForbidden: isForbidden(figures, column, difference) }]
      : [],
  );
  fallen.sort((a, b) => Number(b.isForbidden) - Number(a.isForbidden) || a.p - b.p);
  fallen.forEach(({ column, isForbidden: isFar }, at) => {
    if (isFar || at === 0) carriers.set(column, mean.state === "proven" ? "proven" : "open");
  });
  return carriers;
}
