/** From numbers as the service gives them to points, agent by agent: what is not understood is not judged. Pure. */
import type { AgentVerdict, Measurement, MetricComparison } from "../domain.ts";
import type { Observer } from "../service/assumptions.ts";
import type { JudgedAgent } from "../verdict/gather.ts";
import { metricNames, sampleOf } from "../verdict/metric.ts";
import { inPoints, type Understanding, understand } from "../verdict/scale.ts";
import { type Evidence, historyOf, rawScoresOf } from "./evidence.ts";
import type { EvaluatedAgent } from "./types.ts";

/** Agent key -> what its scores mean. */
export type Understandings = ReadonlyMap<string, Understanding>;

export function understandings(
  evaluated: readonly EvaluatedAgent[],
  evidence: Evidence,
): Understandings {
  return new Map(
    evaluated.map(({ key, planned }) => [
      key,
      understand(rawScoresOf(evidence, key), planned.definition.gate),
    ]),
  );
}

/** assumption score-scale, of all that is judged. */
export function observeScale(understood: Understandings, observer: Observer): void {
  for (const { factors, ambiguities } of understood.values()) {
    for (const { problem } of ambiguities) observer.broken("score-scale", problem);
    if (ambiguities.length === 0 && factors.size > 0) observer.holds("score-scale");
  }
}

export function pointsOf(
  measurements: readonly Measurement[],
  understanding: Understanding,
): readonly Measurement[] {
  return measurements.map((one) => ({ ...one, scores: inPoints(one.scores, understanding) }));
}

/** The evidence of the candidate and of the baseline. */
export interface Sides {
  readonly candidate: readonly Measurement[];
  readonly baseline: readonly Measurement[];
}

/** What the judge is given of an agent: its evidence in points, as far as its scores are understood. */
export function judgedAgent(
  { key, planned }: EvaluatedAgent,
  { candidate, baseline }: Sides,
  understood: Understandings,
): JudgedAgent {
  const { gate, optimize } = planned.definition;
  const understanding = understood.get(key) ?? understand([], gate);
  return {
    ...{ key, rules: understanding.rules, mode: optimize.mode },
    candidate: pointsOf(candidate, understanding),
    baseline: pointsOf(baseline, understanding),
  };
}

/** Every measurement of any prompt, in points by what its own agent's scores mean. */
export function historyInPoints(
  evidence: Evidence,
  understood: Understandings,
): readonly Measurement[] {
  return [...understood].flatMap(([key, understanding]) => {
    const records = evidence.records.filter((record) => record.key === key);
    return pointsOf(historyOf({ ...evidence, records }), understanding);
  });
}

/** Metrics that nobody knows are shown beside the judged ones, in the numbers that came. */
export function withShown(
  verdict: AgentVerdict,
  { unknown, rules }: Understanding,
  sides: Sides,
): AgentVerdict {
  const shown = unknown.flatMap((metric): MetricComparison[] => {
    const candidate = sampleOf(sides.candidate, metric, "higher");
    const baseline = sampleOf(sides.baseline, metric, "higher");
    if (candidate === undefined) return [];
    return [
      {
        metric,
        direction: "higher",
        candidate,
        ...(baseline === undefined ? {} : { baseline }),
        maxDrop: rules.maxDrop,
        decides: false,
        finding: "unchanged",
        explanation: `${metric} is shown as it came and not judged: it is no metric that is known, and gate.metrics does not name it.`,
      },
    ];
  });
  return { ...verdict, metrics: [...verdict.metrics, ...shown] };
}

/** A metric that is gone is named as such: its name in the config need not be wrong. */
export function withVanished(verdict: AgentVerdict, sides: Sides): AgentVerdict {
  const [before, now] = [metricNames(sides.baseline), metricNames(sides.candidate)];
  if (verdict.verdict !== "inconclusive" || before.size === 0 || now.size === 0) return verdict;
  const vanished = [...before].filter((name) => !now.has(name));
  const appeared = [...now].filter((name) => !before.has(name));
  if (vanished.length === 0 || !vanished.includes(verdict.deciding ?? "")) return verdict;
  const news = appeared.length === 0 ? "" : ` New in them: ${appeared.join(", ")}.`;
  const advice = `No run of the candidate reports ${vanished.join(", ")} any more, which the baseline's runs do.${news} If the service has renamed it, name the new one under \`gate.metrics\`; runs of the new name are the next baseline.`;
  return { ...verdict, advice };
}
