/** A benchmark's models, each against the baseline it was judged by. */
import type { Detail, Part } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { age, capital } from "./format.ts";
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
import type { AgentReport, BenchmarkModelReport, BenchmarkReport, Report } from "./model.ts";
import { metricName, scoreChange } from "./scores.ts";

const SENTENCE_MAX = 400;

export function benchmarkParts(report: Report, agent: AgentReport, detail: Detail): Part[] {
  const { benchmark } = agent;
  if (benchmark === undefined) return [];
  const blocks = [
    paragraph(strong("Benchmark"), ", scores of each model"),
    modelTable(benchmark, detail.scoreColumns),
    ...explanations(benchmark, detail),
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
  return table(
    ["left", ...columns.map(() => "right" as const), "left"],
    ["Model", ...columns.map(([, name]) => capital(name)), "Finding"],
    models.map((model) => [
      [strong(oneLine(model.model)), model.isBaseline ? " (in use)" : ""],
      ...columns.map(([name]) => cell(model, name)),
      findingLabel(model.finding),
    ]),
  );
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
  const id: Inline = ["Benchmark ", code(benchmark.benchmarkId)];
  if (benchmark.baselineId === undefined) {
    return [id, ". Baseline: none, this is the first completed benchmark of these models."];
  }
  const old =
    benchmark.baselineCompletedAt === undefined
      ? undefined
      : age(benchmark.baselineCompletedAt, report.finishedAt);
  return [
    id,
    ". Baseline: ",
    code(benchmark.baselineId),
    old === undefined ? "." : `, completed ${old} ago.`,
  ];
}
