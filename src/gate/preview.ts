/** Preview agents: draft copies that carry a pull request's prompt, so that the live agent is never touched by it. */

import { isSameFingerprint, normalisePrompt } from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { type PreviewOwner, previewTags, taggedFingerprint } from "../plan/tags.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent, AgentInput } from "../service/types.ts";
import type { EvaluatedAgent } from "./types.ts";

export interface PreviewOptions {
  readonly converra: Converra;
  readonly owner: PreviewOwner;
  /** How many of the live agent's newest conversations a preview is given. */
  readonly conversations: number;
  /** Transcripts the repository keeps for this agent, used where there is no live agent to copy from. */
  readonly transcripts: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Creates the preview, or brings it up to the commit under test; writes nothing when it already says that. A preview
 * keeps its model, sampling and run settings for life, so that its tag is right about every run on it: other settings make
 * another preview.
 */
export async function ensurePreview(
  { planned, preview }: EvaluatedAgent,
  options: PreviewOptions,
): Promise<Agent> {
  const { agents } = options.converra;
  const wanted = previewInput(planned, options.owner);
  if (preview !== undefined && hasSettingsOf(preview, planned)) {
    const current = isCurrent(preview, planned)
      ? preview
      : await agents.update(preview.id, wanted, { signal: options.signal });
    if ((preview.conversationCount ?? 0) === 0) await giveConversations(current, planned, options);
    return current;
  }
  if (preview !== undefined) {
    await agents.update(preview.id, { status: "archived" }, { signal: options.signal });
  }
  const created = await agents.create(wanted, { signal: options.signal });
  await giveConversations(created, planned, options);
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
  planned: PlannedAgent,
  options: PreviewOptions,
): Promise<void> {
  const { converra, signal } = options;
  const transcripts = await liveTranscripts(planned.live, options);
  const own = options.transcripts.map((content, index) => ({ id: `file-${index}`, content }));
  for (const { id, content } of transcripts.length > 0 ? transcripts : own) {
    await converra.conversations.create(
      {
        agentId: preview.id,
        content,
        status: "completed",
        idempotencyKey: `converra-gate:${preview.id}:${id}`,
      },
      { signal },
    );
  }
}

async function liveTranscripts(
  live: Agent | undefined,
  options: PreviewOptions,
): Promise<readonly { id: string; content: string }[]> {
  if (live === undefined || options.conversations === 0) return [];
  const { converra, signal } = options;
  const page = await converra.conversations.list(
    { agentId: live.id, limit: options.conversations },
    { signal },
  );
  const transcripts: { id: string; content: string }[] = [];
  for (const listed of page.items.slice(0, options.conversations)) {
    // Lists may leave the transcript out: no page shows their shape.
    const content =
      listed.content ?? (await converra.conversations.get(listed.id, { signal })).content;
    if (content !== undefined && content.trim() !== "")
      transcripts.push({ id: listed.id, content });
  }
  return transcripts;
}
