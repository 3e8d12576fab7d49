/** What others did meanwhile to the agents that are measured. */
import { unlessGone } from "../errors.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import { isPreview } from "../plan/tags.ts";
import { isUnderWay } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Observer } from "../service/assumptions.ts";
import type { Evidence } from "./evidence.ts";
import type { Ports } from "./types.ts";

/** Reading the whole list costs a call per hundred agents; reading them one by one, a call each. */
const PAGE = 100;

/** Ids of the agents whose content is no longer what it was, or that are gone. */
export async function changedAgents(
  before: readonly Agent[],
  accountAgents: number,
  ports: Ports,
): Promise<ReadonlySet<string>> {
  if (before.length === 0) return new Set();
  const { converra, signal } = ports;
  const pages = Math.ceil(accountAgents / PAGE);
  const after =
    before.length <= pages
      ? await Promise.all(before.map(({ id }) => unlessGone(converra.agents.get(id, { signal }))))
      : await converra.agents.listAll({ wanted: before, signal });
  for (const agent of before) observeUpdates(agent, after, converra.observer);
  const isAsBefore = (agent: Agent) => after.some((one) => isSame(agent, one));
  return new Set(before.filter((agent) => !isAsBefore(agent)).map(({ id }) => id));
}

/** assumption updated-by-writes: of a copy, which nobody but us writes, and only before its runs. */
function observeUpdates(
  before: Agent,
  after: readonly (Agent | undefined)[],
  observer: Observer,
): void {
  const now = after.find((one) => one?.id === before.id);
  if (now === undefined || !isPreview(before) || !isSame(before, now)) return;
  const isUntouched = now.updatedAt === before.updatedAt;
  observer.check("updated-by-writes", isUntouched, () => "`updatedAt` moved with its runs");
}

function isSame(before: Agent, after: Agent | undefined): boolean {
  return (
    after?.id === before.id &&
    after.model === before.model &&
    normalisePrompt(after.content) === normalisePrompt(before.content)
  );
}

/** Runs on the live agent, under way or begun meanwhile, that this workflow run neither started nor waited for. */
export async function foreignRuns(
  live: Agent,
  evidence: Evidence,
  { converra, signal }: Ports,
): Promise<readonly string[]> {
  const runs = await converra.optimizations.ofAgent(live.id, { signal });
  const known = evidence.knownRuns.get(live.id)?.ids ?? [];
  const ours = evidence.outcomes.map(({ run }) => run?.id);
  return runs
    .filter((run) => isUnderWay(run) || !known.includes(run.id))
    .filter((run) => !ours.includes(run.id))
    .map((run) => run.id);
}
