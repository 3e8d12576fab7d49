/** For each assumption a service of which it does not hold, and who is to notice. */

import type { AssumptionId } from "../../../src/service/assumptions.ts";
import { NAMED } from "../../mutants/matrix.ts";
import {
  answers,
  exchanges,
  isJson,
  type Json,
  recordsOf,
  reply,
  requests,
} from "../../mutants/mutation.ts";
import type { Between } from "./stage.ts";

/** `sync`: of a setting and a webhook. `commits`: a gate of this many commits of one pull request, each with another prompt. */
export type Noticed =
  | { readonly by: "doctor" | "doctor that writes" | "sync"; readonly between: Between }
  | { readonly by: "gate"; readonly commits: 1 | 2; readonly between: Between };

const RUNS = ["GET /optimizations", "GET /optimizations/:id", "POST /optimizations"];
const VARIANTS = "GET /optimizations/:id/variants";

/** Each record of the answer, or the object that it is. */
function edited(routes: readonly string[], edit: (record: Json) => void): Between {
  return answers(routes, (answer) => {
    for (const record of recordsOf(answer)) edit(record);
  });
}

/** One of the parts of an answer. */
function part(route: string, name: string, edit: (part: Json) => void): Between {
  return edited([route], (answer) => {
    if (isJson(answer[name])) edit(answer[name]);
  });
}

function listed(route: string, edit: (records: readonly Json[]) => readonly unknown[]): Between {
  return answers([route], (answer) => ({ data: edit(recordsOf(answer)) }));
}

function without(routes: readonly string[], member: string): Between {
  return edited(routes, (record) => {
    delete record[member];
  });
}

function refused(route: string, status: number, message: string): Between {
  const error = { code: "NO", message };
  return exchanges([route], () => async () => reply(status, { error }));
}

function named(id: string): Between {
  const found = NAMED.find((one) => one.id.startsWith(`${id} `));
  if (found === undefined) throw new Error(`no mutation ${id}`);
  return found.between;
}

const read = (between: Between): Noticed => ({ by: "doctor", between });
const written = (between: Between): Noticed => ({ by: "doctor that writes", between });
const run = (between: Between, commits: 1 | 2 = 1): Noticed => ({ by: "gate", commits, between });

const synced = (between: Between): Noticed => ({ by: "sync", between });

const BENCHMARK = {
  id: "bench_1",
  agentId: "agent_1",
  status: "completed",
  modelIds: ["gpt-4o", "gpt-4o-mini"],
  createdAt: "2026-11-20T10:00:00Z",
  completedAt: "2026-11-20T10:30:00Z",
  results: [{ model: "gpt-4o", metrics: { taskCompletion: 80 } }],
};

function benchmark(changes: Json): Between {
  const one = { ...BENCHMARK, ...changes };
  const list = { data: [BENCHMARK, one] };
  return exchanges(
    ["GET /benchmarks", "GET /benchmarks/:id"],
    () =>
      async ({ route }) =>
        reply(200, route === "GET /benchmarks" ? list : one),
  );
}

const copies = (records: readonly Json[], count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...records[0], id: `agent_${index}` }));

export const OTHERWISE: Readonly<Record<AssumptionId, Noticed>> = {
  "bare-object": read(answers(["GET /agents/:id"], (answer) => ({ data: answer }))),
  "list-in-data": read(answers(["GET /webhooks"], (answer) => ({ webhooks: recordsOf(answer) }))),
  "record-decodes": read(listed("GET /agents", ([one]) => [one, { ...one, name: null }])),
  "page-of-100": read(
    exchanges(["GET /agents"], () => ({ request }) => {
      const isTooMany = new URL(request.url).searchParams.get("limit") === "100";
      return isTooMany
        ? Promise.resolve(reply(400, { error: { code: "NO", message: "limit" } }))
        : undefined;
    }),
  ),
  "page-total": read(
    answers(["GET /agents"], (answer) => ({ data: recordsOf(answer), totalCount: 1 })),
  ),
  "page-offset": read(
    exchanges(["GET /agents"], () => async ({ request }, service) => {
      const url = request.url.replace(/offset=\d+/u, "offset=0");
      const { body } = await service({ ...request, url });
      return reply(200, { data: copies(recordsOf(JSON.parse(body)), 100) });
    }),
  ),
  "filter-applied": run(
    listed("GET /conversations", (all) => [...all, { ...all[0], agentId: "agent_99" }]),
  ),
  "agent-id-name": read(
    edited(RUNS, (record) => {
      record.promptId = record.agentId;
      delete record.agentId;
    }),
  ),
  "time-iso": read(
    edited(["GET /agents"], (record) => {
      record.createdAt = Date.parse(String(record.createdAt));
    }),
  ),
  "success-status": read(answers(["GET /settings"], () => ({ success: false, error: "not now" }))),
  "error-envelope": read(
    exchanges(["GET /webhooks"], () => async () => reply(403, { detail: "not yours" })),
  ),
  "quota-refusal": written(refused("POST /conversations", 422, "monthly quota used up")),
  "slots-refusal": run(refused("POST /optimizations", 429, "not now")),
  "rate-headers": read(() => (service) => async (request) => {
    const { headers: _, ...response } = await service(request);
    return { ...response, headers: { "content-type": "application/json" } };
  }),
  "drafts-listed": run(named("22"), 2),
  "listed-content": read(without(["GET /agents"], "content")),
  "agent-draft": written(named("16")),
  "write-answer": written(named("17c")),
  "write-partial": written(named("17")),
  "write-published": run(
    exchanges([VARIANTS], ({ emulator }) => async (exchange, service) => {
      const response = await service(exchange.request);
      const id = exchange.path.split("/")[2] ?? "";
      const { agentId = "" } = emulator.state.optimizations.get(id) ?? {};
      if (emulator.state.agents.get(agentId)?.tags.includes("rewritten") !== true) return response;
      const data = recordsOf(JSON.parse(response.body));
      return reply(200, { data: data.map((one) => ({ ...one, content: "An older version." })) });
    }),
    2,
  ),
  "content-stored": written(named("13")),
  "model-stored": written(named("39")),
  "tags-stored": written(named("15")),
  "updated-by-writes": run(
    edited(["GET /agents", "GET /agents/:id"], (record) => {
      if (record.status === "draft") record.updatedAt = "2026-11-23T00:00:00Z";
    }),
  ),
  "conversation-count": read(without(["GET /agents"], "conversationCount")),
  "conversations-newest-first": read(
    listed("GET /conversations", (all) => [
      { ...all[0], id: "conv_8", createdAt: "2020-01-01T00:00:00Z" },
      ...all,
    ]),
  ),
  "conversation-answer": written(named("S19")),
  "conversation-once": written(
    requests(["POST /conversations"], ({ idempotencyKey: _, ...body }) => body),
  ),
  "runs-newest-first": read(
    listed("GET /optimizations", (all) => [
      { ...all[0], id: "opt_8", createdAt: "2020-01-01T00:00:00Z" },
      ...all,
    ]),
  ),
  "run-agent-id": read(
    listed("GET /optimizations", (all) => [...all, { ...all[0], agentId: undefined }]),
  ),
  "run-status": read(
    edited(RUNS, (record) => {
      record.status = String(record.status).toUpperCase();
    }),
  ),
  "run-mode": read(without(RUNS, "mode")),
  "run-answer": run(named("20")),
  "run-listed": run(listed("GET /optimizations", () => [])),
  "runs-in-parallel": run(refused("POST /optimizations", 409, "another run is in progress")),
  "stop-answer": run(named("50")),
  "results-at-once": run(named("35")),
  "failure-reason": read(
    edited(["GET /optimizations/:id"], (record) => {
      record.status = "failed";
    }),
  ),
  "one-control": read(named("12b")),
  "variant-id": read(listed(VARIANTS, (all) => [...all, ...all.slice(-1)])),
  "control-mark": read(named("12c")),
  "control-content": read(without([VARIANTS], "content")),
  "score-number": read(named("04")),
  "score-scale": run(named("07")),
  "lift-percent": read(
    edited([VARIANTS], (record) => {
      const isControl = record.isControl === true;
      record.metrics = isControl ? { taskCompletion: 80 } : { taskCompletion: 90, lift: 0.125 };
    }),
  ),
  "confidence-fraction": read(
    part("GET /optimizations/:id", "results", (results) => {
      results.confidence = 140;
    }),
  ),
  "account-plan": read(without(["GET /account"], "plan")),
  "usage-runs": read(without(["GET /usage"], "optimizations")),
  "deployment-mode": read(
    part("GET /settings", "optimization", (settings) => {
      delete settings.deploymentMode;
    }),
  ),
  "settings-partial": synced(
    exchanges(["PATCH /settings"], ({ emulator }) => async ({ request }, service) => {
      const response = await service(request);
      emulator.state.settings.general.objectives = "";
      return response;
    }),
  ),
  "webhook-listed": synced(without(["GET /webhooks"], "description")),
  "benchmark-status": read(benchmark({ status: "COMPLETED" })),
  "benchmark-agent-id": read(benchmark({ agentId: undefined })),
  "benchmark-results": read(benchmark({ results: [] })),
  "benchmark-scenarios": read(
    benchmark({
      results: BENCHMARK.modelIds.map((model) => ({
        ...{ model, metrics: { taskCompletion: 80 } },
        scenarios: [{ id: `of ${model}`, metrics: { taskCompletion: 80 } }],
      })),
    }),
  ),
  "model-figures": read(
    benchmark({
      results: [{ model: "gpt-4o", metrics: { taskCompletion: 80 }, costUsd: "cheap" }],
    }),
  ),
  "insights-scale": read(
    part("GET /agents/:id/insights", "metrics", (metrics) => {
      metrics.taskCompletion = 0.87;
    }),
  ),
  "insights-shape": read(answers(["GET /agents/:id/insights"], () => ({ health: { score: 3 } }))),
  "step-failures": read(answers(["GET /agents/:id/step-failures"], () => ({ steps: 3 }))),
};
