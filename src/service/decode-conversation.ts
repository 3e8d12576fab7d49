import {
  nameAt,
  optionalFlag,
  optionalNumberIn,
  optionalText,
  recordAt,
  type Spot,
  textsOf,
  timeAt,
} from "./decode.ts";
import { agentIdAt } from "./decode-agent.ts";
import type { Conversation, ConversationInsights } from "./types.ts";

/** Documented: https://converra.ai/docs/api/objects (Conversation); the create answer leaves the transcript out. */
export function decodeConversation(value: unknown, spot: Spot): Conversation {
  const source = recordAt(value, spot);
  return {
    id: nameAt(source, ["id"], spot),
    agentId: agentIdAt(source, spot),
    content: optionalText(source.content),
    status: nameAt(source, ["status"], spot),
    model: optionalText(source.llmModel),
    hasInsights: optionalFlag(source.hasInsights),
    createdAt: timeAt(source, "createdAt", spot),
  };
}

/** Documented in part: https://docs.converra.ai/api/insights.html */
export function decodeConversationInsights(
  value: unknown,
  spot: Spot,
  conversationId: string,
): ConversationInsights {
  const source = recordAt(value, spot);
  return {
    conversationId: optionalText(source.conversationId) ?? conversationId,
    sentiment: optionalText(source.sentiment),
    sentimentScore: optionalNumberIn(source.sentimentScore, 0, 1),
    taskCompleted: optionalFlag(source.taskCompleted),
    topics: textsOf(source.topics),
    summary: optionalText(source.summary),
  };
}
