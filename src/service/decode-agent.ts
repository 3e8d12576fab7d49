import {
  type Json,
  nameAt,
  optionalCount,
  optionalText,
  recordAt,
  type Spot,
  textAt,
  textsOf,
  timeAt,
} from "./decode.ts";
import type { Agent, AgentInput } from "./types.ts";
import type { WireAgentInput } from "./wire.ts";

/** Documented: https://converra.ai/docs/api/objects (Agent). */
export function decodeAgent(value: unknown, spot: Spot): Agent {
  const source = recordAt(value, spot);
  return {
    id: nameAt(source, ["id"], spot),
    name: textAt(source, "name", spot),
    content: textAt(source, "content", spot),
    model: textAt(source, "llmModel", spot),
    description: optionalText(source.description),
    tags: textsOf(source.tags),
    status: nameAt(source, ["status"], spot),
    createdAt: timeAt(source, "createdAt", spot),
    updatedAt: timeAt(source, "updatedAt", spot),
    conversationCount: optionalCount(source.conversationCount),
  };
}

/** The newer name of an agent's id goes before the older one. */
export function agentIdAt(source: Json, spot: Spot, fallback?: string): string {
  return fallback === undefined
    ? nameAt(source, ["agentId", "promptId"], spot)
    : (optionalText(source.agentId) ?? optionalText(source.promptId) ?? fallback);
}

export function encodeAgent(input: Partial<AgentInput>): Partial<WireAgentInput> {
  const { model, tags, ...same } = input;
  const wire = { ...same, llmModel: model, tags: tags && [...tags] };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}
