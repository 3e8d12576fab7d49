/** After the wait: does each agent still carry the prompt that was measured on it? */
import { ServiceError } from "../errors.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent } from "../service/types.ts";

/** Asking for the whole list costs a call per hundred agents; asking one by one, a call each. */
const PAGE = 100;

/** Ids whose content is no longer what it was, or that are gone. */
export async function changedSince(
  converra: Converra,
  before: readonly Agent[],
  accountAgents: number,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (before.length === 0) return new Set();
  const pages = Math.ceil(accountAgents / PAGE);
  const after =
    before.length <= pages
      ? await Promise.all(before.map((agent) => getUnlessGone(converra, agent.id, signal)))
      : await converra.agents.listAll({ signal });
  const byId = new Map(after.flatMap((agent) => (agent === undefined ? [] : [[agent.id, agent]])));
  return new Set(
    before.filter((agent) => !isSame(agent, byId.get(agent.id))).map((agent) => agent.id),
  );
}

async function getUnlessGone(
  converra: Converra,
  id: string,
  signal: AbortSignal,
): Promise<Agent | undefined> {
  try {
    return await converra.agents.get(id, { signal });
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return undefined;
    throw error;
  }
}

function isSame(before: Agent, after: Agent | undefined): boolean {
  return (
    after !== undefined &&
    normalisePrompt(after.content) === normalisePrompt(before.content) &&
    after.model === before.model
  );
}
