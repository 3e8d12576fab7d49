/**
 * Benchmarks. Their REST page was not readable: the request is the MCP twin's, status values and result shape are
 * guesses, so more than one likely spelling is read
 * (https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models).
 */
import {
  firstText,
  isRecord,
  type Json,
  nameAt,
  optionalText,
  optionalTime,
  recordAt,
  recordsOf,
  type Spot,
  timeAt,
} from "./decode.ts";
import { agentIdAt } from "./decode-agent.ts";
import { failureReasonOf, statusOf } from "./decode-optimization.ts";
import { pointsPer, rawScores, type Scores, toPoints } from "./decode-scores.ts";
import type { Benchmark, BenchmarkModelResult, RunStatus } from "./types.ts";

const RUN_STATUS = new Map<string, RunStatus>([
  ["pending", "queued"],
  ["processing", "running"],
  ["cancelled", "stopped"],
]);

/** What is known of a benchmark without the answer: POST may answer with nothing but a job id. */
interface BenchmarkDefaults {
  readonly agentId: string;
  readonly models: readonly string[];
  readonly createdAt: string;
}

export function decodeBenchmark(
  value: unknown,
  spot: Spot,
  defaults?: BenchmarkDefaults,
): Benchmark {
  const source = recordAt(value, spot);
  const status =
    defaults === undefined
      ? nameAt(source, ["status"], spot)
      : (optionalText(source.status) ?? "queued");
  const results = decodeResults(source);
  const models = modelsOf(source);
  return {
    id: nameAt(source, ["id", "jobId"], spot),
    agentId: agentIdAt(source, spot, defaults?.agentId),
    status: RUN_STATUS.get(status) ?? statusOf(status),
    rawStatus: status,
    models: models.length > 0 ? models : (defaults?.models ?? results.map((each) => each.model)),
    createdAt:
      optionalTime(source.createdAt) ?? defaults?.createdAt ?? timeAt(source, "createdAt", spot),
    completedAt: optionalTime(source.completedAt),
    results,
    recommendation: recommendationOf(source),
    failureReason: failureReasonOf(source),
  };
}

function modelsOf(source: Json): readonly string[] {
  const list = Array.isArray(source.modelIds) ? source.modelIds : source.models;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const name = isRecord(item) ? modelName(item) : item;
    return typeof name === "string" && name !== "" ? [name] : [];
  });
}

function modelName(source: Json): string | undefined {
  return firstText(source, ["model", "modelId", "llmModel", "id", "name"]);
}

function decodeResults(source: Json): readonly BenchmarkModelResult[] {
  const entries = resultEntries(source);
  const drafts = entries.flatMap((entry) => {
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
      if (found.some((entry) => hasScores(entry))) return found;
    }
    if (holder === source) continue;
    const keyed = Object.entries(holder).flatMap(([model, entry]): Json[] =>
      isRecord(entry) && hasScores(entry) ? [{ ...entry, model }] : [],
    );
    if (keyed.length > 0) return keyed;
  }
  return [];
}

function hasScores(entry: Json): boolean {
  return Object.keys(scoresOf(entry)).length > 0 || scenariosOf(entry).length > 0;
}

function scoresOf(entry: Json): Scores {
  for (const key of ["metrics", "scores", "median", "medians"]) {
    const scores = rawScores(entry[key]);
    if (Object.keys(scores).length > 0) return scores;
  }
  return rawScores({ score: entry.score });
}

function scenariosOf(entry: Json): readonly { readonly id: string; readonly scores: Scores }[] {
  const lists = ["scenarios", "perScenario", "scenarioResults"].map((key) => recordsOf(entry[key]));
  return (lists.find((list) => list.length > 0) ?? []).flatMap((scenario) => {
    const id = firstText(scenario, ["id", "scenarioId", "name"]);
    const scores = scoresOf(scenario);
    return id === undefined || Object.keys(scores).length === 0 ? [] : [{ id, scores }];
  });
}

/** Said outright, else the stated baseline, else the first model: the request's own rule. */
function baselineOf(source: Json, entries: readonly Json[]): Json | undefined {
  const stated =
    firstText(source, ["baselineModelId", "baselineModel"]) ?? modelsOf(source)[0] ?? undefined;
  return (
    entries.find((entry) => entry.isBaseline === true) ??
    entries.find((entry) => modelName(entry) === stated) ??
    entries[0]
  );
}

function recommendationOf(source: Json): string | undefined {
  const results = isRecord(source.results) ? source.results : {};
  const given = source.recommendation ?? results.recommendation;
  if (typeof given === "string") return optionalText(given);
  return isRecord(given)
    ? firstText(given, ["summary", "message", "text", "reason", "model", "modelId"])
    : undefined;
}
