/** What a real service may say differently of lists, times, the account, and how it wraps and refuses. */
import {
  answers,
  bodyOf,
  exchanges,
  isJson,
  type Json,
  type Mutation,
  recordsOf,
  reply,
  together,
} from "./mutation.ts";

const AGENTS = "GET /agents";
const AGENT_ROUTES = [AGENTS, "GET /agents/:id", "POST /agents", "PATCH /agents/:id"];
const RUN_ROUTES = ["GET /optimizations", "GET /optimizations/:id", "POST /optimizations"];
const TALK_ROUTES = ["GET /conversations", "GET /conversations/:id", "POST /conversations"];
const ACCOUNT_ROUTES = ["GET /account", "GET /usage", "GET /settings"];
const SINGLE = [...AGENT_ROUTES, ...RUN_ROUTES, ...TALK_ROUTES, ...ACCOUNT_ROUTES].filter(
  (route) => route.startsWith("GET ") && (route.includes(":id") || ACCOUNT_ROUTES.includes(route)),
);
const ALL = [...AGENT_ROUTES, ...RUN_ROUTES, ...TALK_ROUTES, ...ACCOUNT_ROUTES];

function altered(
  id: string,
  routes: readonly string[],
  words: readonly string[],
  edit: Parameters<typeof answers>[1],
): Mutation {
  return { id, routes, words, between: answers(routes, edit) };
}

/** Refuses where it has something to say, and answers the rest. */
function refused(
  id: string,
  routes: readonly string[],
  words: readonly string[],
  say: (query: URLSearchParams, nth: number) => ReturnType<typeof reply> | undefined,
): Mutation {
  const between = exchanges(routes, () => {
    let nth = 0;
    return ({ request }) => {
      nth += 1;
      const answer = say(new URL(request.url).searchParams, nth);
      return answer && Promise.resolve(answer);
    };
  });
  return { id, routes, words, between };
}

/** Pages of twenty at most, whatever is asked for. */
const smallPages = exchanges([AGENTS], () => ({ request }, service) => {
  const url = new URL(request.url);
  url.searchParams.set("limit", String(Math.min(20, Number(url.searchParams.get("limit") ?? 20))));
  return service({ ...request, url: url.href });
});

function paged(id: string, tell: (total: number, more: boolean) => Json | undefined): Mutation {
  const told = answers([AGENTS], (answer) => {
    const { data, pagination } = answer as { data: Json[]; pagination: Record<string, number> };
    const { total = 0, offset = 0 } = pagination;
    return { data, pagination: tell(total, offset + data.length < total) };
  });
  return { id, routes: [AGENTS], words: ["page", "list"], between: together(told, smallPages) };
}

export const RECORD_MUTATIONS: readonly Mutation[] = [
  paged("23 pages of 20 and no total", () => undefined),
  paged("23b a total in text", (total) => ({ total: String(total) })),
  paged("23c pages of 20 and a total", (total) => ({ total })),
  paged("23d totalCount and hasMore", (totalCount, hasMore) => ({ totalCount, hasMore })),
  altered(
    "22 drafts are listed only when asked for",
    [AGENTS],
    ["draft"],
    (answer, { request }) => {
      const { data, ...rest } = answer as { data: Json[] };
      const asked = new URL(request.url).searchParams.get("status");
      return { ...rest, data: data.filter(({ status }) => asked !== null || status !== "draft") };
    },
  ),
  altered("70 drafts are listed by no list", [AGENTS], ["draft"], (answer) => {
    const { data, ...rest } = answer as { data: Json[] };
    return { ...rest, data: data.filter(({ status }) => status !== "draft") };
  }),
  altered("27c lists leave the content out", [AGENTS], ["content"], (answer) => {
    for (const record of recordsOf(answer)) delete record.content;
  }),
  altered("67 the list in agents", [AGENTS], ["data", "agents"], (answer) => {
    const { data, ...rest } = answer as { data: Json[] };
    return { ...rest, agents: data };
  }),
  altered(
    "67b lists in items",
    [AGENTS, "GET /optimizations", "GET /conversations"],
    ["data"],
    (a) => {
      const { data, ...rest } = a as { data: Json[] };
      return { ...rest, items: data };
    },
  ),
  altered("20b single objects in data", SINGLE, ["data"], (answer) => ({ data: answer })),
  altered("26 times as epoch seconds", ALL, ["createdAt", "updatedAt", "time"], (answer) =>
    withTimes(answer, (iso) => Date.parse(iso) / 1_000),
  ),
  altered("26b times as epoch milliseconds", ALL, ["createdAt", "updatedAt", "time"], (answer) =>
    withTimes(answer, (iso) => Date.parse(iso)),
  ),
  altered("71 times in whole seconds", ALL, ["createdAt", "time"], (answer) =>
    withTimes(answer, wholeSeconds),
  ),
  altered("54 times of runs in whole seconds", RUN_ROUTES, ["createdAt", "time"], (answer) =>
    withTimes(answer, wholeSeconds),
  ),
  altered("74 conversations oldest first", ["GET /conversations"], ["newest"], (answer) => {
    const { data, ...rest } = answer as { data: Json[] };
    return { ...rest, data: data.toReversed() };
  }),
  altered(
    "30 deploymentMode under another name",
    ["GET /settings"],
    ["deploymentMode"],
    (answer) => {
      const { general, optimization } = answer as { general: Json; optimization: Json };
      const { deploymentMode, ...others } = optimization;
      return { general, optimization: { ...others, deployment: deploymentMode } };
    },
  ),
  altered("51 winners are deployed", ["GET /settings"], ["deploymentMode", "deploys"], (answer) => {
    const { general, optimization } = answer as { general: Json; optimization: Json };
    return { general, optimization: { ...optimization, deploymentMode: "semi-automatic" } };
  }),
  altered(
    "31b runs under another name in the usage",
    ["GET /usage"],
    ["usage", "quota"],
    (answer) => {
      const { optimizations, ...others } = answer as Json;
      return { ...others, optimizationRuns: optimizations };
    },
  ),
  altered("32 a plan with a tier", ["GET /account"], ["plan"], (answer) => ({
    ...(answer as Json),
    plan: { tier: "pro" },
  })),
  refused("30b the settings are refused", ["GET /settings"], ["settings"], () =>
    reply(403, { error: { code: "FORBIDDEN", message: "Admin access is required" } }),
  ),
  refused("31 there is no usage", ["GET /usage"], ["usage"], () =>
    reply(404, { error: { code: "NOT_FOUND", message: "Not found" } }),
  ),
  refused("31c there is no account", ["GET /account"], ["account", "plan"], () =>
    reply(404, { error: { code: "NOT_FOUND", message: "Not found" } }),
  ),
  refused("24 a limit above 50 is refused", [AGENTS, "GET /optimizations"], ["limit"], (query) =>
    Number(query.get("limit")) > 50
      ? reply(400, { error: { code: "VALIDATION_ERROR", message: "limit must be at most 50" } })
      : undefined,
  ),
  refused("34 a rate limit with a quota's code", ALL, ["limit"], (_, nth) =>
    nth === 3
      ? reply(
          429,
          { error: { code: "LIMIT_EXCEEDED", message: "300 requests per minute" } },
          { "retry-after": "1" },
        )
      : undefined,
  ),
  refused("49 no variants", ["GET /optimizations/:id/variants"], ["variants"], () =>
    reply(404, { error: { code: "NOT_FOUND", message: "Not found" } }),
  ),
  refused("37 no room for conversations", ["POST /conversations"], ["conversations"], () =>
    reply(403, {
      error: { code: "LIMIT_EXCEEDED", message: "your plan allows 500 conversations a month" },
    }),
  ),
  refused("43 tags are refused", ["POST /agents", "PATCH /agents/:id"], ["tags"], () =>
    reply(422, {
      error: { code: "VALIDATION_ERROR", message: "tags may hold letters and digits" },
    }),
  ),
  refused("E1 a list of errors", ["POST /agents"], ["workspace is read-only"], () =>
    reply(422, { errors: [{ field: "name", message: "workspace is read-only" }] }),
  ),
  refused("E1b an error in detail", ["POST /agents"], ["workspace is read-only"], () =>
    reply(422, { detail: "workspace is read-only" }),
  ),
  {
    id: "19 an error under 200",
    routes: ["POST /agents"],
    words: ["workspace is read-only"],
    between: exchanges(
      ["POST /agents"],
      () => async () =>
        reply(200, { error: { code: "FORBIDDEN", message: "workspace is read-only" } }),
    ),
  },
  {
    id: "38 every conversation is logged anew, and none is counted",
    routes: ["POST /conversations", ...AGENT_ROUTES],
    words: ["conversation"],
    between: together(
      answers(AGENT_ROUTES, (answer) => {
        for (const record of recordsOf(answer)) delete record.conversationCount;
      }),
      exchanges(["POST /conversations"], () => (exchange, service) => {
        const { idempotencyKey: _, ...body } = bodyOf(exchange);
        return service({ ...exchange.request, body: JSON.stringify(body) });
      }),
    ),
  },
];

function withTimes(value: unknown, change: (iso: string) => unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value)) return change(value);
  if (Array.isArray(value)) return value.map((entry) => withTimes(entry, change));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withTimes(one, change)]),
  );
}

function wholeSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/u, "Z");
}
