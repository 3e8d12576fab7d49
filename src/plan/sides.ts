/** What a change touches, and what is measured against what where the file and the live prompt are not it. Pure. */
import type { AgentDefinition } from "../domain.ts";
import { isSameFingerprint, samplingPart } from "./fingerprint.ts";
import { candidateFingerprint, type PlannedAgent, withModel } from "./plan.ts";
import { samplingOf } from "./sampling.ts";
import { syncedFingerprint } from "./tags.ts";

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
  const { model } = planned.definition;
  const baseline = {
    ...candidateFingerprint(withModel(before, model)),
    run: planned.candidate.run,
  };
  if (isSameFingerprint(baseline, planned.baseline)) return planned;
  const { prompt } = before;
  const replaced = { prompt, model: before.model ?? model, sampling: samplingOf(before) };
  return { ...planned, baseline, basePrompt: prompt, replaced };
}

/** The base commit may tell the sampling of a baseline that the head has changed. */
export function withBaseSampling(
  planned: PlannedAgent,
  base: readonly AgentDefinition[] | undefined,
): PlannedAgent {
  const { baseline, replaced, definition } = planned;
  const before = base?.find(({ key }) => key === definition.key);
  if (baseline === undefined || replaced === undefined || before === undefined) return planned;
  if (replaced.sampling !== undefined || samplingPart(before) !== baseline.sampling) return planned;
  return { ...planned, replaced: { ...replaced, sampling: samplingOf(before) } };
}

/** True when the live agent says what an action of this kind wrote to it last. */
export function carriesOurs({ live }: PlannedAgent): boolean {
  return live !== undefined && syncedFingerprint(live) !== undefined;
}

/** On a schedule the live prompt itself is measured again, whatever the file says. */
export function asItStands(planned: PlannedAgent): PlannedAgent {
  const { definition, live, baseline, replaced } = planned;
  if (live === undefined || baseline === undefined) return planned;
  const { content: prompt, model } = live;
  return {
    ...planned,
    candidate: baseline,
    definition: { ...definition, prompt, model, ...replaced?.sampling },
  };
}

/** Keys whose prompt or settings differ from the base, in the config's order. */
export function changedKeys(
  head: readonly AgentDefinition[],
  base: readonly AgentDefinition[],
): ReadonlySet<string> {
  const before = new Map(base.map((definition) => [definition.key, definition]));
  const changed = head.filter((definition) => !isAlike(definition, before.get(definition.key)));
  return new Set(changed.map((definition) => definition.key));
}

/** A changed id or name points the entry at another agent, so that it is measured again. */
function isAlike(head: AgentDefinition, base: AgentDefinition | undefined): boolean {
  if (base === undefined || (head.id ?? head.name) !== (base.id ?? base.name)) return false;
  // Where one side alone states a model, it may be another than the live agent's.
  if ((head.model === undefined) !== (base.model === undefined)) return false;
  const print = (one: AgentDefinition) => candidateFingerprint(withModel(one, ""));
  return isSameFingerprint(print(head), print(base));
}
