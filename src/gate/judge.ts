/** From evidence to verdicts: what the judge is given of each agent, and what it asks for. Pure. */
import type { AgentVerdict } from "../domain.ts";
import type { JudgedAgent } from "../verdict/gather.ts";
import { type Judgement, judge } from "../verdict/judge.ts";
import type { RoundRequest } from "../verdict/next.ts";
import { nightConfidence } from "../verdict/night.ts";
import { withAmbiguities } from "../verdict/scale.ts";
import { comparedEvidence } from "./compare.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import type { Progress } from "./measure.ts";
import { settle } from "./settle.ts";
import type { EvaluatedAgent, Scope } from "./types.ts";
import {
  historyInPoints,
  judgedAgent,
  type Sides,
  understandings,
  withShown,
  withVanished,
} from "./understand.ts";

type Judged = Pick<Progress, "evidence" | "agents" | "refused">;

/** On a schedule the runs just waited for are the candidate, and all earlier ones the baseline. */
export function sidesOf(one: EvaluatedAgent, evidence: Evidence, scope: Scope): Sides {
  if (scope.place !== "as-it-stands") return comparedEvidence(one, evidence, scope);
  const candidate = evidenceFor(one, "candidate", evidence);
  const waitedFor = new Set(evidence.outcomes.map(({ run }) => run?.id));
  const isOff = one.planned.definition.gate.baseline === "off";
  return {
    candidate: candidate.filter(({ runId }) => waitedFor.has(runId)),
    baseline: isOff ? [] : candidate.filter(({ runId }) => !waitedFor.has(runId)),
  };
}

/**
 * The promise of the stated confidence, or of a night's, is one for the whole gate: agents that are benchmarked use an equal share of its error each,
 * `ofModel`, and what is left is the others' together.
 */
export function sharedError(
  stated: number,
  { place, evaluated, modelChanges }: Pick<Scope, "place" | "evaluated" | "modelChanges">,
): { readonly confidence: number; readonly ofModel: number } {
  const confidence = place === "as-it-stands" ? nightConfidence(stated) : stated;
  const benchmarked = modelChanges.length;
  const ofModel = (1 - confidence) / Math.max(1, benchmarked + evaluated.length);
  return { ofModel, confidence: confidence + benchmarked * ofModel };
}

export function judgeEvidence(
  { evidence, agents, refused }: Judged,
  scope: Scope,
  confidence: number,
): Judgement {
  const open = scope.evaluated.filter(({ key }) => agents.get(key)?.kind === "measured");
  const against = scope.place === "as-it-stands" ? ("history" as const) : ("side-by-side" as const);
  const understood = understandings(scope.evaluated, evidence);
  const given = open.map((one): JudgedAgent => {
    return {
      ...judgedAgent(one, sidesOf(one, evidence, scope), understood),
      against,
      ...(against === "history" ? {} : { nightly: measuredByNights(one) }),
      ...(refused.has(one.key) ? { refused: refused.get(one.key)?.why } : {}),
    };
  });
  const history = historyInPoints(evidence, understood);
  return judge(given, { confidence, history });
}

export function measuredByNights({ twin, planned }: EvaluatedAgent): ReadonlySet<string> {
  return new Set([twin?.id ?? [], planned.live?.id ?? []].flat());
}

/** A round of a trial that the judge asks for, of one agent. */
export interface WantedRound extends RoundRequest {
  readonly key: string;
}

/** The most suspicious first. */
export function roundsWanted({ agents }: Judgement): readonly WantedRound[] {
  return agents
    .flatMap(({ verdict, confirm }) =>
      confirm === undefined ? [] : [{ key: verdict.key, ...confirm }],
    )
    .sort((a, b) => a.priority - b.priority);
}

/** The first night has nothing to compare with, and nothing is wrong with that: its run is what the next is held to. */
function asHistory(verdict: AgentVerdict, one: EvaluatedAgent, evidence: Evidence): AgentVerdict {
  const { history, baseline } = one.planned.definition.gate;
  const runs = evidenceFor(one, "candidate", evidence);
  const here = runs.filter(({ place }) => place === runs[0]?.place).length;
  const isBelow = verdict.metrics.some(({ min, candidate }) => (min ?? 0) > candidate.mean);
  if (verdict.verdict !== "inconclusive" || baseline === "off" || here > 1 || isBelow) {
    return verdict;
  }
  const goal = Math.max(history, 2);
  const reason = `The first measurement of the live prompt: there is nothing to compare it with yet. The next nights are compared with it, 1 of ${goal} runs of that history.`;
  return { ...verdict, verdict: "skipped", reason, advice: undefined, deciding: undefined };
}

/** Agent key -> verdict, of all that are evaluated. What is blocked by now has no verdict on its evidence. */
export function verdictsOf(
  judged: Judgement,
  { agents, refused, evidence }: Judged,
  scope: Scope,
): ReadonlyMap<string, AgentVerdict> {
  const verdicts = new Map<string, AgentVerdict>();
  const understood = understandings(scope.evaluated, evidence);
  for (const { verdict: plain } of judged.agents) {
    const { key } = plain;
    const advice = plain.verdict === "inconclusive" ? refused.get(key)?.advice : undefined;
    const verdict = advice === undefined ? plain : { ...plain, advice };
    const one = scope.evaluated.find((some) => some.key === key);
    const understanding = understood.get(key);
    if (one === undefined || understanding === undefined) continue;
    const sides = sidesOf(one, evidence, scope);
    const asked = scope.place === "as-it-stands" ? asHistory(verdict, one, evidence) : verdict;
    const told = withAmbiguities(withVanished(asked, sides), understanding.ambiguities);
    verdicts.set(key, withShown(told, understanding, sides));
  }
  for (const [key, state] of agents) {
    if (state.kind !== "blocked") continue;
    verdicts.set(key, settle(key, state.verdict, state.reason, state.advice));
  }
  return verdicts;
}
