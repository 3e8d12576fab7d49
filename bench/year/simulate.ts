/** Years of nights with a known truth, put through the gate's own decisions as a scheduled run does it. */
import { nightAllowance } from "../../src/gate/nights.ts";
import { decide } from "../../src/verdict/decide.ts";
import { chosenRuns, fallIn } from "../../src/verdict/decline.ts";
import type { AgentFigures, Channel, RoundRows, Row } from "../../src/verdict/figures.ts";
import { nightConfidence } from "../../src/verdict/night.ts";
import { emptyPool } from "../../src/verdict/noise.ts";
import { hashOf, Random } from "../verdict/random.ts";
import { fillNoise, PRIOR_SD, WORLDS } from "../verdict/worlds.ts";
import { lostOn, MONTH, SETTLING, type Situation } from "./situations.ts";

const METRICS = 4;
const MAX_DROP = 5;
const CONFIRM = 2;
const MAX_RUNS = 6;
const KEEP = 2;
const SHARE = 0.5;
const CONFIDENCE = nightConfidence(0.95);
const DAY_MS = 86_400_000;
/** What the gate reads: newest runs for the judge, their age; runs that a list holds, and how far back declines are looked for. */
const JUDGED_RUNS = 12;
const JUDGED_DAYS = 30;
const LISTED_RUNS = 100;
const DECLINE_DAYS = 180;

export interface YearResult {
  /** Nights from the change on until it was called worse; undefined: never. */
  readonly foundAfter: number | undefined;
  /** Times that somebody was told that an agent is worse. */
  readonly alarms: number;
  /** Of those, by what looks for slow declines: by the change point alone, or since the reference of benchmarks. */
  readonly declines: number;
  /** Nights on which something was suspected and not settled. */
  readonly warnings: number;
  /** Optimizations, or benchmarks. */
  readonly runs: number;
  /** Nights on which nobody's turn came. */
  readonly idle: number;
  /** Most runs used in a month, those of pull requests among them. */
  readonly mostUsed: number;
}

const columns = <T>(value: T, ofMean = value) => [...Array<T>(METRICS).fill(value), ofMean];
const RULES = {
  channels: columns(0).map((_, column) => column),
  maxDrop: columns(MAX_DROP, Number.POSITIVE_INFINITY),
  min: columns(Number.NaN),
  tested: columns(true),
  apart: [],
  sideBySide: false,
  confirm: CONFIRM,
};

interface Run {
  readonly night: number;
  readonly row: Row;
}

interface SimulatedAgent {
  /** Newest first. */
  runs: Run[];
  isWorse: boolean;
}

export function simulateYear(situation: Situation, year: number, seed: string): YearResult {
  return new Year(situation, year, hashOf(seed)).run();
}

class Year {
  readonly #situation: Situation;
  readonly #random = new Random();
  readonly #noise = new Float64Array(METRICS);
  readonly #agents: SimulatedAgent[];
  readonly #channels: Channel[];
  #used = 0;
  #result = { foundAfter: undefined as number | undefined, alarms: 0, declines: 0 };
  #counts = { warnings: 0, runs: 0, idle: 0, mostUsed: 0 };

  constructor(situation: Situation, year: number, seed: number) {
    this.#situation = situation;
    this.#random.seed(seed, year, hashOf(situation.world));
    this.#agents = Array.from({ length: situation.agents }, () => ({ runs: [], isWorse: false }));
    this.#channels = Array.from({ length: METRICS + 1 }, (_, column) => ({
      mode: situation.mode,
      meanOf: column === METRICS ? METRICS : undefined,
    }));
  }

  run(): YearResult {
    const { nights, change, others, quota } = this.#situation;
    for (let night = -SETTLING; night < nights; night += 1) {
      const day = (night + SETTLING) % MONTH;
      if (day === 0) this.#used = 0;
      // Pull requests come when they come.
      if (this.#random.uniform() < others / MONTH && this.#used < quota - KEEP) this.#used += 1;
      this.#night(night, day);
      this.#counts.mostUsed = Math.max(this.#counts.mostUsed, this.#used);
      if (change.kind !== "none" && this.#result.foundAfter !== undefined) break;
    }
    return { ...this.#result, ...this.#counts };
  }

  #night(night: number, day: number): void {
    let left = this.#allowed(day);
    const measured = this.#leastKnownFirst(night).slice(0, left);
    if (measured.length === 0) {
      this.#counts.idle += 1;
      return;
    }
    left -= measured.length;
    const rounds = measured.map((): RoundRows[] => []);
    const figures = measured.map((agent, at) => this.#figuresOf(agent, night, rounds[at] ?? []));
    let decision = decide(figures, this.#channels, emptyPool(METRICS + 1), CONFIDENCE);
    for (;;) {
      const open = decision.agents.flatMap(({ standing }, at) => (standing === "open" ? [at] : []));
      const served = open.slice(0, left);
      if (served.length === 0) break;
      left -= served.length;
      for (const at of served) {
        const candidate = this.#measure(measured[at], night);
        rounds[at]?.push({ candidate, baseline: undefined });
      }
      const { screening } = decision;
      decision = decide(figures, this.#channels, emptyPool(METRICS + 1), CONFIDENCE, screening);
    }
    let isWarned = false;
    measured.forEach((agent, at) => {
      const standing = decision.agents[at]?.standing;
      isWarned ||= standing === "open" || standing === "unproven";
      const declined = this.#hasDeclined(agent, night);
      const isWorse = standing === "proven" || declined;
      if (isWorse && !agent.isWorse) {
        this.#tell(night, declined && standing !== "proven");
      }
      agent.isWorse = isWorse;
    });
    if (isWarned) this.#counts.warnings += 1;
  }

  #tell(night: number, byDecline: boolean): void {
    if (this.#situation.change.kind === "none" || night >= 0) {
      this.#result.foundAfter ??= night + 1;
    }
    this.#result.alarms += 1;
    if (byDecline) this.#result.declines += 1;
  }

  #allowed(day: number): number {
    const { quota } = this.#situation;
    if (!Number.isFinite(quota)) return MAX_RUNS;
    const at = (days: number) => new Date(days * DAY_MS).toISOString();
    const usage = {
      optimizations: { limit: quota, used: this.#used, running: 0 },
      periodStart: at(0),
      periodEnd: at(MONTH),
    };
    const limits = { keep: KEEP, share: SHARE, now: day * DAY_MS + 1 };
    const spendable = Math.max(0, quota - this.#used - KEEP);
    return Math.min(MAX_RUNS, spendable, nightAllowance(usage, limits)?.runs ?? MAX_RUNS);
  }

  #leastKnownFirst(night: number): readonly SimulatedAgent[] {
    const known = ({ runs }: SimulatedAgent) =>
      Math.min(3, runs.filter((run) => night - run.night <= JUDGED_DAYS).length);
    const newest = ({ runs }: SimulatedAgent) => runs[0]?.night ?? Number.NEGATIVE_INFINITY;
    return this.#agents.toSorted((a, b) => known(a) - known(b) || newest(a) - newest(b));
  }

  #figuresOf(agent: SimulatedAgent, night: number, rounds: readonly RoundRows[]): AgentFigures {
    const baseline = agent.runs
      .slice(0, JUDGED_RUNS)
      .filter((run) => night - run.night <= JUDGED_DAYS)
      .map(({ row }) => row);
    return { ...RULES, candidate: [this.#measure(agent, night)], baseline, rounds };
  }

  #hasDeclined({ runs }: SimulatedAgent, night: number): boolean {
    let listed = Math.min(LISTED_RUNS, runs.length);
    while (listed > 0 && night - (runs[listed - 1]?.night ?? 0) > DECLINE_DAYS) listed -= 1;
    const chosen = chosenRuns(listed === runs.length ? runs : runs.slice(0, listed));
    const rows: Row[] = [];
    for (let at = chosen.length - 1; at >= 0; at -= 1) rows.push(chosen[at]?.row ?? []);
    return fallIn(rows, this.#situation.mode) !== undefined;
  }

  #measure(agent: SimulatedAgent | undefined, night: number): Row {
    const { mode, noise, world: name } = this.#situation;
    const world = WORLDS[name];
    fillNoise(this.#noise, world, this.#random);
    const row = Array.from({ length: METRICS }, (_, metric) => {
      const level = world.truth - lostOn(night, metric, this.#situation);
      const score = level + PRIOR_SD[mode] * noise * (this.#noise[metric] ?? 0);
      return Math.min(100, Math.max(0, score));
    });
    row.push(row.reduce((sum, value) => sum + value, 0) / METRICS);
    agent?.runs.unshift({ night, row });
    this.#used += 1;
    this.#counts.runs += 1;
    return row;
  }
}
