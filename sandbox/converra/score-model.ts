/**
 * Synthetic scores with a known truth: a prompt's true score follows from what its text covers, a measured one
 * adds Gaussian noise of known size. Nothing here imitates the service's own scoring, which no page describes.
 */
import type { Mode } from "../../src/domain.ts";
import { gaussian, seededRandom } from "./random.ts";
import { METRICS, type Metric, SCENARIOS, type Scenario } from "./scenarios.ts";

export { METRICS, seededRandom };

/** Standard deviation of one run's score, in points, for each metric independently. */
export const NOISE_SD: Readonly<Record<Mode, number>> = { validation: 2.5, exploratory: 5 };

/** Points of a prompt that covers nothing, and of one that covers everything, in the order of METRICS. */
const RANGE: Readonly<Record<Metric, readonly [number, number]>> = {
  taskCompletion: [34, 92],
  responseQuality: [42, 90],
  sentiment: [45, 90],
  clarity: [55, 92],
};

/** Points against gpt-4o. Invented. */
const MODEL_QUALITY: Readonly<Record<string, number>> = {
  "gpt-4o": 0,
  "gpt-4o-mini": -4,
  "gpt-4.1": 1,
  "gpt-4.1-mini": -3,
  "gpt-3.5-turbo": -9,
  "claude-sonnet-4-5": 2,
  "claude-haiku-4-5": -2,
};

/** True points 0-100 of each metric. `shift` is added to all, for a model that is made better or worse. */
export function trueScores(prompt: string, model: string, shift = 0): Record<string, number> {
  const covered = SCENARIOS.map((scenario) => coverage(prompt, scenario));
  const penalty = penalties(prompt);
  return Object.fromEntries(
    METRICS.map((metric, column) => {
      let got = 0;
      let all = 0;
      SCENARIOS.forEach((scenario, row) => {
        const weight = scenario.weights[column] ?? 0;
        got += weight * (covered[row] ?? 0);
        all += weight;
      });
      const [floor, ceiling] = RANGE[metric];
      const points = floor + ((ceiling - floor) * got) / all;
      return [metric, clamp(points + modelQuality(model) + shift - penalty[metric])];
    }),
  );
}

/** What one run of the given mode measures: truth plus independent noise, clamped to 0-100. */
export function measuredScores(
  truth: Readonly<Record<string, number>>,
  mode: Mode,
  random: () => number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(truth).map(([metric, points]) => [
      metric,
      clamp(points + NOISE_SD[mode] * gaussian(random)),
    ]),
  );
}

/** True points of one scenario by metric, for benchmarks. */
export function scenarioScores(
  prompt: string,
  scenario: Scenario,
  model: string,
  shift = 0,
): Record<string, number> {
  const share = coverage(prompt, scenario);
  const penalty = penalties(prompt);
  return Object.fromEntries(
    METRICS.map((metric) => {
      const [floor, ceiling] = RANGE[metric];
      const points = floor + (ceiling - floor) * share;
      return [metric, clamp(points + modelQuality(model) + shift - penalty[metric])];
    }),
  );
}

/** How well the prompt handles a scenario, 0-1; at least 0.75 makes it a golden scenario. */
export function handling(prompt: string, scenario: Scenario): number {
  return 0.4 + 0.6 * coverage(prompt, scenario);
}

/** Share of the scenario's word groups that the prompt contains, 0-1. */
export function coverage(prompt: string, scenario: Scenario): number {
  if (!scenario.needs[0].test(prompt)) return 0;
  const found = scenario.needs.filter((group) => group.test(prompt)).length;
  return found / scenario.needs.length;
}

function modelQuality(model: string): number {
  // A name nobody listed gets a small, stable handicap, so that two unknown models differ.
  return MODEL_QUALITY[model] ?? -3 * seededRandom(`model:${model}`)();
}

function penalties(prompt: string): Record<Metric, number> {
  const words = prompt.split(/\s+/).length;
  const tooLong = Math.min(25, Math.max(0, (words - 1_500) / 100));
  const clashes = Math.min(4, contradictions(prompt));
  return {
    taskCompletion: 1.5 * clashes,
    responseQuality: 2 * clashes + tooLong / 5,
    sentiment: 0,
    clarity: 6 * clashes + tooLong,
  };
}

/** Counts refund periods beyond the first, and instructions given both with "always" and with "never". */
function contradictions(prompt: string): number {
  const periods = new Set(
    [
      ...prompt.matchAll(/\b(?:refund\w*|return\w*)[^.\n]{0,40}? within (\d{1,3}) days\b/gi),
      ...prompt.matchAll(/\bwithin (\d{1,3}) days[^.\n]{0,40}? (?:refund|return)/gi),
    ].map((match) => match[1]),
  );
  const rules = { always: new Set<string>(), never: new Set<string>() };
  for (const match of prompt.matchAll(/\b(always|never) (\w+ \w+ \w+)/gi)) {
    const side = match[1]?.toLowerCase() === "always" ? rules.always : rules.never;
    side.add((match[2] ?? "").toLowerCase());
  }
  const opposed = [...rules.always].filter((rule) => rules.never.has(rule)).length;
  return Math.max(0, periods.size - 1) + opposed;
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}
