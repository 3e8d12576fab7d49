/** An agent under evaluation with the previews that carry, or carried, its prompts. Pure. */

import type { PlannedAgent } from "../plan/plan.ts";
import { isOwnedBy, isPreviewOf, type PreviewOwner } from "../plan/tags.ts";
import type { Agent } from "../service/types.ts";

export interface Subject {
  readonly planned: PlannedAgent;
  /** Every preview of this key, of any pull request and in any state: each may hold evidence. */
  readonly previews: readonly Agent[];
  /** The preview of this pull request or branch, unless archived. */
  readonly preview?: Agent;
}

export function keyOf(subject: Subject): string {
  return subject.planned.definition.key;
}

export function subjectsOf(
  planned: readonly PlannedAgent[],
  agents: readonly Agent[],
  owner: PreviewOwner,
): readonly Subject[] {
  return planned.map((one) => {
    const { key, source } = one.definition;
    const previews = agents.filter((agent) =>
      isPreviewOf(agent, owner.repository, source.file, key),
    );
    const preview = previews.find(
      (agent) => isOwnedBy(agent, owner) && agent.status !== "archived",
    );
    return { planned: one, previews, preview };
  });
}

/** The agents whose runs may be about this subject: the live one and its previews. */
export function holdersOf(subject: Subject): readonly Agent[] {
  const { live } = subject.planned;
  return live === undefined ? subject.previews : [live, ...subject.previews];
}
