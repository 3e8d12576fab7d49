/** Pull requests with a known truth, put through the gate's own decision as the action does it: decide, run a round, decide again. */
import { type Decision, decide } from "../../src/verdict/decide.ts";
import type { AgentFigures, Channel, RoundRows, Row } from "../../src/verdict/figures.ts";
import { emptyPool } from "../../src/verdict/noise.ts";
import type { Screening } from "../../src/verdict/screen.ts";
import type { Cell } from "./cells.ts";
import { hashOf, Random } from "./random.ts";
import { binomialScore, fillNoise, PRIOR_SD, WORLDS, type World } from "./worlds.ts";

const CONFIDENCE = 0.95;
const METRICS = 4;
const MAX_DROP = 5;

/** Rates are shares of all pull requests, unless said otherwise. */
export interface CellResult {
  readonly trials: number;
  readonly failed: number;
  /** Neither failed nor passed: something is suspected. */
  readonly warned: number;
  /** The first look suspected something. */
  readonly suspected: number;
  /** The gate without statistics: newest run against newest run, fail when a metric is lower by max-drop. */
  readonly naiveFailed: number;
  /** Share of the changed agents that were found regressed. */
  readonly changedFound: number;
  /** Paid runs of one agent. */
  readonly candidateRuns: number;
  readonly baselineRuns: number;
}

export function simulateCell(cell: Cell, trials: number, seed: string): CellResult {
  const gate = new SimulatedGate(cell, hashOf(seed));
  const sum = { failed: 0, warned: 0, suspected: 0, naiveFailed: 0, found: 0, rounds: 0 };
  for (let trial = 0; trial < trials; trial += 1) {
    gate.open(trial);
    sum.naiveFailed += gate.naiveFails() ? 1 : 0;
    const { agents } = gate.run();
    const hasProven = agents.some(({ standing }) => standing === "proven");
    const hasOpen = agents.some(({ standing }) => standing === "unproven" || standing === "open");
    sum.failed += hasProven ? 1 : 0;
    sum.warned += hasOpen && !hasProven ? 1 : 0;
    sum.suspected += agents.some(({ standing }) => standing !== "clear") ? 1 : 0;
    for (let index = 0; index < cell.changed; index += 1) {
      sum.found += agents[index]?.standing === "proven" ? 1 : 0;
    }
    sum.rounds += gate.rounds();
  }
  const rounds = sum.rounds / (trials * cell.agents);
  return {
    trials,
    failed: sum.failed / trials,
    warned: sum.warned / trials,
    suspected: sum.suspected / trials,
    naiveFailed: sum.naiveFailed / trials,
    changedFound: cell.changed === 0 ? 0 : sum.found / (trials * cell.changed),
    candidateRuns: 1 + rounds,
    // Without history the baseline has to be measured, which costs a run.
    baselineRuns: (cell.history === 0 ? 1 : 0) + rounds,
  };
}

interface SimulatedAgent {
  readonly figures: AgentFigures & { readonly rounds: RoundRows[] };
  readonly spare: readonly { candidate: Float64Array; baseline: Float64Array }[];
}

/** One gate's agents; every pull request overwrites the scores of the one before. */
class SimulatedGate {
  readonly #cell: Cell;
  readonly #world: World;
  readonly #seed: number;
  readonly #channels: Channel[];
  readonly #agents: SimulatedAgent[];
  readonly #figures: AgentFigures[];
  readonly #random = new Random();
  readonly #noise = new Float64Array(METRICS);
  #pullRequest = 0;

  constructor(cell: Cell, seed: number) {
    this.#cell = cell;
    this.#world = WORLDS[cell.world];
    // Cells that differ in what changed, not in their world, see the same noise: their difference is known far better.
    this.#seed = hashOf(`${seed} ${cell.agents} ${cell.history} ${this.#world.shape}`);
    this.#channels = Array.from({ length: METRICS + 1 }, (_, column) => ({
      mode: cell.mode,
      meanOf: column === METRICS ? METRICS : undefined,
    }));
    this.#agents = Array.from({ length: cell.agents }, () => anAgent(cell, this.#world));
    this.#figures = this.#agents.map(({ figures }) => figures);
  }

  /** A new pull request: the runs there are before the first look. */
  open(pullRequest: number): void {
    this.#pullRequest = pullRequest;
    const { history, world } = this.#cell;
    const { drift, drifted, regimes } = WORLDS[world];
    this.#agents.forEach(({ figures }, index) => {
      this.#random.seed(this.#seed, pullRequest, index);
      figures.rounds.length = 0;
      const shifted = history > 0 && (drifted === "all agents" || index === 0) ? drift : 0;
      figures.baseline.forEach((row, run) => {
        const older = history > 0 && run >= history / 2 ? regimes : 0;
        this.#measure(row, index, { shift: shifted + older });
      });
      for (const row of figures.candidate) this.#measure(row, index, { isCandidate: true });
    });
  }

  run(): Decision {
    const known = emptyPool(this.#channels.length);
    let screening: Screening | undefined;
    for (;;) {
      const decision = decide(this.#figures, this.#channels, known, CONFIDENCE, screening);
      screening = decision.screening;
      let isSettled = true;
      decision.agents.forEach(({ standing }, index) => {
        if (standing !== "open") return;
        this.#addRound(index);
        isSettled = false;
      });
      if (isSettled) return decision;
    }
  }

  rounds(): number {
    return this.#agents.reduce((sum, { figures }) => sum + figures.rounds.length, 0);
  }

  naiveFails(): boolean {
    return this.#figures.some(({ candidate, baseline }) => {
      const [after, before] = [candidate[0], baseline[0]];
      for (let metric = 0; metric < METRICS; metric += 1) {
        if ((before?.[metric] ?? 0) - (after?.[metric] ?? 0) >= MAX_DROP) return true;
      }
      return false;
    });
  }

  #addRound(index: number): void {
    const agent = this.#agents[index];
    const round = agent?.spare[agent.figures.rounds.length];
    if (agent === undefined || round === undefined) throw new Error(`no round left for ${index}`);
    this.#random.seed(this.#seed, this.#pullRequest, index, 1 + agent.figures.rounds.length);
    this.#measure(round.candidate, index, { isCandidate: true });
    this.#measure(round.baseline, index, {});
    agent.figures.rounds.push(round);
  }

  #measure(row: Row, agent: number, run: { isCandidate?: boolean; shift?: number }): void {
    const { mode, noise, noisy, drop, changed, metrics } = this.#cell;
    const { shape, truth, candidate } = this.#world;
    const scores = row as Float64Array;
    fillNoise(this.#noise, this.#world, this.#random);
    const isChanged = run.isCandidate === true && agent < changed;
    const own = this.#unevenness(agent) * (run.isCandidate === true ? candidate : 1);
    let sum = 0;
    for (let metric = 0; metric < METRICS; metric += 1) {
      const level = truth + (run.shift ?? 0) - (isChanged && metric < metrics ? drop : 0);
      const isNoisy =
        noisy === "everywhere" || (noisy === "one agent" ? agent === 0 : metric === 0);
      const sd = PRIOR_SD[mode] * (isNoisy ? noise : 1) * own;
      const drawn = this.#noise[metric] ?? 0;
      const score =
        shape === "binomial"
          ? binomialScore(Math.min(0.999, level / 100), drawn)
          : level + sd * drawn;
      const shown = Math.min(100, Math.max(0, score));
      scores[metric] = shown;
      sum += shown;
    }
    scores[METRICS] = sum / METRICS;
  }

  #unevenness(agent: number): number {
    const { uneven } = this.#world;
    if (uneven === 0) return 1;
    const fixed = UNEVEN;
    fixed.seed(this.#seed, this.#pullRequest, agent, 99);
    return Math.exp(uneven * fixed.normal());
  }
}

const UNEVEN = new Random();

function anAgent(cell: Cell, world: World): SimulatedAgent {
  const rows = (count: number) =>
    Array.from({ length: count }, () => new Float64Array(METRICS + 1));
  const columns = <T>(value: T, ofMean = value) => [...Array<T>(METRICS).fill(value), ofMean];
  return {
    figures: {
      channels: Array.from({ length: METRICS + 1 }, (_, column) => column),
      maxDrop: columns(MAX_DROP),
      min: columns(cell.floors ? world.truth : Number.NaN, Number.NaN),
      tested: columns(true),
      candidate: rows(1),
      baseline: rows(Math.max(1, cell.history)),
      rounds: [],
      apart: [],
      sideBySide: true,
      confirm: cell.confirm,
    },
    spare: Array.from({ length: cell.confirm }, () => {
      const [candidate, baseline] = rows(2);
      if (candidate === undefined || baseline === undefined) throw new Error("no rows");
      return { candidate, baseline };
    }),
  };
}
