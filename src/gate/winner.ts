/** The winner that a run holds, and what speaks against taking it. Pure. */
import type { AgentVerdict, GateRules } from "../domain.ts";
import type { Headroom, ObjectionName } from "../headroom.ts";
import { textPart } from "../plan/fingerprint.ts";
import { judge } from "../verdict/judge.ts";
import { againstBaseline, shortfallOf } from "../verdict/winner.ts";
import { comparedEvidence } from "./compare.ts";
import type { Evidence, RunRecord } from "./evidence.ts";
import type { EvaluatedAgent, Scope } from "./types.ts";
import { historyInPoints, judgedAgent, understandings } from "./understand.ts";

/** Why a winner is not taken, and what allows it all the same. */
export interface Objection {
  readonly name: ObjectionName | "confidence" | "drift";
  /** A clause, such as "it lost 1 golden case". */
  readonly reason: string;
  /** The input or the key of the config that sets it aside, with its value. */
  readonly override: string;
}

function winnerIdOf({ results }: RunRecord["run"]): string | undefined {
  return results?.winnerSelected ? results.winningVariantId : undefined;
}

/** Why it is not known which text an id names, as a clause. */
export function sharedId(
  { run, variants }: RunRecord,
  variantId = winnerIdOf(run),
): string | undefined {
  const texts = new Set(variants.flatMap(({ id, content }) => (id === variantId ? [content] : [])));
  if (texts.size < 2) return undefined;
  return `${run.id} has several variants with the id ${variantId}, and their texts differ`;
}

/** Of a completed run with its results; undefined where the original won or nothing did, or which one is not known. */
export function headroomOf(
  record: RunRecord,
  verdict: Pick<AgentVerdict, "metrics"> | undefined,
  variantId = winnerIdOf(record.run),
): Headroom | undefined {
  const { run, variants } = record;
  if (sharedId(record, variantId) !== undefined) return undefined;
  const winner = variants.find((variant) => variant.id === variantId);
  // The original may win: then there is nothing better to offer.
  if (winner === undefined || winner.isControl) return undefined;
  const { results } = run;
  const isWinner = winner.id === results?.winningVariantId;
  return {
    runId: run.id,
    variantId: winner.id,
    variantName: winner.name,
    // That of the variant was held against its scores, so its scale is known.
    lift: winner.lift ?? (isWinner ? results?.lift : undefined),
    // What the service says of confidence and golden cases is about its own choice.
    confidence: isWinner ? results?.confidence : undefined,
    band: isWinner ? results?.band : undefined,
    goldenSet: isWinner ? run.goldenSet : undefined,
    content: winner.content,
    againstBaseline: againstBaseline(winner.scores, verdict?.metrics ?? []),
  };
}

/** The winner of the record, or the variant named, held against all evidence of the live prompt. */
export function judgedWinner(
  record: RunRecord,
  one: EvaluatedAgent,
  evidence: Evidence,
  { confidence, variantId }: { readonly confidence: number; readonly variantId?: string },
): Headroom | undefined {
  const plain = headroomOf(record, undefined, variantId);
  const { fingerprint, agent } = record;
  if (plain?.content === undefined || fingerprint === undefined) return plain;
  const { planned } = one;
  const text = textPart(plain.content, agent.model);
  const definition = { ...planned.definition, prompt: plain.content, model: agent.model };
  const asCandidate: EvaluatedAgent = {
    ...one,
    planned: { ...planned, definition, candidate: { ...fingerprint, text } },
  };
  const metrics = metricsOf(asCandidate, evidence, confidence);
  return headroomOf(record, { metrics }, plain.variantId);
}

function metricsOf(
  one: EvaluatedAgent,
  evidence: Evidence,
  confidence: number,
): AgentVerdict["metrics"] {
  const scope: Pick<Scope, "place" | "evaluated"> = { place: "preview", evaluated: [one] };
  const understood = understandings([one], evidence);
  const given = judgedAgent(one, comparedEvidence(one, evidence, scope), understood);
  const { agents } = judge([given], { confidence, history: historyInPoints(evidence, understood) });
  return agents[0]?.verdict.metrics ?? [];
}

/** In the order in which they are told; empty where the winner may be taken. */
export function objectionsTo(
  { goldenSet, confidence, ...headroom }: Headroom,
  { headroom: { minConfidence } }: Pick<GateRules, "headroom">,
): readonly Objection[] {
  const objections: Objection[] = [];
  const shortfall = shortfallOf(headroom);
  const worse = { name: "worse", override: despite("worse") } as const;
  if (headroom.againstBaseline === undefined) {
    const reason = "it could not be compared with the live prompt, of which there are no scores";
    objections.push({ ...worse, reason });
  } else if (shortfall !== undefined) {
    const by = (-shortfall.delta).toFixed(1);
    const reason = `it is ${by} points below the live prompt in ${shortfall.metric}, which noise does not explain`;
    objections.push({ ...worse, reason });
  }
  const lost = goldenSet?.regressed ?? 0;
  if (lost > 0) {
    const reason = `it lost ${lost} golden ${lost === 1 ? "case" : "cases"}`;
    objections.push({ name: "golden-set", reason, override: despite("golden-set") });
  }
  if (minConfidence > 0 && (confidence === undefined || confidence < minConfidence)) {
    const said = confidence === undefined ? "unknown" : confidence.toFixed(2);
    const reason = `its confidence is ${said}, and gate.headroom.min-confidence is ${minConfidence}`;
    objections.push({
      name: "confidence",
      reason,
      override: "`gate.headroom.min-confidence` in the config",
    });
  }
  return objections;
}

export function despite(name: ObjectionName): string {
  return `the input \`apply-despite: ${name}\``;
}
