/** Worlds that pull requests are simulated in: how a run misses the true score, and what else is not as the gate takes it to be. */
import type { Mode } from "../../src/domain.ts";
import type { Random } from "./random.ts";

export interface World {
  /** Shape of the noise of one run; all have mean 0 and, the binomial aside, the same variance. */
  readonly shape: "normal" | "t3" | "log-normal" | "bad runs" | "bad scores" | "binomial";
  /** Points that every baseline run of the history scores above what the same prompt scores now. */
  readonly drift: number;
  readonly drifted: "all agents" | "one agent";
  /** Points that the older half of the history scores above the newer. */
  readonly regimes: number;
  /** Correlation of the metrics of one run. */
  readonly correlation: number;
  /** Standard deviation of the logarithm of an agent's noise. */
  readonly uneven: number;
  /** Noise of the candidates' runs as a multiple of the baselines'. */
  readonly candidate: number;
  /** Points. */
  readonly truth: number;
}

const PLAIN: World = {
  shape: "normal",
  drift: 0,
  drifted: "all agents",
  regimes: 0,
  correlation: 0,
  uneven: 0,
  candidate: 1,
  truth: 65,
};

export const WORLDS = {
  plain: PLAIN,
  "all scored 2 higher before": { ...PLAIN, drift: 2 },
  "all scored 4 higher before": { ...PLAIN, drift: 4 },
  "all scored 8 higher before": { ...PLAIN, drift: 8 },
  "one scored 2 higher before": { ...PLAIN, drift: 2, drifted: "one agent" },
  "one scored 4 higher before": { ...PLAIN, drift: 4, drifted: "one agent" },
  "one scored 8 higher before": { ...PLAIN, drift: 8, drifted: "one agent" },
  "history in two regimes 5 apart": { ...PLAIN, regimes: 5 },
  "t with 3 df": { ...PLAIN, shape: "t3" },
  "log-normal, long tail down": { ...PLAIN, shape: "log-normal" },
  "1 run in 10 loses 3 sd in all metrics": { ...PLAIN, shape: "bad runs" },
  "1 score in 10 loses 3 sd": { ...PLAIN, shape: "bad scores" },
  "ceiling: truth 98": { ...PLAIN, truth: 98 },
  "binomial: 25 conversations at 96": { ...PLAIN, shape: "binomial", truth: 96 },
  "metrics correlated 0.9": { ...PLAIN, correlation: 0.9 },
  "noise uneven between agents, log-sd 0.5": { ...PLAIN, uneven: 0.5 },
  "candidates' runs twice as noisy": { ...PLAIN, candidate: 2 },
} satisfies Record<string, World>;

export type WorldName = keyof typeof WORLDS;

const CONVERSATIONS = 25;

/** Standard deviation of one run in points, as the gate's prior has it. */
export const PRIOR_SD: Readonly<Record<Mode, number>> = { validation: 2.5, exploratory: 5 };

const LOG_SD = 0.8;
const LOG_MEAN = Math.exp(LOG_SD ** 2 / 2);
const LOG_SCALE = Math.sqrt((Math.exp(LOG_SD ** 2) - 1) * Math.exp(LOG_SD ** 2));
const BAD_SHARE = 0.1;
const BAD_LOSS = 3;
const BAD_REST = Math.sqrt(1 - BAD_SHARE * (1 - BAD_SHARE) * BAD_LOSS ** 2);

/** Fills in one run's noise in standard deviations, for the binomial shape uniform numbers instead. */
export function fillNoise(noise: Float64Array, world: World, random: Random): void {
  const { shape, correlation } = world;
  const common = correlation > 0 ? random.normal() * Math.sqrt(correlation) : 0;
  const own = Math.sqrt(1 - correlation);
  const isBadRun = shape === "bad runs" && random.uniform() < BAD_SHARE;
  for (let metric = 0; metric < noise.length; metric += 1) {
    noise[metric] = common + own * standardNoise(shape, isBadRun, random);
  }
}

function standardNoise(shape: World["shape"], isBadRun: boolean, random: Random): number {
  switch (shape) {
    case "normal":
      return random.normal();
    case "t3": {
      const z = random.normal();
      const chiSquare = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
      // Student's t with 3 degrees of freedom has variance 3.
      return z / Math.sqrt(chiSquare);
    }
    case "log-normal":
      return (LOG_MEAN - Math.exp(LOG_SD * random.normal())) / LOG_SCALE;
    case "bad runs":
      return BAD_REST * random.normal() - BAD_LOSS * ((isBadRun ? 1 : 0) - BAD_SHARE);
    case "bad scores": {
      const isBad = random.uniform() < BAD_SHARE;
      return BAD_REST * random.normal() - BAD_LOSS * ((isBad ? 1 : 0) - BAD_SHARE);
    }
    case "binomial":
      return random.uniform();
  }
}

/** Points of a run in which this share of conversations succeeds on average, at this quantile. */
export function binomialScore(share: number, quantile: number): number {
  const odds = share / (1 - share);
  let chance = (1 - share) ** CONVERSATIONS;
  let below = chance;
  let count = 0;
  while (below <= quantile && count < CONVERSATIONS) {
    chance *= (odds * (CONVERSATIONS - count)) / (count + 1);
    count += 1;
    below += chance;
  }
  return (100 * count) / CONVERSATIONS;
}
