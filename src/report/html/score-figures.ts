/** What the charts of one agent show, worked out before anything is drawn: a lane a prompt, one chart a metric. */
import type { Finding, MetricComparison } from "../../domain.ts";
import { directed, own } from "../../verdict/metric.ts";
import { oneLine } from "../escape.ts";
import { capital, decimal, plural } from "../format.ts";
import type { AgentReport } from "../model.ts";
import { lowestAllowed, metricName } from "../scores.ts";
import { NAME_MAX } from "./elements.ts";

export interface Lane {
  readonly kind: "baseline" | "candidate" | "variant" | "winner";
  readonly label: string;
  /** Points, the direction applied: higher is better. */
  readonly score: number;
  /** Where the score lies against the baseline, at the gate's confidence. */
  readonly interval?: readonly [number, number];
}

export interface ScoreFigure {
  readonly name: string;
  readonly comparison: MetricComparison;
  readonly finding: Finding;
  readonly lanes: readonly Lane[];
  /** The lowest score that is not too much of a drop; undefined without a baseline. */
  readonly limit?: number;
  readonly min?: number;
  /** First and last score of the axis; as long in every chart of an agent, so that lengths can be compared. */
  readonly domain: readonly [number, number];
}

const SHORTEST_AXIS = 20;
const MARGIN = 2;

export function scoreFigures(agent: AgentReport): readonly ScoreFigure[] {
  const bare = namedComparisons(agent).flatMap(({ name, comparison }) => {
    const lanes = lanesOf(agent, comparison);
    const { min, finding } = comparison;
    if (lanes.length === 0) return [];
    return [{ name, comparison, finding, lanes, limit: lowestAllowed(comparison), min }];
  });
  const spans = bare.map(extent);
  const length = Math.max(SHORTEST_AXIS, ...spans.map(([low, high]) => high - low + 2 * MARGIN));
  return bare.map((figure, index) => ({ ...figure, domain: axis(spans[index] ?? [0, 0], length) }));
}

function namedComparisons(agent: AgentReport) {
  if (agent.benchmark === undefined) {
    return (agent.verdict?.metrics ?? []).map((comparison) => ({
      name: capital(metricName(comparison)),
      comparison,
    }));
  }
  const { models, replaces } = agent.benchmark;
  const judged = models.filter(({ model }) => model !== replaces?.model);
  return judged.flatMap(({ model, metrics }) =>
    metrics.map((comparison) => ({
      name: `${oneLine(model, NAME_MAX)}: ${metricName(comparison)}`,
      comparison,
    })),
  );
}

function laneNames({ benchmark }: AgentReport): readonly [string, string] {
  if (benchmark === undefined) return ["Baseline", "Candidate"];
  return benchmark.replaces === undefined ? ["Before", "Now"] : ["In use", "Changed"];
}

function lanesOf(agent: AgentReport, comparison: MetricComparison): Lane[] {
  const { baseline, candidate, interval } = comparison;
  const lanes: Lane[] = [];
  const [before, after] = laneNames(agent);
  if (baseline !== undefined && baseline.n > 0) {
    lanes.push({ kind: "baseline", label: before, score: baseline.mean });
  }
  if (candidate.n > 0) {
    lanes.push({
      kind: "candidate",
      label: after,
      score: candidate.mean,
      ...(baseline === undefined || interval === undefined
        ? {}
        : { interval: [baseline.mean + interval[0], baseline.mean + interval[1]] as const }),
    });
  }
  return lanes.length === 0 ? [] : [...lanes, ...variantLanes(agent, comparison)];
}

/** The control is the candidate, which has its lane; variants are scored without the direction. */
function variantLanes(agent: AgentReport, { metric, direction }: MetricComparison): Lane[] {
  return agent.variants.flatMap((variant) => {
    const score = directed(own(variant.scores, metric), direction);
    if (variant.isControl || Number.isNaN(score)) return [];
    return [
      {
        kind: variant.isWinner ? ("winner" as const) : ("variant" as const),
        label: oneLine(variant.name, NAME_MAX),
        score,
      },
    ];
  });
}

type Bare = Omit<ScoreFigure, "domain">;

function extent({ lanes, limit, min }: Bare): readonly [number, number] {
  const values = lanes.flatMap(({ score, interval }) => [score, ...(interval ?? [])]);
  const all = [...values, limit, min].filter((value) => value !== undefined);
  return [Math.max(0, Math.min(...all)), Math.min(100, Math.max(...all))];
}

/** For values that are shown alone. */
export function axisFor(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return axis([low, high], Math.max(SHORTEST_AXIS, high - low + 2 * MARGIN));
}

/** `length` points around the span, inside the scale where that is possible. */
function axis([low, high]: readonly [number, number], length: number): readonly [number, number] {
  const centre = (low + high) / 2;
  const start = Math.max(0, Math.min(centre - length / 2, 100 - length));
  return [start, Math.min(100, start + length)];
}

/** The chart in words. */
export function describeFigure({ lanes, limit, min, comparison }: Bare): string {
  const runs = { baseline: comparison.baseline?.n, candidate: comparison.candidate.n };
  const sentences = lanes.map(({ kind, label, score, interval }) => {
    const count = kind === "baseline" || kind === "candidate" ? runs[kind] : undefined;
    return [
      `${label}${kind === "winner" ? ", the winner" : ""}: ${decimal(score)}`,
      count === undefined ? "" : ` in ${plural(count, "run")}`,
      interval === undefined
        ? ""
        : `, between ${decimal(interval[0])} and ${decimal(interval[1])} at the gate's confidence`,
    ].join("");
  });
  if (limit !== undefined) sentences.push(`The allowed drop ends at ${decimal(limit)}`);
  if (min !== undefined) sentences.push(`The minimum is ${decimal(min)}`);
  return `${sentences.join(". ")}.`;
}
