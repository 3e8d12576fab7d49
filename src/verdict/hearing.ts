/** What the rounds of one agent's trial show, column by column, against the noise known after a round. Pure. */
import {
  type AgentFigures,
  addRow,
  type Channel,
  type Moments,
  momentsOf,
  type RoundRows,
} from "./figures.ts";
import { candidateExcess, scatter, withSpread } from "./gate-noise.ts";
import { addGroup, addGrowth, copyPool, excessOf, type Noise, noiseOf } from "./noise.ts";
import type { Difference, ScreenedAgent, Screening } from "./screen.ts";
import { upperTail } from "./student.ts";

/** A round agrees when noise alone shows what it shows at most this often. Chosen by measurement (docs/verdict.md). */
export const AGREES = 0.25;

/** Mean over the rounds, candidate minus baseline or minus the floor. */
export interface Tried extends Difference {
  readonly p: number;
  /** The same of each round. */
  readonly each: readonly number[];
  /** Every round shows it by itself; of three or more, one may fail to. */
  readonly isSteady: boolean;
  /** Taken together the rounds still show something. */
  readonly isAlive: boolean;
}

export interface Heard {
  readonly drops: readonly (Tried | undefined)[];
  readonly floors: readonly (Tried | undefined)[];
}

/** All that is known of noise after so many rounds. */
export interface Yardstick {
  readonly rounds: number;
  readonly noise: readonly Noise[];
  /** How much noisier candidates are than all runs. */
  readonly ofCandidates: number;
  readonly fresh: ReadonlyMap<AgentFigures, FreshRuns>;
}

interface FreshRuns {
  /** All runs of the candidate. */
  readonly candidate: Moments;
  /** Baseline runs of the same hours. */
  readonly baseline: Moments;
}

export function yardstickAfter(
  rounds: number,
  agents: readonly AgentFigures[],
  channels: readonly Channel[],
  { pool: before, spread, agents: screened }: Screening,
): Yardstick {
  const pool = copyPool(before);
  const fresh = new Map<AgentFigures, FreshRuns>();
  const candidates = agents.map((agent, index) => {
    const known = screened[index]?.candidate ?? momentsOf([], agent.channels.length);
    if (agent.rounds.length === 0) return { agent, candidate: known };
    const runs = freshRuns(agent, agent.rounds.slice(0, rounds));
    addGrowth(pool, agent.channels, known, runs.candidate);
    addGroup(pool, agent.channels, runs.baseline);
    fresh.set(agent, runs);
    return { agent, candidate: runs.candidate };
  });
  const noise = noiseOf(channels, withSpread(pool, spread));
  const ofCandidates = candidateExcess(channels, noise, spread, candidates);
  return { rounds, noise, ofCandidates, fresh };
}

function freshRuns(agent: AgentFigures, rounds: readonly RoundRows[]): FreshRuns {
  const columns = agent.channels.length;
  const candidate = momentsOf(agent.candidate, columns);
  // A single run has no spread of its own. Beside fresh ones it has, which a drift can only make larger.
  const baseline = momentsOf(agent.baseline.length === 1 ? agent.baseline : [], columns);
  for (const round of rounds) {
    addRow(candidate, round.candidate);
    if (round.baseline !== undefined) addRow(baseline, round.baseline);
  }
  return { candidate, baseline };
}

/** By column, those that are wanted. */
export function hear(
  agent: AgentFigures,
  known: ScreenedAgent,
  { rounds, noise, ofCandidates, fresh }: Yardstick,
  isWanted: (column: number) => boolean,
): Heard {
  const heard: { drops: (Tried | undefined)[]; floors: (Tried | undefined)[] } = {
    drops: [],
    floors: [],
  };
  const runs = fresh.get(agent);
  if (runs === undefined) return heard;
  const own = ownNoise(agent, known, runs, noise, ofCandidates);
  const some = agent.rounds.slice(0, rounds);
  for (let column = 0; column < agent.channels.length; column += 1) {
    const pooled = noise[agent.channels[column] ?? 0];
    if (pooled === undefined || !isWanted(column)) continue;
    const { variance } = pooled;
    const df = Math.min(pooled.degreesOfFreedom, own.degreesOfFreedom);
    const n = known.baseline.n[column] ?? 0;
    if (agent.sideBySide) {
      heard.drops[column] = tried(against(some, column, undefined), variance * own.pair, 0, df);
    } else if (n > 0) {
      const each = against(some, column, known.baseline.mean[column]);
      const shared = (variance * own.both) / n;
      heard.drops[column] = tried(each, variance * own.candidate, shared, df);
    }
    const min = agent.min[column] ?? Number.NaN;
    if (Number.isNaN(min)) continue;
    heard.floors[column] = tried(against(some, column, min), variance * own.candidate, 0, df);
  }
  return heard;
}

/** Variances of this agent's runs as multiples of the pooled one, never smaller than it. */
function ownNoise(
  agent: AgentFigures,
  known: ScreenedAgent,
  runs: FreshRuns,
  noise: readonly Noise[],
  ofCandidates: number,
) {
  const candidate = scatter(agent, runs.candidate, noise);
  const fresh = scatter(agent, runs.baseline, noise);
  const before = scatter(agent, known.baseline, noise);
  const baseline = {
    squares: fresh.squares + before.squares,
    degreesOfFreedom: fresh.degreesOfFreedom + before.degreesOfFreedom,
  };
  const both = excessOf(
    candidate.squares + baseline.squares,
    candidate.degreesOfFreedom + baseline.degreesOfFreedom,
  );
  const one = excessOf(candidate.squares, candidate.degreesOfFreedom).factor;
  const other = excessOf(baseline.squares, baseline.degreesOfFreedom).factor;
  const ofCandidate = Math.max(one, ofCandidates);
  return {
    both: both.factor,
    candidate: Math.max(both.factor, ofCandidate),
    pair: 2 * Math.max(both.factor, (ofCandidate + other) / 2),
    // The agent's own noise takes part in every test, so none may take it for better known than its runs make it.
    degreesOfFreedom: both.degreesOfFreedom,
  };
}

/** `one` is the variance of one value, `shared` of what all values are held against. */
function tried(
  each: readonly number[],
  one: number,
  shared: number,
  degreesOfFreedom: number,
): Tried | undefined {
  if (each.length === 0) return undefined;
  const single = Math.sqrt(one + shared);
  let sum = 0;
  let disagreeing = 0;
  for (const delta of each) {
    sum += delta;
    if (upperTail(-delta / single, degreesOfFreedom) > AGREES) disagreeing += 1;
  }
  const delta = sum / each.length;
  const standardError = Math.sqrt(one / each.length + shared);
  const p = upperTail(-delta / standardError, degreesOfFreedom);
  const isSteady = disagreeing <= Math.floor(each.length / 3);
  return { delta, standardError, degreesOfFreedom, p, each, isSteady, isAlive: p <= AGREES };
}

/** Round by round, without a reference against the baseline run of the same round. */
function against(
  rounds: readonly RoundRows[],
  column: number,
  reference: number | undefined,
): number[] {
  const each: number[] = [];
  for (const { candidate, baseline } of rounds) {
    const held = reference ?? baseline?.[column] ?? Number.NaN;
    const value = (candidate[column] ?? Number.NaN) - held;
    if (Number.isFinite(value)) each.push(value);
  }
  return each;
}
