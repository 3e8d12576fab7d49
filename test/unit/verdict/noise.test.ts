import { describe, expect, test } from "vitest";
import { type Channel, momentsOf, type Pool } from "../../../src/verdict/figures.ts";
import {
  addGroup,
  addGrowth,
  emptyPool,
  excessOf,
  noiseOf,
  spreadOf,
} from "../../../src/verdict/noise.ts";

const METRIC: Channel = { mode: "validation", meanOf: undefined };
const TWO = [METRIC, METRIC];

/** Groups of runs of one prompt each, in the channel given. */
function poolOf(channels: readonly Channel[], ...groups: readonly [number, ...number[]][]): Pool {
  const pool = emptyPool(channels.length);
  for (const [channel, ...values] of groups) {
    const rows = values.map((value) => [value]);
    addGroup(pool, [channel], momentsOf(rows, 1));
  }
  return pool;
}

function noise(channels: readonly Channel[], ...groups: readonly [number, ...number[]][]) {
  return noiseOf(channels, poolOf(channels, ...groups))[0] ?? { variance: 0, degreesOfFreedom: 0 };
}

describe("the noise of one run", () => {
  test("without evidence is the prior of the mode", () => {
    const channels: Channel[] = [METRIC, { mode: "exploratory", meanOf: undefined }];
    const [validation, exploratory] = noiseOf(channels, emptyPool(2));
    expect(Math.sqrt(validation?.variance ?? 0)).toBeCloseTo(2.5);
    expect(Math.sqrt(exploratory?.variance ?? 0)).toBeCloseTo(5);
    expect(validation?.degreesOfFreedom).toBe(2.5);
  });

  test("of the mean of four metrics is expected to be smaller, but not as if they were independent", () => {
    const { variance } = noise([{ mode: "validation", meanOf: 4 }]);
    expect(variance).toBeGreaterThan(6.25 / 4);
    expect(variance).toBeLessThan(6.25);
  });

  test("is not told by a prompt that was measured once", () => {
    expect(noise([METRIC], [0, 10])).toEqual({ variance: 6.25, degreesOfFreedom: 2.5 });
  });

  test("shrinks with identical values, but never to zero", () => {
    expect(noise([METRIC], [0, 80, 80, 80, 80]).variance).toBeCloseTo((2.5 * 6.25) / 5.5);
  });

  test("pools the spread of several prompts, not the distance between them", () => {
    const { variance, degreesOfFreedom } = noise([METRIC], [0, 78, 82], [0, 38, 42]);
    expect(degreesOfFreedom).toBe(4.5);
    expect(variance).toBeCloseTo((2.5 * 6.25 + 8 + 8) / 4.5);
  });

  test("follows much evidence, whatever the prior says", () => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 79 : 81));
    expect(Math.sqrt(noise([METRIC], [0, ...values]).variance)).toBeCloseTo(1, 1);
  });

  test("is expected to be larger where other metrics are noisier than the prior says", () => {
    expect(noise(TWO, [1, 60, 80, 70, 90]).variance).toBeGreaterThan(50);
  });

  test("is not expected to be smaller where other metrics are quieter", () => {
    expect(noise(TWO, [1, 80, 80, 80, 80]).variance).toBeCloseTo(6.25);
  });

  test("leaves out scores that are no numbers", () => {
    expect(noise([METRIC], [0, Number.NaN, 80]).degreesOfFreedom).toBe(2.5);
  });

  test("is the same whether a group is added whole or as it grows", () => {
    const [few, many] = [
      [[80], [82]],
      [[80], [82], [79]],
    ].map((rows) => momentsOf(rows, 1));
    const [whole, grown] = [emptyPool(1), emptyPool(1)];
    if (few === undefined || many === undefined) throw new Error("no groups");
    addGroup(whole, [0], many);
    addGroup(grown, [0], few);
    addGrowth(grown, [0], few, many);
    expect(grown.degreesOfFreedom).toEqual(whole.degreesOfFreedom);
    expect(grown.squares[0]).toBeCloseTo(whole.squares[0] ?? 0);
  });
});

describe("a noise larger than that of the rest", () => {
  test("is seen where the own runs scatter more", () => {
    expect(excessOf(40, 10).factor).toBeGreaterThan(3);
  });

  test("is never smaller, however calm the own runs", () => {
    expect(excessOf(1, 10).factor).toBe(1);
  });
});

describe("the spread between the agents of one gate", () => {
  const calm = [-3, -2, -1, 0, 0, 1, 1, 2, 3, -1];

  test("says nothing with fewer than three", () => {
    expect(spreadOf([1, 2])).toBeUndefined();
  });

  test("is hardly moved by one agent that fell", () => {
    const [without, withOne] = [spreadOf(calm), spreadOf([...calm, -40])];
    expect(withOne?.variance).toBeLessThan(2 * (without?.variance ?? 0));
  });

  test("is not moved by a shift that all share", () => {
    const shifted = spreadOf(calm.map((value) => value - 8));
    expect(shifted?.variance).toBeCloseTo(spreadOf(calm)?.variance ?? 0);
  });

  test("does not take two heaps for noise when half of the agents fell", () => {
    const half = [...calm, ...calm.map((value) => value - 20)];
    expect(spreadOf(half)?.variance).toBeLessThan(2 * (spreadOf(calm)?.variance ?? 0));
  });
});
