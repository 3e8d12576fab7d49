/** Agents of the base commit's configuration that the head's no longer guards. Pure. */
import type { AgentDefinition, GateResult } from "../domain.ts";

export interface RemovedAgent {
  /** Its key at the base commit. */
  readonly key: string;
  readonly name: string;
  readonly how: "removed" | "renamed" | "rebound";
  /** One sentence for people. */
  readonly reason: string;
  readonly advice: string;
  /** What the base commit's rules say is done about it. */
  readonly action: GateResult;
}

/** What points at the agent on the service. */
type Binding = Pick<AgentDefinition, "key" | "id" | "name">;

/** The id of the live agent that an entry is bound to; undefined where there is none or none is known. */
export type LiveIdOf = (binding: Binding) => string | undefined;

/** The entry for the same agent in another commit's configuration, under its key or under another. */
export function counterpartOf(
  agent: AgentDefinition,
  others: readonly AgentDefinition[],
): AgentDefinition | undefined {
  return (
    others.find(({ key }) => key === agent.key) ??
    others.find(({ id }) => id !== undefined && id === agent.id) ??
    others.find(
      ({ id, name }) => name === agent.name && (id === undefined || agent.id === undefined),
    )
  );
}

/** Same agent, as far as the configuration alone tells: by id where both state one, else by name. */
export function isBoundAlike(a: Binding, b: Binding): boolean {
  return a.id !== undefined && b.id !== undefined ? a.id === b.id : a.name === b.name;
}

/**
 * In the base's order. With `liveIdOf` an entry is bound to the agent it really finds, and one that finds none leaves none
 * behind; without it an entry is bound to what it states. That
 * an entry moved to another file or key, or its prompt to another file, is no removal.
 */
export function removedAgents(
  base: readonly AgentDefinition[],
  head: readonly AgentDefinition[],
  liveIdOf?: LiveIdOf,
): readonly RemovedAgent[] {
  return base.flatMap((before): RemovedAgent[] => {
    const live = liveIdOf?.(before);
    const guards = (after: AgentDefinition) => {
      const now = liveIdOf?.(after);
      return live !== undefined && now !== undefined ? live === now : isBoundAlike(before, after);
    };
    const isGone = liveIdOf !== undefined && live === undefined;
    if (isGone || head.some(guards)) return [];
    const after = head.find(({ key }) => key === before.key);
    const { key, name, gate } = before;
    return [{ key, name, action: gate.onRemoved, ...wordsOf(before, after, live) }];
  });
}

function wordsOf(before: Binding, after: Binding | undefined, live: string | undefined) {
  const its = `its live agent ${live ?? before.id ?? JSON.stringify(before.name)} goes on unguarded`;
  if (after === undefined) {
    return {
      how: "removed" as const,
      reason: `The agent ${before.key} was removed from the config: ${its}.`,
      advice: "Put it back, or archive the live agent in Converra if nothing uses it any more.",
    };
  }
  if (before.id !== undefined || after.id !== undefined) {
    const bound = after.id === undefined ? `the name ${JSON.stringify(after.name)}` : after.id;
    return {
      how: "rebound" as const,
      reason: `The agent ${before.key} was bound to another agent, ${bound}: ${its}.`,
      advice: "Give the other agent a key of its own, and leave this one as it was.",
    };
  }
  return {
    how: "renamed" as const,
    reason: `The agent ${before.key} was renamed from ${JSON.stringify(before.name)} to ${JSON.stringify(after.name)}: merged like this, an agent of the new name is created, and ${its}.`,
    advice: `To rename the live agent instead, write its id into the entry: \`id: ${live ?? "agent_…"}\`.`,
  };
}
