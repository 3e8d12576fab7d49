/** What a real service may do differently when agents and conversations are written. */
import {
  bodyOf,
  carriedOut,
  done,
  isJson,
  type Json,
  type Mutation,
  made,
  recordsOf,
  reply,
  said,
  stored,
  withBody,
} from "./mutation.ts";

const MAKE = "POST /agents";
const CHANGE = "PATCH /agents/:id";
const WRITES = [MAKE, CHANGE];
const AGENTS = ["GET /agents", "GET /agents/:id", MAKE, CHANGE];
const VARIANTS = "GET /optimizations/:id/variants";

export const WRITE_MUTATIONS: readonly Mutation[] = [
  stored(
    { id: "16 a new agent is active at once", routes: [MAKE], words: ["active", "draft"] },
    (b) => ({
      ...b,
      status: undefined,
    }),
  ),
  done(
    { id: "16b drafts are not optimized", routes: ["POST /optimizations"], words: ["draft"] },
    ({ emulator }) =>
      (e, service) => {
        const { agentId } = bodyOf(e);
        const isDraft = emulator.state.agents.get(String(agentId))?.status === "draft";
        const error = { code: "VALIDATION_ERROR", message: "a draft cannot be optimized" };
        return isDraft ? Promise.resolve(reply(400, { error })) : service(e.request);
      },
  ),
  done(
    { id: "17b an update changes nothing", routes: [CHANGE], words: ["content", "prompt", "tags"] },
    () => (e, service) => service({ ...e.request, method: "GET", body: undefined }),
  ),
  done(
    { id: "17 an update clears what it does not name", routes: [CHANGE], words: ["description"] },
    ({ emulator }) =>
      async (e, service) => {
        const agent = emulator.state.agents.get(e.path.split("/")[2] ?? "");
        if (agent !== undefined && bodyOf(e).description === undefined)
          agent.description = undefined;
        return service(e.request);
      },
  ),
  done(
    { id: "17c an update answers with success", routes: [CHANGE], words: ["id", "success"] },
    () => async (e, service) => {
      const response = await service(e.request);
      return response.status === 200 ? reply(200, { success: true }) : response;
    },
  ),
  done(
    { id: "17d an update fails under 200", routes: [CHANGE], words: ["prompt is locked"] },
    () => async () => reply(200, { success: false, error: "prompt is locked" }),
  ),
  stored({ id: "15 tags are not stored", routes: WRITES, words: ["tags"] }, (body) => ({
    ...body,
    tags: [],
  })),
  stored({ id: "15b tags are stored in upper case", routes: WRITES, words: ["tags"] }, (body) =>
    withTags(body, (tag) => tag.toUpperCase()),
  ),
  stored({ id: "S17 tags are cut at 50 characters", routes: WRITES, words: ["tags"] }, (body) =>
    withTags(body, (tag) => tag.slice(0, 50)),
  ),
  stored(
    { id: "13 white space is collapsed", routes: WRITES, words: ["content", "prompt"] },
    (body) => ({
      ...body,
      content:
        isJson(body) && typeof body.content === "string"
          ? body.content.replaceAll(/\s+/gu, " ")
          : undefined,
    }),
  ),
  said({ id: "39 models have canonical names", routes: AGENTS, words: ["model"] }, (answer) => {
    for (const agent of recordsOf(answer)) agent.llmModel = `openai/${agent.llmModel}`;
  }),
  done(
    {
      id: "18 an update is a version nobody published",
      routes: [...AGENTS, VARIANTS],
      words: ["control", "content"],
      readsBack: true,
    },
    () => {
      const drafts = new Map<string, unknown>();
      return async (e, service) => {
        if (e.route === CHANGE) {
          const { content, ...others } = bodyOf(e);
          if (content !== undefined) drafts.set(e.path.split("/")[2] ?? "", content);
          return withDrafts(await service(withBody(e.request, others)), drafts);
        }
        return withDrafts(await service(e.request), drafts);
      };
    },
  ),
  made("20c a new agent answers with an id", MAKE, "agentId"),
  carriedOut("20e a new agent answers with success alone", MAKE),
  carriedOut("S19b a conversation answers with success alone", "POST /conversations"),
  made("S19 a conversation answers with an id", "POST /conversations", "conversationId"),
  said({ id: "20d a new agent in agent", routes: [MAKE], words: ["agent"] }, (answer) => ({
    success: true,
    agent: answer,
  })),
  done(
    { id: "53 the preview is gone", routes: [CHANGE], words: ["agent"] },
    () => async () => reply(404, { error: { code: "NOT_FOUND", message: "Agent not found" } }),
  ),
];

function withTags(body: Json, change: (tag: string) => string): Json {
  return Array.isArray(body.tags) ? { ...body, tags: body.tags.map(String).map(change) } : body;
}

function withDrafts(response: ReturnType<typeof reply>, drafts: ReadonlyMap<string, unknown>) {
  if (response.status >= 300) return response;
  const answer: unknown = JSON.parse(response.body);
  for (const record of recordsOf(answer)) {
    if ("isControl" in record) delete record.content;
    else record.content = drafts.get(String(record.id)) ?? record.content;
  }
  return { ...response, body: JSON.stringify(answer) };
}
