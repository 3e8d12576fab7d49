/** The results of a benchmark, wherever they stand and whatever they are called: their shape is a guess. */
import type { Observer } from "./assumptions.ts";
import { type ModelFigure, modelFigure } from "./model-figures.ts";
import { pointsPer, readScores, type Scores, toPoints, withinPoints } from "./scores.ts";
import { firstText, isName, isRecord, type Json } from "./shapes.ts";

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
  readonly cost?: ModelFigure;
  readonly latency?: ModelFigure;
}

export function modelsOf(source: Json): readonly string[] {
  const list: unknown = Array.isArray(source.modelIds) ? source.modelIds : source.models;
  if (!Array.isArray(list)) return [];
  return list.map((item) => (isRecord(item) ? modelName(item) : item)).filter(isName);
}

function modelName(source: Json): string | undefined {
  return firstText(source, ["model", "modelId", "llmModel", "id", "name"]);
}

export function readResults(source: Json, observer: Observer): readonly BenchmarkModelResult[] {
  const drafts = resultEntries(source, observer).flatMap((entry) => {
    const model = modelName(entry);
    const raw = scoresOf(entry, observer);
    return model === undefined
      ? []
      : [{ entry, model, raw, scenarios: scenariosOf(entry, observer) }];
  });
  checkScenarios(drafts, observer);
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
    cost: modelFigure(entry, "cost", observer),
    latency: modelFigure(entry, "latency", observer),
  }));
}

/** Only scenarios that the models share can be compared one by one. */
function checkScenarios(
  drafts: readonly { readonly scenarios: readonly { readonly id: string }[] }[],
  observer: Observer,
): void {
  const [first, ...others] = drafts.map(({ scenarios }) => new Set(scenarios.map(({ id }) => id)));
  if (first === undefined || first.size === 0 || others.length === 0) return;
  const isShared = others.every((ids) => [...ids].some((id) => first.has(id)));
  observer.check("benchmark-scenarios", isShared, () => "models without a scenario in common");
}

/** A list of models, or an object keyed by model, under the likely names. */
function resultEntries(source: Json, observer: Observer): readonly Json[] {
  for (const container of [source.results, source.comparison, source]) {
    if (Array.isArray(container)) return recordsOf(container);
    if (!isRecord(container)) continue;
    for (const key of ["models", "modelResults", "results", "comparison"]) {
      const found = recordsOf(container[key]);
      if (found.some((entry) => hasScores(entry, observer))) return found;
    }
    if (container === source) continue;
    const keyed = Object.entries(container).flatMap(([model, entry]): Json[] =>
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
  const played = new Map<string, Scores[]>();
  for (const scenario of lists.find((list) => list.length > 0) ?? []) {
    const id = firstText(scenario, ["id", "scenarioId", "name"]);
    const raw = scoresOf(scenario, observer);
    if (id === undefined || Object.keys(raw).length === 0) continue;
    played.set(id, [...(played.get(id) ?? []), raw]);
  }
  return [...played].map(([id, runs]) => ({ id, raw: mediansOf(runs) }));
}

/** A scenario that is listed once for each of its runs is one: as several it would seem to be surer than it is. */
function mediansOf(runs: readonly Scores[]): Scores {
  const [first = {}, ...others] = runs;
  if (others.length === 0) return first;
  const names = new Set(runs.flatMap((scores) => Object.keys(scores)));
  const medians = [...names].map((name) => {
    const values = runs
      .flatMap((scores) => (Object.hasOwn(scores, name) ? (scores[name] ?? []) : []))
      .toSorted((a, b) => a - b);
    const half = (values.length - 1) / 2;
    const [low = 0, high = 0] = [values[Math.floor(half)], values[Math.ceil(half)]];
    return [name, (low + high) / 2];
  });
  return Object.fromEntries(medians);
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
