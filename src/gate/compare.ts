/** Which evidence of the two sides is compared: like with like. Pure. */
import type { Measurement, Mode } from "../domain.ts";
import { placesAgree } from "../verdict/level.ts";
import { type Evidence, evidenceFor, kindOf, type RunPlace, type Side } from "./evidence.ts";
import type { EvaluatedAgent, Scope } from "./types.ts";
import { historyInPoints, type Sides, understandings } from "./understand.ts";

export interface Compared extends Sides {
  /** Sides without a run where the other side is, or is to be, measured. */
  readonly lacking: readonly Side[];
}

/**
 * From the kind of agent on which both sides have runs, first from the one they are measured on. Where runs of one
 * prompt have shown that both kinds score alike, any run will do.
 */
export function comparedEvidence(
  one: EvaluatedAgent,
  evidence: Evidence,
  { place, evaluated }: Pick<Scope, "place" | "evaluated">,
): Compared {
  const { optimize, gate } = one.planned.definition;
  const candidate = evidenceFor(one, "candidate", evidence);
  const baseline = evidenceFor(one, "baseline", evidence);
  const wanted = gate.baseline === "off" ? (candidate[0]?.place ?? kindOf(place)) : kindOf(place);
  const kind = [wanted, otherThan(wanted)].find(
    (some) => isIn(candidate, some) && isIn(baseline, some),
  );
  if (kind !== undefined) return { candidate: firstOn(kind, candidate), baseline, lacking: [] };
  if (candidate.length > 0 && baseline.length > 0) {
    if (placesScoreAlike(optimize.mode, evidence, evaluated)) {
      return { candidate, baseline, lacking: [] };
    }
  }
  const lacking = (["candidate", "baseline"] as const).filter(
    (side) => !isIn(side === "candidate" ? candidate : baseline, wanted),
  );
  const here = firstOn(wanted, candidate);
  return { candidate: here.length > 0 ? here : candidate, baseline, lacking };
}

function isIn(runs: readonly Measurement[], kind: RunPlace): boolean {
  return runs.some((run) => run.place === kind);
}

function otherThan(kind: RunPlace): RunPlace {
  return kind === "live" ? "preview" : "live";
}

/** Those of one kind; and, since trials are held on copies alone, what was run on a copy after the first of them. */
function firstOn(kind: RunPlace, runs: readonly Measurement[]): readonly Measurement[] {
  const here = runs.filter((run) => run.place === kind);
  const first = here.reduce<string | undefined>(
    (least, { completedAt }) => (least === undefined || completedAt < least ? completedAt : least),
    undefined,
  );
  if (kind === "preview" || first === undefined) return here;
  return runs.filter((run) => run.place === kind || (run.startedAt ?? run.completedAt) > first);
}

function placesScoreAlike(
  mode: Mode,
  evidence: Evidence,
  evaluated: readonly EvaluatedAgent[],
): boolean {
  const within = Math.min(...evaluated.map(({ planned }) => planned.definition.gate.maxDrop));
  const history = historyInPoints(evidence, understandings(evaluated, evidence));
  return placesAgree(history, mode, within)?.agrees === true;
}
