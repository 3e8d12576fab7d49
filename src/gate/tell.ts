/** What a gate tells beside its verdicts: a service that scores otherwise than before, and what the gate can see. Pure. */
import type { Drift } from "../verdict/drift.ts";
import { foresee } from "../verdict/foresee.ts";
import type { Judgement } from "../verdict/judge.ts";
import { comparedEvidence } from "./compare.ts";
import type { Evidence } from "./evidence.ts";
import type { Scope } from "./types.ts";
import { historyInPoints, pointsOf, understandings } from "./understand.ts";

/** Once for the gate where its baselines share the drift, else for each agent that shows one. */
export function driftSentences({ drift, agents }: Judgement): readonly string[] {
  if (drift !== undefined) return [sentence("the unchanged prompts of this gate", drift)];
  return agents.flatMap(({ verdict, drift: own }) =>
    own === undefined ? [] : [sentence(`the unchanged prompt of ${verdict.key}`, own)],
  );
}

function sentence(what: string, { points, before }: Drift): string {
  const much = Math.abs(points).toFixed(1);
  const way = points < 0 ? "lower" : "higher";
  return `Converra scores ${what} ${much} points ${way} than on ${dayOf(before)}. Runs from before that no longer tell the level, and nobody is accused by them.`;
}

/** "3 November", by the clock of Greenwich. */
function dayOf(time: string): string {
  const options = { day: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Date(time).toLocaleDateString("en-GB", options);
}

/** The largest of the agents' smallest drops that are found with 80 % chance; undefined where one finds none. */
export function sightOf(
  scope: Scope,
  evidence: Evidence,
  confidence: number,
  moreRuns = 0,
): number | undefined {
  const understood = understandings(scope.evaluated, evidence);
  const agents = scope.evaluated.flatMap((one) => {
    const understanding = understood.get(one.key);
    if (understanding === undefined) return [];
    const { candidate, baseline } = comparedEvidence(one, evidence, scope);
    return [
      {
        key: one.key,
        rules: understanding.rules,
        mode: one.planned.definition.optimize.mode,
        candidate: pointsOf(candidate, understanding),
        baseline: pointsOf(baseline, understanding),
      },
    ];
  });
  if (agents.length === 0) return undefined;
  const history = historyInPoints(evidence, understood);
  const sights = foresee(agents, { confidence, history, moreRuns });
  const known = sights.filter((one) => one !== undefined);
  return known.length === sights.length ? Math.max(...known) : undefined;
}

/** In advance; empty where nothing can be told. */
export function sightSentence(scope: Scope, evidence: Evidence, confidence: number): string {
  const now = sightOf(scope, evidence, confidence);
  if (now === undefined) return "";
  const nights = Math.max(
    0,
    ...scope.evaluated.map(({ planned }) => planned.definition.gate.history),
  );
  const later = nights > 0 ? sightOf(scope, evidence, confidence, nights) : undefined;
  const after =
    later !== undefined && now - later >= 0.5
      ? `; after ${nights} more ${nights === 1 ? "night" : "nights"} of history, of ${later.toFixed(1)}`
      : "";
  return `This gate finds drops of ${now.toFixed(1)} points with 80 % chance${after}.`;
}
