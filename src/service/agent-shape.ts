/** What an agent is in answers and in requests. Older pages call agents prompts, members unchanged. */
import * as z from "zod";
import { count, maybe, moment, name, numberFrom, object, some, text, time } from "./shapes.ts";

type AgentStatus = "draft" | "active" | "deprecated" | "archived";

/** Documented: https://converra.ai/docs/api/objects (Agent). */
const members = () =>
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
    updatedAt: moment(),
    conversationCount: maybe(count()),
    /** Where the service returns them: no page shows them in an answer. */
    temperature: maybe(numberFrom(0, 2)),
    maxTokens: maybe(count()),
  });
const named = <T extends { readonly llmModel: string }>({ llmModel, ...agent }: T) => ({
  ...agent,
  model: llmModel,
});
export const agentShape = z.lazy(() => members().transform(named));
export type Agent = Readonly<z.output<typeof agentShape>>;

/** assumption listed-content: a list may leave out the prompt, and tags even where there are some. */
export const listedShape = z.lazy(() =>
  members()
    .extend({ content: maybe(text()), tags: maybe(z.array(z.unknown()).pipe(some(z.string()))) })
    .transform(named),
);
export type ListedAgent = Readonly<z.output<typeof listedShape>>;

/** In whatever case the service has the word. */
export function isArchived({ status }: { readonly status: string }): boolean {
  return status.toLowerCase() === "archived";
}

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

/** Documented: https://docs.converra.ai/api/prompts.html */
export function bodyOf({ model, ...same }: Partial<AgentInput>) {
  return { ...same, llmModel: model };
}
