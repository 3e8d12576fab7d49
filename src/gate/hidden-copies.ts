/** Copies that no list of agents shows: a service may keep drafts out of all of them. Their runs tell where they are. */
import { unlessGone } from "../errors.ts";
import { isPreview } from "../plan/tags.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Ports } from "./types.ts";

/** Agents read by id: the newest that have runs and are not listed; others' may be among them, or deleted ones. */
const MOST_READ = 10;

/** None where a draft was listed, as the service is assumed to do (assumption drafts-listed). */
export async function hiddenCopies(
  listed: readonly Agent[],
  { converra, signal }: Pick<Ports, "converra" | "signal">,
): Promise<readonly Agent[]> {
  const { agents, optimizations, observer } = converra;
  if (observer.stateOf("drafts-listed") === "holds") return [];
  const known = new Set(listed.map(({ id }) => id));
  const runs = await optimizations.list({ limit: 100 }, { signal });
  const ids = new Set(runs.map(({ agentId }) => agentId).filter((id) => !known.has(id)));
  const hidden: Agent[] = [];
  for (const id of [...ids].slice(0, MOST_READ)) {
    const found = await unlessGone(agents.get(id, { signal }));
    if (found !== undefined) hidden.push(found);
  }
  const copies = hidden.filter(isPreview);
  if (copies.length > 0) {
    observer.broken("drafts-listed", `${copies.length} of our drafts in no list of agents`);
  }
  return copies;
}
