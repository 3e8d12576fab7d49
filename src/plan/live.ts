/** Which live agent an entry of the configuration means. Pure. */
import type { AgentDefinition } from "../domain.ts";
import { type Agent, isArchived } from "../service/agent-shape.ts";
import { isPreview } from "./tags.ts";

type Named = Pick<AgentDefinition, "id" | "name">;

/** Id of the live agent of each, as `planAgents` has it; undefined where there is none or it cannot be told. */
export function liveIdsOf(
  definitions: readonly Named[],
  agents: readonly Agent[],
): readonly (string | undefined)[] {
  const found = findEach(definitions, agents, definitions);
  return found.map((one) => (typeof one === "object" ? one.id : undefined));
}

/**
 * The live agent of each, undefined where there is none, or the reason why it cannot be told. What one of `all` has by its
 * id no other takes by its name, which the agent may be about to lose.
 */
export function findEach(
  definitions: readonly Named[],
  agents: readonly Agent[],
  all: readonly Named[],
): readonly (Agent | string | undefined)[] {
  const taken = new Set(all.map(({ id }) => id));
  const liveAgents = agents.filter((agent) => !isPreview(agent));
  const free = liveAgents.filter(({ id }) => !taken.has(id));
  return definitions.map((one) => findLive(one, one.id === undefined ? free : liveAgents));
}

/** The live agent, undefined when there is none, or the reason why it cannot be told. */
function findLive(definition: Named, agents: readonly Agent[]): Agent | string | undefined {
  if (definition.id !== undefined) {
    const agent = agents.find((candidate) => candidate.id === definition.id);
    if (agent === undefined) {
      return `id ${definition.id} is not an agent of this account; correct the id, or leave it out to match by name`;
    }
    if (isArchived(agent)) {
      return `agent ${agent.id} is archived; restore it in Converra or correct the id`;
    }
    return agent;
  }
  const named = agents.filter((agent) => agent.name === definition.name && !isArchived(agent));
  if (named.length > 1) {
    const ids = named.map((agent) => agent.id).join(", ");
    return `${named.length} agents are named "${definition.name}" (${ids}); write the id of one of them into the config`;
  }
  return named[0];
}
