/** What a real service may say differently of scores, variants and controls. */
import { GOOD } from "../support/stage/prompts.ts";
import { answers, isJson, type Json, type Mutation, recordsOf, type Told } from "./mutation.ts";

const VARIANTS = "GET /optimizations/:id/variants";

interface Measured {
  /** True when the run started from another prompt than the one that stands. */
  readonly isCandidate: boolean;
  /** True when it ran on an agent that is a draft. */
  readonly isOnPreview: boolean;
}

function measured(path: string, { emulator }: Told): Measured {
  const run = emulator.state.optimizations.get(path.split("/")[2] ?? "");
  const agent = emulator.state.agents.get(run?.agentId ?? "");
  return {
    isCandidate: run?.prompt.trimEnd() !== GOOD.trimEnd(),
    isOnPreview: agent?.status === "draft",
  };
}

function ofVariants(
  id: string,
  words: readonly string[],
  edit: (variants: readonly Json[], measured: Measured) => unknown,
): Mutation {
  const between = answers([VARIANTS], (answer, { path }, told) =>
    edit(recordsOf(answer), measured(path, told)),
  );
  return { id, routes: [VARIANTS], words, between };
}

/** Edits the scores of every variant, `lift` aside. */
function ofScores(
  id: string,
  words: readonly string[],
  edit: (scores: Record<string, number>, measured: Measured, isControl: boolean) => Json,
): Mutation {
  return ofVariants(id, words, (variants, of) => {
    for (const variant of variants) {
      const { lift, ...scores } = variant.metrics as Record<string, number>;
      variant.metrics = { ...edit(scores, of, variant.isControl === true), lift };
    }
  });
}

function each(scores: Json, change: (score: number) => unknown): Json {
  return Object.fromEntries(
    Object.entries(scores).map(([name, one]) => [name, change(Number(one))]),
  );
}

const within = (score: number) => Math.min(100, Math.max(0, score));
const SCALE = ["scale", "taskCompletion", "task completion"];

export const SCORE_MUTATIONS: readonly Mutation[] = [
  ofScores("S20 fractions and one count", ["sampleSize", ...SCALE], (scores) => ({
    ...each(scores, (score) => score / 100),
    sampleSize: 24,
  })),
  ofScores("06 one metric in points, the others fractions", SCALE, (scores) => ({
    ...each(scores, (score) => score / 100),
    taskCompletion: scores.taskCompletion,
  })),
  ofScores("06b one metric a fraction, the others in points", SCALE, (scores) => ({
    ...scores,
    taskCompletion: Number(scores.taskCompletion) / 100,
  })),
  ofScores("07 scores from 0 to 10", SCALE, (scores) => each(scores, (score) => score / 10)),
  ofScores("07b scores from 1 to 5", SCALE, (scores) => each(scores, (score) => 1 + score / 25)),
  ofScores("08b a candidate that fails everything", SCALE, (scores, { isCandidate }, isControl) =>
    isCandidate && Number(scores.taskCompletion) < 75
      ? each(scores, () => (isControl ? 1 : 0))
      : scores,
  ),
  ofScores("09 an unknown metric rises", ["larkIndex"], (scores, { isCandidate }) => ({
    ...scores,
    larkIndex: isCandidate ? 41 : 8,
  })),
  ofScores("09b an unknown metric falls", ["larkIndex"], (scores, { isCandidate }) => ({
    ...scores,
    larkIndex: isCandidate ? 8 : 41,
  })),
  ofScores("10 a count among the metrics", ["conversations"], (scores, { isCandidate }) => ({
    ...scores,
    conversations: isCandidate ? 15 : 40,
  })),
  ofScores("11 sentiment from -100 to 100", ["sentiment"], ({ sentiment, ...scores }) => ({
    ...scores,
    sentiment: 5 * (Number(sentiment) - 80),
  })),
  ofScores("45 the candidate lacks a metric", SCALE, (scores, { isCandidate }) => ({
    ...scores,
    taskCompletion: isCandidate ? undefined : scores.taskCompletion,
  })),
  ofScores("46 a metric has another name in new runs", ["goalReached", ...SCALE], (scores, of) => {
    const { taskCompletion, ...others } = scores;
    return of.isCandidate ? { ...others, goalReached: taskCompletion } : scores;
  }),
  ofScores("47 a metric that only the candidate has", ["safety"], (scores, { isCandidate }) =>
    isCandidate ? { ...scores, safety: 12 } : scores,
  ),
  ofScores("04 scores as text", SCALE, (scores) => each(scores, String)),
  ofScores("05 scores in an object", SCALE, (scores) => each(scores, (score) => ({ score }))),
  ofScores("40 previews are measured harder", ["preview"], (scores, { isOnPreview }) =>
    isOnPreview ? each(scores, (score) => within(score - 12)) : scores,
  ),
  ofScores("40b previews are measured easier", ["preview"], (scores, { isOnPreview }) =>
    isOnPreview ? each(scores, (score) => within(score + 34)) : scores,
  ),
  ofVariants("S4 every generation has a control", ["control"], (variants) => ({
    data: variants
      .map(({ content: _, ...variant }) => ({ ...variant, isControl: true }))
      .toSorted((a, b) => taskCompletion(b) - taskCompletion(a)),
  })),
  ofVariants("12b no control", ["control"], (variants) => ({
    data: variants.filter(({ isControl }) => isControl !== true),
  })),
  ofVariants("12c the control has its own id and name", ["control"], (variants) =>
    renameControl(variants, "Control (current)"),
  ),
  ofVariants("12d the control is the original prompt by name", ["control"], (variants) =>
    renameControl(variants, "Original prompt"),
  ),
  ofVariants("36 the control has no scores", ["control"], (variants) => {
    for (const variant of variants) if (variant.isControl === true) variant.metrics = null;
  }),
  ofVariants("52 lift as a fraction", ["lift"], (variants) => {
    for (const { metrics } of variants) {
      if (isJson(metrics)) metrics.lift = Number(metrics.lift) / 100;
    }
  }),
];

function taskCompletion(variant: Json): number {
  return isJson(variant.metrics) ? Number(variant.metrics.taskCompletion) : 0;
}

function renameControl(variants: readonly Json[], name: string): void {
  for (const variant of variants) {
    if (variant.isControl === true) Object.assign(variant, { id: "v_8f3a", name });
    delete variant.isControl;
  }
}
