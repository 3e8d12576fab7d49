/** A benchmark's models, each against the baseline it was judged by. */

import type { BenchmarkModelReport, BenchmarkReport, ModelFigure } from "./benchmark-model.ts";
import type { Detail, Part } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { age, capital, decimal, grouped } from "./format.ts";
import { findingLabel } from "./labels.ts";
import {
  type Block,
  code,
  type Inline,
  list,
  paragraph,
  small,
  strong,
  table,
} from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { metricName, scoreChange } from "./scores.ts";

const SENTENCE_MAX = 400;

export function benchmarkParts(report: Report, agent: AgentReport, detail: Detail): Part[] {
  const { benchmark } = agent;
  if (benchmark === undefined) return [];
  const blocks = [
    paragraph(strong("Benchmark"), ", scores of each model"),
    modelTable(benchmark, detail.scoreColumns),
    ...explanations(benchmark, detail),
    ...headroom(benchmark),
    ...recommendation(benchmark),
    small(...origin(report, benchmark)),
  ];
  return [{ name: "benchmark", blocks }];
}

function modelTable({ models }: BenchmarkReport, maxColumns: number): Block {
  const byName = new Map(
    models.flatMap((model) =>
      model.metrics.map((metric) => [metric.metric, metricName(metric)] as const),
    ),
  );
  const columns = [...byName].slice(0, maxColumns);
  const figures = FIGURES.filter((name) => models.some((model) => model[name] !== undefined));
  return table(
    ["left", ...[...columns, ...figures].map(() => "right" as const), "left"],
    ["Model", ...columns.map(([, name]) => capital(name)), ...figures.map(capital), "Finding"],
    models.map((model) => [
      [strong(oneLine(model.model)), model.isBaseline ? " (in use)" : ""],
      ...columns.map(([name]) => cell(model, name)),
      ...figures.map((name) => figureText(model[name])),
      findingLabel(model.finding),
    ]),
  );
}

export const FIGURES = ["cost", "latency"] as const;

/** "$0.0214", "1,240 ms"; a bare number where its unit is not told. */
export function figureText(figure: ModelFigure | undefined): string {
  if (figure === undefined) return "";
  const { value, unit } = figure;
  if (unit === "USD") return `$${value >= 1 ? value.toFixed(2) : value.toPrecision(3)}`;
  const number = value >= 100 ? grouped(Math.round(value)) : String(Number(value.toPrecision(3)));
  return unit === undefined ? number : `${number}\u00A0${unit}`;
}

/** What a better model would gain, and the line that takes it; in words that any writer can use. */
export function headroomText({ better }: BenchmarkReport): string | undefined {
  if (better === undefined) return undefined;
  const { model, than, points, change } = better;
  return `${oneLine(model)} scores ${decimal(points)} points more than ${oneLine(than)} on average, and noise does not explain it. To use it, ${oneLine(change, SENTENCE_MAX)}.`;
}

function headroom(benchmark: BenchmarkReport): Block[] {
  const words = headroomText(benchmark);
  return words === undefined ? [] : [paragraph(strong("Headroom"), `: ${words}`)];
}

function cell(model: BenchmarkModelReport, name: string): Inline {
  const metric = model.metrics.find((candidate) => candidate.metric === name);
  return metric === undefined ? "" : scoreChange(metric);
}

function explanations({ models }: BenchmarkReport, detail: Detail): Block[] {
  const sentences = models.flatMap((model) =>
    model.metrics
      .filter((metric) => detail.generous || metric.finding !== "unchanged")
      .map(
        (metric): Inline => [
          strong(oneLine(model.model)),
          `: ${oneLine(metric.explanation, SENTENCE_MAX)}`,
        ],
      ),
  );
  return sentences.length === 0
    ? []
    : [list(sentences.slice(0, 40).map((words) => [paragraph(words)]))];
}

function recommendation({ recommendation: words }: BenchmarkReport): Block[] {
  if (words === undefined) return [];
  return [paragraph(strong("Converra's recommendation"), `: ${oneLine(words, SENTENCE_MAX)}`)];
}

function origin(report: Report, benchmark: BenchmarkReport): Inline[] {
  const { benchmarkId, baselineId, baselineCompletedAt, referenceId, referenceCompletedAt } =
    benchmark;
  const old = (time: string | undefined) =>
    time === undefined ? "." : `, completed ${age(time, report.finishedAt)} ago.`;
  return [
    ["Benchmark ", code(benchmarkId), ". "],
    ...(baselineId === undefined
      ? ["Baseline: none, this is the first completed benchmark of these models."]
      : ["Baseline: ", code(baselineId), old(baselineCompletedAt)]),
    ...(referenceId === undefined
      ? []
      : [" Reference: ", code(referenceId), old(referenceCompletedAt)]),
  ];
}
