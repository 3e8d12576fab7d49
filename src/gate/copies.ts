/** Which agents of the account are copies of ours, told by their tags, or by their names where tags are not kept. Pure. */
import { byAge, scopeIn } from "../plan/owned.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import {
  contradictsKey,
  hasTag,
  isOwnedBy,
  isPreview,
  isPreviewOf,
  type PreviewOwner,
  previewName,
  REFERENCE_SCOPE,
  REWRITTEN_TAG,
} from "../plan/tags.ts";
import { type Agent, isArchived } from "../service/agent-shape.ts";
import type { AgentUse, EvaluatedAgent } from "./types.ts";

/** The planned agent with its copies among the account's. */
export function withCopies(
  planned: PlannedAgent,
  agents: readonly Agent[],
  owner: PreviewOwner,
): EvaluatedAgent {
  const { key, source, name } = planned.definition;
  const { repository } = owner;
  const names = [name, planned.live?.name ?? name];
  const isNamedSo = ({ name: given }: Agent) =>
    names.some((one) => isNameOfCopy(given, one, repository));
  // An entry that was bound to another agent before has that one's copies, which have its conversations.
  const isOfAnother = (copy: Agent) =>
    agents.some(
      (one) =>
        one.id !== planned.live?.id &&
        !isPreview(one) &&
        isNameOfCopy(copy.name, one.name, repository),
    );
  const called = agents.filter(
    (agent) =>
      (isPreviewOf(agent, repository, source.file, key) &&
        (isNamedSo(agent) || !isOfAnother(agent))) ||
      (isNamedSo(agent) && !contradictsKey(agent, source.file, key)),
  );
  const namesakes = called.filter((agent) => !isPreview(agent) && isInUse(agent));
  const previews = called.filter((agent) => !namesakes.includes(agent));
  // Two gates at once may have made two: all that come after use the same one.
  const current = (scope: PreviewOwner) =>
    previews
      .filter(
        (agent) =>
          !isArchived(agent) &&
          (isOwnedBy(agent, scope) || names.some((one) => agent.name === previewName(one, scope))),
      )
      .toSorted(byAge)[0];
  const [preview, twin] = [current(owner), current(referenceOf(owner))];
  return { key, planned, previews, namesakes, preview, twin };
}

/** Of any repository and key, archived ones aside. */
export function copyCount(agents: readonly Agent[]): number {
  return agents.filter((agent) => isPreview(agent) && !isArchived(agent)).length;
}

/** Agent id -> what it is there for. Archived copies are told as well: what was run on them is paid for. */
export function usesOf(
  agents: readonly Agent[],
  { repository }: PreviewOwner,
): ReadonlyMap<string, AgentUse> {
  return new Map(
    agents.map((agent) => [agent.id, scopeIn(agent.name, repository)?.kind ?? "other"]),
  );
}

/** Whose the twins of a repository are. */
export function referenceOf({ repository }: PreviewOwner): PreviewOwner {
  return { repository, scope: REFERENCE_SCOPE };
}

/** Of a copy: had it another prompt before? Its tag says so, and where tags are not kept its times. */
export function isRewritten(agent: Agent): boolean {
  return isPreview(agent)
    ? hasTag(agent, REWRITTEN_TAG)
    : Date.parse(agent.updatedAt) > Date.parse(agent.createdAt);
}

/** A copy whose tags the service dropped is a draft still. */
function isInUse({ status }: Agent): boolean {
  return !["draft", "archived"].includes(status.toLowerCase());
}

function isNameOfCopy(name: string, of: string, repository: string): boolean {
  const start = `${of} (${repository}`;
  return name.startsWith(start) && /^(#\d+| ref|@.+)\)$/.test(name.slice(start.length));
}
