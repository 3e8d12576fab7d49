/** A run needs conversations on its agent: a copy is given the live agent's newest, each of them once. */
import type { Agent } from "../service/agent-shape.ts";
import type { Conversation } from "../service/endpoints/conversations.ts";
import { transcriptKey } from "./transcripts.ts";
import type { Environment, EvaluatedAgent } from "./types.ts";

type Transcript = Partial<Pick<Conversation, "model" | "companyName" | "toolDefinitions">> & {
  /** Undefined: one of the repository's. */
  readonly id?: string;
  readonly content: string;
};

/**
 * Resolves to what a person should know of it.
 * - `all`: the copy is new and has none.
 * - `missing`: it may have been left half copied.
 * - `newest`: it has some, and the live agent may have newer ones.
 */
export async function giveConversations(
  copy: Agent,
  one: EvaluatedAgent,
  env: Environment,
  which: "all" | "missing" | "newest",
): Promise<readonly string[]> {
  const { converra, signal } = env.ports;
  if (which === "missing" && isFull(copy, one, env)) return [];
  const { given, notes } = await wantedFor(one, env);
  if (given.length === 0) return notes;
  // The key keeps a service that knows it from storing a second copy; the list is for one that does not.
  const has = which === "all" ? new Set() : await textsOn(copy.id, env);
  for (const { id, ...transcript } of given) {
    if (has.has(transcript.content.trim())) continue;
    const idempotencyKey =
      id === undefined
        ? transcriptKey(copy.id, transcript.content)
        : `converra-gate:${copy.id}:${id}`;
    await converra.conversations.create(
      { ...transcript, agentId: copy.id, status: "completed", idempotencyKey },
      { signal },
    );
  }
  return notes;
}

/** True when the counts alone say that nothing is missing. */
function isFull(
  { conversationCount: count = 0 }: Agent,
  { key, planned }: EvaluatedAgent,
  { config }: Environment,
): boolean {
  const limit = config.sync.conversations;
  const own = config.transcripts.get(key)?.length ?? 0;
  const available = planned.live === undefined ? own : (planned.live.conversationCount ?? limit);
  return count >= Math.min(limit, available);
}

/** Where there is no live agent to copy from, the repository's own. */
async function wantedFor(
  { key, planned }: EvaluatedAgent,
  env: Environment,
): Promise<{ readonly given: readonly Transcript[]; readonly notes: readonly string[] }> {
  const limit = env.config.sync.conversations;
  const { converra, signal } = env.ports;
  const { live } = planned;
  const listed =
    live === undefined || limit === 0
      ? []
      : await converra.conversations.newest(live.id, limit, { signal });
  const copied = await withTexts(listed, env);
  const lack = listed.length - copied.length;
  const notes =
    lack === 0
      ? []
      : [
          `${lack} of the ${listed.length} newest conversations of the live agent ${live?.id} came without their text (\`content\`) and are not on its copies.`,
        ];
  if (copied.length > 0) return { given: copied, notes };
  const own = (env.config.transcripts.get(key) ?? []).slice(0, limit);
  return { given: own.map(({ text: content }) => ({ content })), notes };
}

/** Lists may leave the transcript out: no page shows their shape. */
async function withTexts(
  conversations: readonly Conversation[],
  { ports }: Environment,
): Promise<readonly Transcript[]> {
  const texts: Transcript[] = [];
  for (const listed of conversations) {
    const known =
      listed.content === undefined
        ? await ports.converra.conversations.get(listed.id, { signal: ports.signal })
        : listed;
    const { id, content, model, companyName, toolDefinitions } = known;
    if (content === undefined || content.trim() === "") continue;
    texts.push({ id, content, model, companyName, toolDefinitions });
  }
  return texts;
}

async function textsOn(agentId: string, env: Environment): Promise<ReadonlySet<unknown>> {
  const { converra, signal } = env.ports;
  const stored = await withTexts(await converra.conversations.ofAgent(agentId, { signal }), env);
  return new Set(stored.map(({ content }) => content.trim()));
}
