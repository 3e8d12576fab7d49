/** The sentence under each metric, for an engineer who is no statistician. */
import type { Finding } from "../domain.ts";
import type { MetricFacts } from "./facts.ts";
import { metricLabel } from "./metric.ts";
import { isForbidden } from "./screen.ts";
import type { Charge } from "./trial.ts";

export interface Grounds {
  readonly finding: Finding;
  /** Whether it is the floor that decides, or comes nearest to it. */
  readonly isByFloor: boolean;
  readonly moved: "fell" | "rose" | undefined;
  /** How many charges share the error rate. */
  readonly charges: number;
}

export function explain(facts: MetricFacts, grounds: Grounds): string {
  const threshold = facts.agent.thresholds[facts.column];
  const notes = [
    ...(threshold?.direction === "lower"
      ? ["lower is better: counted as 100 minus the score"]
      : []),
    ...(threshold?.decides === false ? ["shown, does not decide"] : []),
  ];
  const note = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return `${metricLabel(facts.metric)}${note} ${clause(facts, grounds)}.`;
}

function clause(facts: MetricFacts, grounds: Grounds): string {
  const { candidate, baseline, change, drop, carries } = facts;
  if (candidate === undefined) return withoutCandidate(facts);
  if (grounds.isByFloor || change === undefined || baseline === undefined) {
    return `${atFloor(facts, grounds)}${withoutBaseline(facts)}`;
  }
  const move = `${change.delta < 0 ? "fell" : "rose"} by ${points(Math.abs(change.delta))} points${sides(facts)}`;
  const limit = points(facts.agent.thresholds[facts.column]?.maxDrop ?? 0);
  if (grounds.finding === "regressed") {
    const proof =
      drop?.state === "proven"
        ? `noise does not explain it${chance(drop, grounds)}`
        : "noise alone could do this to one metric, but not to all of the agent's metrics together";
    return `${move}, and at most ${limit} are allowed: ${proof}${alsoBelow(facts)}`;
  }
  if (drop?.state === "open" || carries === "open") {
    const uncertainty =
      facts.rounds > 0
        ? "noise could explain it"
        : "suspected, and not yet measured again side by side";
    return `${move}, and at most ${limit} are allowed: ${uncertainty}${chance(drop, grounds)}${alsoBelow(facts)}`;
  }
  if (drop?.state === "cleared") {
    return `looked lower at first and was measured again: it ${move}, which is no proof of a drop`;
  }
  if (grounds.finding === "improved") return `${move}: noise does not explain it`;
  return within(facts, grounds, move, limit);
}

/** No drop that the rules forbid. */
function within(facts: MetricFacts, { moved }: Grounds, move: string, limit: string): string {
  const { agent, column, change, rounds } = facts;
  if (!agent.isLevel && rounds === 0) {
    return `${move}, but the baseline was only measured in another place, which may score otherwise`;
  }
  if (isForbidden(agent.figures, column, change)) {
    return moved === "fell" && rounds > 0
      ? `${move}, and at most ${limit} are allowed: more than noise, but only what was suspected before those rounds can be proven by them`
      : `${move}: not unusual, noise alone shows as much in a gate of this size`;
  }
  const delta = change?.delta ?? 0;
  if (Math.abs(delta) < 0.05) return "did not move";
  if (moved === "fell") return `${move}: more than noise, and within the ${limit} allowed`;
  if (moved === "rose") return `${move}: more than noise`;
  return delta < 0 ? `${move}: within the ${limit} allowed, and noise could explain it` : move;
}

function sides({ candidate, baseline, rounds }: MetricFacts): string {
  if (candidate === undefined || baseline === undefined) return "";
  const [from, to] = [points(baseline.mean), points(candidate.mean)];
  if (rounds > 0) {
    return ` in ${rounds === 1 ? "1 round" : `${rounds} rounds`} side by side, from ${from} to ${to}`;
  }
  return `, from ${from} in ${runs(baseline.n)} to ${to} in ${runs(candidate.n)}`;
}

function withoutCandidate({ metric, baseline, agent, column }: MetricFacts): string {
  if (baseline !== undefined) {
    const isEarlier = agent.split.candidate.some(({ scores }) => scores[metric] !== undefined);
    const lacks = isEarlier
      ? "of the candidate's runs the first reports it, and none of its rounds does"
      : "no run of the candidate reports it";
    return `is not comparable: the baseline scored ${points(baseline.mean)}, and ${lacks}`;
  }
  const min = agent.thresholds[column]?.min;
  const rule = min === undefined ? "a rule" : `a minimum of ${points(min)}`;
  return `has ${rule} in the config, but no run reports a metric named ${metric}`;
}

function withoutBaseline({ change, baselineRuns, floorsAlone }: MetricFacts): string {
  if (change !== undefined || floorsAlone) return "";
  return baselineRuns === 0
    ? ", and there is no baseline to compare it with"
    : " and not comparable: no run of the baseline reports it";
}

function atFloor(facts: MetricFacts, grounds: Grounds): string {
  const { candidate, margin, floor, baseline, agent, column } = facts;
  const min = agent.thresholds[column]?.min;
  const is = `is ${points(candidate?.mean ?? 0)} in ${runs(candidate?.n ?? 0)}`;
  if (margin === undefined || min === undefined) return is;
  if (margin.delta >= 0) return `${is}, not below the minimum of ${points(min)}`;
  const below = `${is}, below the minimum of ${points(min)}`;
  const before =
    baseline !== undefined && baseline.mean < min
      ? `; the baseline was below it too, at ${points(baseline.mean)}`
      : "";
  if (floor?.state === "proven") {
    return `${below}: noise does not explain it${chance(floor, grounds)}${before}`;
  }
  if (floor?.state !== "open") return `${below} by no more than noise${before}`;
  const uncertainty =
    floor.tried === undefined ? "suspected, and not yet measured again" : "noise could explain it";
  return `${below}: ${uncertainty}${chance(floor, grounds)}${before}`;
}

function alsoBelow({ margin, agent, column }: MetricFacts): string {
  const min = agent.thresholds[column]?.min;
  if (margin === undefined || margin.delta >= 0 || min === undefined) return "";
  return `; it is below the minimum of ${points(min)} as well`;
}

/** Empty for what was not tried: its chance chose it, and proves nothing. */
function chance(charge: Charge | undefined, { charges, finding }: Grounds): string {
  if (charge === undefined || charge.alpha === 0) return "";
  const share = percent(charge.adjustedP);
  const limit = percent(charge.alpha);
  const much = charges === 1 ? "this much" : `this much in any of ${charges} tests`;
  return finding === "inconclusive"
    ? ` (of gates that change nothing, up to ${share} show ${much}, and the limit is ${limit})`
    : ` (of gates that change nothing, at most ${share} show ${much}; the limit is ${limit})`;
}

function points(value: number): string {
  return value.toFixed(1);
}

function percent(p: number): string {
  if (p < 0.0001) return "under 0.01 %";
  return p < 0.1 ? `${(p * 100).toPrecision(2)} %` : `${Math.round(p * 100)} %`;
}

function runs(n: number): string {
  return n === 1 ? "1 run" : `${n} runs`;
}
