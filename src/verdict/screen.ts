/** The first look: which agents are suspected. It spends no error, for nothing fails on it. Pure. */
import {
  type AgentFigures,
  type Channel,
  type Moments,
  metricCount,
  momentsOf,
  type Pool,
} from "./figures.ts";
import {
  candidateExcess,
  type Sides,
  type Spread,
  scatter,
  spreadBetween,
  varianceAt,
  withSpread,
} from "./gate-noise.ts";
import { addGroup, copyPool, excessOf, type Noise, noiseOf } from "./noise.ts";
import { upperTail } from "./student.ts";

/**
 * A drop is unusual when noise shows one like it at most this often in a gate of one agent, and in a gate of n agents
 * the square root of n times as often: they can afford more trials, for most of them have none. Chosen by measurement
 * (docs/verdict.md).
 */
const UNUSUAL = 0.5;

/** Largest p of a suspect in a gate of so many agents and tests. */
export function unusualChance(agents: number, tests: number): number {
  return (UNUSUAL * Math.sqrt(Math.max(1, agents))) / Math.max(1, tests);
}

/** Candidate against baseline in one column, on what was known before the trial. */
export interface Difference {
  readonly delta: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** Candidate against a floor. */
export type Margin = Difference;

export interface ScreenedAgent {
  readonly candidate: Moments;
  readonly baseline: Moments;
  /** By column; undefined where one side has no score or nothing is tested. */
  readonly differences: readonly (Difference | undefined)[];
  readonly margins: readonly (Margin | undefined)[];
  readonly suspects: readonly Suspect[];
  /** Of the most suspicious test: how many like it noise is expected to show in this gate. Infinity without a suspect. */
  readonly expected: number;
}

export interface Suspect {
  readonly column: number;
  readonly kind: "drop" | "floor";
  readonly p: number;
}

export interface Screening {
  readonly agents: readonly ScreenedAgent[];
  /** Tests of the whole gate: drops of metrics and of their mean, and floors. */
  readonly tests: number;
  /** Evidence of noise from before the trial, without the spread between agents. */
  readonly pool: Pool;
  readonly spread: Spread;
  readonly noise: readonly Noise[];
}

export function screen(
  agents: readonly AgentFigures[],
  channels: readonly Channel[],
  known: Pool,
): Screening {
  const pool = copyPool(known);
  const sides = agents.map((agent) => {
    const columns = agent.channels.length;
    const candidate = momentsOf(agent.candidate, columns);
    const baseline = momentsOf(agent.baseline, columns);
    addGroup(pool, agent.channels, candidate);
    addGroup(pool, agent.channels, baseline);
    for (const group of agent.apart) addGroup(pool, agent.channels, momentsOf(group, columns));
    return { agent, candidate, baseline };
  });
  const spread = spreadBetween(channels.length, sides);
  const noise = noiseOf(channels, withSpread(pool, spread));
  const excess = candidateExcess(channels, noise, spread, sides);
  const compared = sides.map((side) => compare(side, noise, excess));
  const tests = compared.reduce((sum, { count }) => sum + count, 0);
  const largestP = unusualChance(compared.filter(({ count }) => count > 0).length, tests);
  const screened = sides.map(({ agent, candidate, baseline }, index): ScreenedAgent => {
    const { differences, margins } = compared[index] ?? NOT_COMPARED;
    const suspects = suspectsOf(agent, differences, margins, largestP);
    const smallest = suspects.reduce((least, { p }) => Math.min(least, p), Infinity);
    const expected = smallest * tests;
    return { candidate, baseline, differences, margins, suspects, expected };
  });
  return { agents: screened, tests, pool, spread, noise };
}

interface Compared {
  readonly differences: readonly (Difference | undefined)[];
  readonly margins: readonly (Margin | undefined)[];
  /** How many tests they are. */
  readonly count: number;
}

const NOT_COMPARED: Compared = { differences: [], margins: [], count: 0 };

function compare(
  { agent, candidate, baseline }: Sides,
  noise: readonly Noise[],
  ofAll: number,
): Compared {
  const one = scatter(agent, candidate, noise);
  const two = scatter(agent, baseline, noise);
  const own = excessOf(one.squares + two.squares, one.degreesOfFreedom + two.degreesOfFreedom);
  const differences: (Difference | undefined)[] = [];
  const margins: (Margin | undefined)[] = [];
  let count = 0;
  for (let column = 0; column < agent.channels.length; column += 1) {
    const n = candidate.n[column] ?? 0;
    const m = baseline.n[column] ?? 0;
    const min = agent.min[column] ?? Number.NaN;
    differences.push(undefined);
    margins.push(undefined);
    if (n === 0) continue;
    const test = agent.tested[column] === true ? 1 : 0;
    const variance = varianceAt(agent, column, noise) * own.factor;
    const degreesOfFreedom = noise[agent.channels[column] ?? 0]?.degreesOfFreedom ?? 1;
    const mean = candidate.mean[column] ?? 0;
    if (m > 0) {
      const standardError = Math.sqrt(variance * (ofAll / n + 1 / m));
      const delta = mean - (baseline.mean[column] ?? 0);
      differences[column] = { delta, standardError, degreesOfFreedom };
      count += test;
    }
    if (!Number.isNaN(min)) {
      const standardError = Math.sqrt((variance * ofAll) / n);
      margins[column] = { delta: mean - min, standardError, degreesOfFreedom };
      count += test;
    }
  }
  return { differences, margins, count };
}

function suspectsOf(
  agent: AgentFigures,
  differences: readonly (Difference | undefined)[],
  margins: readonly (Margin | undefined)[],
  largestP: number,
): Suspect[] {
  const suspects: Suspect[] = [];
  const metrics = metricCount(agent);
  let fell = false;
  for (let column = 0; column <= metrics; column += 1) {
    const difference = differences[column];
    const margin = margins[column];
    // A mean is suspected only of what at least one of its metrics is forbidden.
    const isBig: boolean = column < metrics ? isForbidden(agent, column, difference) : fell;
    fell ||= isBig;
    if (agent.tested[column] !== true) continue;
    if (isBig && difference !== undefined) {
      const p = chanceOf(difference);
      if (p <= largestP) suspects.push({ column, kind: "drop", p });
    }
    if (margin !== undefined && margin.delta < 0) {
      const p = chanceOf(margin);
      if (p <= largestP) suspects.push({ column, kind: "floor", p });
    }
  }
  return suspects;
}

/** The drop is as large as the rules forbid for a metric that decides; says nothing of noise. */
export function isForbidden(
  agent: AgentFigures,
  column: number,
  difference: Difference | undefined,
): boolean {
  const delta = difference?.delta ?? 0;
  if (agent.tested[column] !== true) return false;
  return delta < 0 && -delta >= (agent.maxDrop[column] ?? Infinity);
}

/** One-sided: how often noise alone shows this much or less. */
export function chanceOf({ delta, standardError, degreesOfFreedom }: Difference): number {
  return upperTail(-delta / standardError, degreesOfFreedom);
}
