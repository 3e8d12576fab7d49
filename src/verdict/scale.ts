/**
 * Whether scores are understood: what scale each metric is on, and whether it is a score at all. No page of the service
 * states a scale or a direction, so what cannot be told from the numbers is not judged. Pure.
 */
import type { AgentVerdict, GateRules, MetricRule } from "../domain.ts";
import { own } from "./metric.ts";

/** Metric name as the service gives it -> number as it came. */
export type RawScores = Readonly<Record<string, number>>;

/**
 * Better when higher. Of hallucinationScore, repetitionScore, verbosityScore and truncationScore no source says which
 * way is better: they are judged only where the config names them.
 */
const KNOWN: ReadonlySet<string> = new Set(
  [
    // https://converra.ai/docs/optimization/results
    ...["taskCompletion", "responseQuality", "userSentiment"],
    // https://converra.ai/docs/guide/integrations/github
    "goalAchievement",
    // https://github.com/converra/agent-triage
    ...["sentiment", "clarity", "successScore", "aiRelevancy", "consistencyScore"],
    ...["naturalLanguageScore", "contextRetentionScore"],
  ].map(plain),
);

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Metrics that are to be judged, and whose numbers do not say what they mean. */
export interface Ambiguity {
  readonly metrics: readonly string[];
  /** The numbers seen and why they cannot be judged, without a full stop. */
  readonly problem: string;
}

export interface Understanding {
  /** Metric that is a score and is understood -> what its numbers are multiplied by to be points 0-100. */
  readonly factors: ReadonlyMap<string, number>;
  /** The rules, with the direction of what is known. */
  readonly rules: GateRules;
  /** Metrics that are neither known nor named in the config: shown as they came, never judged. */
  readonly unknown: readonly string[];
  readonly ambiguities: readonly Ambiguity[];
}

interface Range {
  readonly metric: string;
  readonly low: number;
  readonly high: number;
  /** Smallest and largest that are not 0, which is 0 on every scale. */
  readonly least: number;
}

/** `runs`: the raw scores of every variant of every run of both sides. */
export function understand(runs: readonly RawScores[], rules: GateRules): Understanding {
  const ranges = rangesOf(runs);
  const scores = ranges.filter(({ metric }) => isKnown(metric, rules));
  const judged = scores.filter(({ metric }) => own(rules.metrics, metric)?.decides !== false);
  const unknown = ranges.filter((range) => !scores.includes(range)).map(({ metric }) => metric);
  const unclear = judged.flatMap((range) => ambiguityOf(range, rules.scale));
  const ambiguities = [
    ...unclear,
    ...(rules.scale === "auto" ? hundredfold(judged.filter(isClear(unclear))) : []),
    ...(scores.length === 0 && unknown.length > 0 ? [nothingKnown(unknown)] : []),
  ];
  const clear = scores.filter(isClear(ambiguities));
  return {
    factors: new Map(clear.map((range) => [range.metric, factorOf(range, rules.scale)])),
    rules: { ...rules, metrics: rulesFor(scores, rules) },
    unknown,
    ambiguities,
  };
}

const isClear =
  (ambiguities: readonly Ambiguity[]) =>
  ({ metric }: Range): boolean =>
    !ambiguities.some(({ metrics }) => metrics.includes(metric));

/** Points 0-100 of what is understood. Of a metric that does not decide, what lies outside of them is left out. */
export function inPoints(
  scores: RawScores,
  { factors }: Pick<Understanding, "factors">,
): RawScores {
  return Object.fromEntries(
    Object.entries(scores).flatMap(([metric, value]): [string, number][] => {
      // 0.07 * 100 is 7.000000000000001.
      const points = Number((value * (factors.get(metric) ?? Number.NaN)).toFixed(9));
      return points >= 0 && points <= 100 ? [[metric, points]] : [];
    }),
  );
}

function rangesOf(runs: readonly RawScores[]): readonly Range[] {
  const ranges = new Map<string, Range>();
  for (const scores of runs) {
    for (const [metric, value] of Object.entries(scores)) {
      const { low, high, least } = ranges.get(metric) ?? {
        low: value,
        high: value,
        least: Infinity,
      };
      ranges.set(metric, {
        metric,
        low: Math.min(low, value),
        high: Math.max(high, value),
        least: value === 0 ? least : Math.min(least, value),
      });
    }
  }
  return [...ranges.values()];
}

function isKnown(metric: string, { metrics }: GateRules): boolean {
  return own(metrics, metric) !== undefined || KNOWN.has(plain(metric));
}

function rulesFor(scores: readonly Range[], rules: GateRules): GateRules["metrics"] {
  const metrics: Record<string, MetricRule> = Object.assign(Object.create(null), rules.metrics);
  for (const { metric } of scores) {
    metrics[metric] ??= { direction: "higher" };
  }
  return metrics;
}

/** Below this a score may be one of 0-10, of 1-5 or a very low one of 0-100. */
const LOW = 10;

function ambiguityOf(
  { metric, low, high, least }: Range,
  scale: GateRules["scale"],
): readonly Ambiguity[] {
  const ambiguous = (problem: string): readonly Ambiguity[] => [{ metrics: [metric], problem }];
  const seen = low === high ? `is ${shown(low)}` : `goes from ${shown(low)} to ${shown(high)}`;
  const top = scale === "auto" ? 100 : scale;
  if (low < 0 || high > top) {
    return ambiguous(`${metric} ${seen}, which is outside of 0 to ${top}`);
  }
  if (scale !== "auto") return [];
  if (high > 1 && least <= 1) {
    return ambiguous(`${metric} ${seen}: fractions and points at once, or very low points`);
  }
  if (high > 1 && high <= LOW) {
    return ambiguous(`${metric} ${seen}: of 10, of 5 or of 100 cannot be told`);
  }
  return [];
}

/** Fractions of one metric beside points of another: one of the two is not what it seems. */
function hundredfold(ranges: readonly Range[]): readonly Ambiguity[] {
  const fractions = ranges.filter(({ high }) => high > 0 && high <= 1);
  const points = ranges.filter(({ high }) => high > LOW);
  const [small] = fractions;
  const [large] = points;
  if (small === undefined || large === undefined) return [];
  const metrics = [...fractions, ...points].map(({ metric }) => metric);
  const problem = `${small.metric} reaches ${shown(small.high)} and ${large.metric} ${shown(large.high)}, about a hundredfold: they are not on one scale`;
  return [{ metrics, problem }];
}

function nothingKnown(unknown: readonly string[]): Ambiguity {
  const problem = `no metric of the runs is known to be a score (${unknown.slice(0, 10).join(", ")})`;
  return { metrics: unknown, problem };
}

function factorOf({ high }: Range, scale: GateRules["scale"]): number {
  if (scale !== "auto") return 100 / scale;
  return high <= 1 ? 100 : 1;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** What settles it, for people. */
const SCALE_ADVICE =
  "Say with `gate.scale` what the highest score is (1, 10 or 100), name a metric that is a score under `gate.metrics`, or take one that is none out of the verdict with `gate.metrics.<metric>.decides: false`.";

/** A verdict that rests on numbers whose meaning is not known is none, unless what is known is bad enough. */
export function withAmbiguities(
  verdict: AgentVerdict,
  ambiguities: readonly Ambiguity[],
): AgentVerdict {
  if (ambiguities.length === 0) return verdict;
  const unjudged = `Not judged: ${ambiguities.map(({ problem }) => problem).join("; ")}.`;
  if (verdict.verdict === "regressed") {
    return { ...verdict, reason: `${verdict.reason} ${unjudged}`, unjudged };
  }
  return { ...verdict, verdict: "incomplete", reason: unjudged, advice: SCALE_ADVICE };
}
