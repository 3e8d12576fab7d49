import type { Converra } from "./converra.ts";
import { decodeConversation, decodeConversationInsights } from "./decode-conversation.ts";
import { createDialect } from "./dialect.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { listOfAgent } from "./filtered-list.ts";
import type { Sender } from "./send.ts";
import type { ConversationInput } from "./types.ts";
import type { WireConversationInput } from "./wire.ts";

export function createConversations(sender: Sender): Converra["conversations"] {
  const dialect = createDialect();
  return {
    list: ({ agentId, limit, offset } = {}, { signal } = {}) =>
      listOfAgent(
        sender,
        dialect,
        {
          endpoint: ENDPOINTS["conversations.list"],
          doing: "list the conversations",
          query: { limit, offset },
          signal,
        },
        agentId,
        decodeConversation,
      ),
    get: (id, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["conversations.get"],
          id,
          doing: `read conversation ${id}`,
          signal,
        },
        decodeConversation,
      ),
    create: (input, { signal } = {}) =>
      dialect.create(input.agentId, (agent) =>
        sender.read(
          {
            endpoint: ENDPOINTS["conversations.create"],
            doing: `log a conversation of agent ${input.agentId}`,
            body: encodeConversation(input, agent),
            repeat: input.idempotencyKey ? "always" : "when-refused",
            signal,
          },
          decodeConversation,
        ),
      ),
    insights: (id, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["conversations.insights"],
          id,
          doing: `read the insights of conversation ${id}`,
          signal,
        },
        (value, spot) => decodeConversationInsights(value, spot, id),
      ),
    regenerateInsights: (id, { signal } = {}) =>
      sender.carryOut({
        endpoint: ENDPOINTS["conversations.regenerateInsights"],
        id,
        doing: `regenerate the insights of conversation ${id}`,
        body: {},
        signal,
      }),
  };
}

function encodeConversation(
  input: ConversationInput,
  agent: { agentId?: string; promptId?: string },
): WireConversationInput {
  const { content, status, model, idempotencyKey } = input;
  return {
    ...agent,
    content,
    ...(status === undefined ? {} : { status }),
    ...(model === undefined ? {} : { llmModel: model }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
