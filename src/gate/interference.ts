/** What others did meanwhile to the agents that are measured. */
import { ServiceError } from "../errors.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import type { RunPorts } from "../runs/start.ts";
import { isUnderWay } from "../runs/types.ts";
import type { Agent } from "../service/types.ts";
import { type Evidence, startedIds } from "./evidence.ts";

/** Asking for the whole list costs a call per hundred agents; asking one by one, a call each. */
const PAGE = 100;

/** Ids of the agents whose content is no longer what it was, or that are gone. */
export async function changedAgents(
  before: readonly Agent[],
  accountAgents: number,
  ports: RunPorts,
): Promise<ReadonlySet<string>> {
  if (before.length === 0) return new Set();
  const pages = Math.ceil(accountAgents / PAGE);
  const after =
    before.length <= pages
      ? await Promise.all(before.map((agent) => getUnlessGone(agent.id, ports)))
      : await ports.converra.agents.listAll({ signal: ports.signal });
  const byId = new Map(after.flatMap((agent) => (agent === undefined ? [] : [[agent.id, agent]])));
  return new Set(
    before.filter((agent) => !isSame(agent, byId.get(agent.id))).map((agent) => agent.id),
  );
}

async function getUnlessGone(
  id: string,
  { converra, signal }: RunPorts,
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

/** Runs under way on the live agent that this workflow run neither started nor waits for. */
export async function foreignRuns(
  live: Agent,
  evidence: Evidence,
  { converra, signal }: RunPorts,
): Promise<readonly string[]> {
  const runs = await converra.optimizations.list({ agentId: live.id, limit: 100 }, { signal });
  const known = new Set(evidence.knownRuns.get(live.id)?.ids);
  const ours = new Set([
    ...startedIds(evidence),
    ...evidence.endings.map((ending) => ending.run?.id),
  ]);
  return runs
    .filter((run) => isUnderWay(run) || !known.has(run.id))
    .filter((run) => !ours.has(run.id))
    .map((run) => run.id);
}
