import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SCENARIOS } from "../../../sandbox/converra/scenarios.ts";
import {
  coverage,
  METRICS,
  measuredScores,
  NOISE_SD,
  seededRandom,
  trueScores,
} from "../../../sandbox/converra/score-model.ts";

const support = example("support");
const withoutRefunds = support.replace(/## Refunds[\s\S]*?(?=\n## )/, "");

describe("the truth of a prompt", () => {
  it("is near the ceiling for a prompt that covers every scenario", () => {
    for (const scenario of SCENARIOS) expect(coverage(support, scenario), scenario.id).toBe(1);
    for (const metric of METRICS) expect(score(support, metric)).toBeGreaterThan(85);
  });

  it("is near the floor for a prompt that says nothing", () => {
    expect(score("You are a bot.", "taskCompletion")).toBeLessThan(40);
  });

  it("drops by 15 to 25 points of task completion when the refund section is deleted", () => {
    expect(withoutRefunds).not.toBe(support);
    const drop = score(support, "taskCompletion") - score(withoutRefunds, "taskCompletion");
    expect(drop).toBeGreaterThan(15);
    expect(drop).toBeLessThan(25);
    for (const metric of METRICS) {
      expect(score(withoutRefunds, metric), metric).toBeLessThan(score(support, metric));
    }
  });

  it("rises noticeably when billing gets the two topics that it misses", () => {
    const billing = example("billing");
    const added = `${billing}
## Refunds
A wrong charge is refunded in full within 14 days, to the original payment method.
## Handing over
Hand the conversation over to a human colleague when the customer asks for a person.
`;
    const missing = SCENARIOS.filter((scenario) => coverage(billing, scenario) === 0);
    expect(missing.map(({ id }) => id)).toEqual(["refund-policy", "escalation"]);
    expect(score(added, "taskCompletion") - score(billing, "taskCompletion")).toBeGreaterThan(12);
  });

  it.each(SCENARIOS)("rises when a bare prompt gets the paragraph for: $title", (scenario) => {
    const bare = "You help customers of a shop.";
    const better = `${bare}\n\n${scenario.paragraph}`;
    expect(coverage(bare, scenario)).toBeLessThan(1);
    expect(coverage(better, scenario)).toBe(1);
    expect(score(better, "taskCompletion")).toBeGreaterThan(score(bare, "taskCompletion"));
  });

  it("costs clarity to contradict oneself", () => {
    const twoPeriods = `${support}\nA refund is possible within 14 days.\nA refund is possible within 30 days.`;
    const opposed = `${support}\nAlways offer a discount.\nNever offer a discount.`;
    expect(score(twoPeriods, "clarity")).toBe(score(support, "clarity") - 6);
    expect(score(opposed, "clarity")).toBe(score(support, "clarity") - 6);
  });

  it("costs clarity, and little else, to be very long", () => {
    const long = support + "\nAs we said, be helpful in every way.".repeat(400);
    expect(score(support, "clarity") - score(long, "clarity")).toBeGreaterThan(10);
    expect(score(long, "taskCompletion")).toBe(score(support, "taskCompletion"));
  });

  it("depends on the model", () => {
    expect(trueScores(support, "gpt-4o-mini").clarity).toBeLessThan(score(support, "clarity"));
    expect(trueScores(support, "gpt-4o", -20).clarity).toBe(score(support, "clarity") - 20);
    expect(trueScores(support, "some-model")).toEqual(trueScores(support, "some-model"));
  });

  it("takes no long time on a prompt of 100 KiB", () => {
    const long = "never ask before you refund the delivery of personal data ".repeat(1_800);
    const started = performance.now();
    trueScores(long, "gpt-4o");
    // Quadratic matching would take minutes; the bound only has to tell the two apart.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a measurement", () => {
  const truth = Object.fromEntries(METRICS.map((metric) => [metric, 60]));

  it("is the same for the same seed and differs for another one", () => {
    const measure = (seed: string) => measuredScores(truth, "validation", seededRandom(seed));
    expect(measure("7:opt_1")).toEqual(measure("7:opt_1"));
    expect(measure("7:opt_1")).not.toEqual(measure("7:opt_2"));
  });

  it.each(["validation", "exploratory"] as const)(
    "in %s mode has the stated noise, unbiased, independent between metrics and runs",
    (mode) => {
      const runs = Array.from({ length: 4_000 }, (_, run) =>
        measuredScores(truth, mode, seededRandom(`noise:opt_${run}`)),
      );
      const errors = METRICS.map((metric) => runs.map((scores) => (scores[metric] ?? 0) - 60));
      for (const series of errors) {
        expect(Math.abs(mean(series))).toBeLessThan(0.1 * NOISE_SD[mode]);
        expect(Math.sqrt(mean(series.map((error) => error ** 2)))).toBeCloseTo(NOISE_SD[mode], 0);
        expect(Math.abs(correlation(series.slice(1), series.slice(0, -1)))).toBeLessThan(0.06);
      }
      const [first = [], second = []] = errors;
      expect(Math.abs(correlation(first, second))).toBeLessThan(0.06);
    },
  );

  it("stays within 0 and 100", () => {
    const random = seededRandom("edges");
    for (let run = 0; run < 200; run += 1) {
      const scores = measuredScores({ low: 1, high: 99 }, "exploratory", random);
      expect(scores.low).toBeGreaterThanOrEqual(0);
      expect(scores.high).toBeLessThanOrEqual(100);
    }
  });
});

function example(name: string): string {
  const file = `../../../examples/support-bot/prompts/${name}.md`;
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

function score(prompt: string, metric: string): number {
  return trueScores(prompt, "gpt-4o")[metric] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const products = left.map((value, index) => value * (right[index] ?? 0));
  const spread = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value ** 2)));
  return mean(products) / (spread(left) * spread(right));
}
