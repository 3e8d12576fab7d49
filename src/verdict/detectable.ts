/** What the gate can see: the smallest true drop that it finds with 80 % chance. Pure. */
import type { Measurement } from "../domain.ts";
import { type AgentFigures, metricCount } from "./figures.ts";
import type { JudgedAgent, JudgeOptions } from "./gather.ts";
import { gather } from "./gather.ts";
import { AGREES } from "./hearing.ts";
import { alphaOfLook } from "./looks.ts";
import { ALIKE_DF, type Noise } from "./noise.ts";
import { screen, unusualChance } from "./screen.ts";
import { upperQuantile, upperTail } from "./student.ts";

const CHANCE = 0.8;
const LARGEST_DROP = 100;

/** Points; undefined where no drop is large enough to be found. */
export interface Detectable {
  /** When all metrics of the agent drop alike. */
  readonly together: number | undefined;
  /** By column, when one metric drops alone. */
  readonly alone: readonly (number | undefined)[];
}

/** One test on its way to a finding: the first look, and where there is one the trial. */
interface Path {
  readonly maxDrop: number;
  readonly hurdles: readonly Hurdle[];
}

/** An observed drop has to be at least so many points. */
interface Hurdle {
  readonly least: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * `noise` is that before the trial, by channel; an agent without runs is taken to get one of each side. The chance is
 * that of passing every hurdle, taken as independent: within a few points of what is measured (docs/verdict.md).
 */
export function detectableOf(
  agents: readonly AgentFigures[],
  noise: readonly Noise[],
  confidence: number,
  moreRuns = 0,
): Detectable[] {
  const counts = agents.map(({ tested, min }) => {
    const drops = tested.filter((isTested) => isTested).length;
    return drops + min.filter((value) => !Number.isNaN(value)).length;
  });
  const tests = counts.reduce((sum, count) => sum + count, 0);
  const chance = unusualChance(agents.length, tests);
  const bystanders = chance * tests;
  return agents.map((agent) => {
    const pathOf = (column: number, charges: number) =>
      path(agent, column, noise, {
        ...{ tests, chance, confidence, moreRuns },
        agents: agents.length,
        charges: charges + bystanders,
      });
    const metrics = Array.from({ length: metricCount(agent) }, (_, column) => column).filter(
      (column) => agent.tested[column],
    );
    const charges = metrics.length + (agent.tested.at(-1) ? 1 : 0);
    const all = metrics.map((column) => pathOf(column, charges));
    const mean = agent.tested.at(-1) ? pathOf(metricCount(agent), charges) : undefined;
    return {
      together: smallest((drop) => chanceTogether(drop, all, mean)),
      alone: agent.channels.slice(0, -1).map((_, column) => {
        if (!agent.tested[column]) return undefined;
        const one = pathOf(column, 1);
        return smallest((drop) => chanceOf(drop, one));
      }),
    };
  });
}

interface Family {
  readonly agents: number;
  readonly tests: number;
  /** Largest p of a suspect. */
  readonly chance: number;
  /** Charges expected to share the error of the trial. */
  readonly charges: number;
  readonly confidence: number;
  /** Of the baseline, imagined. */
  readonly moreRuns: number;
}

function path(
  agent: AgentFigures,
  column: number,
  noise: readonly Noise[],
  { agents, tests, chance, charges, confidence, moreRuns }: Family,
): Path {
  const { variance, degreesOfFreedom: sofar } = noise[agent.channels[column] ?? 0] ?? UNKNOWN;
  const degreesOfFreedom = sofar + moreRuns * agents;
  const rounds = agent.confirm;
  const n = Math.max(1, agent.candidate.length);
  const m = Math.max(1, agent.baseline.length + moreRuns);
  const maxDrop = agent.maxDrop[column] ?? Infinity;
  const isMean = column === metricCount(agent);
  const hurdle = (p: number, square: number, df: number): Hurdle => {
    const standardError = Math.sqrt(square);
    const least = upperQuantile(Math.min(0.5, p), df) * standardError;
    return {
      least: isMean ? least : Math.max(least, maxDrop),
      standardError,
      degreesOfFreedom: df,
    };
  };
  const before = variance * (1 / n + 1 / m);
  const last = alphaOfLook(confidence, Math.max(1, rounds), rounds);
  if (rounds === 0) return { maxDrop, hurdles: [hurdle(last / tests, before, degreesOfFreedom)] };
  const one = agent.sideBySide ? 2 * variance : variance;
  const shared = agent.sideBySide ? 0 : variance / m;
  const own = ALIKE_DF + metricCount(agent) * (n + m + 2 * rounds - 3);
  const known = Math.min(own, degreesOfFreedom + 2 * rounds - 1);
  const round = Math.sqrt(one + shared);
  const each: Hurdle = {
    least: upperQuantile(AGREES, known) * round,
    standardError: round,
    degreesOfFreedom: known,
  };
  const steady = rounds - Math.floor(rounds / 3);
  return {
    maxDrop,
    hurdles: [
      hurdle(chance, before, degreesOfFreedom),
      hurdle(last / charges, one / rounds + shared, known),
      ...Array.from({ length: steady }, () => each),
    ],
  };
}

const UNKNOWN: Noise = { variance: 1, degreesOfFreedom: 1 };

function chanceOf(drop: number, { hurdles }: Path): number {
  return hurdles.reduce(
    (chance, { least, standardError, degreesOfFreedom }) =>
      chance * upperTail((least - drop) / standardError, degreesOfFreedom),
    1,
  );
}

/** By one of the metrics, taken as independent, or by their mean beside at least one that drops as far as is forbidden. */
function chanceTogether(drop: number, metrics: readonly Path[], mean: Path | undefined): number {
  const none = metrics.reduce((chance, one) => chance * (1 - chanceOf(drop, one)), 1);
  if (mean === undefined) return 1 - none;
  const forbidden = mean.hurdles.slice(0, 2).reduce((chance, _, stage) => {
    const missed = metrics.reduce((all, { maxDrop, hurdles }) => {
      const { standardError = 1, degreesOfFreedom = 1 } = hurdles[stage] ?? {};
      return all * (1 - upperTail((maxDrop - drop) / standardError, degreesOfFreedom));
    }, 1);
    return chance * (1 - missed);
  }, 1);
  return Math.max(1 - none, chanceOf(drop, mean) * forbidden);
}

function smallest(chanceOfDrop: (drop: number) => number): number | undefined {
  if (chanceOfDrop(LARGEST_DROP) < CHANCE) return undefined;
  let low = 0;
  let high = LARGEST_DROP;
  while (high - low > 0.05) {
    const middle = (low + high) / 2;
    if (chanceOfDrop(middle) < CHANCE) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Points: the smallest drop of all metrics of each agent, in the order given, that is found with 80 % chance; undefined
 * where none is. No run of the candidate is needed; an agent without a baseline is taken to get one run of it, with four metrics.
 */
export function foresee(
  agents: readonly JudgedAgent[],
  options: JudgeOptions & {
    /** Further runs of every baseline that are to be imagined. */
    readonly moreRuns?: number;
  },
): readonly (number | undefined)[] {
  const { confidence, history, moreRuns } = options;
  const imagined = agents.map((agent) =>
    agent.baseline.length > 0 ? agent : { ...agent, candidate: [], baseline: [aRunOf(agent)] },
  );
  const { agents: gathered, channels, known } = gather(imagined, history, () => true);
  const figures = gathered.map((one) => one.figures);
  const { noise } = screen(figures, channels, known);
  return detectableOf(figures, noise, confidence, moreRuns).map(({ together }) => together);
}

/** Nobody knows the metrics of an agent that was never measured. */
function aRunOf({ key, mode }: JudgedAgent): Measurement {
  const scores = Object.fromEntries(["1", "2", "3", "4"].map((metric) => [metric, 50]));
  return {
    ...{ runId: `imagined ${key}`, agentId: key, fingerprint: key, mode, scores },
    ...{ completedAt: "1970-01-01T00:00:00Z", origin: "started" },
  };
}
