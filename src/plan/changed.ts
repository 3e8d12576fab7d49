/** Which agents a change touches: the definitions at the head against those at the base commit. Pure. */
import type { AgentDefinition } from "../domain.ts";
import { candidateFingerprint } from "./plan.ts";

/** Keys whose prompt or settings differ from the base, in the config's order. */
export function changedKeys(
  head: readonly AgentDefinition[],
  base: readonly AgentDefinition[],
): ReadonlySet<string> {
  const before = new Map(base.map((definition) => [definition.key, identity(definition)]));
  return new Set(
    head
      .filter((definition) => before.get(definition.key) !== identity(definition))
      .map((definition) => definition.key),
  );
}

/** A changed id or name points the entry at another agent, so that it is measured again. */
function identity(definition: AgentDefinition): string {
  return JSON.stringify([candidateFingerprint(definition), definition.id ?? definition.name]);
}
