/** What a benchmark tells of a model beside its scores: cost and latency. Names and units are guesses (assumption model-figures). */
import type { Observer } from "./assumptions.ts";
import { shapeOf } from "./assumptions.ts";
import { numberIn } from "./scores.ts";
import { isRecord, type Json } from "./shapes.ts";

export interface ModelFigure {
  readonly value: number;
  /** As far as the member's name tells. */
  readonly unit?: "ms" | "s" | "USD";
}

const NAMES = {
  cost: /cost|price/i,
  latency: /latency|response_?time|duration/i,
} as const;

/** Members of a result that may hold figures of their own. */
const CONTAINERS = ["metrics", "performance", "stats", "usage"] as const;

/** The first member by such a name, at the result itself or in a part of it; an object there may hold the number. */
export function modelFigure(
  entry: Json,
  kind: keyof typeof NAMES,
  observer: Observer,
): ModelFigure | undefined {
  for (const container of [entry, ...CONTAINERS.map((name) => entry[name])]) {
    for (const [name, given] of Object.entries(isRecord(container) ? container : {})) {
      if (!NAMES[kind].test(name) || given === null) continue;
      const [inner, value] = isRecord(given) ? firstNumber(given) : [name, numberIn(given)];
      const isKnown = value !== undefined && value >= 0;
      observer.check("model-figures", isKnown, () => `\`${kind}\` is ${shapeOf(given)}`);
      if (isKnown) return { value, unit: unitOf(inner) ?? unitOf(name) };
    }
  }
  return undefined;
}

function firstNumber(held: Json): [string, number | undefined] {
  const found = Object.entries(held).find(([, value]) => numberIn(value) !== undefined);
  return found === undefined ? ["", undefined] : [found[0], numberIn(found[1])];
}

function unitOf(name: string): ModelFigure["unit"] {
  if (/usd|dollar/i.test(name)) return "USD";
  if (/ms$|milli/i.test(name)) return "ms";
  return /(_s|sec|secs|seconds?)$/i.test(name) ? "s" : undefined;
}
