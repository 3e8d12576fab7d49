/** From verdicts to the gate: what the rules say is done about each. */
import {
  type AgentVerdict,
  GATE_RESULTS,
  type Gate,
  type GateResult,
  type GateRules,
  worstOf,
} from "../domain.ts";
import type { Headroom } from "../headroom.ts";
import { type AcceptedDrop, acceptedSentence } from "./acceptance.ts";
import type { BetterModel } from "./better-model.ts";
import { shortfallOf } from "./winner.ts";

export interface GateInput {
  readonly verdict: AgentVerdict;
  readonly rules: GateRules;
  readonly accepted?: AcceptedDrop;
  readonly headroom?: Headroom;
  /** A model that a benchmark found to beat the one in use. */
  readonly better?: Pick<BetterModel, "model" | "lift">;
  /** A decline of the live prompt over time: one sentence. */
  readonly decline?: string;
  /** Someone edited the live prompt elsewhere, and it was left as it is. */
  readonly drifted?: boolean;
}

interface Concern {
  readonly action: GateResult;
  readonly reason: string;
}

/** The worst action decides. Without agents the gate passes with no reason: the caller says that there was nothing to do. */
export function decideGate(inputs: readonly GateInput[]): Gate {
  const reasons = inputs.flatMap((input) => {
    const concerns = [
      ofVerdict(input),
      ofHeadroom(input),
      ofModel(input),
      ofDecline(input),
      ofDrift(input),
    ].filter((concern) => concern !== undefined);
    if (concerns.length === 0) return [];
    const action = worst(concerns);
    const reason = concerns.map((concern) => concern.reason).join(" ");
    return [{ key: input.verdict.key, action, reason }];
  });
  return { result: worst(reasons), reasons };
}

/** Whether the workflow step fails. */
export function exitFails(gate: Gate, failOn: "regression" | "warning" | "never"): boolean {
  switch (failOn) {
    case "regression":
      return gate.result === "fail";
    case "warning":
      return gate.result !== "pass";
    case "never":
      return false;
  }
}

function ofVerdict({ verdict, rules, accepted }: GateInput): Concern | undefined {
  const { reason } = verdict;
  switch (verdict.verdict) {
    case "regressed":
      if (accepted === undefined) return { action: "fail", reason };
      return ofAccepted(verdict, rules, accepted);
    case "inconclusive":
      return { action: rules.onInconclusive, reason };
    case "incomplete":
      return { action: rules.onIncomplete, reason };
    case "not-evaluated":
      return { action: rules.onNotEvaluated, reason };
    case "improved":
    case "unchanged":
    case "skipped":
      return undefined;
  }
}

/** What is not proven beside the drop that was accepted, or not judged, keeps its own rule. */
function ofAccepted(
  { metrics, unjudged }: AgentVerdict,
  { onInconclusive, onIncomplete }: GateRules,
  accepted: AcceptedDrop,
): Concern {
  const concerns: readonly Concern[] = [
    ...metrics
      .filter(({ finding }) => finding === "inconclusive")
      .map(({ explanation: reason }) => ({ action: onInconclusive, reason })),
    ...(unjudged === undefined ? [] : [{ action: onIncomplete, reason: unjudged }]),
    { action: "pass", reason: acceptedSentence(accepted) },
  ];
  return { action: worst(concerns), reason: concerns.map(({ reason }) => reason).join(" ") };
}

function ofHeadroom({ headroom, rules }: GateInput): Concern | undefined {
  const { action, minLift } = rules.headroom;
  if (headroom?.lift === undefined || headroom.lift < minLift || action === "pass") {
    return undefined;
  }
  // Better than this change, and worse than what is live: the answer to that is to restore.
  if (shortfallOf(headroom) !== undefined) return undefined;
  const regressed = headroom.goldenSet?.regressed ?? 0;
  const offer = `Converra found a variant with ${headroom.lift.toFixed(1)} % lift (gate.headroom.min-lift is ${minLift} %)`;
  if (regressed > 0) {
    const scenarios = regressed === 1 ? "1 golden scenario" : `${regressed} golden scenarios`;
    return { action: "warn", reason: `${offer}, but it is worse in ${scenarios}.` };
  }
  if (headroom.band === "low") {
    return { action: "warn", reason: `${offer}, with low confidence.` };
  }
  return { action, reason: `${offer}.` };
}

function ofModel({ better, rules }: GateInput): Concern | undefined {
  const { action, minLift } = rules.headroom;
  if (better === undefined || better.lift < minLift || action === "pass") return undefined;
  const { model, lift } = better;
  return {
    action,
    reason: `The benchmark shows ${lift.toFixed(1)} % lift with ${model} (gate.headroom.min-lift is ${minLift} %).`,
  };
}

/** Where the rules forbid as much, the verdict has said so. */
function ofDecline({ decline, verdict }: GateInput): Concern | undefined {
  if (decline === undefined || verdict.verdict === "regressed") return undefined;
  return { action: "warn", reason: decline };
}

function ofDrift({ drifted, rules }: GateInput): Concern | undefined {
  if (drifted !== true || rules.onDrift === "overwrite") return undefined;
  const action = rules.onDrift === "pull-request" ? "warn" : rules.onDrift;
  return { action, reason: "The live prompt was edited outside this repository." };
}

function worst(concerns: readonly { readonly action: GateResult }[]): GateResult {
  const actions = concerns.map(({ action }) => action);
  return worstOf(GATE_RESULTS, actions) ?? "pass";
}
