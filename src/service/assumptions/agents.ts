/** What is assumed of agents, of writing to them, and of their conversations. */
import type { Assumption } from "./assumption.ts";

const PROMPTS = "https://docs.converra.ai/api/prompts.html";
const UPDATE = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/update_agent";
const LOGGING = "https://converra.ai/docs/api/conversations";

export const AGENTS = [
  {
    id: "drafts-listed",
    assumed: "`GET /agents` lists agents of every status",
    source: "guess; the filter `status` is documented: https://docs.converra.ai/api/prompts.html",
    otherwise:
      "drafts are also asked for by status and by our tag, and looked for where the account's runs were made",
    observed: "a draft that only a list by status or tag brings, or only its runs",
    neededBy: "nothing",
  },
  {
    id: "listed-content",
    assumed: "`GET /agents` gives the prompt and the tags of each agent",
    source: `documented in an example: ${PROMPTS}`,
    otherwise: "an agent that comes without is read by its id",
    observed:
      "an agent in a list without `content`, or without the tags it has when read by its id",
    neededBy: "nothing",
  },
  {
    id: "agent-draft",
    assumed: "`POST /agents` with `status: draft` makes a draft",
    source: `guess; the example without it comes back active: ${PROMPTS}`,
    otherwise: "the preview is archived at once and the agent's verdict is incomplete",
    observed: "the status of an agent that was just made",
    neededBy: "gate",
  },
  {
    id: "write-answer",
    assumed: "`POST` and `PATCH /agents` answer with the agent",
    source: `documented for POST: ${PROMPTS}; guess for PATCH`,
    otherwise: "the agent is read by its id after the write",
    observed: "the answer to a write",
    neededBy: "nothing",
  },
  {
    id: "write-partial",
    assumed: "`PATCH` changes what it names and nothing else",
    source: `guess from the twin tool: ${UPDATE}`,
    otherwise: "what was cleared is written back once, and the run says which members they were",
    observed: "the agent before and after a PATCH",
    neededBy: "sync",
  },
  {
    id: "write-published",
    assumed: "What a PATCH stored is what answers, and what is measured, from then on",
    source: "guess",
    otherwise:
      "a run of the text before is no evidence; of a sync nothing can tell, since every read shows what was written",
    observed: "the text of the control, in a run on a copy whose prompt was written over another",
    neededBy: "nothing",
  },
  {
    id: "content-stored",
    assumed: "A prompt is stored as it was sent",
    source: "guess",
    otherwise:
      "what came back is compared: other text is a failed write, other white space is learned",
    observed: "`content` of an agent after a write",
    neededBy: "nothing",
  },
  {
    id: "model-stored",
    assumed: "A model's name is stored as it was sent",
    source: "guess",
    otherwise: "the name that came back counts as the same model",
    observed: "`llmModel` of an agent after a write",
    neededBy: "nothing",
  },
  {
    id: "tags-stored",
    assumed: "Tags are stored byte for byte, up to 80 characters each",
    source: `guess; that there are tags is documented: ${PROMPTS}`,
    otherwise:
      "previews are found by id and name, and edits made elsewhere can no longer be noticed",
    observed: "`tags` of an agent after a write",
    neededBy: "sync",
  },
  {
    id: "updated-by-writes",
    assumed: "`updatedAt` of an agent changes with a write to it, not with a run",
    source: "guess; there is a `lastOptimizedAt`: https://converra.ai/docs/api/objects",
    otherwise: "runs whose control has no text of its own are no evidence",
    observed: "`updatedAt` of a copy before and after its runs, where its prompt is the same",
    neededBy: "nothing",
  },
  {
    id: "conversation-count",
    assumed: "An agent says `conversationCount`",
    source: "documented as optional: https://converra.ai/docs/api/objects",
    otherwise: "the conversations of a preview are listed before any is copied",
    observed: "the agents of a list, none of which has it",
    neededBy: "nothing",
  },
  {
    id: "conversations-newest-first",
    assumed: "`GET /conversations` gives the newest first",
    source: "guess",
    otherwise: "they are sorted by their time on this side, as far as the list reaches",
    observed: "the times of a list of conversations",
    neededBy: "nothing",
  },
  {
    id: "conversation-answer",
    assumed: "`POST /conversations` answers with the conversation",
    source: `documented: ${LOGGING}`,
    otherwise: "the conversation is read by its id",
    observed: "the answer to the POST",
    neededBy: "nothing",
  },
  {
    id: "conversation-once",
    assumed: "A second POST with the same `idempotencyKey` makes no second conversation",
    source: `documented: ${LOGGING}`,
    otherwise: "what an agent has already is compared by its text before anything is logged",
    observed: "a new id for a key that was used before; by the doctor with `write: true` alone",
    neededBy: "nothing",
  },
] as const satisfies readonly Assumption[];
