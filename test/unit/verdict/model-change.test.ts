import { describe, expect, it } from "vitest";
import { gaussian, seededRandom } from "../../../sandbox/converra/random.ts";
import type { GateRules } from "../../../src/domain.ts";
import {
  decideModelChange,
  type ModelScores,
  modelVerdict,
  whyIncomparable,
  whyOnOtherScales,
} from "../../../src/verdict/model-change.ts";
import { someRules } from "../../support/definitions.ts";

const PAIR = { from: "gpt-4o", to: "gpt-4o-mini" };
const METRICS = ["taskCompletion", "responseQuality", "sentiment", "clarity"];
const SCENARIOS = 12;

interface World {
  /** Points by which the new model is worse in every metric. */
  readonly drop?: number;
  /** Standard deviation of one scenario's score; without scenarios, of a whole score. */
  readonly noise: number;
  /** Standard deviation between scenarios of how the models differ there. */
  readonly uneven?: number;
  readonly scenarios?: boolean;
}

/** Benchmarks of one change, as many as are asked for. */
function benchmarksOf({ drop = 0, noise, uneven = 0, scenarios = true }: World, seed: string) {
  const random = seededRandom(seed);
  const offsets = Array.from({ length: SCENARIOS }, () => uneven * gaussian(random));
  const scoresOf = (points: number) =>
    Object.fromEntries(METRICS.map((metric) => [metric, points + noise * gaussian(random)]));
  return (): ModelScores =>
    [PAIR.from, PAIR.to].map((model, index) => {
      const points = 65 - index * drop;
      if (!scenarios) return { model, isBaseline: index === 0, scores: scoresOf(points) };
      const each = offsets.map((offset, at) => {
        return { id: `s${at}`, scores: scoresOf(points + index * offset) };
      });
      const scores = Object.fromEntries(
        METRICS.map((metric) => {
          const all = each.map((one) => one.scores[metric] ?? Number.NaN);
          return [metric, all.reduce((sum, value) => sum + value, 0) / SCENARIOS];
        }),
      );
      return { model, isBaseline: index === 0, scores, scenarios: each };
    });
}

/** As the gate plays it: a benchmark more while one is wanted. */
function play(world: World, seed: string, rules: GateRules, alpha = 0.05) {
  const next = benchmarksOf(world, seed);
  const known = [next()];
  let decision = decideModelChange(known, PAIR, rules, alpha);
  while (decision.isOpen) {
    known.push(next());
    decision = decideModelChange(known, PAIR, rules, alpha);
  }
  return { known, decision, verdict: modelVerdict("support", decision, PAIR, undefined).verdict };
}

function rates(world: World, changes: number) {
  const rules = someRules();
  const played = Array.from({ length: changes }, (_, at) => play(world, `${at}`, rules));
  const share = (verdict: string) =>
    played.filter((one) => one.verdict === verdict).length / changes;
  return { failed: share("regressed"), warned: share("inconclusive") };
}

describe("the promise, for changes of nothing but the model", () => {
  it.each([
    ["scenarios as noisy as the emulator's", { noise: 4 }],
    ["scenarios three times as noisy", { noise: 12 }],
    ["models that are each better in other scenarios", { noise: 4, uneven: 8 }],
    ["no scenarios, noise as assumed", { noise: 2.5, scenarios: false }],
    ["no scenarios, four times the noise", { noise: 10, scenarios: false }],
  ])("holds with %s", (_, world) => {
    expect(rates(world, 600).failed).toBeLessThanOrEqual(0.05);
  });

  it("finds a drop of 10 where there are scenarios, and proves none without before 20", () => {
    expect(rates({ drop: 10, noise: 4 }, 200).failed).toBeGreaterThanOrEqual(0.95);
    const without = { noise: 2.5, scenarios: false };
    expect(rates({ ...without, drop: 10 }, 200).warned).toBeGreaterThan(0.9);
    expect(rates({ ...without, drop: 25 }, 200).failed).toBeGreaterThanOrEqual(0.9);
  });
});

describe("a trial of a changed model", () => {
  const good = benchmarksOf({ noise: 1 }, "good");
  const bad = benchmarksOf({ noise: 1, drop: 12 }, "bad");

  it("never fails on the benchmark that made it suspicious", () => {
    const decision = decideModelChange([bad()], PAIR, someRules(), 0.05);
    expect(decision).toMatchObject({ isOpen: true, suspect: 0 });
    const verdict = modelVerdict("support", decision, PAIR, "Raise the budget.");
    expect(verdict).toMatchObject({ verdict: "inconclusive", advice: "Raise the budget." });
  });

  it("leaves that one out of what it counts", () => {
    const decided = decideModelChange([good(), bad(), bad()], PAIR, someRules(), 0.05);
    expect(decided).toMatchObject({ isOpen: false, suspect: 1, counted: [2] });
    const cleared = decideModelChange([bad(), good()], PAIR, someRules(), 0.05);
    expect(modelVerdict("support", cleared, PAIR, undefined).verdict).toBe("unchanged");
  });

  it("gives the newest its say where none is suspicious", () => {
    const decided = decideModelChange([good(), good()], PAIR, someRules(), 0.05);
    expect(decided).toMatchObject({ isOpen: false, counted: [1] });
  });

  it("tries a score under its floor as well, and asks what noise may explain", () => {
    const rules = someRules({ metrics: { clarity: { min: 66.5, direction: "higher" } } });
    const { verdict, known } = play({ noise: 4 }, "floor", rules);
    expect(known.length).toBeGreaterThan(1);
    expect(verdict).toBe("inconclusive");
    const far = someRules({ metrics: { clarity: { min: 75, direction: "higher" } } });
    expect(play({ noise: 4 }, "floor", far).verdict).toBe("regressed");
  });

  it("takes no metric to heart that does not decide", () => {
    const metrics = Object.fromEntries(
      METRICS.map((metric) => [metric, { decides: false, direction: "higher" as const }]),
    );
    expect(decideModelChange([bad()], PAIR, someRules({ metrics }), 0.05).isOpen).toBe(false);
  });
});

describe("a benchmark that does not compare the two models", () => {
  const [from, to] = benchmarksOf({ noise: 1 }, "one")();
  it.each([
    ["has both", [from, to], undefined],
    ["has one", [to], "it has no scores of gpt-4o, and those of gpt-4o-mini"],
    ["has none", [], "it has no scores of gpt-4o and gpt-4o-mini, and none of any other"],
    ["has no numbers", [from, { ...to, scores: {} }], "it has no scores of gpt-4o-mini"],
    ["tells scenarios of one alone", [from, { ...to, scenarios: [] }], "12 scenarios with gpt-4o"],
  ])("is told where it %s", (_, models, words) => {
    const why = whyIncomparable(models as ModelScores, PAIR);
    if (words === undefined) expect(why).toBeUndefined();
    else expect(why).toContain(words);
  });
});

describe("benchmarks of one change", () => {
  const fraction = (models: ModelScores): ModelScores =>
    models.map((one) => ({
      ...one,
      scores: Object.fromEntries(
        Object.entries(one.scores).map(([metric, score]) => [metric, score / 100]),
      ),
      scenarios: undefined,
    }));

  it("are judged together on one scale alone, whichever it is", () => {
    const next = benchmarksOf({ noise: 2, scenarios: false }, "scales");
    const [one, other] = [next(), next()];
    const why = (...known: readonly ModelScores[]) => whyOnOtherScales(known, someRules());
    expect(why(one, other)).toBeUndefined();
    expect(why(fraction(one), fraction(other))).toBeUndefined();
    expect(why(one)).toBeUndefined();
    expect(why(fraction(one), other)).toMatch(/0\.\d+/u);
  });
});
