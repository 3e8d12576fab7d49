/** What the agents of one gate tell of noise together, and how each differs from the rest. Pure. */
import {
  type AgentFigures,
  type Channel,
  type Moments,
  metricCount,
  type Pool,
} from "./figures.ts";
import { addToPool, copyPool, excessOf, type Noise, spreadOf } from "./noise.ts";

/** What the spread of candidate minus baseline over the agents tells, by channel. */
export type Spread = readonly (Noise | undefined)[];

export interface Sides {
  readonly agent: AgentFigures;
  readonly candidate: Moments;
  readonly baseline: Moments;
}

export function spreadBetween(channels: number, sides: readonly Sides[]): Spread {
  const differences = Array.from({ length: channels }, (): number[] => []);
  for (const { agent, candidate, baseline } of sides) {
    for (let column = 0; column < agent.channels.length; column += 1) {
      const n = candidate.n[column] ?? 0;
      const m = baseline.n[column] ?? 0;
      if (n === 0 || m === 0) continue;
      const delta = (candidate.mean[column] ?? 0) - (baseline.mean[column] ?? 0);
      differences[agent.channels[column] ?? 0]?.push(delta / Math.sqrt(1 / n + 1 / m));
    }
  }
  return differences.map(spreadOf);
}

export function withSpread(pool: Pool, spread: Spread): Pool {
  const all = copyPool(pool);
  spread.forEach((noise, channel) => {
    if (noise === undefined) return;
    const { variance, degreesOfFreedom } = noise;
    addToPool(all, channel, variance * degreesOfFreedom, degreesOfFreedom);
  });
  return all;
}

/** How much noisier the candidates' runs are than all runs: one factor for the gate. */
export function candidateExcess(
  channels: readonly Channel[],
  noise: readonly Noise[],
  spread: Spread,
  candidates: readonly { readonly agent: AgentFigures; readonly candidate: Moments }[],
): number {
  let squares = 0;
  let degreesOfFreedom = 0;
  spread.forEach((between, channel) => {
    const pooled = noise[channel]?.variance ?? 1;
    if (between === undefined || channels[channel]?.meanOf !== undefined) return;
    squares += (between.degreesOfFreedom * between.variance) / pooled;
    degreesOfFreedom += between.degreesOfFreedom;
  });
  for (const { agent, candidate } of candidates) {
    const own = scatter(agent, candidate, noise);
    squares += own.squares;
    degreesOfFreedom += own.degreesOfFreedom;
  }
  return excessOf(squares, degreesOfFreedom).factor;
}

/** The spread inside a group over all metrics, in units of the pooled variance. */
export function scatter(agent: AgentFigures, group: Moments, noise: readonly Noise[]) {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (let column = 0; column < metricCount(agent); column += 1) {
    const n = group.n[column] ?? 0;
    if (n < 2) continue;
    squares += (group.squares[column] ?? 0) / varianceAt(agent, column, noise);
    degreesOfFreedom += n - 1;
  }
  return { squares, degreesOfFreedom };
}

export function varianceAt(agent: AgentFigures, column: number, noise: readonly Noise[]): number {
  return noise[agent.channels[column] ?? 0]?.variance ?? 1;
}
