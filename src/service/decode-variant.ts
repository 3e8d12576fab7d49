import {
  inside,
  isRecord,
  type Json,
  listOf,
  nameAt,
  optionalFlag,
  optionalNumber,
  optionalText,
  recordAt,
  type Spot,
} from "./decode.ts";
import { pointsPer, rawScores, toPoints } from "./decode-scores.ts";
import type { Variant } from "./types.ts";

/** All variants of a run at once: the scale of the scores and which one is the control are seen only together. */
export function decodeVariants(value: unknown, spot: Spot): readonly Variant[] {
  const place = Array.isArray(value) ? spot : inside(spot, "data");
  const sources = listOf(value, spot).items.map((item, index) =>
    recordAt(item, inside(place, index)),
  );
  const scores = sources.map((source) => rawScores(source.metrics));
  const factor = pointsPer(scores);
  const control = controlOf(sources);
  return sources.map((source, index) => {
    const at = inside(place, index);
    const metrics: Json = isRecord(source.metrics) ? source.metrics : {};
    return {
      id: nameAt(source, ["id"], at),
      name: nameAt(source, ["name"], at),
      isControl: source === control,
      isWinner: optionalFlag(source.isWinner),
      scores: toPoints(scores[index] ?? {}, factor),
      lift: optionalNumber(metrics.lift) ?? optionalNumber(source.lift),
      content: optionalText(source.content),
    };
  });
}

/**
 * Said outright, else by the id of the documented example (https://docs.converra.ai/api/optimizations.html), else by
 * name. A variant that is said not to be the control is never taken for it by its name.
 */
function controlOf(sources: readonly Json[]): Json | undefined {
  return (
    sources.find((source) => source.isControl === true || source.isBaseline === true) ??
    sources.find((source) => source.id === "var_control") ??
    sources.find(
      (source) =>
        source.isControl !== false &&
        source.isBaseline !== false &&
        typeof source.name === "string" &&
        /^(control|baseline|original)$/i.test(source.name.trim()),
    )
  );
}
