/** Transcripts that the repository keeps, for agents that have had no conversations: a run needs some. */
import { createHash } from "node:crypto";
import { findFiles, readWorkspaceText } from "../config/files.ts";
import { ActionError } from "../errors.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { Environment, Ports } from "./types.ts";

const LARGEST_TRANSCRIPT = 256 * 1024;

/** True also where the service does not tell. */
export function mayLackConversations({ live }: PlannedAgent): boolean {
  return (live?.conversationCount ?? 0) === 0;
}

/** Agent key -> texts, at most `limit` of each, for agents whose definition names some. */
export async function readTranscripts(
  planned: readonly PlannedAgent[],
  { context, config }: Environment,
  limit: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { workspace } = context;
  const transcripts = new Map<string, readonly string[]>();
  for (const { definition } of planned) {
    const { key } = definition;
    const patterns = config.conversations[key] ?? [];
    if (patterns.length === 0) continue;
    const { files } = await findFiles(workspace, patterns);
    const texts: string[] = [];
    for (const file of files.slice(0, limit)) {
      const text = await readWorkspaceText(workspace, file, LARGEST_TRANSCRIPT);
      if (typeof text !== "string") throw unreadable(key, `${file} ${text.problem}`);
      texts.push(text);
    }
    if (files.length === 0) throw unreadable(key, `no file matches ${patterns.join(", ")}`);
    transcripts.set(key, texts);
  }
  return transcripts;
}

/** The keys make a second copy of the same text impossible, however often this is repeated. Resolves to how many. */
export async function logTranscripts(
  agentId: string,
  texts: readonly string[],
  { converra, signal }: Pick<Ports, "converra" | "signal">,
): Promise<number> {
  const known = await converra.conversations.newest(agentId, 1, { signal });
  if (known.length > 0) return 0;
  for (const content of texts) {
    const digest = createHash("sha256").update(content).digest("hex").slice(0, 32);
    const idempotencyKey = `converra-gate:${agentId}:${digest}`;
    await converra.conversations.create(
      { agentId, content, status: "completed", idempotencyKey },
      { signal },
    );
  }
  return texts.length;
}

function unreadable(key: string, problem: string): ActionError {
  return new ActionError(`Agent ${key}: its conversations cannot be read: ${problem}`, {
    hint: "Correct `conversations` in the config, or leave it out.",
  });
}
