/** Every page of the agents, however the service pages. */
import { ServiceError } from "../errors.ts";
import type { Agent, Page } from "./types.ts";

const PAGE = 100;
const MAX_PAGES = 100;

/**
 * Follows `pagination.total` where there is one; without it a full page means that there may be another. Ends when a
 * page brings nothing unseen, whatever the total says: a service that ignores `offset` would never end otherwise.
 */
export async function allAgents(
  readPage: (limit: number, offset: number) => Promise<Page<Agent>>,
): Promise<readonly Agent[]> {
  const seen = new Map<string, Agent>();
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, total } = await readPage(PAGE, offset);
    const before = seen.size;
    for (const agent of items) if (!seen.has(agent.id)) seen.set(agent.id, agent);
    offset += items.length;
    const more = total === undefined ? items.length >= PAGE : offset < total;
    if (!more || seen.size === before) return [...seen.values()];
  }
  throw new ServiceError(
    `could not list the agents: more than ${MAX_PAGES} pages of ${PAGE} came back`,
    {
      kind: "protocol",
      method: "GET",
      path: "/agents",
      hint: "Archive agents that are no longer needed, or report this if the account has fewer.",
    },
  );
}
