/** What is measured against what where the file and the live prompt are not the two sides. Pure. */
import type { AgentDefinition } from "../domain.ts";
import { fingerprintParts, joinFingerprint, textPart } from "./fingerprint.ts";
import { candidateFingerprint, type PlannedAgent } from "./plan.ts";
import { taggedFingerprint } from "./tags.ts";

/**
 * In live mode the live agent may carry a prompt that a pull request left there, this one's last run included. The
 * prompt that would be replaced is then the base commit's. A prompt that nobody here wrote stays the baseline.
 */
export function againstBase(
  planned: PlannedAgent,
  base: readonly AgentDefinition[] | undefined,
): PlannedAgent {
  const before = base?.find((definition) => definition.key === planned.definition.key);
  if (before === undefined || !carriesOurs(planned)) return planned;
  const was = fingerprintParts(candidateFingerprint(before));
  const candidate = fingerprintParts(planned.candidate);
  if (was === undefined || candidate === undefined) return planned;
  const baseline = joinFingerprint({ ...was, run: candidate.run });
  if (baseline === planned.baseline) return planned;
  return { ...planned, baseline, basePrompt: before.prompt };
}

/** True when the live agent says what an action of this kind wrote to it last. */
export function carriesOurs({ live }: PlannedAgent): boolean {
  const tagged = live === undefined ? undefined : taggedFingerprint(live);
  if (live === undefined || tagged === undefined) return false;
  return fingerprintParts(tagged)?.text === textPart(live.content, live.model);
}

/** On a schedule the live prompt itself is measured again, whatever the file says. */
export function asItStands(planned: PlannedAgent): PlannedAgent {
  const { definition, live, baseline } = planned;
  if (live === undefined || baseline === undefined) return planned;
  return {
    ...planned,
    candidate: baseline,
    definition: { ...definition, prompt: live.content, model: live.model },
  };
}
