import { describe, expect, test } from "vitest";
import { estimateNoise } from "../../../src/verdict/noise.ts";
import { aRun, runsOf, task } from "./builders.ts";

const METRIC = "taskCompletion";

describe("the noise of one run", () => {
  test("without evidence it is the prior of the mode", () => {
    const noise = estimateNoise([]);
    expect(Math.sqrt(noise.of(METRIC, "validation").variance)).toBeCloseTo(2.5);
    expect(Math.sqrt(noise.of(METRIC, "exploratory").variance)).toBeCloseTo(5);
    expect(noise.of(METRIC, "validation").degreesOfFreedom).toBe(2.5);
  });

  test("a prompt measured once says nothing about noise", () => {
    const { variance, degreesOfFreedom } = estimateNoise(task("a", 10)).of(METRIC, "validation");
    expect(variance).toBeCloseTo(6.25);
    expect(degreesOfFreedom).toBe(2.5);
  });

  test("identical values shrink it, but never to zero", () => {
    const { variance } = estimateNoise(task("a", 80, 80, 80, 80)).of(METRIC, "validation");
    expect(variance).toBeCloseTo((2.5 * 6.25) / 5.5);
  });

  test("the spread of several prompts is pooled, the distance between prompts is not", () => {
    const runs = [...task("a", 78, 82), ...task("b", 38, 42)];
    const { variance, degreesOfFreedom } = estimateNoise(runs).of(METRIC, "validation");
    expect(degreesOfFreedom).toBe(4.5);
    expect(variance).toBeCloseTo((2.5 * 6.25 + 8 + 8) / 4.5);
  });

  test("much evidence outweighs the prior", () => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 79 : 81));
    const { variance } = estimateNoise(task("a", ...values)).of(METRIC, "validation");
    expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
  });

  test("a run that is given twice counts once", () => {
    const once = task("a", 78, 82);
    expect(estimateNoise([...once, ...once]).of(METRIC, "validation")).toEqual(
      estimateNoise(once).of(METRIC, "validation"),
    );
  });

  test("modes do not mix", () => {
    const runs = task("a", 60, 100).map((run) => aRun({ ...run, mode: "exploratory" }));
    expect(estimateNoise(runs).of(METRIC, "validation").degreesOfFreedom).toBe(2.5);
  });

  test("noisier metrics raise the prior of a metric that has no evidence", () => {
    const runs = task("a", 60, 80, 70, 90);
    expect(estimateNoise(runs).of("clarity", "validation").variance).toBeGreaterThan(50);
  });

  test("quieter metrics do not lower it", () => {
    const runs = task("a", 80, 80, 80, 80);
    expect(estimateNoise(runs).of("clarity", "validation").variance).toBeCloseTo(6.25);
  });

  test("scores that are no numbers are left out", () => {
    const runs = runsOf("a", { taskCompletion: Number.NaN }, { taskCompletion: 80 });
    expect(estimateNoise(runs).of(METRIC, "validation").degreesOfFreedom).toBe(2.5);
  });
});

describe("an agent that scatters more than the others", () => {
  const calm = ["b", "c", "d"].flatMap((prompt) => task(prompt, 79, 80, 81, 80, 79, 81));
  const wild = task("a", 60, 80, 70, 90);

  test("gets a larger noise", () => {
    const noise = estimateNoise([...calm, ...wild]);
    expect(noise.excessOf(wild)).toBeGreaterThan(1.5);
  });

  test("and one that scatters less gets no smaller one", () => {
    const noise = estimateNoise([...calm, ...wild]);
    expect(noise.excessOf(calm)).toBe(1);
  });
});
