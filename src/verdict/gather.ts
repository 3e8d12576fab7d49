/** From measurements to the figures of the decision: columns, channels, and which runs tell the level. Pure. */
import type { GateRules, Measurement, Mode } from "../domain.ts";
import { sinceLastShift } from "./drift.ts";
import { type AgentFigures, type Channel, momentsOf, type Pool } from "./figures.ts";
import { directed, metricNames } from "./metric.ts";
import { addGroup, emptyPool } from "./noise.ts";
import { type SplitEvidence, splitTrial } from "./rounds.ts";
import { floorsOf, type Threshold, thresholdOf, wantsFloorsAlone } from "./rules.ts";

/** What the figures of one agent are made from. */
export interface AgentEvidence {
  readonly rules: GateRules;
  readonly mode: Mode;
  /** All runs of each prompt in this mode, in any order, rounds among them. */
  readonly candidate: readonly Measurement[];
  readonly baseline: readonly Measurement[];
  /** What a suspected drop has to show against: fresh baseline runs (if not given), or the earlier ones. */
  readonly against?: "side-by-side" | "history";
  /** Ids of agents that nights measure: a run of the candidate there is no round of its trial. */
  readonly nightly?: ReadonlySet<string>;
}

export interface JudgedAgent extends AgentEvidence {
  readonly key: string;
  /** Why a round that was asked for cannot be run. */
  readonly refused?: "no-budget" | "no-baseline";
}

export interface JudgeOptions {
  /** The gate fails a harmless pull request with at most 1 minus this chance. */
  readonly confidence: number;
  /** Whatever else tells how noisy runs are: evidence of any prompt. Runs of the agents judged may be among it. */
  readonly history: readonly Measurement[];
}

export interface GatheredAgent {
  readonly metrics: readonly string[];
  readonly thresholds: readonly Threshold[];
  readonly split: SplitEvidence;
  /** Baseline runs that the first look is held against. */
  readonly level: readonly Measurement[];
  /** False where the only baseline runs are from another place: enough to suspect, not to pass. */
  readonly isLevel: boolean;
  readonly figures: AgentFigures;
}

export interface Gathered {
  readonly agents: readonly GatheredAgent[];
  readonly channels: readonly Channel[];
  /** What runs of any other prompt tell of noise. */
  readonly known: Pool;
}

/** `placesAgree`: whether runs from unlike places may be compared in level. */
export function gather(
  agents: readonly AgentEvidence[],
  history: readonly Measurement[],
  placesAgree: (mode: Mode) => boolean,
): Gathered {
  const channels = new Channels();
  const gathered = agents.map((agent) => gatherAgent(agent, channels, placesAgree(agent.mode)));
  const used = new Set(
    agents.flatMap(({ candidate, baseline }) => [...candidate, ...baseline].map(idOf)),
  );
  const others = uniqueRuns(history).filter((run) => !used.has(run.runId));
  return {
    agents: gathered,
    channels: channels.all,
    known: noiseKnown(gathered, others, channels),
  };
}

/** Numbers the noises: one of each metric and mode, and of the mean of so many metrics in each mode. */
class Channels {
  readonly all: Channel[] = [];
  readonly #indexes = new Map<string, number>();

  of(mode: Mode, metric: string | number): number {
    const name = JSON.stringify([mode, metric]);
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index = this.all.length;
    this.#indexes.set(name, index);
    this.all.push({ mode, meanOf: typeof metric === "number" ? metric : undefined });
    return index;
  }
}

function gatherAgent(
  agent: AgentEvidence,
  channels: Channels,
  placesAgree: boolean,
): GatheredAgent {
  const { rules, mode, against = "side-by-side", nightly } = agent;
  const split = splitTrial(uniqueRuns(agent.candidate), uniqueRuns(agent.baseline), nightly);
  const place = split.candidate[0]?.place;
  const alike = split.baseline.filter((run) => placesAgree || run.place === place);
  const isLevel = alike.length > 0 || split.baseline.length === 0;
  const comparable = isLevel ? alike : split.baseline;
  // Against history a change since then is the very question.
  const level = against === "history" ? comparable : sinceLastShift(comparable, mode);
  const runs = [...agent.candidate, ...agent.baseline];
  // A floor for a metric that no run reports would otherwise look like a pass.
  const reported = wantsFloorsAlone(rules) ? [] : metricNames(runs);
  const metrics = [...new Set([...reported, ...floorsOf(rules)])];
  const thresholds = metrics.map((metric) => thresholdOf(rules, metric));
  const inMean = metrics.map(
    (metric, column) =>
      thresholds[column]?.decides === true &&
      runs.every(({ scores }) => Number.isFinite(scores[metric])),
  );
  const count = inMean.filter((isIn) => isIn).length;
  const row = (run: Measurement) => rowOf(run, metrics, thresholds, inMean);
  const figures: AgentFigures = {
    channels: [...metrics.map((metric) => channels.of(mode, metric)), channels.of(mode, count)],
    maxDrop: [...thresholds.map(({ maxDrop }) => maxDrop), Infinity],
    min: [...thresholds.map(({ min }) => min ?? Number.NaN), Number.NaN],
    tested: [...thresholds.map(({ decides }) => decides), count > 1],
    candidate: split.candidate.map(row),
    baseline: level.map(row),
    rounds: split.rounds.map(({ candidate, baseline }) => ({
      candidate: row(candidate),
      baseline: baseline === undefined ? undefined : row(baseline),
    })),
    apart: groupsOf(split.baseline.filter((run) => !level.includes(run))).map((runs) =>
      runs.map(row),
    ),
    sideBySide: against === "side-by-side",
    confirm: rules.confirm,
  };
  return { metrics, thresholds, split, level, isLevel, figures };
}

function rowOf(
  { scores }: Measurement,
  metrics: readonly string[],
  thresholds: readonly Threshold[],
  inMean: readonly boolean[],
): number[] {
  let sum = 0;
  let count = 0;
  const row = metrics.map((metric, column) => {
    const value = directed(scores[metric], thresholds[column]?.direction ?? "higher");
    if (inMean[column]) {
      sum += value;
      count += 1;
    }
    return value;
  });
  row.push(count > 1 ? sum / count : Number.NaN);
  return row;
}

/** The columns of one agent serve for the runs of all that have no columns of their own, each noise once. */
function noiseKnown(
  agents: readonly GatheredAgent[],
  runs: readonly Measurement[],
  { all }: Channels,
): Pool {
  const pool = emptyPool(all.length);
  for (const group of groupsOf(runs)) {
    const done = new Set<number>();
    for (const { metrics, thresholds, figures } of agents) {
      const { channels, tested } = figures;
      if (all[channels[0] ?? 0]?.mode !== group[0]?.mode || channels.every((c) => done.has(c))) {
        continue;
      }
      const rows = group.map((run) => {
        const row = rowOf(run, metrics, thresholds, tested.slice(0, -1));
        return row.map((value, column) => (done.has(channels[column] ?? 0) ? Number.NaN : value));
      });
      addGroup(pool, channels, momentsOf(rows, channels.length));
      for (const channel of channels) done.add(channel);
    }
  }
  return pool;
}

/** Runs of one prompt in one place and mode. */
function groupsOf(runs: readonly Measurement[]): Measurement[][] {
  const groups = new Map<string, Measurement[]>();
  for (const run of runs) {
    const name = JSON.stringify([run.fingerprint, run.mode, run.place]);
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return [...groups.values()];
}

/** Of a run that is given twice, the first counts. */
function uniqueRuns(runs: readonly Measurement[]): Measurement[] {
  const seen = new Set<string>();
  return runs.filter(({ runId }) => {
    const isNew = !seen.has(runId);
    seen.add(runId);
    return isNew;
  });
}

function idOf({ runId }: Measurement): string {
  return runId;
}
