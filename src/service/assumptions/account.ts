/** What is assumed of the account, and of what only benchmarks and insights read. */
import type { Assumption } from "./assumption.ts";

const ACCOUNT = "https://docs.converra.ai/api/account.html";
const BENCHMARK = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models";

export const ACCOUNT_AND_MORE = [
  {
    id: "account-plan",
    assumed: "The account says its `plan`, as a name or an object with one",
    source: `documented: ${ACCOUNT}`,
    otherwise: "60 requests a minute are kept unless headers say more",
    observed: "`plan` of GET /account, or its refusal",
    neededBy: "nothing",
  },
  {
    id: "usage-runs",
    assumed: "The usage says `optimizations` (older: `improvements`) with `used` and `limit`",
    source: `documented by the older name: ${ACCOUNT}`,
    otherwise:
      "how much is left is unknown: only `budget.max-runs` bounds what is started, and the run says so",
    observed: "the answer to GET /usage, or its refusal",
    neededBy: "gate",
  },
  {
    id: "deployment-mode",
    assumed: "The settings say `optimization.deploymentMode`: manual or semi-automatic",
    source: "documented: https://docs.converra.ai/api/settings.html",
    otherwise: "winners may be deployed without being asked: no run is started on a live agent",
    observed: "the answer to GET /settings, or its refusal",
    neededBy: "nothing",
  },
  {
    id: "settings-partial",
    assumed: "`PATCH /settings` changes what it names and nothing else",
    source: "documented: https://docs.converra.ai/api/settings.html",
    otherwise:
      "what was cleared is written back once; what became something else is named with what it was, and the sync fails",
    observed: "the settings before and after a PATCH",
    neededBy: "sync",
  },
  {
    id: "webhook-listed",
    assumed:
      "`GET /webhooks` shows a webhook with the `url`, `events` and `description` it was made with",
    source: "documented: https://docs.converra.ai/api/webhooks.html",
    otherwise:
      "one that cannot be found again is deleted at once, and one without our mark is never deleted later",
    observed: "the list after `POST /webhooks`",
    neededBy: "sync",
  },
  {
    id: "benchmark-status",
    assumed: "A benchmark has the statuses of an optimization",
    source: "guess",
    otherwise: "other usual words are read; any other is under way until the deadline",
    observed: "`status` of a benchmark",
    neededBy: "nothing",
  },
  {
    id: "benchmark-agent-id",
    assumed: "A list of benchmarks says which agent each is of",
    source: `guess; the request has it: ${BENCHMARK}`,
    otherwise:
      "the benchmark is read by its id; where that does not say it either, the wait for it ends",
    observed: "a benchmark without `agentId` and `promptId`",
    neededBy: "benchmark",
  },
  {
    id: "benchmark-results",
    assumed: "A completed benchmark has a list of models, or an object by model, with scores",
    source: `guess; the parts are named: ${BENCHMARK}`,
    otherwise: "the benchmark has no verdict, and says so",
    observed: "a completed benchmark without scores",
    neededBy: "benchmark",
  },
  {
    id: "benchmark-scenarios",
    assumed:
      "A benchmark's results may hold `scenarios`, each with an id that all models and all benchmarks of an agent share",
    source: `guess; scores by scenario are named: ${BENCHMARK}`,
    otherwise:
      "on a schedule scores are compared by their size alone, without a test against noise; a changed model has no verdict, and says so",
    observed: "models of one benchmark without a scenario in common",
    neededBy: "nothing",
  },
  {
    id: "model-figures",
    assumed:
      "A benchmark may tell cost and latency of a model in members by such names, with the unit in the name",
    source: "guess",
    otherwise: "there is no column for them; nothing is decided by them",
    observed: "a member by such a name that is no number",
    neededBy: "nothing",
  },
  {
    id: "insights-scale",
    assumed: "Of insights, `taskCompletion` is 0-100, and rates and frequencies are 0-1",
    source: "documented: https://docs.converra.ai/api/insights.html",
    otherwise: "a rate above 1 is read as a percentage, a completion of at most 1 as a fraction",
    observed: "the figures of GET /agents/:id/insights",
    neededBy: "nothing",
  },
  {
    id: "insights-shape",
    assumed:
      "Insights of an agent have `metrics`, `topics`, `issues`, `recommendations` or `generatedAt`, those of a conversation `sentiment`, `sentimentScore`, `taskCompleted`, `topics` or `summary`",
    source: "documented in part: https://docs.converra.ai/api/insights.html",
    otherwise: "they are told to be in a shape that this version does not know",
    observed: "the answers to GET /agents/:id/insights and GET /conversations/:id/insights",
    neededBy: "insights",
  },
  {
    id: "step-failures",
    assumed: "Step failures are a list of steps with a cause and a count",
    source: "guess; the words are marketing's: https://converra.ai/step-level-diagnosis",
    otherwise: "what is not recognised is left out",
    observed: "the answer to GET /agents/:id/step-failures",
    neededBy: "insights",
  },
] as const satisfies readonly Assumption[];
