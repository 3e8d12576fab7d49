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

function modelTable({ models, replaces }: BenchmarkReport, maxColumns: number): Block {
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
      ...columns.map(([name]) => cell(model, name, replaces)),
      ...figures.map((name) => figureText(model[name])),
      model.model === replaces?.model ? "" : findingLabel(model.finding),
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

function cell(
  model: BenchmarkModelReport,
  name: string,
  replaces: BenchmarkReport["replaces"],
): Inline {
  const metric = model.metrics.find((candidate) => candidate.metric === name);
  if (metric === undefined) return "";
  // The model in use is what the other is compared with, and changed in nothing.
  return model.model === replaces?.model ? decimal(metric.candidate.mean) : scoreChange(metric);
}

function explanations({ models, replaces }: BenchmarkReport, detail: Detail): Block[] {
  const judged = models.filter(({ model }) => model !== replaces?.model);
  const sentences = judged.flatMap((model) =>
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

/** What a change of model was measured on; undefined for a benchmark on a schedule. In words that any writer can use. */
export function changeText({ replaces, trialOf }: BenchmarkReport): string | undefined {
  if (replaces === undefined) return undefined;
  const trial =
    trialOf === undefined ? "" : ` It tries a drop that benchmark ${oneLine(trialOf)} had shown.`;
  return `It compares the models on the prompt of the live agent ${oneLine(replaces.agentId)}, which nobody wrote to.${trial}`;
}

function origin(report: Report, benchmark: BenchmarkReport): Inline[] {
  const change = changeText(benchmark);
  if (change !== undefined) return ["Benchmark ", code(benchmark.benchmarkId), `. ${change}`];
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
