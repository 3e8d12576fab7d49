/** What a completed optimization found: a pure function of the stored run. */
import type { OptimizationEntity } from "./entities.ts";
import { METRICS, type Metric, SCENARIOS, type Scenario } from "./scenarios.ts";
import {
  coverage,
  handling,
  measuredScores,
  NOISE_SD,
  seededRandom,
  trueScores,
} from "./score-model.ts";

/** Least measured lift, in percent, at which a variant is called the winner. A guess. */
const WINNING_LIFT = 2;
/** Documented: https://docs.converra.ai/optimization/regression-testing.html */
const GOLDEN_HANDLING = 0.75;
const GOLDEN_MINIMUM = 3;
const GOLDEN_MAXIMUM = 8;

export interface SimulatedVariant {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly isControl: boolean;
  readonly scores: Readonly<Record<string, number>>;
  /** Percent against the control, as measured. */
  readonly lift: number;
}

export interface SimulatedResult {
  /** The control first. */
  readonly variants: readonly SimulatedVariant[];
  readonly winner: SimulatedVariant | undefined;
  readonly leader: SimulatedVariant;
  /** Probability that the leader is better than the control. */
  readonly confidence: number;
  /** Absent when the regression test did not run. */
  readonly golden:
    | { readonly total: number; readonly passed: number; readonly regressed: number }
    | undefined;
}

/** Scenarios that the prompt handles reliably. */
export function goldenSetOf(prompt: string): string[] {
  return SCENARIOS.filter((scenario) => handling(prompt, scenario) >= GOLDEN_HANDLING)
    .slice(0, GOLDEN_MAXIMUM)
    .map((scenario) => scenario.id);
}

export function simulateOptimization(run: OptimizationEntity): SimulatedResult {
  const random = seededRandom(run.noiseSeed);
  const kind = run.outcome?.kind;
  const measure = (prompt: string) =>
    measuredScores(trueScores(prompt, run.model, run.shift), run.mode, random);
  const controlScores = measure(run.prompt);
  const control: SimulatedVariant = {
    id: "var_control",
    name: "Control",
    content: run.prompt,
    isControl: true,
    scores: controlScores,
    lift: 0,
  };
  const candidates = run.variantIds.map((id, index): SimulatedVariant => {
    const spoiled = kind === "winner-with-regression" && index === 0;
    const content = spoiled ? withRegression(run) : improve(run, index);
    const measured = measure(content);
    const scores = spoiled ? shifted(controlScores, 8) : measured;
    const lift = 100 * (mean(scores) / mean(controlScores) - 1);
    return { id, name: `Variant ${index + 1}`, content, isControl: false, scores, lift };
  });
  const leader = candidates.reduce((best, next) => (next.lift > best.lift ? next : best));
  const wins = leader.lift > WINNING_LIFT && kind !== "no-winner";
  return {
    variants: [control, ...candidates],
    winner: wins ? leader : undefined,
    leader,
    confidence: confidenceOf(mean(leader.scores) - mean(controlScores), run, candidates.length),
    golden: kind === "no-golden-set" ? undefined : goldenResult(run, leader),
  };
}

/** The prompt plus the paragraph for the (index+1)th most important thing that it lacks. */
function improve(run: OptimizationEntity, index: number): string {
  const columns = wantedColumns(run.targetImprovements);
  const gain = (scenario: Scenario) =>
    (1 - coverage(run.prompt, scenario)) *
    columns.reduce((sum, column) => sum + (scenario.weights[column] ?? 0), 0);
  const missing = SCENARIOS.filter((scenario) => gain(scenario) > 0).sort(
    (left, right) => gain(right) - gain(left),
  );
  // A prompt that lacks nothing is only reworded, which changes nothing that is scored.
  const addition =
    missing[index]?.paragraph ??
    "Before you send an answer, read it once more and make sure that it answers the question that was asked.";
  return `${run.prompt.trimEnd()}\n\n${addition}\n`;
}

/** A variant that gains elsewhere and loses a golden scenario: what covered it is cut out line by line. */
function withRegression(run: OptimizationEntity): string {
  const victim = SCENARIOS.find((scenario) => run.goldenSet.includes(scenario.id));
  if (victim === undefined) return improve(run, 0);
  const kept = improve(run, 0)
    .split("\n")
    .filter((line) => !victim.needs.some((group) => group.test(line)));
  return kept.join("\n");
}

function goldenResult(
  run: OptimizationEntity,
  leader: SimulatedVariant,
): SimulatedResult["golden"] {
  const scripted = run.outcome?.kind === "winner-with-regression";
  const golden = SCENARIOS.filter((scenario) => run.goldenSet.includes(scenario.id));
  if (!scripted && (golden.length < GOLDEN_MINIMUM || leader.lift <= 0)) return undefined;
  const total = Math.max(golden.length, scripted ? GOLDEN_MINIMUM : 0);
  const lost = golden.filter(
    (scenario) => handling(leader.content, scenario) < handling(run.prompt, scenario),
  ).length;
  const regressed = scripted ? Math.max(1, lost) : lost;
  return { total, passed: total - regressed, regressed };
}

function wantedColumns(targets: readonly string[]): number[] {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const named = METRICS.flatMap((metric: Metric, column) =>
    targets.some((target) => plain(target) === plain(metric)) ? [column] : [],
  );
  return named.length > 0 ? named : METRICS.map((_, column) => column);
}

/** One-sided normal probability, reduced for having picked the best of several. */
function confidenceOf(difference: number, run: OptimizationEntity, candidates: number): number {
  const deviation = (NOISE_SD[run.mode] * Math.SQRT2) / Math.sqrt(METRICS.length);
  const chance = candidates * (1 - normalCdf(difference / deviation));
  return Math.round(1000 * Math.min(0.999, Math.max(0.01, 1 - chance))) / 1000;
}

/** Abramowitz and Stegun 26.2.17: absolute error below 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - tail : tail;
}

function shifted(scores: Readonly<Record<string, number>>, points: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scores).map(([metric, value]) => [metric, Math.min(100, value + points)]),
  );
}

function mean(scores: Readonly<Record<string, number>>): number {
  const values = Object.values(scores);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
