/** From evidence to verdicts: what the judge is given of each agent, and what it asks for. Pure. */
import type { AgentVerdict, Measurement } from "../domain.ts";
import { type Judgement, judge } from "../verdict/judge.ts";
import { DEPLOY_BY_HAND } from "./blocked.ts";
import type { ConfirmRequest } from "./confirm.ts";
import { type Evidence, evidenceFor, historyOf } from "./evidence.ts";
import type { Progress } from "./measure.ts";
import { settle } from "./settle.ts";
import type { EvaluatedAgent, Place, Scope } from "./types.ts";

/** The evidence of the candidate and of the baseline. */
interface Sides {
  readonly candidate: readonly Measurement[];
  readonly baseline: readonly Measurement[];
}

/** A judgement, and where it stands in the row of those there may be. */
export interface Judged extends Judgement {
  /** 1 for the first, one more after each round of confirming runs. */
  readonly look: number;
  /** The most there can be. */
  readonly looks: number;
}

/** On a schedule the runs just waited for are the candidate, and all earlier ones the baseline. */
export function sidesOf(one: EvaluatedAgent, evidence: Evidence, place: Place): Sides {
  const candidate = evidenceFor(one, "candidate", evidence);
  if (place !== "as-it-stands") {
    return { candidate, baseline: evidenceFor(one, "baseline", evidence) };
  }
  const waitedFor = new Set(evidence.outcomes.map(({ run }) => run?.id));
  const isOff = one.planned.definition.gate.baseline === "off";
  return {
    candidate: candidate.filter(({ runId }) => waitedFor.has(runId)),
    baseline: isOff ? [] : candidate.filter(({ runId }) => !waitedFor.has(runId)),
  };
}

export function judgeEvidence(
  { evidence, agents }: Progress,
  { evaluated, place }: Scope,
  confidence: number,
  earlier?: Judged,
): Judged {
  const open = evaluated.filter(({ key }) => agents.get(key)?.kind === "measured");
  const looks = 1 + Math.max(0, ...open.map((one) => one.planned.definition.gate.confirm));
  const look = (earlier?.look ?? 0) + 1;
  const given = open.map((one) => {
    const { gate: rules, optimize } = one.planned.definition;
    const against = place === "as-it-stands" ? ("history" as const) : ("side-by-side" as const);
    return {
      key: one.key,
      rules,
      mode: optimize.mode,
      against,
      ...sidesOf(one, evidence, place),
    };
  });
  const history = historyOf(evidence);
  return { ...judge(given, { confidence, history }), look, looks };
}

/** Runs the judge would like before it decides; none after the last look. */
export function confirmsWanted({ agents, look, looks }: Judged): readonly ConfirmRequest[] {
  if (look >= looks) return [];
  return agents.flatMap(({ verdict, confirm }) =>
    confirm === undefined ? [] : [{ key: verdict.key, ...confirm }],
  );
}

/** Agent key -> verdict, of all that are evaluated. What is blocked by now has no verdict on its evidence. */
export function verdictsOf(
  judged: Judged,
  { agents, refusedBaselines }: Progress,
): ReadonlyMap<string, AgentVerdict> {
  const verdicts = new Map<string, AgentVerdict>();
  for (const { verdict } of judged.agents) {
    const { key } = verdict;
    const isRefused = refusedBaselines.has(key) && verdict.verdict === "inconclusive";
    verdicts.set(key, isRefused ? { ...verdict, advice: DEPLOY_BY_HAND } : verdict);
  }
  for (const [key, state] of agents) {
    if (state.kind !== "blocked") continue;
    verdicts.set(key, settle(key, state.verdict, state.reason, state.advice));
  }
  return verdicts;
}
