import { describe, expect, it } from "vitest";
import { createObserver } from "../../../src/service/assumptions.ts";
import { modelFigure } from "../../../src/service/model-figures.ts";

describe("what a benchmark tells of a model's cost and latency", () => {
  it.each([
    [{ costUsd: 0.02 }, "cost", { value: 0.02, unit: "USD" }],
    [{ avgCost: "0.5" }, "cost", { value: 0.5, unit: undefined }],
    [{ performance: { latency_ms: 1240 } }, "latency", { value: 1240, unit: "ms" }],
    [{ latency: { p50Ms: 900, p95Ms: 2000 } }, "latency", { value: 900, unit: "ms" }],
    [{ metrics: { responseTimeSeconds: 1.4 } }, "latency", { value: 1.4, unit: "s" }],
    [{ metrics: { taskCompletion: 80 } }, "cost", undefined],
  ] as const)("of %j is its %s", (entry, kind, expected) => {
    expect(modelFigure(entry, kind, createObserver())).toEqual(expected);
  });

  it("is nothing where it is no number, and that is noticed", () => {
    const observer = createObserver();
    expect(modelFigure({ cost: "cheap" }, "cost", observer)).toBeUndefined();
    expect(observer.seen().map(({ id, seen }) => [id, seen])).toEqual([
      ["model-figures", "`cost` is a text"],
    ]);
  });
});
