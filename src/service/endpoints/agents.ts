/** Agents. */
import type * as z from "zod";
import { findWanted, type WantedAgents } from "../account-agents.ts";
import { insightsShape, stepFailuresShape } from "../agent-insights.ts";
import { type Agent, type AgentInput, agentShape, bodyOf, listedShape } from "../agent-shape.ts";
import type { CallOptions } from "../call.ts";
import { everyPage, type LeaveOut } from "../lists.ts";
import { clearedBy, isStoredFormOf, observeWrite } from "../read-back.ts";
import type { Sender } from "../send.ts";

export function agentEndpoints(sender: Sender) {
  const { observer } = sender;
  const listOf =
    <T>(shape: z.ZodType<T>, leaveOut?: LeaveOut) =>
    (
      query: { limit?: number; offset?: number; status?: string; tags?: readonly string[] } = {},
      options?: CallOptions,
    ) =>
      sender.list(shape, "GET /agents", "list the agents", {
        ...{ query: { ...query, tags: query.tags?.join(",") }, leaveOut },
        ...options,
      });
  // Those that are wanted are looked for among what could not be read.
  const listed = listOf(listedShape, "all");

  const get = (id: string, options?: CallOptions) =>
    sender.read(agentShape, "GET /agents/:id", `read agent ${id}`, { id, ...options });

  const findAll = (needs: WantedAgents, options?: CallOptions) =>
    findWanted(needs, {
      observer,
      get: (id) => get(id, options),
      all: (filter = {}) =>
        everyPage((limit, offset) => listed({ limit, offset, ...filter }, options), observer),
    });
  /** The one that was just made: there may be older ones by its name. */
  const newestOf = async ({ name, content, model }: AgentInput, options?: CallOptions) => {
    const all = await findAll({ wanted: [{ name }], tag: undefined }, options);
    const [newest] = all
      .filter((agent) => agent.name === name)
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    return newest && isStoredFormOf(newest, { content, model }) ? newest : undefined;
  };

  return {
    /** One page; `limit` at most 100. */
    list: listOf(agentShape),

    /**
     * Every page, one call per hundred agents. `wanted` are needed: what the list does not tell of them is read by id,
     * and where that fails too the call does. `tag` marks agents that are needed whatever their status.
     */
    listAll: ({ wanted = [], tag, ...options }: CallOptions & Partial<WantedAgents> = {}) =>
      findAll({ wanted, tag }, options),

    get,

    /** The agent as it is stored: compare it with what was sent (`differencesOf`). */
    create: async (input: AgentInput, options?: CallOptions) => {
      const parts = { body: bodyOf(input), ...options };
      const doing = `create agent "${input.name}"`;
      const stored = await sender.write(agentShape, "POST /agents", doing, parts, (id) =>
        id === undefined ? newestOf(input, options) : get(id, options),
      );
      observeWrite(input, stored, observer);
      return stored;
    },

    /**
     * PATCH takes the members of POST (guess: only content was shown). Gives the agent as it is stored. What it cleared
     * of `before` is written back once (assumption write-partial).
     */
    update: async (
      id: string,
      patch: Partial<AgentInput>,
      { before, ...options }: CallOptions & { readonly before?: Agent } = {},
    ) => {
      const send = (body: Partial<AgentInput>) => {
        const parts = { id, body: bodyOf(body), ...options };
        return sender.write(agentShape, "PATCH /agents/:id", `update agent ${id}`, parts, () =>
          get(id, options),
        );
      };
      const stored = await send(patch);
      observeWrite(patch, stored, observer);
      if (before === undefined) return stored;
      const isSilent = isAny(clearedBy(patch, before, stored));
      // An answer may leave out what is stored.
      const whole = isSilent ? await get(id, options) : stored;
      const cleared = clearedBy(patch, before, whole);
      const seen = () =>
        `${membersIn(cleared)} cleared or set back by a PATCH that did not name it`;
      observer.check("write-partial", !isAny(cleared), seen);
      return isAny(cleared) ? send({ ...patch, ...cleared }) : whole;
    },

    insights: (id: string, query: { days?: 7 | 30 | 90 } = {}, options?: CallOptions) => {
      const doing = `read the insights of agent ${id}`;
      const parts = { id, query, ...options };
      return sender.read(insightsShape(id, observer), "GET /agents/:id/insights", doing, parts);
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
      return sender.read(
        stepFailuresShape(id, observer),
        "GET /agents/:id/step-failures",
        doing,
        parts,
      );
    },
  };
}

function isAny(members: Partial<AgentInput>): boolean {
  return Object.keys(members).length > 0;
}

function membersIn(members: Partial<AgentInput>): string {
  return Object.keys(members)
    .map((name) => `\`${name}\``)
    .join(", ");
}
