/** Rules of the config for metrics that no run reports: a slip of the finger there would loosen nothing and guard nothing. */
import { nearest } from "../config/nearest.ts";
import { sentenceList } from "../report/format.ts";
import type { Notice } from "../report/model.ts";
import { metricNames } from "../verdict/metric.ts";
import { comparedEvidence } from "./compare.ts";
import type { Evidence } from "./evidence.ts";
import type { Scope } from "./types.ts";

/** One for each such metric. One with a `min` is told by the verdict, which it makes inconclusive. */
export function idleRuleNotices(
  scope: Pick<Scope, "place" | "evaluated">,
  evidence: Evidence,
): readonly Notice[] {
  const found = new Map<
    string,
    { readonly keys: string[]; readonly reported: readonly string[] }
  >();
  for (const one of scope.evaluated) {
    const { candidate, baseline } = comparedEvidence(one, evidence, scope);
    const reported = [...metricNames([...candidate, ...baseline])];
    const rules = Object.entries(one.planned.definition.gate.metrics);
    for (const [metric, { min }] of reported.length === 0 ? [] : rules) {
      if (min !== undefined || reported.includes(metric)) continue;
      const told = found.get(metric);
      if (told === undefined) found.set(metric, { keys: [one.key], reported });
      else told.keys.push(one.key);
    }
  }
  return [...found].map(([metric, { keys, reported }]) => {
    const meant = nearest(metric, reported);
    return {
      level: "warning",
      message: `gate.metrics names ${metric}, which no run of ${sentenceList(keys)} reports: its rule does nothing.`,
      hint:
        meant === undefined
          ? `Remove it. Reported here: ${reported.join(", ")}.`
          : `Did you mean ${meant}?`,
    };
  });
}
