import { allAgents } from "./agent-list.ts";
import type { Converra } from "./converra.ts";
import { decodePage } from "./decode.ts";
import { decodeAgent, encodeAgent } from "./decode-agent.ts";
import { decodeAgentInsights, decodeStepFailures } from "./decode-insights.ts";
import { ENDPOINTS } from "./endpoints.ts";
import type { Sender } from "./send.ts";

export function createAgents(sender: Sender): Converra["agents"] {
  const list: Converra["agents"]["list"] = (query = {}, options = {}) => {
    const { limit, offset, status, tags } = query;
    return sender.read(
      {
        endpoint: ENDPOINTS["agents.list"],
        doing: "list the agents",
        query: { limit, offset, status, tags: tags?.join(",") },
        signal: options.signal,
      },
      (value, spot) => decodePage(value, spot, decodeAgent),
    );
  };
  return {
    list,
    listAll: (options) => allAgents((limit, offset) => list({ limit, offset }, options)),
    get: (id, { signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["agents.get"], id, doing: `read agent ${id}`, signal },
        decodeAgent,
      ),
    create: (input, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["agents.create"],
          doing: `create agent "${input.name}"`,
          body: encodeAgent(input),
          signal,
        },
        decodeAgent,
      ),
    update: (id, patch, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["agents.update"],
          id,
          doing: `update agent ${id}`,
          body: encodeAgent(patch),
          signal,
        },
        decodeAgent,
      ),
    insights: (id, { days } = {}, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["agents.insights"],
          id,
          doing: `read the insights of agent ${id}`,
          query: { days },
          signal,
        },
        (value, spot) => decodeAgentInsights(value, spot, id),
      ),
    regenerateInsights: (id, input = {}, { signal } = {}) =>
      sender.carryOut({
        endpoint: ENDPOINTS["agents.regenerateInsights"],
        id,
        doing: `regenerate the insights of agent ${id}`,
        body: input,
        signal,
      }),
    stepFailures: (id, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["agents.stepFailures"],
          id,
          doing: `read the step failures of agent ${id}`,
          signal,
        },
        (value, spot) => decodeStepFailures(value, spot, id),
      ),
  };
}
