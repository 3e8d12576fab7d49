/** Conversations of an agent with its users: what an optimization learns from. */
import * as z from "zod";
import { createDialect, withAgentId } from "../agent-id.ts";
import { type Observer, shapeOf } from "../assumptions.ts";
import type { CallOptions } from "../call.ts";
import { everyPage, newestFirst } from "../lists.ts";
import type { Sender } from "../send.ts";
import { flag, type Json, maybe, name, object, settled, some, time } from "../shapes.ts";

/** Documented: https://converra.ai/docs/api/objects (Conversation). */
const conversationShape = z.lazy(() =>
  settled(
    withAgentId,
    object({
      id: name(),
      agentId: name(),
      /** The transcript; lists and the answer to POST leave it out. */
      content: maybe(name()),
      status: name(),
      llmModel: maybe(name()),
      companyName: maybe(name()),
      /** As they came: nothing here looks into them. */
      toolDefinitions: maybe(z.array(z.unknown())),
      hasInsights: maybe(z.boolean()),
      createdAt: time(),
    }).transform(({ llmModel, ...conversation }) => ({ ...conversation, model: llmModel })),
  ),
);
export type Conversation = Readonly<z.output<typeof conversationShape>>;

/** Documented in part: https://docs.converra.ai/api/insights.html; the page is cut after the summary. */
const insightsShape = (id: string, observer: Observer) =>
  settled(
    (source) => ({ ...source, source }),
    object({
      conversationId: name().catch(id),
      sentiment: maybe(name()),
      /** As it came: 0-1 in the example. */
      sentimentScore: maybe(z.number()),
      taskCompleted: maybe(flag()),
      topics: some(z.union([name(), object({ name: name() }).transform((topic) => topic.name)])),
      summary: maybe(name()),
      generatedAt: maybe(time()),
      source: z.custom<Json>(),
    }).transform(({ source, ...insights }) => {
      const { sentiment, sentimentScore, taskCompleted, topics, summary } = insights;
      const known = [sentiment, sentimentScore, taskCompleted, summary, ...topics];
      const isThere = known.some((value) => value !== undefined);
      const unknown = isThere || isMute(source) ? undefined : shapeOf(source);
      observer.check("insights-shape", unknown === undefined, () => unknown ?? "");
      /** `unknown`: its shape, where nothing of the answer is what insights are known to have. */
      return { ...insights, isThere, unknown };
    }),
  );
export type ConversationInsights = Readonly<z.output<ReturnType<typeof insightsShape>>>;

/** What an answer may hold while there are no insights yet. */
function isMute(source: Json): boolean {
  return Object.entries(source).every(
    ([name, value]) => /^(\w*[iI]d|\w+At|status|success|message)$/.test(name) || isEmpty(value),
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

interface ConversationInput {
  readonly agentId: string;
  readonly content: string;
  readonly status?: "completed" | "abandoned" | "in_progress";
  readonly model?: string;
  readonly companyName?: string;
  readonly toolDefinitions?: readonly unknown[];
  readonly idempotencyKey?: string;
}

export function conversationEndpoints(sender: Sender) {
  const dialect = createDialect(sender);

  const get = (id: string, options?: CallOptions) => {
    const doing = `read conversation ${id}`;
    const parts = { id, ...options };
    return sender.read(conversationShape, "GET /conversations/:id", doing, parts);
  };

  const page = (
    query: { agentId?: string; limit?: number; offset?: number },
    options?: CallOptions,
  ) => {
    const parts = { query, ...options };
    const doing = "list the conversations";
    return dialect.list(conversationShape, "GET /conversations", doing, parts);
  };
  /** `first` is the first page. */
  const every = (agentId: string, first: Awaited<ReturnType<typeof page>>, options?: CallOptions) =>
    everyPage(
      (limit, offset) =>
        offset === 0 ? Promise.resolve(first) : page({ agentId, limit, offset }, options),
      sender.observer,
    );

  const newest = async (agentId: string, count: number, options?: CallOptions) => {
    const first = await page({ agentId, limit: 100 }, options);
    const isOrdered = first.items.every(
      ({ createdAt }, index, all) => createdAt <= (all[index - 1]?.createdAt ?? createdAt),
    );
    const isEnough = first.items.length >= count && isOrdered;
    const { items } = isEnough ? first : await every(agentId, first, options);
    const sorted = newestFirst(items, sender.observer, "conversations-newest-first");
    return sorted.slice(0, count);
  };

  return {
    /** One page, newest first. */
    list: async (
      query: { agentId?: string; limit?: number; offset?: number } = {},
      options?: CallOptions,
    ) => {
      const { items, total } = await page(query, options);
      return { items: newestFirst(items, sender.observer, "conversations-newest-first"), total };
    },

    /** The newest of an agent, at most `count` where the list is in order, and otherwise as far as it reaches. */
    newest,

    /** All of an agent. */
    ofAgent: async (agentId: string, options?: CallOptions) => {
      const first = await page({ agentId, limit: 100 }, options);
      return (await every(agentId, first, options)).items;
    },

    get,

    /** Documented: https://converra.ai/docs/api/conversations */
    create: ({ agentId, model, ...input }: ConversationInput, options?: CallOptions) =>
      dialect.create(agentId, (agent) => {
        const doing = `log a conversation of agent ${agentId}`;
        const body = { ...agent, ...input, llmModel: model };
        const repeat = input.idempotencyKey ? "always" : "when-refused";
        const parts = { body, repeat, ...options } as const;
        return sender.write(conversationShape, "POST /conversations", doing, parts, async (id) => {
          if (id !== undefined) return get(id, options);
          const [last] = await newest(agentId, 1, options);
          return last;
        });
      }),

    insights: (id: string, options?: CallOptions) => {
      const doing = `read the insights of conversation ${id}`;
      const parts = { id, ...options };
      return sender.read(
        insightsShape(id, sender.observer),
        "GET /conversations/:id/insights",
        doing,
        parts,
      );
    },

    regenerateInsights: (id: string, options?: CallOptions) => {
      const doing = `regenerate the insights of conversation ${id}`;
      const parts = { id, body: {}, ...options };
      return sender.carryOut("POST /conversations/:id/insights/regenerate", doing, parts);
    },
  };
}
