/**
 * Benchmarks, which cost money. Their REST page was not readable: the request is the MCP twin's, status values and
 * result shape are guesses, so more than one likely spelling is read
 * (https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models).
 */
import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { createDialect, withAgentId } from "../agent-id.ts";
import type { Observer } from "../assumptions.ts";
import { type BenchmarkModelResult, modelsOf, readResults } from "../benchmark-results.ts";
import type { CallOptions } from "../call.ts";
import { statusOf } from "../run-status.ts";
import type { Sender } from "../send.ts";
import {
  count,
  firstText,
  isMoment,
  isName,
  isRecord,
  type Json,
  maybe,
  moment,
  name,
  object,
  settled,
} from "../shapes.ts";
import { failureReasonOf } from "./optimizations.ts";

/** `known` is what a benchmark has without the answer: POST may answer with nothing but a job id. */
function benchmarkShape(observer: Observer, known: Json = {}) {
  return settled(
    (source) => settleBenchmark(source, known, observer),
    object({
      status: name(),
      id: name(),
      agentId: name(),
      models: z.custom<readonly string[]>(),
      createdAt: moment(),
      completedAt: maybe(moment()),
      results: z.custom<readonly BenchmarkModelResult[]>(),
      recommendation: maybe(name()),
      /** What was asked for, where it is told again. */
      goal: maybe(name()),
      maxTurns: maybe(count()),
      runsPerScenario: maybe(count()),
      /** Hostile text. */
      failureReason: maybe(name()),
    }).transform(({ status, ...benchmark }) => ({
      ...benchmark,
      status: statusOf(status, observer, "benchmark-status"),
      rawStatus: status,
    })),
  );
}
export type Benchmark = Readonly<z.output<ReturnType<typeof benchmarkShape>>>;

function settleBenchmark(source: Json, known: Json, observer: Observer): Json {
  const results = readResults(source, observer);
  const models = modelsOf(source);
  return {
    ...source,
    id: firstText(source, ["id", "jobId"]),
    agentId: firstText(withAgentId(source), ["agentId"]) ?? known.agentId,
    status: firstText(source, ["status"]) ?? known.status,
    models: models.length > 0 ? models : (known.models ?? results.map(({ model }) => model)),
    createdAt: isMoment(source.createdAt)
      ? source.createdAt
      : (known.createdAt ?? source.createdAt),
    results,
    recommendation: recommendationOf(source),
    failureReason: failureReasonOf(source),
  };
}

function recommendationOf(source: Json): string | undefined {
  const nested = isRecord(source.results) ? source.results.recommendation : undefined;
  const given = source.recommendation ?? nested;
  if (!isRecord(given)) return isName(given) ? given : undefined;
  return firstText(given, ["summary", "message", "text", "reason", "model", "modelId"]);
}

export interface BenchmarkInput {
  readonly agentId: string;
  readonly models: readonly string[];
  readonly baselineModel?: string;
  readonly goal?: string;
  readonly maxTurns?: number;
  readonly runsPerScenario?: number;
}

export function benchmarkEndpoints(sender: Sender, clock: Clock) {
  const dialect = createDialect(sender, "benchmark-agent-id");
  const { observer } = sender;
  const shape = z.lazy(() => benchmarkShape(observer));

  const get = async (id: string, options?: CallOptions) => {
    const doing = `read benchmark ${id}`;
    const run = await sender.read(shape, "GET /benchmarks/:id", doing, { id, ...options });
    if (run.status === "completed") {
      observer.check("benchmark-results", run.results.length > 0, () => "no scores of any model");
    }
    return run;
  };

  return {
    list: async (query: { agentId?: string; limit?: number } = {}, options?: CallOptions) => {
      const parts = { query, ...options };
      const doing = "list the benchmarks";
      const { items } = await dialect.list(shape, "GET /benchmarks", doing, parts);
      return items;
    },

    get,

    /** Starts paid work; ambiguity as for optimizations.create. */
    create: (
      { agentId, models, baselineModel, ...rest }: BenchmarkInput,
      options?: CallOptions,
    ) => {
      const createdAt = new Date(clock.now()).toISOString();
      const known = { agentId, models, createdAt, status: "queued" };
      const asked = { modelIds: models, baselineModelId: baselineModel, ...rest };
      return dialect.create(agentId, (agent) => {
        const doing = `start a benchmark of agent ${agentId}`;
        const parts = { body: { ...agent, ...asked }, ...options };
        const answer = benchmarkShape(observer, known);
        const readBack = async (id?: string) => (id === undefined ? undefined : get(id, options));
        return sender.write(answer, "POST /benchmarks", doing, parts, readBack);
      });
    },

    deleteMany: async (ids: readonly string[], options?: CallOptions) => {
      if (ids.length === 0) return;
      const doing = ids.length === 1 ? "delete a benchmark" : `delete ${ids.length} benchmarks`;
      // The index asks for `action` and `jobIds`; the value of the first is a guess.
      const body = { action: "delete", jobIds: ids };
      await sender.remove("POST /benchmarks/bulk", doing, { body, repeat: "always", ...options });
    },
  };
}
