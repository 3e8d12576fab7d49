/** Preview agents: draft copies that carry a pull request's prompt, so that the live agent is never touched by it. */
import { isSameFingerprint, normalisePrompt } from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { type PreviewOwner, previewTags, taggedFingerprint } from "../plan/tags.ts";
import type { Agent, AgentInput } from "../service/endpoints/agents.ts";
import type { Environment, EvaluatedAgent, Scope } from "./types.ts";

/**
 * Creates the preview, or brings it up to the commit under test; writes nothing when it already says that. A preview
 * keeps its model, sampling and run settings for life, so that its tag is right about every run on it: other settings make
 * another preview.
 */
export async function ensurePreview(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Agent> {
  const { planned, preview } = one;
  const { converra, signal } = env.ports;
  const { agents } = converra;
  const input = previewInput(planned, scope.owner);
  if (preview !== undefined && hasSettingsOf(preview, planned)) {
    const current = isCurrent(preview, planned)
      ? preview
      : await agents.update(preview.id, input, { signal });
    if ((preview.conversationCount ?? 0) === 0) await giveConversations(current, one, scope, env);
    return current;
  }
  if (preview !== undefined) await agents.update(preview.id, { status: "archived" }, { signal });
  const created = await agents.create(input, { signal });
  await giveConversations(created, one, scope, env);
  return created;
}

function hasSettingsOf(preview: Agent, planned: PlannedAgent): boolean {
  const has = taggedFingerprint(preview);
  return (
    preview.model === planned.definition.model &&
    has?.sampling === planned.candidate.sampling &&
    has.run === planned.candidate.run
  );
}

/** True when the preview carries exactly the candidate. */
function isCurrent(preview: Agent, planned: PlannedAgent): boolean {
  return (
    isSameFingerprint(taggedFingerprint(preview), planned.candidate) &&
    normalisePrompt(preview.content) === normalisePrompt(planned.definition.prompt)
  );
}

function previewInput(planned: PlannedAgent, owner: PreviewOwner): AgentInput {
  const { definition, candidate } = planned;
  const scope = owner.scope.replace(/^pr:/, "#").replace(/^branch:/, "@");
  return {
    name: `${definition.name} (${owner.repository}${scope})`,
    content: definition.prompt,
    model: definition.model,
    description: `Preview of ${definition.name} made by Converra Gate; safe to archive.`,
    tags: previewTags(owner, definition.source.file, definition.key, candidate),
    temperature: definition.temperature,
    maxTokens: definition.maxTokens,
    status: "draft",
  };
}

/** A run needs conversations on its agent. The keys make a second copy of the same one impossible. */
async function giveConversations(
  preview: Agent,
  { key, planned }: EvaluatedAgent,
  { transcripts }: Scope,
  env: Environment,
): Promise<void> {
  const { converra, signal } = env.ports;
  const copied = await liveTranscripts(planned.live, env);
  // Where there is no live agent to copy from, the repository's own.
  const own = transcripts.get(key) ?? [];
  const given =
    copied.length > 0 ? copied : own.map((content, index) => ({ id: `file-${index}`, content }));
  for (const { id, content } of given) {
    const idempotencyKey = `converra-gate:${preview.id}:${id}`;
    await converra.conversations.create(
      { agentId: preview.id, content, status: "completed", idempotencyKey },
      { signal },
    );
  }
}

/** Of the live agent's newest conversations. */
async function liveTranscripts(
  live: Agent | undefined,
  { ports, config }: Environment,
): Promise<readonly { id: string; content: string }[]> {
  const { conversations } = ports.converra;
  const limit = config.sync.conversations;
  const options = { signal: ports.signal };
  if (live === undefined || limit === 0) return [];
  const page = await conversations.list({ agentId: live.id, limit }, options);
  const transcripts: { id: string; content: string }[] = [];
  for (const { id, content: listed } of page.items.slice(0, limit)) {
    // Lists may leave the transcript out: no page shows their shape.
    const content = listed ?? (await conversations.get(id, options)).content;
    if (content !== undefined && content.trim() !== "") transcripts.push({ id, content });
  }
  return transcripts;
}
