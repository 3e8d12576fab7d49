/** What is assumed of every answer: bodies, refusals, names, times, lists. */
import type { Assumption } from "./assumption.ts";

export const WIRE = [
  {
    id: "bare-object",
    assumed: "A single object comes bare, without an envelope",
    source: "documented in examples: https://docs.converra.ai/api/prompts.html",
    otherwise: "an object in `data`, or under its own name beside `success`, is unwrapped",
    observed: "the answer to a GET, POST or PATCH",
    neededBy: "nothing",
  },
  {
    id: "list-in-data",
    assumed: "A list comes as `data`, or as a bare array",
    source: "documented: https://docs.converra.ai/api/optimizations.html",
    otherwise: "a list under the name of what it holds, or in `items` or `results`, is read too",
    observed: "the answer to any list call",
    neededBy: "nothing",
  },
  {
    id: "record-decodes",
    assumed: "Every record of a list has the members the pages show",
    source: "documented: https://converra.ai/docs/api/objects",
    otherwise: "the record is left out; only where it is asked for by its id does the call fail",
    observed: "a record of a list that has a member of another type, or lacks one",
    neededBy: "nothing",
  },
  {
    id: "page-of-100",
    assumed: "A list accepts `limit=100`",
    source:
      "documented for agents: https://docs.converra.ai/api/prompts.html; guess for the others",
    otherwise: "a smaller limit is asked for: 50, 20, then none",
    observed: "a refusal (400 or 422) of a list call",
    neededBy: "nothing",
  },
  {
    id: "page-total",
    assumed: "A paged list says `pagination.total` as a number",
    source: "documented: https://docs.converra.ai/api/prompts.html",
    otherwise: "further pages are asked for until one brings nothing new",
    observed: "a paged list with a total of another type or name, or with `hasMore`",
    neededBy: "nothing",
  },
  {
    id: "page-offset",
    assumed: "`offset` moves a list on",
    source: "documented for agents: https://docs.converra.ai/api/prompts.html",
    otherwise:
      "only the first page is known; what is not on it is looked up by id where there is one",
    observed: "a further page that has records, none of them new",
    neededBy: "gate",
  },
  {
    id: "filter-applied",
    assumed: "A list that is asked for one agent holds that agent's records only",
    source:
      "documented for runs: https://docs.converra.ai/api/optimizations.html; guess for the others",
    otherwise: "the list is filtered again on this side",
    observed: "a record of another agent in a filtered list",
    neededBy: "nothing",
  },
  {
    id: "agent-id-name",
    assumed: "The id of an agent is called `agentId`",
    source: "documented: https://converra.ai/docs/api/objects; older pages say `promptId`",
    otherwise: "`promptId` is read and sent",
    observed: "a run, a conversation or a benchmark with `promptId`, or a refusal that names it",
    neededBy: "nothing",
  },
  {
    id: "time-iso",
    assumed: "Times are ISO 8601 texts with the time of day",
    source: "documented in examples: https://converra.ai/docs/api/objects",
    otherwise:
      "seconds and milliseconds since 1970 are read too, and a time without a zone as UTC; a run or an agent with a date alone is not read, for which of two came first would not be known",
    observed: "any time in an answer",
    neededBy: "nothing",
  },
  {
    id: "success-status",
    assumed: "An answer with a status of success means that the request was carried out",
    source: "documented in part: https://converra.ai/docs/api",
    otherwise: "`success: false` or an error in the body is a failure, in the service's own words",
    observed: "the body of any answer with a status of success",
    neededBy: "nothing",
  },
  {
    id: "error-envelope",
    assumed: "A refusal says `{ error: { code, message } }`",
    source: "documented: https://converra.ai/docs/api",
    otherwise: "`errors`, `detail`, `message` and a plain `error` are read too",
    observed: "the body of a refusal",
    neededBy: "nothing",
  },
  {
    id: "quota-refusal",
    assumed: "A used-up quota is refused with 402, 403 or 429 and says so in code or message",
    source: "guess from a code that is cut: https://docs.converra.ai/api/account.html",
    otherwise: "it is read by its words all the same; nothing is started again",
    observed: "a refusal with another status that speaks of a quota",
    neededBy: "nothing",
  },
  {
    id: "slots-refusal",
    assumed: "The eleventh optimization at once is refused with words about what runs at once",
    source: "guess; the limit of ten is documented: https://converra.ai/docs/api",
    otherwise: "it is waited for as a rate limit, then told as one",
    observed: "a start that is refused with 429 to the last attempt, without these words",
    neededBy: "nothing",
  },
  {
    id: "rate-headers",
    assumed: "Answers carry rate-limit headers by the usual names",
    source:
      "guess; that there are some is documented: https://docs.converra.ai/api/authentication.html",
    otherwise: "the plan's rate is kept, 60 requests a minute where the plan is not known",
    observed: "the headers of any answer",
    neededBy: "nothing",
  },
] as const satisfies readonly Assumption[];
