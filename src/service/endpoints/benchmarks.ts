/**
 * Benchmarks, which cost money. Their REST page was not readable: the request is the MCP twin's, status values and
 * result shape are guesses, so more than one likely spelling is read
 * (https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models).
 */
import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { createDialect, withAgentId } from "../agent-id.ts";
import type { Observer } from "../assumptions.ts";
import { statusOf } from "../run-status.ts";
import { pointsPer, readScores, type Scores, toPoints, withinPoints } from "../scores.ts";
import type { CallOptions, Sender } from "../send.ts";
import {
  firstText,
  isName,
  isRecord,
  isTime,
  type Json,
  maybe,
  name,
  object,
  settled,
  time,
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
      createdAt: time(),
      completedAt: maybe(time()),
      results: z.custom<readonly BenchmarkModelResult[]>(),
      recommendation: maybe(name()),
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

export interface BenchmarkModelResult {
  readonly model: string;
  readonly isBaseline: boolean;
  /** 0-100, as far as one answer tells. */
  readonly scores: Scores;
  /** Metric name -> number as it came, on whatever scale. */
  readonly raw: Scores;
  /** Median over the runs of each scenario, where the service returns scenarios. */
  readonly scenarios: readonly {
    readonly id: string;
    readonly scores: Scores;
    readonly raw: Scores;
  }[];
}

function settleBenchmark(source: Json, known: Json, observer: Observer): Json {
  const results = readResults(source, observer);
  const models = modelsOf(source);
  return {
    ...source,
    id: firstText(source, ["id", "jobId"]),
    agentId: firstText(withAgentId(source), ["agentId"]) ?? known.agentId,
    status: firstText(source, ["status"]) ?? known.status,
    models: models.length > 0 ? models : (known.models ?? results.map(({ model }) => model)),
    createdAt: isTime(source.createdAt) ? source.createdAt : (known.createdAt ?? source.createdAt),
    results,
    recommendation: recommendationOf(source),
    failureReason: failureReasonOf(source),
  };
}

function modelsOf(source: Json): readonly string[] {
  const list: unknown = Array.isArray(source.modelIds) ? source.modelIds : source.models;
  if (!Array.isArray(list)) return [];
  return list.map((item) => (isRecord(item) ? modelName(item) : item)).filter(isName);
}

function modelName(source: Json): string | undefined {
  return firstText(source, ["model", "modelId", "llmModel", "id", "name"]);
}

function readResults(source: Json, observer: Observer): readonly BenchmarkModelResult[] {
  const drafts = resultEntries(source, observer).flatMap((entry) => {
    const model = modelName(entry);
    const raw = scoresOf(entry, observer);
    return model === undefined
      ? []
      : [{ entry, model, raw, scenarios: scenariosOf(entry, observer) }];
  });
  const factor = pointsPer(
    drafts.flatMap(({ raw, scenarios }) =>
      [raw, ...scenarios.map((each) => each.raw)].map(withinPoints),
    ),
  );
  const baseline = baselineOf(
    source,
    drafts.map((draft) => draft.entry),
  );
  const points = (raw: Scores) => toPoints(withinPoints(raw), factor);
  return drafts.map(({ entry, model, raw, scenarios }) => ({
    model,
    isBaseline: entry === baseline,
    scores: points(raw),
    raw,
    scenarios: scenarios.map((each) => ({ ...each, scores: points(each.raw) })),
  }));
}

/** A list of models, or an object keyed by model, under the likely names. */
function resultEntries(source: Json, observer: Observer): readonly Json[] {
  for (const holder of [source.results, source.comparison, source]) {
    if (Array.isArray(holder)) return recordsOf(holder);
    if (!isRecord(holder)) continue;
    for (const key of ["models", "modelResults", "results", "comparison"]) {
      const found = recordsOf(holder[key]);
      if (found.some((entry) => hasScores(entry, observer))) return found;
    }
    if (holder === source) continue;
    const keyed = Object.entries(holder).flatMap(([model, entry]): Json[] =>
      isRecord(entry) && hasScores(entry, observer) ? [{ ...entry, model }] : [],
    );
    if (keyed.length > 0) return keyed;
  }
  return [];
}

function recordsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function hasScores(entry: Json, observer: Observer): boolean {
  return (
    Object.keys(scoresOf(entry, observer)).length > 0 || scenariosOf(entry, observer).length > 0
  );
}

function scoresOf(entry: Json, observer: Observer): Scores {
  const found = ["metrics", "scores", "median", "medians"].map((key) =>
    readScores(entry[key], observer),
  );
  const scored = found.find(({ raw }) => Object.keys(raw).length > 0);
  if (scored !== undefined) return scored.raw;
  return entry.score === undefined ? {} : readScores({ score: entry.score }, observer).raw;
}

function scenariosOf(
  entry: Json,
  observer: Observer,
): readonly { readonly id: string; readonly raw: Scores }[] {
  const lists = ["scenarios", "perScenario", "scenarioResults"].map((key) => recordsOf(entry[key]));
  return (lists.find((list) => list.length > 0) ?? []).flatMap((scenario) => {
    const id = firstText(scenario, ["id", "scenarioId", "name"]);
    const raw = scoresOf(scenario, observer);
    return id === undefined || Object.keys(raw).length === 0 ? [] : [{ id, raw }];
  });
}

/** Said outright, else the stated baseline, else the first model: the request's own rule. */
function baselineOf(source: Json, entries: readonly Json[]): Json | undefined {
  const stated = firstText(source, ["baselineModelId", "baselineModel"]) ?? modelsOf(source)[0];
  return (
    entries.find((entry) => entry.isBaseline === true) ??
    entries.find((entry) => modelName(entry) === stated) ??
    entries[0]
  );
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

  const get = (id: string, options?: CallOptions) => {
    const doing = `read benchmark ${id}`;
    return sender.read(shape, "GET /benchmarks/:id", doing, { id, ...options });
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
        return sender.write(answer, "POST /benchmarks", doing, parts, (id) => get(id, options));
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
