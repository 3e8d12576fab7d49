/** Agents; older pages call them prompts, members unchanged. */
import * as z from "zod";
import { ServiceError } from "../../errors.ts";
import { withAgentId } from "../agent-id.ts";
import type { CallOptions, Sender } from "../send.ts";
import {
  count,
  isCount,
  isName,
  isRecord,
  type Json,
  maybe,
  name,
  numberFrom,
  object,
  type Page,
  page,
  settled,
  some,
  text,
  time,
} from "../shapes.ts";

type AgentStatus = "draft" | "active" | "deprecated" | "archived";

/** Documented: https://converra.ai/docs/api/objects (Agent). */
const agentShape = z.lazy(() =>
  object({
    id: name(),
    name: text(),
    /** The system prompt. */
    content: text(),
    llmModel: text(),
    description: maybe(name()),
    tags: some(z.string()),
    /** An open set: an unknown status is kept as it came. */
    status: name(),
    createdAt: time(),
    updatedAt: time(),
    conversationCount: maybe(count()),
  }).transform(({ llmModel, ...agent }) => ({ ...agent, model: llmModel })),
);
export type Agent = Readonly<z.output<typeof agentShape>>;

export interface AgentInput {
  readonly name: string;
  readonly content: string;
  readonly model: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Guess for POST; the update tool takes it. */
  readonly status?: AgentStatus;
}

/** Documented: https://docs.converra.ai/api/insights.html; what the newer index adds is kept in `extra` as it came. */
function insightsShape(id: string) {
  const members = {
    agentId: name().catch(id),
    period: name().catch(""),
    metrics: object({
      /** 0-100. */
      taskCompletion: maybe(numberFrom(0, 100)),
      averageSentiment: maybe(name()),
      conversationCount: maybe(count()),
      averageTurns: maybe(numberFrom(0, Number.MAX_VALUE)),
      /** 0-1, as are the next and the frequency of an issue. */
      completionRate: maybe(numberFrom(0, 1)),
      abandonmentRate: maybe(numberFrom(0, 1)),
    }).catch({}),
    topics: some(object({ name: name(), count: count().catch(0) })),
    issues: some(
      object({
        description: name(),
        frequency: maybe(numberFrom(0, 1)),
        severity: maybe(name()),
      }),
    ),
    recommendations: some(z.string()),
    generatedAt: maybe(time()),
  };
  const known = [...Object.keys(members), "promptId"];
  return settled(
    (source) => ({ ...withAgentId(source), extra: without(source, known) }),
    object({ ...members, extra: z.custom<Json>() }),
  );
}
export type AgentInsights = z.output<ReturnType<typeof insightsShape>>;

/** Guesses, all of them: the answer's shape was on no readable page. */
const FAILURE_LISTS = ["failures", "stepFailures", "steps", "data"];
const STEP_KEYS = ["step", "stepName", "name", "title", "id"];
const CAUSE_KEYS = ["rootCause", "rootCauseClass", "cause", "category"];
const COUNT_KEYS = ["count", "failureCount", "failures", "total"];

/** What is recognised is named, all else is kept in `extra`; only an answer that is no object and no list is refused. */
function stepFailuresShape(id: string) {
  const shapes = z.union([z.looseObject({}, "an object or a list"), z.array(z.unknown())]);
  return shapes.transform((answer) => {
    if (Array.isArray(answer)) {
      return { agentId: id, failures: answer.flatMap(readFailure), extra: {} };
    }
    const { agentId } = withAgentId(answer);
    const [listKey, list = []] = pick(answer, FAILURE_LISTS, Array.isArray);
    return {
      agentId: isName(agentId) ? agentId : id,
      failures: list.flatMap(readFailure),
      extra: without(answer, ["agentId", "promptId", listKey]),
    };
  });
}

function readFailure(value: unknown) {
  if (!isRecord(value)) return [];
  const [stepKey, step = "unnamed step"] = pick(value, STEP_KEYS, isName);
  const [causeKey, rootCause] = pick(value, CAUSE_KEYS, isName);
  const [countKey, times] = pick(value, COUNT_KEYS, isCount);
  return [{ step, rootCause, count: times, extra: without(value, [stepKey, causeKey, countKey]) }];
}

/** The first of the likely names whose value will do, and the value. */
function pick<T>(
  source: Json,
  keys: readonly string[],
  willDo: (value: unknown) => value is T,
): readonly [key?: string, value?: T] {
  for (const key of keys) {
    const value = source[key];
    if (willDo(value)) return [key, value];
  }
  return [];
}

/** What is left of an object without the keys that were read. */
function without(source: Json, keys: readonly (string | undefined)[]): Json {
  return Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
}

export function agentEndpoints(sender: Sender) {
  const list = (
    query: { limit?: number; offset?: number; status?: string; tags?: readonly string[] } = {},
    options?: CallOptions,
  ) =>
    sender.read(page(agentShape), "GET /agents", "list the agents", {
      query: { ...query, tags: query.tags?.join(",") },
      ...options,
    });

  return {
    /** One page; `limit` at most 100. */
    list,

    /** Every page, one call per hundred agents. */
    listAll: (options?: CallOptions) =>
      everyPage((limit, offset) => list({ limit, offset }, options)),

    get: (id: string, options?: CallOptions) =>
      sender.read(agentShape, "GET /agents/:id", `read agent ${id}`, { id, ...options }),

    create: (input: AgentInput, options?: CallOptions) =>
      sender.read(agentShape, "POST /agents", `create agent "${input.name}"`, {
        body: bodyOf(input),
        ...options,
      }),

    /** PATCH takes the members of POST (guess: only content was shown). */
    update: (id: string, patch: Partial<AgentInput>, options?: CallOptions) =>
      sender.read(agentShape, "PATCH /agents/:id", `update agent ${id}`, {
        ...{ id, body: bodyOf(patch) },
        ...options,
      }),

    insights: (id: string, query: { days?: 7 | 30 | 90 } = {}, options?: CallOptions) => {
      const doing = `read the insights of agent ${id}`;
      const parts = { id, query, ...options };
      return sender.read(insightsShape(id), "GET /agents/:id/insights", doing, parts);
    },

    /** Starts a batch, which is paid in tokens; the answer's body is not relied on. */
    regenerateInsights: (
      id: string,
      body: { force?: boolean; limit?: number } = {},
      options?: CallOptions,
    ) => {
      const doing = `regenerate the insights of agent ${id}`;
      const parts = { id, body, ...options };
      return sender.carryOut("POST /agents/:id/insights/regenerate", doing, parts);
    },

    /** Over the last thirty days. */
    stepFailures: (id: string, options?: CallOptions) => {
      const doing = `read the step failures of agent ${id}`;
      const parts = { id, ...options };
      return sender.read(stepFailuresShape(id), "GET /agents/:id/step-failures", doing, parts);
    },
  };
}

/** Documented: https://docs.converra.ai/api/prompts.html */
function bodyOf({ model, ...same }: Partial<AgentInput>) {
  return { ...same, llmModel: model };
}

const PAGE = 100;
const MAX_PAGES = 100;

/**
 * Follows `pagination.total` where there is one; without it a full page means that there may be another. Ends when a
 * page brings nothing unseen, whatever the total says: a service that ignores `offset` would never end otherwise.
 */
async function everyPage(
  readPage: (limit: number, offset: number) => Promise<Page<Agent>>,
): Promise<readonly Agent[]> {
  const seen = new Map<string, Agent>();
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, total } = await readPage(PAGE, offset);
    const before = seen.size;
    for (const agent of items) if (!seen.has(agent.id)) seen.set(agent.id, agent);
    offset += items.length;
    const more = total === undefined ? items.length >= PAGE : offset < total;
    if (!more || seen.size === before) return [...seen.values()];
  }
  throw new ServiceError(
    `could not list the agents: more than ${MAX_PAGES} pages of ${PAGE} came back`,
    {
      kind: "protocol",
      method: "GET",
      path: "/agents",
      hint: "Archive agents that are no longer needed, or report this if the account has fewer.",
    },
  );
}
