/** Carries out the plan on the live agents: POST what is missing, PATCH only what differs, and read back what stands. */
import type { PlanEntry } from "../domain.ts";
import { type Agent, type AgentInput, isArchived } from "../service/agent-shape.ts";
import type { Converra } from "../service/converra.ts";
import { type Difference, wrongPrompt } from "../service/read-back.ts";
import { isSameFingerprint, textPart } from "./fingerprint.ts";
import { createInput, type PlannedAgent } from "./plan.ts";
import { settledSince, taggedFingerprint, withLiveTag } from "./tags.ts";

export interface SyncResult {
  readonly planned: PlannedAgent;
  /** False where the plan forbids a write: unchanged, conflicting, or drifted and not to be overwritten. */
  readonly written: boolean;
  readonly agent?: Agent;
  /** Why it was not written although it should have been, or what does not hold of what was. */
  readonly problem?: { readonly kind: "refused" | "unprotected"; readonly message: string };
}

interface SyncPorts {
  readonly converra: Converra;
  readonly signal: AbortSignal;
}

export function isWritable(planned: PlannedAgent): boolean {
  const { action } = planned.entry;
  if (action === "drifted") return planned.definition.gate.onDrift === "overwrite";
  return action === "create" || action === "update";
}

export async function syncAgent(planned: PlannedAgent, ports: SyncPorts): Promise<SyncResult> {
  const { live } = planned;
  if (!isWritable(planned)) return { planned, written: false, agent: live };
  if (live === undefined) return createLive(planned, ports);
  const edited = await editedMeanwhile(planned, live, ports);
  if (edited !== undefined) return edited;
  const unkept = await tagsAreUnkept(planned, live, ports);
  if (unkept !== undefined) return unkept;
  const { agent, wrong } = await writeLive(planned, ports);
  return resultOf(planned, agent, wrong);
}

/** A list may have left it out: its name is looked for once more, so that there is never a second live agent. */
async function createLive(
  planned: PlannedAgent,
  { converra, signal }: SyncPorts,
): Promise<SyncResult> {
  const { name } = planned.definition;
  const again = await converra.agents.listAll({ signal });
  const found = again.find((agent) => agent.name === name && !isArchived(agent));
  if (found !== undefined) {
    const message = `agent ${found.id} is named "${name}" and was not listed a moment ago: no second one is created; run this again`;
    return { planned, written: false, agent: found, problem: { kind: "refused", message } };
  }
  const input = createInput(planned);
  const agent = await converra.agents.create(input, { signal });
  const { agent: kept, wrong } = await keepStoredForm(planned, input, agent, { converra, signal });
  return resultOf(planned, kept, wrong);
}

/** It was listed before the agents above it were written, which may have taken minutes. */
async function editedMeanwhile(
  planned: PlannedAgent,
  live: Agent,
  { converra, signal }: SyncPorts,
): Promise<SyncResult | undefined> {
  const agent = await converra.agents.get(live.id, { signal });
  const isSame = textPart(agent.content, agent.model) === textPart(live.content, live.model);
  if (isSame) return undefined;
  const message = `agent ${live.id} was edited while this ran: nothing was written to it; run this again to see what stands there`;
  return { planned, written: false, agent, problem: { kind: "refused", message } };
}

/**
 * What protects an edit made in Converra is our tag. Before a text that no tag vouches for is replaced, the tag is
 * written alone: a service that does not keep it could never tell the next edit from ours.
 */
async function tagsAreUnkept(
  planned: PlannedAgent,
  live: Agent,
  { converra, signal }: SyncPorts,
): Promise<SyncResult | undefined> {
  const { definition, candidate, baseline, patch } = planned;
  const replaces = patch.content !== undefined || patch.model !== undefined;
  if (!replaces || taggedFingerprint(live) !== undefined) return undefined;
  if (definition.gate.onDrift === "overwrite") return undefined;
  const text = textPart(live.content, live.model);
  const now = { ...(baseline ?? candidate), text };
  const since = Date.parse(live.updatedAt) || undefined;
  const tags = withLiveTag(live.tags, [], now, since);
  const agent = await converra.agents.update(live.id, { tags }, { before: live, signal });
  if (isSameFingerprint(taggedFingerprint(agent), now)) return undefined;
  const message = `the service does not keep tags as they are sent (${agent.tags.join(", ") || "none"} came back), so an edit made in Converra could not be told from the text synced last: nothing was overwritten; \`gate.on-drift: overwrite\` writes all the same`;
  return { planned, written: false, agent, problem: { kind: "refused", message } };
}

/** PATCH, and what of it did not arrive. */
export async function writeLive(
  planned: PlannedAgent,
  { converra, signal }: SyncPorts,
): Promise<{ readonly agent: Agent; readonly wrong?: Difference }> {
  const { live, patch } = planned;
  if (live === undefined) throw new Error("there is no live agent to write");
  const agent = await converra.agents.update(live.id, patch, { before: live, signal });
  return keepStoredForm(planned, patch, agent, { converra, signal });
}

/** Where the service stores text or model in a form of its own, the tag says which form that is. */
async function keepStoredForm(
  planned: PlannedAgent,
  sent: Partial<AgentInput>,
  stored: Agent,
  { converra, signal }: SyncPorts,
): Promise<{ readonly agent: Agent; readonly wrong?: Difference }> {
  const { candidate, definition } = planned;
  const wrong = wrongPrompt(sent, stored);
  if (wrong !== undefined) return { agent: stored, wrong };
  const text = textPart(stored.content, stored.model);
  const isTagged = taggedFingerprint(stored) !== undefined;
  if (!isTagged || text === candidate.text || sent.tags === undefined) return { agent: stored };
  const written = { ...candidate, text, sent: candidate.text };
  const tags = withLiveTag(stored.tags, definition.tags, written, settledSince(stored));
  return { agent: await converra.agents.update(stored.id, { tags }, { before: stored, signal }) };
}

function resultOf(planned: PlannedAgent, agent: Agent, wrong: Difference | undefined): SyncResult {
  if (wrong !== undefined) {
    const { member, sent, stored } = wrong;
    const message = `the service answered as if agent ${agent.id} was written, but its ${member} is "${stored}" and not "${sent}"`;
    return { planned, written: false, agent, problem: { kind: "refused", message } };
  }
  if (taggedFingerprint(agent) === undefined) {
    const message = `the service did not keep our tag on agent ${agent.id}: edits made in Converra cannot be told from ours, so drift protection is off`;
    return { planned, written: true, agent, problem: { kind: "unprotected", message } };
  }
  return { planned, written: true, agent };
}

/** The entry in the past tense, for the report of a sync. */
export function syncedEntry({ planned, written, agent, problem }: SyncResult): PlanEntry {
  const { entry } = planned;
  if (problem?.kind === "refused") {
    return { ...entry, action: "conflicting", reason: problem.message };
  }
  if (!written) return entry;
  const id = agent?.id ?? entry.liveAgentId ?? "";
  const done =
    entry.action === "create"
      ? `created agent ${id}`
      : `updated ${entry.changes.join(", ")} of agent ${id}${planned.kept === undefined ? "" : `; ${planned.kept}`}`;
  const reason = problem === undefined ? done : `${done}; ${problem.message}`;
  return { ...entry, reason, liveAgentId: id };
}
