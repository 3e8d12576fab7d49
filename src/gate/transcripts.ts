/** Transcripts that the repository keeps, on live agents: a run needs conversations. */
import { createHash } from "node:crypto";
import type { Transcript } from "../config/transcript.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Conversation } from "../service/endpoints/conversations.ts";
import type { Ports } from "./types.ts";

type ServicePorts = Pick<Ports, "converra" | "signal">;

/** An agent with more has enough of its own, and to compare them all would take a request for each. */
const MOST_COMPARED = 50;

/** Of an agent and a text alone: neither the file's name, its form nor the order makes it another. */
export function transcriptKey(agentId: string, text: string): string {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 32);
  return `converra-gate:${agentId}:${digest}`;
}

/** A service may store it with other spaces and line ends. */
const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/** The agent's conversation with the text of a transcript; the whole is undefined where that cannot be told. */
export async function storedTranscripts(
  { id, conversationCount = 0 }: Agent,
  { converra, signal }: ServicePorts,
): Promise<((transcript: Transcript) => Conversation | undefined) | undefined> {
  if (conversationCount > MOST_COMPARED) return undefined;
  const { conversations } = converra;
  const listed = await conversations.newest(id, MOST_COMPARED + 1, { signal });
  if (listed.length > MOST_COMPARED) return undefined;
  const byText = new Map<string, Conversation>();
  for (const one of listed) {
    const { content } =
      one.content === undefined ? await conversations.get(one.id, { signal }) : one;
    if (content === undefined) return undefined;
    byText.set(plain(content), one);
  }
  return ({ text }) => byText.get(plain(text));
}

/** Those that the agent does not have; undefined where that cannot be told. */
export async function missingTranscripts(
  live: Agent | undefined,
  transcripts: readonly Transcript[],
  ports: ServicePorts,
): Promise<readonly Transcript[] | undefined> {
  if (live === undefined || transcripts.length === 0) return transcripts;
  const storedAs = await storedTranscripts(live, ports);
  return storedAs && transcripts.filter((one) => storedAs(one) === undefined);
}

export async function logTranscripts(
  agentId: string,
  transcripts: readonly Transcript[],
  { converra, signal }: ServicePorts,
): Promise<void> {
  for (const { text: content } of transcripts) {
    const idempotencyKey = transcriptKey(agentId, content);
    const talk = { agentId, content, status: "completed", idempotencyKey } as const;
    await converra.conversations.create(talk, { signal });
  }
}
