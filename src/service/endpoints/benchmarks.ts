/**
 * Benchmarks, which cost money. Their REST page was not readable: the request is the MCP twin's, status values and
 * result shape are guesses, so more than one likely spelling is read
 * (https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models).
 */
import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { createDialect, withAgentId } from "../agent-id.ts";
import { pointsPer, rawNumbers, rawScores, type Scores, toPoints } from "../scores.ts";
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
import { failureReasonOf, type RunStatus, statusOf } from "./optimizations.ts";

const OTHER_STATUSES = new Map<string, RunStatus>([
  ["pending", "queued"],
  ["processing", "running"],
  ["cancelled", "stopped"],
]);

/** `known` is what a benchmark has without the answer: POST may answer with nothing but a job id. */
function benchmarkShape(known: Json = {}) {
  return settled(
    (source) => settleBenchmark(source, known),
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
      status: OTHER_STATUSES.get(status) ?? statusOf(status),
      rawStatus: status,
    })),
  );
}
export type Benchmark = Readonly<z.output<ReturnType<typeof benchmarkShape>>>;

export interface BenchmarkModelResult {
  readonly model: string;
  readonly isBaseline: boolean;
  /** 0-100. */
  readonly scores: Scores;
  /** Every number as it came. */
  readonly raw?: Scores;
  /** Median over the runs of each scenario, where the service returns scenarios. */
  readonly scenarios: readonly { readonly id: string; readonly scores: Scores }[];
}

function settleBenchmark(source: Json, known: Json): Json {
  const results = readResults(source);
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

function readResults(source: Json): readonly BenchmarkModelResult[] {
  const drafts = resultEntries(source).flatMap((entry) => {
    const model = modelName(entry);
    return model === undefined
      ? []
      : [{ entry, model, scores: scoresOf(entry), scenarios: scenariosOf(entry) }];
  });
  const factor = pointsPer(
    drafts.flatMap((draft) => [draft.scores, ...draft.scenarios.map((each) => each.scores)]),
  );
  const baseline = baselineOf(
    source,
    drafts.map((draft) => draft.entry),
  );
  return drafts.map(({ entry, model, scores, scenarios }) => ({
    model,
    isBaseline: entry === baseline,
    scores: toPoints(scores, factor),
    raw: rawOf(entry),
    scenarios: scenarios.map((each) => ({ id: each.id, scores: toPoints(each.scores, factor) })),
  }));
}

/** A list of models, or an object keyed by model, under the likely names. */
function resultEntries(source: Json): readonly Json[] {
  for (const holder of [source.results, source.comparison, source]) {
    if (Array.isArray(holder)) return recordsOf(holder);
    if (!isRecord(holder)) continue;
    for (const key of ["models", "modelResults", "results", "comparison"]) {
      const found = recordsOf(holder[key]);
      if (found.some(hasScores)) return found;
    }
    if (holder === source) continue;
    const keyed = Object.entries(holder).flatMap(([model, entry]): Json[] =>
      isRecord(entry) && hasScores(entry) ? [{ ...entry, model }] : [],
    );
    if (keyed.length > 0) return keyed;
  }
  return [];
}

function recordsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function hasScores(entry: Json): boolean {
  return Object.keys(scoresOf(entry)).length > 0 || scenariosOf(entry).length > 0;
}

function rawOf(entry: Json): Scores {
  for (const key of ["metrics", "scores", "median", "medians"]) {
    const raw = rawNumbers(entry[key]);
    if (Object.keys(raw).length > 0) return raw;
  }
  return rawNumbers({ score: entry.score });
}

function scoresOf(entry: Json): Scores {
  const found = ["metrics", "scores", "median", "medians"].map((key) => rawScores(entry[key]));
  const scored = found.find((scores) => Object.keys(scores).length > 0);
  return scored ?? rawScores({ score: entry.score });
}

function scenariosOf(entry: Json): BenchmarkModelResult["scenarios"] {
  const lists = ["scenarios", "perScenario", "scenarioResults"].map((key) => recordsOf(entry[key]));
  return (lists.find((list) => list.length > 0) ?? []).flatMap((scenario) => {
    const id = firstText(scenario, ["id", "scenarioId", "name"]);
    const scores = scoresOf(scenario);
    return id === undefined || Object.keys(scores).length === 0 ? [] : [{ id, scores }];
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
  const dialect = createDialect(sender);
  return {
    list: async (query: { agentId?: string; limit?: number } = {}, options?: CallOptions) => {
      const parts = { query, ...options };
      const doing = "list the benchmarks";
      const { items } = await dialect.list(benchmarkShape(), "GET /benchmarks", doing, parts);
      return items;
    },

    get: (id: string, options?: CallOptions) => {
      const parts = { id, ...options };
      return sender.read(benchmarkShape(), "GET /benchmarks/:id", `read benchmark ${id}`, parts);
    },

    /** Starts paid work; ambiguity as for optimizations.create. */
    create: (
      { agentId, models, baselineModel, ...rest }: BenchmarkInput,
      options?: CallOptions,
    ) => {
      const createdAt = new Date(clock.now()).toISOString();
      const shape = benchmarkShape({ agentId, models, createdAt, status: "queued" });
      const asked = { modelIds: models, baselineModelId: baselineModel, ...rest };
      return dialect.create(agentId, (agent) => {
        const doing = `start a benchmark of agent ${agentId}`;
        const parts = { body: { ...agent, ...asked }, ...options };
        return sender.read(shape, "POST /benchmarks", doing, parts);
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
