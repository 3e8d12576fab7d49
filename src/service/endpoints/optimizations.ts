/** Optimizations, which cost money: https://docs.converra.ai/api/optimizations.html */
import * as z from "zod";
import type { Mode } from "../../domain.ts";
import { ServiceError } from "../../errors.ts";
import type { ConfidenceBand } from "../../headroom.ts";
import { createDialect, withAgentId } from "../agent-id.ts";
import { pointsPer, rawNumbers, rawScores, type Scores, toPoints } from "../scores.ts";
import type { CallOptions, Sender } from "../send.ts";
import {
  count,
  firstText,
  isCount,
  isRecord,
  type Json,
  maybe,
  name,
  numberFrom,
  object,
  page,
  settled,
  time,
} from "../shapes.ts";

const STATUSES = ["queued", "running", "completed", "failed", "stopped"] as const;
export type RunStatus = (typeof STATUSES)[number] | "unknown";

const optimizationShape = z.lazy(() =>
  settled(
    settleRun,
    object({
      status: name(),
      id: name(),
      agentId: name(),
      mode: maybe(z.enum(["exploratory", "validation"])),
      variantCount: maybe(count()),
      createdAt: time(),
      completedAt: maybe(time()),
      /** Absent in lists, and until the run completed. */
      results: maybe(resultsShape),
      goldenSet: maybe(object({ passed: maybe(count()), regressed: maybe(count()) })),
      /** Why it failed or was stopped; hostile text. */
      failureReason: maybe(name()),
    }).transform(({ status, ...run }) => ({ ...run, status: statusOf(status), rawStatus: status })),
  ),
);
export type Optimization = Readonly<z.output<typeof optimizationShape>>;

const resultsShape = z.lazy(() =>
  settled(
    // The webhook example has another name for lift.
    (results) => ({ ...results, lift: firstNumber(results.lift, results.improvementPercentage) }),
    object({
      winnerSelected: maybe(z.boolean()),
      winningVariantId: maybe(name()),
      /** Percent. */
      lift: maybe(z.number()),
      /** 0-1 (the example in the API pages) or 0-100 (the way the results page speaks of it). */
      confidence: maybe(numberFrom(0, 100).transform((given) => given / (given <= 1 ? 1 : 100))),
    }).transform(({ winnerSelected, ...results }) => ({
      winnerSelected: winnerSelected ?? results.winningVariantId !== undefined,
      ...results,
      ...bandOf(results.confidence),
    })),
  ),
);

/** https://converra.ai/docs/optimization/results */
function bandOf(confidence: number | undefined): { readonly band?: ConfidenceBand } {
  if (confidence === undefined) return {};
  if (confidence > 0.95) return { band: "high" };
  return { band: confidence >= 0.8 ? "medium" : "low" };
}

/** Guess: no page shows the result of the regression test, so each likely name is tried. */
const GOLDEN_SET_KEYS = ["regression", "regressionTest", "regressionResults", "goldenSet"];

/** No golden set found means "not tested", never "passed". */
function settleRun(run: Json): Json {
  const holders = [run, run.results].filter(isRecord);
  const goldenSets = holders.flatMap((holder) => GOLDEN_SET_KEYS.map((key) => holder[key]));
  return {
    ...withAgentId(run),
    goldenSet: goldenSets
      .filter(isRecord)
      .find(({ passed, regressed }) => isCount(passed) || isCount(regressed)),
    failureReason: failureReasonOf(run),
  };
}

/** An unknown status is not an end: the caller keeps waiting, so it must not look like one. */
export function statusOf(raw: string): RunStatus {
  return STATUSES.find((status) => status === raw) ?? "unknown";
}

/** Guess: where a failed run says why. */
export function failureReasonOf(run: Json): string | undefined {
  const nested = isRecord(run.error) ? firstText(run.error, ["message"]) : undefined;
  return firstText(run, ["error"]) ?? nested ?? firstText(run, ["failureReason"]);
}

/** Documented: id, name, metrics.taskCompletion, metrics.lift. The rest is a guess. */
const variantShape = z.lazy(() =>
  settled(
    ({ metrics, lift, ...variant }) => ({
      ...variant,
      inRange: rawScores(metrics),
      raw: rawNumbers(metrics),
      lift: firstNumber(isRecord(metrics) ? metrics.lift : undefined, lift),
    }),
    object({
      id: name(),
      name: name(),
      isControl: maybe(z.boolean()),
      isBaseline: maybe(z.boolean()),
      isWinner: maybe(z.boolean()),
      inRange: z.custom<Scores>(),
      /** Every number among the metrics as it came, lift taken out: for the verdict. */
      raw: maybe(z.custom<Scores>()),
      /** Percent. */
      lift: maybe(z.number()),
      content: maybe(name()),
    }),
  ),
);

/** All variants of a run at once: the scale of the scores and which one is the control are seen only together. */
const variantsShape = z.lazy(() =>
  page(variantShape).transform(({ items }) => {
    const factor = pointsPer(items.map(({ inRange }) => inRange));
    const control = controlOf(items);
    return items.map((item) => {
      const { inRange, isBaseline: _, ...variant } = item;
      /** On 0-100, by the scale that this answer alone suggests: for display. */
      const scores = toPoints(inRange, factor);
      return { ...variant, isControl: item === control, scores };
    });
  }),
);
export type Variant = Readonly<z.output<typeof variantsShape>[number]>;

/**
 * Said outright, else by the id of the documented example, else by name. A variant that is said not to be the control
 * is never taken for it by its name.
 */
function controlOf(variants: readonly z.output<typeof variantShape>[]) {
  const isNamedSo = (variant: z.output<typeof variantShape>) =>
    variant.isControl !== false &&
    variant.isBaseline !== false &&
    /^(control|baseline|original)$/i.test(variant.name.trim());
  return (
    variants.find(({ isControl, isBaseline }) => isControl || isBaseline) ??
    variants.find(({ id }) => id === "var_control") ??
    variants.find(isNamedSo)
  );
}

function firstNumber(...values: readonly unknown[]): unknown {
  return values.find(Number.isFinite);
}

export interface OptimizationInput {
  readonly agentId: string;
  readonly mode: Mode;
  /** 1-5. */
  readonly variantCount: number;
  readonly improve?: readonly string[];
  readonly hypothesis?: string;
  readonly personas?: readonly string[];
}

export function optimizationEndpoints(sender: Sender) {
  const dialect = createDialect(sender);
  return {
    /** Newest first, summaries without results. The filter is applied again on our side. */
    list: async (
      query: { agentId?: string; status?: string; limit?: number } = {},
      options?: CallOptions,
    ) => {
      const parts = { query, ...options };
      const doing = "list the optimizations";
      const { items } = await dialect.list(optimizationShape, "GET /optimizations", doing, parts);
      return items.filter(({ rawStatus }) => rawStatus === (query.status ?? rawStatus));
    },

    get: (id: string, options?: CallOptions) => {
      const parts = { id, ...options };
      return sender.read(
        optimizationShape,
        "GET /optimizations/:id",
        `read optimization ${id}`,
        parts,
      );
    },

    variants: (id: string, options?: CallOptions) => {
      const doing = `read the variants of optimization ${id}`;
      const parts = { id, ...options };
      return sender.read(variantsShape, "GET /optimizations/:id/variants", doing, parts);
    },

    /**
     * Starts paid work. Never repeated after an answer that leaves open whether it was accepted: then it throws
     * a ServiceError with `ambiguous`, and the caller looks for the run before it decides.
     */
    create: ({ agentId, ...input }: OptimizationInput, options?: CallOptions) =>
      dialect.create(agentId, (agent) => {
        const doing = `start an optimization of agent ${agentId}`;
        const parts = { body: { ...agent, ...bodyOf(input) }, ...options };
        return sender.read(optimizationShape, "POST /optimizations", doing, parts);
      }),

    /** Never repeated either: it replaces a live prompt, and a late second one could undo what a person did since. */
    apply: (id: string, body: { variantId?: string } = {}, options?: CallOptions) => {
      const doing = `apply the result of optimization ${id}`;
      const parts = { id, body, ...options };
      return sender.carryOut("POST /optimizations/:id/apply", doing, parts);
    },

    /** Stopping a run that has ended is not an error: resolves to false. */
    stop: async (id: string, body: { reason?: string } = {}, options?: CallOptions) => {
      // A run that was stopped twice is stopped; the second answer is a 409.
      const parts = { id, body, repeat: "always", ...options } as const;
      try {
        await sender.carryOut("POST /optimizations/:id/stop", `stop optimization ${id}`, parts);
        return true;
      } catch (error) {
        if (!hasEnded(error)) throw error;
        // An earlier attempt may have been what ended it.
        return error.ambiguous;
      }
    },
  };
}

function bodyOf({ mode, variantCount, ...input }: Omit<OptimizationInput, "agentId">) {
  const targetImprovements = input.improve?.length ? input.improve : undefined;
  const { hypothesis } = input;
  const hasIntent = targetImprovements !== undefined || hypothesis !== undefined;
  return {
    mode,
    variantCount,
    intent: hasIntent ? { targetImprovements, hypothesis } : undefined,
    personaIds: input.personas?.length ? input.personas : undefined,
  };
}

/** Guess: how a run that is over refuses to stop. A 404 without such words is an id that does not exist. */
function hasEnded(error: unknown): error is ServiceError {
  if (!(error instanceof ServiceError)) return false;
  if (error.kind === "conflict") return true;
  const over =
    /\balready\b|\bnot (active|running|in progress)\b|\bended\b|\bno (active|running)\b|\b(is|was|has been) (completed|failed|stopped|finished)\b/i;
  return (error.kind === "not-found" || error.kind === "validation") && over.test(error.message);
}
