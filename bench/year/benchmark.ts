/** Years of nights with `benchmark`: the gate's own decision, against the last benchmark and a reference of the first night. */
import { againstOf, type Held } from "../../src/commands/benchmark-baseline.ts";
import { judgeBenchmark } from "../../src/verdict/benchmark.ts";
import type { BenchmarkScores } from "../../src/verdict/benchmark-score.ts";
import { benchmarkVerdict } from "../../src/verdict/benchmark-verdict.ts";
import { nightConfidence } from "../../src/verdict/night.ts";
import { someRules } from "../../test/support/definitions.ts";
import { hashOf, Random } from "../verdict/random.ts";
import { fillNoise, WORLDS } from "../verdict/worlds.ts";
import type { YearResult } from "./simulate.ts";
import { lostOn, MONTH, SETTLING, type Situation } from "./situations.ts";

const MODELS = ["gpt-4o", "claude-sonnet-4-5"];
const METRICS = ["taskCompletion", "responseQuality", "sentiment", "clarity"];
const SCENARIOS = 12;
/** Points, of the score of one scenario: the median of three runs in the sandbox. */
const SCENARIO_SD = 4;
/** Points from one scenario's truth to the next, around that of the world. */
const APART = 2;
const RULES = someRules();

interface WatchedAgent {
  last?: Held;
  reference?: Held;
  isWorse: boolean;
}

export function simulateBenchmarkYear(
  situation: Situation,
  year: number,
  seed: string,
): YearResult {
  const { nights, change, world, benchmark } = situation;
  const confidence = nightConfidence(0.95, situation.agents);
  const random = new Random();
  random.seed(hashOf(seed), year, hashOf(world));
  const agents = Array.from({ length: situation.agents }, (): WatchedAgent => ({ isWorse: false }));
  const result = { alarms: 0, declines: 0, warnings: 0, runs: 0, idle: 0 };
  let foundAfter: number | undefined;
  let used = 0;
  let mostUsed = 0;
  for (let night = -SETTLING; night < nights && foundAfter === undefined; night += 1) {
    let isWarned = false;
    if ((night + SETTLING) % MONTH === 0) used = 0;
    for (const agent of agents) {
      const now = { id: String(night), results: resultsOn(night, situation, random) };
      const judgement = judgeBenchmark(now.results, againstOf(agent), RULES, confidence);
      const isJudged = agent.last !== undefined;
      const { verdict, reason } = benchmarkVerdict("support", judgement, isJudged);
      const isWorse = verdict === "regressed";
      if (isWorse && !agent.isWorse) {
        result.alarms += 1;
        if (reason.includes("since the reference")) result.declines += 1;
        if (change.kind !== "none" && night >= 0) foundAfter = night + 1;
      }
      isWarned ||= isJudged && verdict === "inconclusive";
      agent.isWorse = isWorse;
      agent.last = now;
      if (benchmark?.hasReference) agent.reference ??= now;
      result.runs += 1;
      used += 1;
    }
    mostUsed = Math.max(mostUsed, used);
    if (isWarned) result.warnings += 1;
  }
  return { ...result, foundAfter, mostUsed };
}

function resultsOn(night: number, situation: Situation, random: Random) {
  const world = WORLDS[situation.world];
  const noise = new Float64Array(METRICS.length);
  return MODELS.map((model, index): BenchmarkScores => {
    const sums = METRICS.map(() => 0);
    const scenarios = Array.from({ length: SCENARIOS }, (_, at) => {
      fillNoise(noise, world, random);
      const level = world.truth + APART * (at - (SCENARIOS - 1) / 2);
      const scores: Record<string, number> = {};
      METRICS.forEach((name, metric) => {
        const missed = SCENARIO_SD * situation.noise * (noise[metric] ?? 0);
        const score = level - lostOn(night, metric, situation) + missed;
        scores[name] = Math.min(100, Math.max(0, score));
        sums[metric] = (sums[metric] ?? 0) + scores[name];
      });
      return { id: `s${at}`, scores };
    });
    const means = METRICS.map((name, metric) => [name, (sums[metric] ?? 0) / SCENARIOS] as const);
    return { model, isBaseline: index === 0, scores: Object.fromEntries(means), scenarios };
  });
}
